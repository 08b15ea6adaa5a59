//! What can happen to a meeting: from the day that it is planned until its decision list is fixed.

use jiff::civil::Date;

use super::parts::{Added, AgendaItem, Form, ItemPapers, Line, Present};
use crate::{
    action::{Agreed, Closed},
    framework::FrameworkRef,
    ids::{BodyId, ItemNumber, MeetingId, PartyId},
    sealed::{Digest, Sealed},
};

/// A fact about a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A body planned to meet.
    MeetingPlanned(MeetingPlanned),
    /// Something came on the agenda.
    ItemScheduled(Added),
    /// Something was taken off the agenda again, before anything was sent.
    ItemRemoved(ItemRemoved),
    /// The agenda was fixed: in this order, each item to be treated so.
    AgendaFixed(AgendaFixed),
    /// Agenda and papers were sent: exactly these. From here on they are frozen.
    PapersSent(PapersSent),
    /// One more item was sent after the papers.
    AddendumSent(AddendumSent),
    /// The body met, or a written procedure closed.
    MeetingHeld(MeetingHeld),
    /// The decision list was drawn up.
    DecisionListDrafted(DecisionListDrafted),
    /// A later meeting fixed the decision list.
    DecisionListFixed(DecisionListFixed),
    /// The meeting does not take place.
    MeetingCancelled(MeetingCancelled),
    /// The meeting agreed that something is to be done.
    ActionAgreed(Agreed),
    /// Something that it agreed was done, or is not going to be.
    ActionClosed(ActionClosed),
}

/// A body planned to meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingPlanned {
    /// The framework whose calendar and bodies it is planned by.
    pub framework: FrameworkRef,
    /// Who meets.
    pub body: BodyId,
    /// In session, or in writing.
    pub form: Form,
    /// The day of the meeting; of a written procedure the last day to respond.
    pub on: Date,
    /// The last day on which papers arrive in time (*sluitdatum aanlevering*).
    pub papers_due: Date,
    /// The day on which agenda and papers are to be sent (*verzenddatum*).
    pub dispatch: Date,
    /// Why on this day, when the framework's rule does not plan it or it has passed.
    pub reason: Option<Sealed>,
}

/// Something was taken off the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemRemoved {
    /// Which item. Its number is not given again.
    pub item: ItemNumber,
    /// Why.
    pub reason: Sealed,
}

/// The agenda was fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaFixed {
    /// Every item, in the order in which they will be treated.
    pub items: Vec<AgendaItem>,
}

/// Agenda and papers were sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PapersSent {
    /// Every item in the order of the agenda, with its papers.
    pub items: Vec<ItemPapers>,
    /// The digest of the list, so that "what did they have" is one comparison.
    pub digest: Digest,
}

/// One more item was sent after the papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddendumSent {
    /// What came on the agenda. It is always late, so somebody let it in.
    pub added: Added,
    /// Its papers.
    pub papers: ItemPapers,
    /// The digest of the list with this one item.
    pub digest: Digest,
}

/// The body met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingHeld {
    /// Who was there, for which party. In a written procedure: who responded.
    pub present: Vec<Present>,
    /// The parties with a seat for whom nobody was there.
    pub absent: Vec<PartyId>,
    /// The items that were treated in another way than the agenda said: a hamerstuk that became a bespreekstuk.
    pub treated_as: Vec<AgendaItem>,
}

/// The decision list was drawn up, or drawn up again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionListDrafted {
    /// Which draft, from 1.
    pub draft: u32,
    /// A line an item, in the order of the agenda.
    pub lines: Vec<Line>,
}

/// A later meeting fixed the decision list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecisionListFixed {
    /// The draft that was fixed.
    pub draft: u32,
    /// The meeting that fixed it.
    pub at: MeetingId,
}

/// The meeting does not take place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeetingCancelled {
    /// Why.
    pub reason: Sealed,
}

/// What came of an action that the meeting agreed: often long afterwards, also when its decision list was fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionClosed {
    /// Which, on which day, and what came of it.
    pub closed: Closed,
    /// The later meeting that was told. None: it was told outside a meeting.
    pub reported_at: Option<MeetingId>,
}
