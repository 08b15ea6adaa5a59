//! What waits for a body, and how it changes.

use domain::framework::{Outcome, Role};
use serde::Serialize;
use wire::v1;

use super::{
    escalation::Escalation,
    meeting::OnMeeting,
    shared::{Coordinator, DocumentSummary, FrameworkRef, Named, Reflects, WaitsFor, Words},
    term::Term,
    visit::{Condition, EarlierOutcome, Known, VisitRef},
    voice::PartyVoice,
};

/// What `agenda` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Agenda {
    /// The body.
    pub(crate) body: String,
    /// What waits, the longest waiting first.
    pub(crate) items: Vec<AgendaItem>,
    /// Whether there are more than were asked for.
    pub(crate) more: bool,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
    /// Whether everything about each item is told to people. Programs always get all.
    #[serde(skip)]
    pub(crate) details: bool,
}

/// A dossier that waits for a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct AgendaItem {
    /// The dossier.
    pub(crate) dossier_id: String,
    /// Its number for people.
    pub(crate) reference: String,
    /// Its title.
    pub(crate) title: Words,
    /// The round it is in.
    pub(crate) round: Named,
    /// The visit.
    pub(crate) visit: VisitRef,
    /// The body that has it.
    pub(crate) body: Named,
    /// What that body is asked to do.
    pub(crate) role: Known<Role>,
    /// The date on which it arrived.
    pub(crate) arrived_on: String,
    /// The last day of the term. `null`: no term, or it stands still.
    pub(crate) due_on: Option<String>,
    /// The term: how much of it is used up, and when it stood still. `null`: no term.
    pub(crate) term: Option<Term>,
    /// How many days it has waited.
    pub(crate) days_waiting: u32,
    /// How many of those were working days.
    pub(crate) working_days_waiting: u32,
    /// Whether the term has passed.
    pub(crate) overdue: bool,
    /// The papers.
    pub(crate) documents: Vec<DocumentSummary>,
    /// What bodies did so far, oldest first.
    pub(crate) earlier_outcomes: Vec<EarlierOutcome>,
    /// The conditions that are not yet found met.
    pub(crate) open_conditions: Vec<Condition>,
    /// Who must do something now.
    pub(crate) waits_for: WaitsFor,
    /// The position of the record that opened the row.
    pub(crate) opened_at_position: u64,
    /// How often the dossier was at this step before.
    pub(crate) earlier_visits: u32,
    /// The framework it runs on.
    pub(crate) framework: FrameworkRef,
    /// Who answers for it.
    pub(crate) coordinator: Coordinator,
    /// The revision of the dossier.
    pub(crate) revision: u64,
    /// How it is on the ladder meanwhile. `null`: it was not escalated.
    pub(crate) escalation: Option<Escalation>,
    /// The next meeting that has it on its agenda.
    pub(crate) meeting: Option<OnMeeting>,
    /// What each party has said for itself, at a step where each ratifies.
    pub(crate) voices: Vec<PartyVoice>,
    /// The parties that have not.
    pub(crate) unspoken: Vec<Named>,
}

/// One line of `agenda --watch`: exactly one kind of change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub(crate) enum AgendaChange {
    /// Part of what waits now; `complete` says whether it is the last part.
    Snapshot { items: Vec<AgendaItem>, complete: bool, reflects: Reflects },
    /// A row was added.
    Opened { item: Box<AgendaItem>, reflects: Reflects },
    /// A row now says something else.
    Changed { item: Box<AgendaItem>, reflects: Reflects },
    /// A row was taken off; `reason` is `treated`, `withdrawn` or `void`.
    Closed {
        dossier_id: String,
        /// Its number and title, if it was shown before.
        #[serde(skip_serializing_if = "Option::is_none")]
        named: Option<(String, String)>,
        visit: VisitRef,
        reason: &'static str,
        outcome: Option<Known<Outcome>>,
        reflects: Reflects,
    },
    /// Nothing changed; the position went on.
    Heartbeat { reflects: Reflects },
}

impl From<v1::AgendaItem> for AgendaItem {
    fn from(item: v1::AgendaItem) -> Self {
        Self {
            dossier_id: item.dossier_id,
            reference: item.reference,
            title: item.title.unwrap_or_default().into(),
            round: item.round.unwrap_or_default().into(),
            visit: item.visit.unwrap_or_default().into(),
            body: item.body.unwrap_or_default().into(),
            role: Known::role(item.role),
            arrived_on: item.arrived_on,
            due_on: item.due_on,
            term: item.term.map(Into::into),
            days_waiting: item.days_waiting,
            working_days_waiting: item.working_days_waiting,
            overdue: item.overdue,
            documents: item.documents.into_iter().map(Into::into).collect(),
            earlier_outcomes: item.earlier_outcomes.into_iter().map(Into::into).collect(),
            open_conditions: item.open_conditions.into_iter().map(Into::into).collect(),
            waits_for: item.waits_for.unwrap_or_default().into(),
            opened_at_position: item.opened_at_position,
            earlier_visits: item.earlier_visits,
            framework: item.framework.unwrap_or_default().into(),
            coordinator: item.coordinator.unwrap_or_default().into(),
            revision: item.revision,
            meeting: item.meeting.map(Into::into),
            voices: item.voices.into_iter().map(Into::into).collect(),
            unspoken: item.unspoken.into_iter().map(Into::into).collect(),
            escalation: item.escalation.map(Into::into),
        }
    }
}

impl AgendaChange {
    /// What a message of the stream says. `None`: a kind of change that this program does not know.
    pub(crate) fn of(message: v1::WatchAgendaResponse) -> Option<Self> {
        use v1::watch_agenda_response::Change;
        let reflects = message.reflects.unwrap_or_default().into();
        let item = |item: Option<v1::AgendaItem>| Box::new(item.unwrap_or_default().into());
        Some(match message.change? {
            Change::Snapshot(snapshot) => Self::Snapshot {
                items: snapshot.items.into_iter().map(Into::into).collect(),
                complete: snapshot.complete,
                reflects,
            },
            Change::Opened(opened) => Self::Opened { item: item(opened.item), reflects },
            Change::Changed(changed) => Self::Changed { item: item(changed.item), reflects },
            Change::Closed(closed) => {
                let reason = match closed.reason() {
                    v1::AgendaCloseReason::Treated => "treated",
                    v1::AgendaCloseReason::Withdrawn => "withdrawn",
                    v1::AgendaCloseReason::Void => "void",
                    v1::AgendaCloseReason::Unspecified => "unknown",
                };
                let outcome = closed.outcome.map(Known::outcome);
                let visit = closed.visit.unwrap_or_default().into();
                Self::Closed { dossier_id: closed.dossier_id, named: None, visit, reason, outcome, reflects }
            }
            Change::Heartbeat(v1::AgendaHeartbeat {}) => Self::Heartbeat { reflects },
        })
    }
}
