//! A dossier on the ladder.

use serde::Serialize;
use wire::v1;

use super::{
    shared::{Named, Words},
    visit::{Next, VisitRef},
};

/// One time that a dossier was escalated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Escalation {
    /// The visit that it was escalated from.
    pub(crate) visit: VisitRef,
    /// `no-agreement`, `passed-term` or `procesbegeleider`.
    pub(crate) cause: &'static str,
    /// The last day of the term that had passed.
    pub(crate) passed_on: Option<String>,
    /// The party that the procesbegeleider works for.
    pub(crate) party: Option<Named>,
    /// The mandate of the procesbegeleider.
    pub(crate) mandate_id: Option<String>,
    /// Why. `null`: the motivation of the outcome says it.
    pub(crate) reason: Option<Words>,
    /// The rungs that it has been on, from the first.
    pub(crate) rungs: Vec<Stay>,
    /// The dispute that it became.
    pub(crate) dispute: Option<Dispute>,
    /// `open`, `left`, `overtaken` or `void`.
    pub(crate) standing: &'static str,
    /// On which day it was solved or concluded.
    pub(crate) left_on: Option<String>,
    /// How, or what came of it.
    pub(crate) solution: Option<Words>,
    /// Where the dossier went then. `null` in it: the visit that was open goes on.
    pub(crate) next: Option<Next>,
    /// Whether the term of the rung has passed.
    pub(crate) overdue: bool,
    /// The record that says that it was escalated.
    pub(crate) revision: u64,
}

/// A time on a rung.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Stay {
    /// Which rung, whose, and until when.
    pub(crate) on: OnRung,
    /// Why the rung before did not solve it.
    pub(crate) because: Option<Words>,
    /// The record that says so.
    pub(crate) revision: u64,
}

/// A dossier on a rung.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct OnRung {
    /// The rung.
    pub(crate) rung: Named,
    /// The name of who holds it: a body, a party or a function.
    pub(crate) holder: String,
    /// Since when.
    pub(crate) since: String,
    /// The last day of its term.
    pub(crate) due_on: String,
}

/// A dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Dispute {
    /// `advice`, `binding-advice`, `arbitration` or `mediation`.
    pub(crate) kind: &'static str,
    /// The same in Dutch, for people.
    #[serde(skip)]
    pub(crate) kind_nl: &'static str,
    /// Before whom.
    pub(crate) before: Words,
    /// Between whom.
    pub(crate) parties: Vec<Named>,
    /// Days within which there must be a defence.
    pub(crate) defence_days: Option<u32>,
    /// Days after the last hearing within which there must be advice or a ruling.
    pub(crate) advice_days: Option<u32>,
    /// Since when.
    pub(crate) since: String,
    /// Why the last rung did not solve it.
    pub(crate) reason: Words,
    /// The record that says so.
    pub(crate) revision: u64,
}

impl From<v1::Escalation> for Escalation {
    fn from(told: v1::Escalation) -> Self {
        let cause = match told.cause() {
            v1::EscalationCause::NoAgreement => "no-agreement",
            v1::EscalationCause::PassedTerm => "passed-term",
            v1::EscalationCause::Procesbegeleider => "procesbegeleider",
            v1::EscalationCause::Unspecified => "unknown",
        };
        let standing = match told.standing() {
            v1::EscalationStanding::Open => "open",
            v1::EscalationStanding::Left => "left",
            v1::EscalationStanding::Overtaken => "overtaken",
            v1::EscalationStanding::Void => "void",
            v1::EscalationStanding::Unspecified => "unknown",
        };
        Self {
            visit: told.visit.unwrap_or_default().into(),
            cause,
            passed_on: told.passed_on,
            party: told.party.map(Into::into),
            mandate_id: told.mandate.map(|mandate| mandate.mandate_id),
            reason: told.reason.map(Into::into),
            rungs: told.rungs.into_iter().map(Into::into).collect(),
            dispute: told.dispute.map(Into::into),
            standing,
            left_on: told.left_on,
            solution: told.solution.map(Into::into),
            next: told.next.map(Into::into),
            overdue: told.overdue,
            revision: told.revision,
        }
    }
}

impl From<v1::RungStay> for Stay {
    fn from(stay: v1::RungStay) -> Self {
        Self {
            on: stay.on.unwrap_or_default().into(),
            because: stay.because.map(Into::into),
            revision: stay.revision,
        }
    }
}

impl From<v1::OnRung> for OnRung {
    fn from(on: v1::OnRung) -> Self {
        use v1::rung_holder::Who;
        let holder = match on.holder.and_then(|holder| holder.who) {
            Some(Who::Body(named) | Who::Party(named)) => named.name,
            Some(Who::Function(function)) => function,
            None => String::new(),
        };
        Self { rung: on.rung.unwrap_or_default().into(), holder, since: on.since, due_on: on.due_on }
    }
}

impl From<v1::Dispute> for Dispute {
    fn from(dispute: v1::Dispute) -> Self {
        let known = wire::convert::enums::dispute_kind_from(dispute.kind);
        Self {
            kind: known.map_or("unknown", |kind| kind.name()),
            kind_nl: known.map_or("onbekend", |kind| kind.name_nl()),
            before: dispute.before.unwrap_or_default().into(),
            parties: dispute.parties.into_iter().map(Into::into).collect(),
            defence_days: dispute.defence_days,
            advice_days: dispute.advice_days,
            since: dispute.since,
            reason: dispute.reason.unwrap_or_default().into(),
            revision: dispute.revision,
        }
    }
}

impl From<v1::Onward> for Next {
    fn from(onward: v1::Onward) -> Self {
        use v1::onward::Next as To;
        match onward.next {
            Some(To::Visit(opening)) => Self { visit: Some(opening.into()), ..Self::default() },
            Some(To::Ended(ended)) => Self { ended: Some(ended.into()), ..Self::default() },
            Some(To::SameVisit(_)) | None => Self::default(),
        }
    }
}
