//! Who is bound by what was decided, and who has pupils in it.

use serde::Serialize;
use wire::v1;

use super::{
    arrangement::Pupils,
    shared::{FrameworkRef, Moment, Named, Reflects, Words, moment},
    stance::MandateRef,
};

/// What `bound` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct BoundAnswer {
    /// The arrangements, in the order in which they began.
    pub(crate) arrangements: Vec<ArrangementBound>,
    /// The day for which it is told who is bound.
    pub(crate) on: String,
    /// Whether there are more than were asked for.
    pub(crate) more: bool,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
}

/// Who is bound by one arrangement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ArrangementBound {
    /// Its id, which is that of its dossier.
    pub(crate) arrangement_id: String,
    /// The dossier's number for people.
    pub(crate) reference: String,
    /// The dossier's title.
    pub(crate) title: Words,
    /// The framework, which knows the parties.
    pub(crate) framework: FrameworkRef,
    /// When it was written down that it began.
    pub(crate) begun_time: Option<Moment>,
    /// The last record of its history.
    pub(crate) revision: u64,
    /// Every party, in the order of the framework.
    pub(crate) parties: Vec<PartyBound>,
}

/// Whether a party is bound, and what it has of the arrangement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PartyBound {
    /// Which party.
    pub(crate) party: Named,
    /// `bound`, `bound-with-reservation`, `not-bound` or `not-spoken`.
    pub(crate) standing: &'static str,
    /// Whether it is bound on the day of the answer.
    pub(crate) is_bound: bool,
    /// Whether it has pupils in the arrangement without being bound.
    pub(crate) uses_unbound: bool,
    /// What it said; none if it has not spoken.
    pub(crate) said: Option<BoundBy>,
    /// What was reported of its last period.
    #[serde(rename = "use")]
    pub(crate) used: Option<PartyUse>,
}

/// What a party said of being bound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct BoundBy {
    /// `commitment` (in the history of the arrangement) or `ratification` (in that of the dossier).
    pub(crate) by: &'static str,
    /// The record that says so.
    pub(crate) revision: u64,
    /// When it was decided.
    pub(crate) decided_on: String,
    /// On behalf of which organ.
    pub(crate) organ: Words,
    /// The reservation, or why it is not bound.
    pub(crate) words: Option<Words>,
    /// The mandate under which it was decided. `null`: none was named.
    pub(crate) mandate: Option<MandateRef>,
    /// From when until when; none is from that day, without an end.
    pub(crate) binding: Option<BindingPeriod>,
    /// What it pledges, by period.
    pub(crate) pledges: Vec<Pledge>,
    /// Where this can be found.
    pub(crate) source: Option<Words>,
}

/// From when until when a party is bound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct BindingPeriod {
    /// The first day.
    pub(crate) from: String,
    /// The last; none is without an end.
    pub(crate) until: Option<String>,
}

/// What a party pledges for a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Pledge {
    /// How much, in euro cents.
    pub(crate) amount_cents: u64,
    /// The first day.
    pub(crate) from: String,
    /// The last.
    pub(crate) until: String,
}

/// What a party has of an arrangement in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PartyUse {
    /// The first day.
    pub(crate) from: String,
    /// The last.
    pub(crate) until: String,
    /// How many pupils; none is none, or not known.
    pub(crate) pupils: Option<Pupils>,
    /// What it bears of the costs, in euro cents.
    pub(crate) costs_cents: Option<u64>,
    /// The day that the numbers are of.
    pub(crate) counted_on: String,
    /// Where they come from.
    pub(crate) source: Words,
    /// The record that says so.
    pub(crate) revision: u64,
}

impl From<v1::ArrangementBound> for ArrangementBound {
    fn from(told: v1::ArrangementBound) -> Self {
        Self {
            arrangement_id: told.arrangement_id,
            reference: told.reference,
            title: told.title.unwrap_or_default().into(),
            framework: told.framework.unwrap_or_default().into(),
            begun_time: told.begun_time.and_then(|time| moment(time.seconds, time.nanos)),
            revision: told.revision,
            parties: told.parties.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<v1::PartyBound> for PartyBound {
    fn from(told: v1::PartyBound) -> Self {
        Self {
            standing: standing(told.standing()),
            party: told.party.unwrap_or_default().into(),
            is_bound: told.is_bound,
            uses_unbound: told.uses_unbound,
            said: told.said.map(Into::into),
            used: told.r#use.map(Into::into),
        }
    }
}

fn standing(standing: v1::PartyStanding) -> &'static str {
    match standing {
        v1::PartyStanding::Unspecified => "unknown",
        v1::PartyStanding::Bound => "bound",
        v1::PartyStanding::BoundWithReservation => "bound-with-reservation",
        v1::PartyStanding::NotBound => "not-bound",
        v1::PartyStanding::NotSpoken => "not-spoken",
    }
}

impl From<v1::BoundBy> for BoundBy {
    fn from(said: v1::BoundBy) -> Self {
        let by = match said.by() {
            v1::SaidBy::Unspecified => "unknown",
            v1::SaidBy::Commitment => "commitment",
            v1::SaidBy::Ratification => "ratification",
        };
        Self {
            by,
            revision: said.revision,
            decided_on: said.decided_on,
            organ: said.organ.unwrap_or_default().into(),
            words: said.words.map(Into::into),
            mandate: said.mandate.map(Into::into),
            binding: said.binding.map(|v1::BindingPeriod { from, until }| BindingPeriod { from, until }),
            pledges: said.pledges.into_iter().map(Into::into).collect(),
            source: said.source.map(Into::into),
        }
    }
}

impl From<v1::Pledge> for Pledge {
    fn from(v1::Pledge { amount_cents, from, until }: v1::Pledge) -> Self {
        Self { amount_cents, from, until }
    }
}

impl From<v1::PartyUse> for PartyUse {
    fn from(used: v1::PartyUse) -> Self {
        Self {
            from: used.from,
            until: used.until,
            pupils: used.pupils.map(Into::into),
            costs_cents: used.costs_cents,
            counted_on: used.counted_on,
            source: used.source.unwrap_or_default().into(),
            revision: used.revision,
        }
    }
}
