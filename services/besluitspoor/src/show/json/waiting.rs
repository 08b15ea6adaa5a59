//! Whom every open dossier waits for.

use serde::Serialize;
use wire::v1;

use super::{
    escalation::{Escalation, OnRung},
    shared::{Coordinator, DocumentRef, FrameworkRef, Named, Reflects, WaitsFor, Words},
    term::Term,
    visit::{Condition, VisitRef},
};

/// What `waiting` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Waiting {
    /// What waits, in the order that was asked for.
    pub(crate) items: Vec<WaitingItem>,
    /// Whether there are more than were asked for.
    pub(crate) more: bool,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
}

/// An open dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct WaitingItem {
    /// The dossier.
    pub(crate) dossier_id: String,
    /// Its number for people.
    pub(crate) reference: String,
    /// Its title.
    pub(crate) title: Words,
    /// The framework it runs on.
    pub(crate) framework: FrameworkRef,
    /// Who answers for it.
    pub(crate) coordinator: Coordinator,
    /// The revision of the dossier.
    pub(crate) revision: u64,
    /// Who must do something now.
    pub(crate) waits_for: WaitsFor,
    /// Since when, without a break.
    pub(crate) since: String,
    /// How many days that is.
    pub(crate) days_waiting: u32,
    /// How many of those were working days.
    pub(crate) working_days_waiting: u32,
    /// The term of the visit that is open. `null`: no term.
    pub(crate) term: Option<Term>,
    /// Whether that term has passed.
    pub(crate) overdue: bool,
    /// What would move it. `null`: the framework is not at hand.
    pub(crate) way_on: Option<WayOn>,
    /// How it is on the ladder. `null`: it is not there.
    pub(crate) escalation: Option<Escalation>,
    /// The open conditions whose last day has passed.
    pub(crate) overdue_conditions: Vec<Condition>,
}

/// What would move a dossier. `act` is `submit`, `resubmit`, `treat`, `ratify`, `resume`, `solve` or `conclude`; what does not
/// belong to it is `null`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct WayOn {
    /// Which act.
    pub(crate) act: &'static str,
    /// The same in one sentence.
    pub(crate) told: String,
    /// The document that the coordinator is asked for.
    pub(crate) paper: Option<Paper>,
    /// The step that the dossier then goes on at.
    pub(crate) resume_at: Option<String>,
    /// The body that it then goes to, or that must act.
    pub(crate) body: Option<Named>,
    /// The visit that is to be treated, or whose term stands still.
    pub(crate) visit: Option<VisitRef>,
    /// The rung that has to solve it.
    pub(crate) on: Option<OnRung>,
    /// When the body first meets on it, by its rule.
    pub(crate) meets_on: Option<String>,
    /// The last day on which the papers for that could arrive.
    pub(crate) papers_due_on: Option<String>,
    /// The parties that have yet to speak for themselves.
    pub(crate) parties: Vec<Named>,
}

/// A document that a coordinator is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Paper {
    /// The round that it is for.
    pub(crate) round: Named,
    /// In any of these formats.
    pub(crate) formats: Vec<Named>,
    /// The version that is filed and was not submitted yet.
    pub(crate) filed: Option<DocumentRef>,
    /// The conditions that must be answered first.
    pub(crate) unanswered_conditions: Vec<u32>,
}

impl From<v1::WaitingItem> for WaitingItem {
    fn from(item: v1::WaitingItem) -> Self {
        Self {
            dossier_id: item.dossier_id,
            reference: item.reference,
            title: item.title.unwrap_or_default().into(),
            framework: item.framework.unwrap_or_default().into(),
            coordinator: item.coordinator.unwrap_or_default().into(),
            revision: item.revision,
            waits_for: item.waits_for.unwrap_or_default().into(),
            since: item.since,
            days_waiting: item.days_waiting,
            working_days_waiting: item.working_days_waiting,
            term: item.term.map(Into::into),
            overdue: item.overdue,
            way_on: item.way_on.map(Into::into),
            escalation: item.escalation.map(Into::into),
            overdue_conditions: item.overdue_conditions.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<v1::WayOn> for WayOn {
    fn from(way: v1::WayOn) -> Self {
        use v1::way_on::Act;
        let told = Self { told: way.told, ..Self::default() };
        match way.act {
            Some(Act::Submit(submit)) => Self {
                act: "submit",
                paper: submit.paper.map(Into::into),
                body: submit.to_body.map(Into::into),
                ..told
            },
            Some(Act::Resubmit(resubmit)) => Self {
                act: "resubmit",
                paper: resubmit.paper.map(Into::into),
                resume_at: Some(resubmit.resume_at_step_id),
                body: resubmit.to_body.map(Into::into),
                ..told
            },
            Some(Act::Treat(treat)) => Self {
                act: "treat",
                body: treat.body.map(Into::into),
                visit: treat.visit.map(Into::into),
                meets_on: treat.meeting.as_ref().map(|meeting| meeting.meets_on.clone()),
                papers_due_on: treat.meeting.map(|meeting| meeting.papers_due_on),
                ..told
            },
            Some(Act::Ratify(ratify)) => Self {
                act: "ratify",
                visit: ratify.visit.map(Into::into),
                body: ratify.body.map(Into::into),
                parties: ratify.parties.into_iter().map(Into::into).collect(),
                ..told
            },
            Some(Act::Resume(resume)) => Self {
                act: "resume",
                body: resume.body.map(Into::into),
                visit: resume.visit.map(Into::into),
                ..told
            },
            Some(Act::Solve(solve)) => Self {
                act: "solve",
                body: solve.body.map(Into::into),
                visit: solve.visit.map(Into::into),
                on: solve.on.map(Into::into),
                ..told
            },
            Some(Act::Conclude(conclude)) => Self {
                act: "conclude",
                body: conclude.body.map(Into::into),
                visit: conclude.visit.map(Into::into),
                ..told
            },
            None => Self { act: "unknown", ..told },
        }
    }
}

impl From<v1::way_on::Paper> for Paper {
    fn from(paper: v1::way_on::Paper) -> Self {
        Self {
            round: paper.round.unwrap_or_default().into(),
            formats: paper.formats.into_iter().map(Into::into).collect(),
            filed: paper.filed.map(Into::into),
            unanswered_conditions: paper.unanswered_conditions,
        }
    }
}
