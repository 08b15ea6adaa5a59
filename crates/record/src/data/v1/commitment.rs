//! Whether a party is bound by what was decided, and what it has of it.

use domain::{
    arrangement::{self, Usage, commitment},
    ids::PartyId,
    sealed::Sealed,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{count::Count, mandate::MandateRef};
use crate::scalar::{Number, Text};

/// `gebondenheid-vastgelegd`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CommitmentGiven {
    decided: Number,
    party: Text<PartyId>,
    standing: Standing,
    decided_on: Text<Date>,
    organ: Text<Sealed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mandate: Option<MandateRef>,
    #[serde(skip_serializing_if = "Option::is_none")]
    binding: Option<BindingPeriod>,
    pledges: Vec<Pledge>,
    source: Text<Sealed>,
}

/// `gebruik-opgegeven`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UseReported {
    party: Text<PartyId>,
    from: Text<Date>,
    until: Text<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pupils: Option<Count>,
    #[serde(skip_serializing_if = "Option::is_none")]
    costs_cents: Option<u64>,
    on: Text<Date>,
    source: Text<Sealed>,
}

/// Whether a party is bound; one of these, with what it says.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Standing {
    Bound(Nothing),
    BoundWithReservation(Text<Sealed>),
    NotBound(Reasons),
}

/// What needs no words.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reasons {
    #[serde(skip_serializing_if = "Option::is_none")]
    reasons: Option<Text<Sealed>>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BindingPeriod {
    from: Text<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Text<Date>>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pledge {
    amount_cents: u64,
    from: Text<Date>,
    until: Text<Date>,
}

impl From<&commitment::CommitmentGiven> for CommitmentGiven {
    fn from(given: &commitment::CommitmentGiven) -> Self {
        let commitment::CommitmentGiven { decided, commitment } = given;
        let arrangement::Commitment { party, standing, decided_on, organ, mandate, binding, pledges, source } =
            commitment;
        Self {
            decided: Number(*decided),
            party: Text(party.clone()),
            standing: (*standing).into(),
            decided_on: Text(*decided_on),
            organ: Text(*organ),
            mandate: mandate.map(Into::into),
            binding: binding.map(|arrangement::BindingPeriod { from, until }| BindingPeriod {
                from: Text(from),
                until: until.map(Text),
            }),
            pledges: pledges.iter().map(|pledge| (*pledge).into()).collect(),
            source: Text(*source),
        }
    }
}

impl From<CommitmentGiven> for commitment::CommitmentGiven {
    fn from(given: CommitmentGiven) -> Self {
        Self {
            decided: given.decided.0,
            commitment: arrangement::Commitment {
                party: given.party.0,
                standing: given.standing.into(),
                decided_on: given.decided_on.0,
                organ: given.organ.0,
                mandate: given.mandate.map(Into::into),
                binding: given.binding.map(|BindingPeriod { from, until }| arrangement::BindingPeriod {
                    from: from.0,
                    until: until.map(|text| text.0),
                }),
                pledges: given.pledges.into_iter().map(Into::into).collect(),
                source: given.source.0,
            },
        }
    }
}

impl From<arrangement::Standing> for Standing {
    fn from(standing: arrangement::Standing) -> Self {
        match standing {
            arrangement::Standing::Bound => Self::Bound(Nothing {}),
            arrangement::Standing::WithReservation(words) => Self::BoundWithReservation(Text(words)),
            arrangement::Standing::NotBound(reasons) => {
                Self::NotBound(Reasons { reasons: reasons.map(Text) })
            }
        }
    }
}

impl From<Standing> for arrangement::Standing {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Bound(Nothing {}) => Self::Bound,
            Standing::BoundWithReservation(words) => Self::WithReservation(words.0),
            Standing::NotBound(Reasons { reasons }) => Self::NotBound(reasons.map(|text| text.0)),
        }
    }
}

impl From<arrangement::Pledge> for Pledge {
    fn from(arrangement::Pledge { amount_cents, period }: arrangement::Pledge) -> Self {
        let arrangement::Period { from, until } = period;
        Self { amount_cents, from: Text(from), until: Text(until) }
    }
}

impl From<Pledge> for arrangement::Pledge {
    fn from(Pledge { amount_cents, from, until }: Pledge) -> Self {
        Self { amount_cents, period: arrangement::Period { from: from.0, until: until.0 } }
    }
}

impl From<&Usage> for UseReported {
    fn from(usage: &Usage) -> Self {
        let Usage { party, period, pupils, costs_cents, on, source } = usage;
        let arrangement::Period { from, until } = *period;
        Self {
            party: Text(party.clone()),
            from: Text(from),
            until: Text(until),
            pupils: pupils.map(Into::into),
            costs_cents: *costs_cents,
            on: Text(*on),
            source: Text(*source),
        }
    }
}

impl From<UseReported> for Usage {
    fn from(used: UseReported) -> Self {
        Self {
            party: used.party.0,
            period: arrangement::Period { from: used.from.0, until: used.until.0 },
            pupils: used.pupils.map(Into::into),
            costs_cents: used.costs_cents,
            on: used.on.0,
            source: used.source.0,
        }
    }
}
