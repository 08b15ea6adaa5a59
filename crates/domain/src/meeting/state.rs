//! What is true of a meeting after its history so far.

use jiff::civil::Date;

use super::{
    parts::{Added, AgendaItem, Form, ItemKind, ItemPapers, Line, Present, Subject},
    refusal::Refusal,
};
use crate::{
    action::Actions,
    dossier::event::VisitRef,
    framework::FrameworkRef,
    ids::{BodyId, DossierId, ItemNumber, MeetingId, PartyId, Revision},
    sealed::Digest,
};

/// A meeting, or that there is none yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum State {
    /// Nothing was planned.
    #[default]
    Unplanned,
    /// It was planned.
    Planned(Box<Meeting>),
}

/// A planned meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The last record that this state reflects.
    pub revision: Revision,
    /// The framework it was planned by.
    pub framework: FrameworkRef,
    /// Who meets.
    pub body: BodyId,
    /// In session, or in writing.
    pub form: Form,
    /// The day; of a written procedure the last day to respond.
    pub on: Date,
    /// The last day on which papers arrive in time.
    pub papers_due: Date,
    /// The day on which agenda and papers are to be sent.
    pub dispatch: Date,
    /// How far it is.
    pub phase: Phase,
    /// What is on the agenda, in the order of treatment; what was taken off is gone.
    pub items: Vec<Item>,
    /// The last number that an item got. A number is never given twice.
    pub last_item: ItemNumber,
}

/// How far a meeting is, and what is true only there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// The agenda is being made.
    Concept,
    /// The agenda is fixed.
    Fixed,
    /// Agenda and papers were sent.
    Sent {
        /// The digest of the list that was sent.
        digest: Digest,
    },
    /// It was held.
    Held(Held),
    /// It does not take place.
    Cancelled,
}

/// A meeting that was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Who was there.
    pub present: Vec<Present>,
    /// The parties with a seat for whom nobody was there.
    pub absent: Vec<PartyId>,
    /// Its decision list, once there is one.
    pub list: Option<DecisionList>,
    /// What it agreed to do.
    pub actions: Actions,
}

/// The decision list of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionList {
    /// Which draft, from 1.
    pub draft: u32,
    /// The record that holds it.
    pub revision: Revision,
    /// Its lines.
    pub lines: Vec<Line>,
    /// The meeting that fixed it.
    pub fixed_at: Option<MeetingId>,
}

/// Something on the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What came on it.
    pub added: Added,
    /// How it is to be treated, or was.
    pub kind: ItemKind,
    /// What was sent with it, once it was.
    pub sent: Option<ItemPapers>,
    /// Whether it was sent after the other papers.
    pub is_addendum: bool,
}

impl State {
    /// The meeting.
    ///
    /// # Errors
    /// [`Refusal::MeetingUnknown`] if none was planned under this id.
    pub fn meeting(&self) -> Result<&Meeting, Refusal> {
        match self {
            Self::Unplanned => Err(Refusal::MeetingUnknown),
            Self::Planned(meeting) => Ok(meeting),
        }
    }
}

impl Meeting {
    /// An item that is on the agenda.
    pub fn item(&self, number: ItemNumber) -> Option<&Item> {
        self.items.iter().find(|item| item.added.item == number)
    }

    /// The item about this visit, if there is one.
    pub fn item_about(&self, dossier: DossierId, visit: &VisitRef) -> Option<&Item> {
        self.items.iter().find(|item| item.added.is_about(dossier, visit))
    }

    /// The order of the agenda.
    pub fn order(&self) -> Vec<ItemNumber> {
        self.items.iter().map(|item| item.added.item).collect()
    }

    /// Puts items in another order, each to be treated so. What is not named stays behind them as it is.
    pub(super) fn arrange(&mut self, named: &[AgendaItem]) {
        let place = |item: &Item| named.iter().position(|named| named.item == item.added.item);
        self.items.sort_by_key(|item| place(item).unwrap_or(usize::MAX));
        self.treat_as(named);
    }

    /// Lets items be treated so.
    pub(super) fn treat_as(&mut self, named: &[AgendaItem]) {
        for AgendaItem { item, kind } in named {
            if let Some(item) = self.items.iter_mut().find(|known| known.added.item == *item) {
                item.kind = *kind;
            }
        }
    }

    /// What was held, if it was.
    pub fn held(&self) -> Option<&Held> {
        match &self.phase {
            Phase::Held(held) => Some(held),
            Phase::Concept | Phase::Fixed | Phase::Sent { .. } | Phase::Cancelled => None,
        }
    }
}

impl Added {
    /// Whether it is about this visit.
    pub fn is_about(&self, asked: DossierId, asked_visit: &VisitRef) -> bool {
        match &self.subject {
            Subject::Visit { dossier, visit } => *dossier == asked && visit == asked_visit,
            Subject::Topic { .. } => false,
        }
    }
}
