//! What may be asked of a meeting.

use jiff::civil::Date;

use super::parts::{AgendaItem, Form, ItemKind, ItemPapers, ItemRef, Late, Line, Present, Subject};
use crate::{
    action::{Agree, Closed},
    ids::{BodyId, ItemNumber, MeetingId},
    sealed::{Digest, Sealed},
};

/// A command to a meeting. Each is decided into one [event](super::event::Event) or refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Plan that a body meets.
    Plan(Plan),
    /// Put something on the agenda.
    Schedule(Schedule),
    /// Take something off it.
    Remove(Remove),
    /// Fix the agenda.
    FixAgenda(FixAgenda),
    /// Send agenda and papers.
    SendPapers(SendPapers),
    /// Send one more item afterwards.
    SendAddendum(SendAddendum),
    /// Write down that the body met.
    RecordHeld(RecordHeld),
    /// Draw up the decision list.
    DraftDecisionList(DraftDecisionList),
    /// Write down that a later meeting fixed it.
    FixDecisionList(FixDecisionList),
    /// Let the meeting not take place.
    Cancel(Cancel),
    /// Write down that something is to be done.
    AgreeAction(Agree),
    /// Write down what came of it.
    CloseAction(CloseAction),
}

/// Plan that a body meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Who meets.
    pub body: BodyId,
    /// In session, or in writing.
    pub form: Form,
    /// On which day.
    pub on: Date,
    /// Why on this day. Needed when the framework's rule does not plan it, or it has passed.
    pub reason: Option<Sealed>,
}

/// Put something on the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// What.
    pub subject: Subject,
    /// How it is to be treated.
    pub kind: ItemKind,
    /// That it came too late, and who let it in.
    pub late: Option<Late>,
    /// The item of an earlier meeting that it goes on from.
    pub carried_from: Option<ItemRef>,
}

/// Take something off the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remove {
    /// Which item.
    pub item: ItemNumber,
    /// Why.
    pub reason: Sealed,
}

/// Fix the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixAgenda {
    /// Every item, in the order of treatment.
    pub items: Vec<AgendaItem>,
}

/// Send agenda and papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendPapers {
    /// Every item in the order of the agenda, with what was found.
    pub items: Vec<ItemPapers>,
    /// The digest of that list.
    pub digest: Digest,
}

/// Send one more item after the papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendAddendum {
    /// What comes on the agenda.
    pub schedule: Schedule,
    /// What was found of its papers.
    pub papers: ItemPapers,
    /// The digest of the list with this one item.
    pub digest: Digest,
}

/// Write down that the body met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordHeld {
    /// Who was there.
    pub present: Vec<Present>,
    /// The items that were treated in another way than the agenda said.
    pub treated_as: Vec<AgendaItem>,
}

/// Draw up the decision list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftDecisionList {
    /// A line an item, in the order of the agenda; what was done is looked up in the dossiers.
    pub lines: Vec<Line>,
}

/// Write down that a later meeting fixed the decision list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FixDecisionList {
    /// The draft that was fixed: so that nobody fixes another than was on the table.
    pub draft: u32,
    /// The meeting that fixed it.
    pub at: MeetingId,
}

/// Let the meeting not take place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cancel {
    /// Why.
    pub reason: Sealed,
}

/// Write down what came of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseAction {
    /// Which, on which day, and what came of it.
    pub closed: Closed,
    /// The later meeting that was told, if one was.
    pub reported_at: Option<MeetingId>,
}

impl Command {
    /// Every sealed text of the command, in a fixed order: so that two commands can be compared by their words when
    /// their salts differ.
    pub fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        match self {
            Self::Plan(plan) => plan.reason.iter_mut().collect(),
            Self::Schedule(schedule) => schedule.sealed_mut(),
            Self::Remove(remove) => vec![&mut remove.reason],
            Self::FixAgenda(_) | Self::SendPapers(_) | Self::RecordHeld(_) | Self::FixDecisionList(_) => {
                Vec::new()
            }
            Self::SendAddendum(send) => send.schedule.sealed_mut(),
            Self::DraftDecisionList(draft) => {
                draft.lines.iter_mut().filter_map(|line| line.remark.as_mut()).collect()
            }
            Self::Cancel(cancel) => vec![&mut cancel.reason],
            Self::AgreeAction(agree) => agree.sealed_mut(),
            Self::CloseAction(close) => vec![close.closed.sealed_mut()],
        }
    }
}

impl Schedule {
    pub(super) fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        let title = match &mut self.subject {
            Subject::Visit { .. } => None,
            Subject::Topic { title } => Some(title),
        };
        title.into_iter().chain(self.late.as_mut().map(|late| &mut late.reason)).collect()
    }
}
