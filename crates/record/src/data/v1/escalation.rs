//! What happens to a dossier on the ladder.

use domain::{
    dossier::escalation::event,
    framework,
    ids::{BodyId, EndId, PartyId, RungId},
    sealed::Sealed,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    document::{Opening, VisitRef},
    mandate::MandateRef,
    names::DisputeKind,
    treated::Contradiction,
};
use crate::scalar::{Text, texts, values};

/// `opschaling-geopend`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EscalationOpened {
    visit: VisitRef,
    cause: Cause,
    reason: Text<Sealed>,
    on: OnRung,
}

/// `opschaling-doorgezet`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EscalationMoved {
    visit: VisitRef,
    from: Text<RungId>,
    to: OnRung,
    reason: Text<Sealed>,
}

/// `opschaling-opgelost`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EscalationResolved {
    visit: VisitRef,
    rung: Text<RungId>,
    resolved_on: Text<Date>,
    words: Text<Sealed>,
    next: Onward,
}

/// `geschil-voorgelegd`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EscalationUnresolved {
    visit: VisitRef,
    rung: Text<RungId>,
    unresolved_on: Text<Date>,
    reason: Text<Sealed>,
    terms: DisputeTerms,
}

/// `geschil-afgesloten`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DisputeConcluded {
    visit: VisitRef,
    concluded_on: Text<Date>,
    words: Text<Sealed>,
    next: Onward,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OnRung {
    rung: Text<RungId>,
    holder: Holder,
    since: Text<Date>,
    due: Text<Date>,
}

/// One of these.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Holder {
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Text<BodyId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<Text<PartyId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    function: Option<String>,
}

