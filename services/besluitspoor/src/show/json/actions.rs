//! Actions: the list of a meeting, of a body, or about a dossier.

use domain::action::Status;
use serde::Serialize;
use wire::{convert::enums, v1};

use super::{
    meeting::MeetingSummary,
    shared::{Named, Reflects, Words},
};

/// What `actions` and `meeting actions` answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ActionList {
    /// The meeting whose list it is. `null`: it is of none.
    pub(crate) meeting: Option<MeetingSummary>,
    /// The dossier that they are about. `null`: they are of another list.
    pub(crate) dossier: Option<ActionDossier>,
    /// The day to which it was counted what is overdue.
    pub(crate) on: String,
    /// The actions, in the order in which they were written down.
    pub(crate) actions: Vec<Action>,
    /// Whether there are more than were asked for.
    pub(crate) more: bool,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
}

/// An action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Action {
    /// Its number.
    pub(crate) number: String,
    /// The meeting that agreed it.
    pub(crate) meeting_id: String,
    /// Its number in that meeting.
    pub(crate) action: u32,
    /// The body.
    pub(crate) body: Named,
    /// What was agreed, and what came of it.
    #[serde(flatten)]
    pub(crate) to_do: ToDo,
    /// The dossier that it is about.
    pub(crate) dossier: Option<ActionDossier>,
    /// The later meeting that was told.
    pub(crate) reported_at_meeting_id: Option<String>,
    /// The day of that meeting.
    pub(crate) reported_on: Option<String>,
    /// Whether an earlier meeting agreed it than the one whose list this is.
    pub(crate) carried: bool,
    /// The last record of the meeting that agreed it.
    pub(crate) revision: u64,
}

/// What was agreed and what came of it, whoever keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ToDo {
    /// The day on which it was agreed.
    pub(crate) agreed_on: String,
    /// What is to be done.
    pub(crate) what: Words,
    /// Who does it.
    pub(crate) doer: Doer,
    /// The last day on which it is in time.
    pub(crate) due_on: String,
    /// `open`, `done` or `dropped`.
    pub(crate) status: &'static str,
    /// Whether it is open and its last day has passed.
    pub(crate) overdue: bool,
    /// The day on which it was done or dropped.
    pub(crate) closed_on: Option<String>,
    /// By what one can see that it was done.
    pub(crate) evidence: Option<Words>,
    /// Why it is not going to be done.
    pub(crate) dropped_because: Option<Words>,
}

/// Who does it: one of these, or `words` alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Doer {
    /// A party.
    pub(crate) party: Option<Named>,
    /// A body.
    pub(crate) body: Option<Named>,
    /// Somebody who acts in this system.
    pub(crate) actor_id: Option<String>,
    /// Who of them, or who outside the framework.
    pub(crate) words: Option<Words>,
}

/// A dossier that an action is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ActionDossier {
    /// The dossier.
    pub(crate) dossier_id: String,
    /// Its number for people.
    pub(crate) reference: String,
    /// Its title.
    pub(crate) title: Words,
}

impl ActionList {
    /// The actions of as many pages as were asked, with what the first says besides.
    pub(crate) fn of(actions: Vec<v1::Action>, more: bool, rest: v1::ListActionsResponse) -> Self {
        Self {
            meeting: rest.meeting.map(Into::into),
            dossier: rest.dossier.map(Into::into),
            on: rest.on,
            actions: actions.into_iter().map(Into::into).collect(),
            more,
            reflects: rest.reflects.unwrap_or_default().into(),
        }
    }
}

impl From<v1::Action> for Action {
    fn from(action: v1::Action) -> Self {
        Self {
            to_do: ToDo {
                status: status(action.status),
                agreed_on: action.agreed_on,
                what: action.what.unwrap_or_default().into(),
                doer: action.doer.unwrap_or_default().into(),
                due_on: action.due_on,
                overdue: action.overdue,
                closed_on: action.closed_on,
                evidence: action.evidence.map(Into::into),
                dropped_because: action.dropped_because.map(Into::into),
            },
            number: action.number,
            meeting_id: action.meeting_id,
            action: action.action_number,
            body: action.body.unwrap_or_default().into(),
            dossier: action.dossier.map(Into::into),
            reported_at_meeting_id: action.reported_at_meeting_id,
            reported_on: action.reported_on,
            carried: action.carried,
            revision: action.revision,
        }
    }
}

/// The name of a status.
pub(super) fn status(number: i32) -> &'static str {
    enums::action_status_from(number).map_or("unknown", Status::name)
}

impl From<v1::Doer> for Doer {
    fn from(v1::Doer { who, words }: v1::Doer) -> Self {
        use v1::doer::Who;
        let words = words.map(Into::into);
        match who {
            Some(Who::Party(party)) => Self { party: Some(party.into()), words, ..Self::default() },
            Some(Who::Body(body)) => Self { body: Some(body.into()), words, ..Self::default() },
            Some(Who::ActorId(actor)) => Self { actor_id: Some(actor), words, ..Self::default() },
            None => Self { words, ..Self::default() },
        }
    }
}

impl From<v1::ActionDossier> for ActionDossier {
    fn from(dossier: v1::ActionDossier) -> Self {
        Self {
            dossier_id: dossier.dossier_id,
            reference: dossier.reference,
            title: dossier.title.unwrap_or_default().into(),
        }
    }
}
