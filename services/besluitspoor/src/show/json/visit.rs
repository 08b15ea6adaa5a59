//! Visits, outcomes, conditions, and where a dossier goes next.

use domain::framework::{EndKind, Outcome, Role};
use serde::{Serialize, Serializer};
use wire::{convert::enums, v1};

use super::{
    escalation::OnRung,
    shared::{DocumentRef, Named, Words},
    stance::PartyStance,
};

/// A value of a closed set by its name; `unknown` when this program is older than the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known<T>(pub(crate) Option<T>);

/// The n-th time that a dossier is at a step.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct VisitRef {
    /// The step.
    pub(crate) step: String,
    /// Which time, from 1.
    pub(crate) number: u32,
}

/// A visit that was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Opening {
    /// The visit.
    pub(crate) visit: VisitRef,
    /// The round it belongs to.
    pub(crate) round: Named,
    /// The body that the dossier waits for.
    pub(crate) body: Named,
    /// What that body is asked to do.
    pub(crate) role: Known<Role>,
    /// The papers that it is asked to look at.
    pub(crate) documents: Vec<DocumentRef>,
    /// The date on which the dossier arrived.
    pub(crate) arrived_on: String,
    /// The last day of the term.
    pub(crate) due_on: Option<String>,
}

/// Where a dossier goes: exactly one field is not `null`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Next {
    /// To a body.
    pub(crate) visit: Option<Opening>,
    /// To the coordinator, for the document that opens this round.
    pub(crate) round: Option<Named>,
    /// To the coordinator, for a new document version; then on from this step.
    pub(crate) revision_resumes_at: Option<String>,
    /// Onto the ladder, because the parties did not agree.
    pub(crate) ladder: Option<OnRung>,
    /// Nowhere: it has ended.
    pub(crate) ended: Option<Ended>,
}

/// How a dossier ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Ended {
    /// The end in the framework.
    pub(crate) end: Named,
    /// What it means.
    pub(crate) kind: Known<EndKind>,
}

/// What a body did with a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Treated {
    /// What it did.
    pub(crate) outcome: Known<Outcome>,
    /// The date of the meeting or written procedure.
    pub(crate) treated_on: String,
    /// Why.
    pub(crate) motivation: Option<Words>,
    /// The numbers of the conditions that it set.
    pub(crate) conditions: Vec<u32>,
    /// What it found of conditions set earlier.
    pub(crate) judged: Vec<Judgement>,
    /// Where each party stood; empty if that was not written down.
    pub(crate) stances: Vec<PartyStance>,
    /// The visits whose advice a decision departs from.
    pub(crate) departs_from: Vec<VisitRef>,
    /// Where the dossier went.
    pub(crate) next: Next,
}

/// What a body found of a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Judgement {
    /// Which condition, from 1.
    pub(crate) condition: u32,
    /// Whether it is met.
    pub(crate) met: bool,
}

/// A condition and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Condition {
    /// Its number in the dossier, from 1.
    pub(crate) number: u32,
    /// What must be so.
    pub(crate) text: Words,
    /// Which party must see to it. `null`: the coordinator.
    pub(crate) holder: Option<Named>,
    /// By when.
    pub(crate) due_on: Option<String>,
    /// By which visit it was set.
    pub(crate) set_by: VisitRef,
    /// By which body.
    pub(crate) set_by_body: Named,
    /// Whether the coordinator has said how it is met.
    pub(crate) answered: bool,
    /// What the coordinator said last.
    pub(crate) answer: Option<Words>,
    /// Whether a later visit found it met. `null`: nothing found yet.
    pub(crate) met: Option<bool>,
}

/// An outcome of an earlier visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct EarlierOutcome {
    /// The visit.
    pub(crate) visit: VisitRef,
    /// The body.
    pub(crate) body: Named,
    /// In which role it acted.
    pub(crate) role: Known<Role>,
    /// What it did.
    pub(crate) outcome: Known<Outcome>,
    /// The date of the meeting or written procedure.
    pub(crate) treated_on: String,
    /// Why.
    pub(crate) motivation: Option<Words>,
    /// Whether it was written down wrongly first.
    pub(crate) corrected: bool,
    /// The record that says so, by its revision.
    pub(crate) revision: u64,
}

/// A value that has a name in framework files.
pub(crate) trait HasName: Copy {
    /// The name.
    fn name(self) -> &'static str;
}

