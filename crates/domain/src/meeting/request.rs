//! What people ask of a meeting, before what it needs of dossiers was looked up.
//!
//! Nobody types which papers are sent or what a dossier says was decided: whoever takes commands in looks that up, and
//! makes a [`Command`] of it. A request that is sent again is the same one, though dossiers have gone on since.

use super::{
    command::{Command, Schedule},
    event::Event,
    replay,
};
use crate::{ids::ItemNumber, sealed::Sealed};

/// Something that is asked of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Something that says all by itself.
    Plain(Command),
    /// Send agenda and papers, as they are found.
    SendPapers,
    /// Send one more item, with its papers as they are found.
    SendAddendum(Schedule),
    /// Draw up the decision list of what the dossiers say, with these remarks.
    DraftDecisionList(Vec<Remark>),
}

/// What the secretary adds to an item on the decision list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remark {
    /// The item.
    pub item: ItemNumber,
    /// What is added.
    pub text: Sealed,
}

impl Request {
    /// What was asked that led to an event.
    pub fn of(event: &Event) -> Self {
        match event {
            Event::PapersSent(_) => Self::SendPapers,
            Event::AddendumSent(sent) => Self::SendAddendum(replay::schedule_of(&sent.added)),
            Event::DecisionListDrafted(drafted) => {
                let remark =
                    |line: &super::parts::Line| line.remark.map(|text| Remark { item: line.item, text });
                Self::DraftDecisionList(drafted.lines.iter().filter_map(remark).collect())
            }
            Event::MeetingPlanned(_)
            | Event::ItemScheduled(_)
            | Event::ItemRemoved(_)
            | Event::AgendaFixed(_)
            | Event::MeetingHeld(_)
            | Event::DecisionListFixed(_)
            | Event::MeetingCancelled(_)
            | Event::ActionAgreed(_)
            | Event::ActionClosed(_) => Self::Plain(replay::command_of(event)),
        }
    }

    /// The order in which an event has its items.
    pub fn order_of(event: &Event) -> Vec<ItemNumber> {
        match event {
            Event::DecisionListDrafted(drafted) => drafted.lines.iter().map(|line| line.item).collect(),
            Event::MeetingPlanned(_)
            | Event::ItemScheduled(_)
            | Event::ItemRemoved(_)
            | Event::AgendaFixed(_)
            | Event::PapersSent(_)
            | Event::AddendumSent(_)
            | Event::MeetingHeld(_)
            | Event::DecisionListFixed(_)
            | Event::MeetingCancelled(_)
            | Event::ActionAgreed(_)
            | Event::ActionClosed(_) => Vec::new(),
        }
    }

    /// Every sealed text, in a fixed order: so that two requests can be compared by their words when their salts differ.
    pub fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        match self {
            Self::Plain(command) => command.sealed_mut(),
            Self::SendPapers => Vec::new(),
            Self::SendAddendum(schedule) => schedule.sealed_mut(),
            Self::DraftDecisionList(remarks) => remarks.iter_mut().map(|remark| &mut remark.text).collect(),
        }
    }

    /// Puts remarks in the order of the agenda, as an event has them: so that two requests can be compared.
    pub fn put_in_order(&mut self, order: &[ItemNumber]) {
        if let Self::DraftDecisionList(remarks) = self {
            remarks.sort_by_key(|remark| order.iter().position(|item| *item == remark.item));
        }
    }
}