/// `by` says which of the others are there.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cause {
    by: By,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Text<Date>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<Text<PartyId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mandate: Option<MandateRef>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum By {
    PassedTerm,
    Procesbegeleider,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DisputeTerms {
    kind: DisputeKind,
    before: Text<Sealed>,
    parties: Vec<Text<PartyId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    defence_days: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    advice_days: Option<u32>,
}

/// `to` says which of the others is there.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Onward {
    to: To,
    #[serde(skip_serializing_if = "Option::is_none")]
    opens: Option<Opening>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Text<EndId>>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum To {
    SameVisit,
    Visit,
    End,
}

impl From<&event::EscalationOpened> for EscalationOpened {
    fn from(opened: &event::EscalationOpened) -> Self {
        let event::EscalationOpened { visit, cause, reason, on } = opened;
        Self { visit: visit.into(), cause: cause.into(), reason: Text(*reason), on: on.into() }
    }
}

impl TryFrom<EscalationOpened> for event::EscalationOpened {
    type Error = Contradiction;

    fn try_from(
        EscalationOpened { visit, cause, reason, on }: EscalationOpened,
    ) -> Result<Self, Contradiction> {
        Ok(Self { visit: visit.into(), cause: cause.try_into()?, reason: reason.0, on: on.try_into()? })
    }
}

impl From<&event::EscalationMoved> for EscalationMoved {
    fn from(event::EscalationMoved { visit, from, to, reason }: &event::EscalationMoved) -> Self {
        Self { visit: visit.into(), from: Text(from.clone()), to: to.into(), reason: Text(*reason) }
    }
}

impl TryFrom<EscalationMoved> for event::EscalationMoved {
    type Error = Contradiction;

    fn try_from(EscalationMoved { visit, from, to, reason }: EscalationMoved) -> Result<Self, Contradiction> {
        Ok(Self { visit: visit.into(), from: from.0, to: to.try_into()?, reason: reason.0 })
    }
}

impl From<&event::EscalationResolved> for EscalationResolved {
    fn from(resolved: &event::EscalationResolved) -> Self {
        let event::EscalationResolved { visit, rung, resolved_on, words, next } = resolved;
        Self {
            visit: visit.into(),
            rung: Text(rung.clone()),
            resolved_on: Text(*resolved_on),
            words: Text(*words),
            next: next.into(),
        }
    }
}

impl TryFrom<EscalationResolved> for event::EscalationResolved {
    type Error = Contradiction;

    fn try_from(resolved: EscalationResolved) -> Result<Self, Contradiction> {
        let EscalationResolved { visit, rung, resolved_on, words, next } = resolved;
        let (visit, next) = (visit.into(), next.try_into()?);
        Ok(Self { visit, rung: rung.0, resolved_on: resolved_on.0, words: words.0, next })
    }
}

impl From<&event::EscalationUnresolved> for EscalationUnresolved {
    fn from(unresolved: &event::EscalationUnresolved) -> Self {
        let event::EscalationUnresolved { visit, rung, unresolved_on, reason, terms } = unresolved;
        Self {
            visit: visit.into(),
            rung: Text(rung.clone()),
            unresolved_on: Text(*unresolved_on),
            reason: Text(*reason),
            terms: terms.into(),
        }
    }
}

impl From<EscalationUnresolved> for event::EscalationUnresolved {
    fn from(unresolved: EscalationUnresolved) -> Self {
        let EscalationUnresolved { visit, rung, unresolved_on, reason, terms } = unresolved;
        Self {
            visit: visit.into(),
            rung: rung.0,
            unresolved_on: unresolved_on.0,
            reason: reason.0,
            terms: terms.into(),
        }
    }
}

impl From<&event::DisputeConcluded> for DisputeConcluded {
    fn from(concluded: &event::DisputeConcluded) -> Self {
        let event::DisputeConcluded { visit, concluded_on, words, next } = concluded;
        let (visit, next) = (visit.into(), next.into());
        Self { visit, concluded_on: Text(*concluded_on), words: Text(*words), next }
    }
}

impl TryFrom<DisputeConcluded> for event::DisputeConcluded {
    type Error = Contradiction;

    fn try_from(concluded: DisputeConcluded) -> Result<Self, Contradiction> {
        let DisputeConcluded { visit, concluded_on, words, next } = concluded;
        let (visit, next) = (visit.into(), next.try_into()?);
        Ok(Self { visit, concluded_on: concluded_on.0, words: words.0, next })
    }
}

impl From<&event::OnRung> for OnRung {
    fn from(event::OnRung { rung, holder, since, due }: &event::OnRung) -> Self {
        Self { rung: Text(rung.clone()), holder: holder.into(), since: Text(*since), due: Text(*due) }
    }
}

impl TryFrom<OnRung> for event::OnRung {
    type Error = Contradiction;

    fn try_from(OnRung { rung, holder, since, due }: OnRung) -> Result<Self, Contradiction> {
        Ok(Self { rung: rung.0, holder: holder.try_into()?, since: since.0, due: due.0 })
    }
}

impl From<&framework::Holder> for Holder {
    fn from(holder: &framework::Holder) -> Self {
        match holder {
            framework::Holder::Body(body) => Self { body: Some(Text(body.clone())), ..Self::default() },
            framework::Holder::Party(party) => Self { party: Some(Text(party.clone())), ..Self::default() },
            framework::Holder::Function(function) => {
                Self { function: Some(function.clone()), ..Self::default() }
            }
        }
    }
}

impl TryFrom<Holder> for framework::Holder {
    type Error = Contradiction;

    fn try_from(Holder { body, party, function }: Holder) -> Result<Self, Contradiction> {
        match (body, party, function) {
            (Some(body), None, None) => Ok(Self::Body(body.0)),
            (None, Some(party), None) => Ok(Self::Party(party.0)),
            (None, None, Some(function)) => Ok(Self::Function(function)),
            (..) => Err(Contradiction {
                field: "holder",
                reason: "a rung is held by a `body`, a `party` or a `function`, and by one alone",
            }),
        }
    }
}

impl From<&event::Cause> for Cause {
    fn from(cause: &event::Cause) -> Self {
        match cause {
            event::Cause::PassedTerm { due } => {
                Self { by: By::PassedTerm, due: Some(Text(*due)), party: None, mandate: None }
            }
            event::Cause::Procesbegeleider { party, mandate } => Self {
                by: By::Procesbegeleider,
                due: None,
                party: Some(Text(party.clone())),
                mandate: Some((*mandate).into()),
            },
        }
    }
}

impl TryFrom<Cause> for event::Cause {
    type Error = Contradiction;

    fn try_from(Cause { by, due, party, mandate }: Cause) -> Result<Self, Contradiction> {
        match (by, due, party, mandate) {
            (By::PassedTerm, Some(due), None, None) => Ok(Self::PassedTerm { due: due.0 }),
            (By::Procesbegeleider, None, Some(party), Some(seen)) => {
                Ok(Self::Procesbegeleider { party: party.0, mandate: seen.into() })
            }
            (By::PassedTerm | By::Procesbegeleider, ..) => Err(Contradiction {
                field: "cause",
                reason: "a passed term has `due`, a procesbegeleider has `party` and `mandate`, and nothing else",
            }),
        }
    }
}

impl From<&event::DisputeTerms> for DisputeTerms {
    fn from(terms: &event::DisputeTerms) -> Self {
        let event::DisputeTerms { kind, before, parties, defence_days, advice_days } = terms;
        Self {
            kind: (*kind).into(),
            before: Text(*before),
            parties: texts(parties),
            defence_days: *defence_days,
            advice_days: *advice_days,
        }
    }
}

impl From<DisputeTerms> for event::DisputeTerms {
    fn from(terms: DisputeTerms) -> Self {
        let DisputeTerms { kind, before, parties, defence_days, advice_days } = terms;
        let (kind, before, parties) = (kind.into(), before.0, values(parties));
        Self { kind, before, parties, defence_days, advice_days }
    }
}

impl From<&event::Onward> for Onward {
    fn from(onward: &event::Onward) -> Self {
        match onward {
            event::Onward::SameVisit => Self { to: To::SameVisit, opens: None, end: None },
            event::Onward::Visit(opening) => Self { to: To::Visit, opens: Some(opening.into()), end: None },
            event::Onward::End(end) => Self { to: To::End, opens: None, end: Some(Text(end.clone())) },
        }
    }
}

impl TryFrom<Onward> for event::Onward {
    type Error = Contradiction;

    fn try_from(Onward { to, opens, end }: Onward) -> Result<Self, Contradiction> {
        match (to, opens, end) {
            (To::SameVisit, None, None) => Ok(Self::SameVisit),
            (To::Visit, Some(opens), None) => Ok(Self::Visit(opens.into())),
            (To::End, None, Some(end)) => Ok(Self::End(end.0)),
            (To::SameVisit | To::Visit | To::End, ..) => Err(Contradiction {
                field: "next",
                reason: "a new visit has `opens`, an end has `end`, and the same visit has neither",
            }),
        }
    }
}