impl HasName for Role {
    fn name(self) -> &'static str {
        self.name()
    }
}

impl HasName for Outcome {
    fn name(self) -> &'static str {
        self.name()
    }
}

impl HasName for EndKind {
    fn name(self) -> &'static str {
        self.name()
    }
}

impl<T: HasName> Serialize for Known<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.map_or("unknown", T::name))
    }
}

impl Known<Role> {
    /// The role that a message names.
    pub(crate) fn role(given: i32) -> Self {
        Self(Role::ALL.into_iter().find(|role| enums::role(*role) as i32 == given))
    }
}

impl Known<Outcome> {
    /// The outcome that a message names.
    pub(crate) fn outcome(given: i32) -> Self {
        Self(enums::outcome_from(given))
    }
}

impl Known<EndKind> {
    fn end_kind(given: i32) -> Self {
        Self(EndKind::ALL.into_iter().find(|kind| enums::end_kind(*kind) as i32 == given))
    }
}

impl From<v1::VisitRef> for VisitRef {
    fn from(visit: v1::VisitRef) -> Self {
        Self { step: visit.step_id, number: visit.number }
    }
}

impl From<v1::Opening> for Opening {
    fn from(opening: v1::Opening) -> Self {
        Self {
            visit: opening.visit.unwrap_or_default().into(),
            round: opening.round.unwrap_or_default().into(),
            body: opening.body.unwrap_or_default().into(),
            role: Known::role(opening.role),
            documents: opening.documents.into_iter().map(Into::into).collect(),
            arrived_on: opening.arrived_on,
            due_on: opening.due_on,
        }
    }
}

impl From<v1::Next> for Next {
    fn from(next: v1::Next) -> Self {
        use v1::next::Next as To;
        match next.next {
            Some(To::Visit(opening)) => Self { visit: Some(opening.into()), ..Self::default() },
            Some(To::Round(round)) => Self { round: Some(round.into()), ..Self::default() },
            Some(To::Revision(revision)) => {
                Self { revision_resumes_at: Some(revision.resume_at_step_id), ..Self::default() }
            }
            Some(To::Ladder(on)) => Self { ladder: Some(on.into()), ..Self::default() },
            Some(To::Ended(ended)) => Self { ended: Some(ended.into()), ..Self::default() },
            None => Self::default(),
        }
    }
}

impl From<v1::Ended> for Ended {
    fn from(ended: v1::Ended) -> Self {
        Self { end: ended.end.unwrap_or_default().into(), kind: Known::end_kind(ended.kind) }
    }
}

impl From<v1::Treated> for Treated {
    fn from(treated: v1::Treated) -> Self {
        Self {
            outcome: Known::outcome(treated.outcome),
            treated_on: treated.treated_on,
            motivation: treated.motivation.map(Into::into),
            conditions: treated.conditions.iter().map(|condition| condition.number).collect(),
            judged: treated
                .judged
                .iter()
                .map(|judged| Judgement { condition: judged.condition_number, met: judged.met })
                .collect(),
            stances: treated.stances.into_iter().map(Into::into).collect(),
            departs_from: treated.departs_from.into_iter().map(Into::into).collect(),
            next: treated.next.unwrap_or_default().into(),
        }
    }
}

impl From<v1::Condition> for Condition {
    fn from(condition: v1::Condition) -> Self {
        let set = condition.set.unwrap_or_default();
        Self {
            number: set.number,
            text: set.text.unwrap_or_default().into(),
            holder: set.holder.map(Into::into),
            due_on: set.due_on,
            set_by: condition.set_by.unwrap_or_default().into(),
            set_by_body: condition.set_by_body.unwrap_or_default().into(),
            answered: condition.answered,
            answer: condition.answer.map(Into::into),
            met: condition.judged.map(|judged| judged.met),
        }
    }
}

impl From<v1::EarlierOutcome> for EarlierOutcome {
    fn from(earlier: v1::EarlierOutcome) -> Self {
        Self {
            visit: earlier.visit.unwrap_or_default().into(),
            body: earlier.body.unwrap_or_default().into(),
            role: Known::role(earlier.role),
            outcome: Known::outcome(earlier.outcome),
            treated_on: earlier.treated_on,
            motivation: earlier.motivation.map(Into::into),
            corrected: earlier.corrected,
            revision: earlier.revision,
        }
    }
}
