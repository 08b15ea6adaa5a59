//! Where actions are found: by the meeting that agreed them, its body, the dossier they are about, and their number.

use std::collections::{BTreeMap, HashMap};

use domain::{
    ids::{ActionNumber, BodyId, DossierId, MeetingId},
    meeting::Event,
};
use jiff::civil::Date;
use record::Position;

use super::meetings::Meetings;
use crate::{
    action_reference::ActionReference,
    index::{count, place},
};

/// What is known of an action without reading the records of its meeting.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) meeting: MeetingId,
    /// Its number in that meeting.
    pub(crate) action: ActionNumber,
    pub(crate) reference: ActionReference,
    /// The day of the meeting, and the record that planned it: meetings come one after the other by these.
    pub(crate) of: (Date, Position),
    /// The record that agreed it. No two actions have the same.
    pub(crate) agreed: Position,
    /// The record that closed it.
    closed: Option<Position>,
}

/// Every action, in the order in which they were written down.
#[derive(Debug, Default)]
pub(crate) struct Actions {
    all: Vec<Known>,
    by_meeting: HashMap<MeetingId, Vec<u32>>,
    by_body: BTreeMap<BodyId, Vec<u32>>,
    by_dossier: HashMap<DossierId, Vec<u32>>,
    by_reference: HashMap<ActionReference, u32>,
    /// How many there are of a body and year.
    counted: BTreeMap<(BodyId, i16), u32>,
}

impl Actions {
    /// Takes what a record says of an action of a meeting.
    pub(super) fn take(&mut self, meetings: &Meetings, id: MeetingId, position: Position, event: &Event) {
        match event {
            Event::ActionAgreed(agreed) => {
                let Some(meeting) = meetings.find(id) else { return };
                let (body, year) = (meeting.body.clone(), meeting.on.year());
                let counted = self.counted.entry((body.clone(), year)).or_default();
                *counted += 1;
                let reference = ActionReference { body: body.clone(), year, number: *counted };
                let number = count(self.all.len());
                self.by_reference.insert(reference.clone(), number);
                self.by_meeting.entry(id).or_default().push(number);
                self.by_body.entry(body).or_default().push(number);
                if let Some(dossier) = agreed.about {
                    self.by_dossier.entry(dossier).or_default().push(number);
                }
                self.all.push(Known {
                    meeting: id,
                    action: agreed.number,
                    reference,
                    of: (meeting.on, meeting.planned),
                    agreed: position,
                    closed: None,
                });
            }
            Event::ActionClosed(said) => {
                let numbers = self.by_meeting.get(&id).into_iter().flatten();
                for number in numbers {
                    let known = &mut self.all[place(*number)];
                    if known.action == said.closed.action {
                        known.closed = known.closed.or(Some(position));
                    }
                }
            }
            Event::MeetingPlanned(_)
            | Event::ItemScheduled(_)
            | Event::ItemRemoved(_)
            | Event::AgendaFixed(_)
            | Event::PapersSent(_)
            | Event::AddendumSent(_)
            | Event::MeetingHeld(_)
            | Event::DecisionListDrafted(_)
            | Event::DecisionListFixed(_)
            | Event::MeetingCancelled(_) => {}
        }
    }

    /// Every action that was written down up to a position.
    pub(crate) fn all(&self, at: Position) -> Vec<&Known> {
        self.all.iter().take_while(|known| known.agreed <= at).collect()
    }

    /// Those of a body.
    pub(crate) fn of_body(&self, body: &BodyId, at: Position) -> Vec<&Known> {
        self.named(self.by_body.get(body), at)
    }

    /// Those about a dossier.
    pub(crate) fn about(&self, dossier: DossierId, at: Position) -> Vec<&Known> {
        self.named(self.by_dossier.get(&dossier), at)
    }

    /// The one with a number, if it was there.
    pub(crate) fn find(&self, reference: &ActionReference, at: Position) -> Vec<&Known> {
        let found = self.by_reference.get(reference).map(|number| &self.all[place(*number)]);
        found.into_iter().filter(|known| known.agreed <= at).collect()
    }

    fn named(&self, numbers: Option<&Vec<u32>>, at: Position) -> Vec<&Known> {
        let known = numbers.into_iter().flatten().map(|number| &self.all[place(*number)]);
        known.take_while(|known| known.agreed <= at).collect()
    }
}

impl Known {
    /// Whether it was open at a position.
    pub(crate) fn is_open(&self, at: Position) -> bool {
        self.closed.is_none_or(|closed| at < closed)
    }
}
