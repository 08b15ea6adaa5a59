//! Where meetings are found: by body and day, and by the visits that they treat. All in memory, some hundred bytes a meeting;
//! everything says at which position it began to hold and until which it did, so that it is as it was by looking.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{
    dossier::event::VisitRef,
    ids::{BodyId, DossierId, ItemNumber, MeetingId},
    meeting::{Event, Form, Subject, event::MeetingPlanned, parts::Added},
};
use jiff::civil::Date;
use record::Position;

use crate::{
    index::{count, place},
    list_number::ListNumber,
};

/// What holds has this for its end.
const HOLDS: Position = Position(u64::MAX);

/// What is known of a meeting without reading its records.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) id: MeetingId,
    pub(crate) body: BodyId,
    pub(crate) form: Form,
    pub(crate) on: Date,
    /// The record that planned it. No two meetings have the same.
    pub(crate) planned: Position,
    /// The record by which it was held or cancelled.
    over: Position,
    is_held: bool,
    /// Which number its decision list got, by which record.
    list: Option<(u32, Position)>,
    /// The dossiers that came on its agenda, by item.
    items: Vec<(ItemNumber, DossierId)>,
}

/// That a visit stands on the agenda of a meeting.
#[derive(Debug)]
struct Placed {
    visit: VisitRef,
    meeting: u32,
    item: ItemNumber,
    from: Position,
    until: Position,
}

/// How a meeting stands, so far as others need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It is to come, or nobody has said yet that it was held.
    Ahead,
    /// It was held.
    Held,
    /// It does not take place.
    Cancelled,
}

#[derive(Debug, Default)]
pub(crate) struct Meetings {
    /// In the order of planning.
    all: Vec<Known>,
    by_id: HashMap<MeetingId, u32>,
    by_day: BTreeSet<(Date, u32)>,
    by_body: BTreeMap<BodyId, BTreeSet<(Date, u32)>>,
    by_dossier: HashMap<DossierId, Vec<Placed>>,
    /// How many decision lists there are of a body and year.
    lists: BTreeMap<(BodyId, i16), u32>,
}

impl Meetings {
    /// Takes what a record says of a meeting. One that begins with something else than planning is damage, which shows when
    /// the meeting is asked for.
    pub(super) fn take(&mut self, id: MeetingId, position: Position, event: &Event) {
        if let Event::MeetingPlanned(planned) = event {
            return self.plan(id, position, planned);
        }
        let Some(number) = self.by_id.get(&id).copied() else { return };
        match event {
            Event::ItemScheduled(added) => self.place(number, position, added),
            Event::AddendumSent(sent) => self.place(number, position, &sent.added),
            Event::ItemRemoved(removed) => self.remove(number, position, removed.item),
            Event::MeetingHeld(_) => self.end(number, position, true),
            Event::MeetingCancelled(_) => self.end(number, position, false),
            Event::DecisionListDrafted(_) => self.draft(number, position),
            Event::MeetingPlanned(_)
            | Event::AgendaFixed(_)
            | Event::PapersSent(_)
            | Event::DecisionListFixed(_)
            | Event::ActionAgreed(_)
            | Event::ActionClosed(_) => {}
        }
    }

    fn plan(&mut self, id: MeetingId, position: Position, planned: &MeetingPlanned) {
        let number = count(self.all.len());
        let MeetingPlanned { body, form, on, .. } = planned;
        self.all.push(Known {
            id,
            body: body.clone(),
            form: *form,
            on: *on,
            planned: position,
            over: HOLDS,
            is_held: false,
            list: None,
            items: Vec::new(),
        });
        self.by_id.insert(id, number);
        self.by_day.insert((*on, number));
        self.by_body.entry(body.clone()).or_default().insert((*on, number));
    }

    fn place(&mut self, number: u32, position: Position, added: &Added) {
        let Subject::Visit { dossier, visit } = &added.subject else { return };
        self.all[place(number)].items.push((added.item, *dossier));
        self.by_dossier.entry(*dossier).or_default().push(Placed {
            visit: visit.clone(),
            meeting: number,
            item: added.item,
            from: position,
            until: HOLDS,
        });
    }

    fn remove(&mut self, number: u32, position: Position, item: ItemNumber) {
        let about = self.all[place(number)].items.iter().find(|(placed, _)| *placed == item);
        let placed = about.and_then(|(_, dossier)| self.by_dossier.get_mut(dossier)).into_iter().flatten();
        for placed in placed.filter(|placed| (placed.meeting, placed.item) == (number, item)) {
            placed.until = placed.until.min(position);
        }
    }

    fn end(&mut self, number: u32, position: Position, is_held: bool) {
        let known = &mut self.all[place(number)];
        (known.over, known.is_held) = (position, is_held);
    }

    fn draft(&mut self, number: u32, position: Position) {
        let known = &mut self.all[place(number)];
        if known.list.is_none() {
            let counted = self.lists.entry((known.body.clone(), known.on.year())).or_default();
            *counted += 1;
            known.list = Some((*counted, position));
        }
    }

    pub(crate) fn find(&self, id: MeetingId) -> Option<&Known> {
        self.by_id.get(&id).map(|number| &self.all[place(*number)])
    }

    /// The meetings of a body, or of all, that were planned at a position: from one day until another, by day and then in the
    /// order of planning; only those after the one that a record planned, if one is given.
    pub(crate) fn between(
        &self,
        body: Option<&BodyId>,
        (from, until): (Date, Date),
        at: Position,
        after: Position,
    ) -> impl Iterator<Item = &Known> {
        let after = self.all.binary_search_by_key(&after, |known| known.planned).ok();
        let after = after.map(|number| (self.all[number].on, count(number)));
        let days = match body {
            Some(body) => self.by_body.get(body),
            None => Some(&self.by_day),
        };
        let days = days.filter(|_| from <= until).into_iter();
        let days = days.flat_map(move |days| days.range((from, 0)..=(until, u32::MAX)));
        days.filter(move |day| after.is_none_or(|after| after < **day))
            .map(|(_, number)| &self.all[place(*number)])
            .filter(move |known| known.planned <= at)
    }

    /// The meetings that had a visit on their agenda at a position, by day, each with the item.
    pub(crate) fn with(
        &self,
        dossier: DossierId,
        visit: &VisitRef,
        at: Position,
    ) -> Vec<(&Known, ItemNumber)> {
        let placed = self.by_dossier.get(&dossier).into_iter().flatten();
        let placed = placed.filter(|placed| placed.visit == *visit && placed.from <= at && at < placed.until);
        let mut placed: Vec<_> = placed.collect();
        placed.sort_by_key(|placed| (self.all[place(placed.meeting)].on, placed.meeting));
        placed.into_iter().map(|placed| (&self.all[place(placed.meeting)], placed.item)).collect()
    }
}

impl Known {
    /// How it stood at a position.
    pub(crate) fn standing(&self, at: Position) -> Standing {
        match (self.over <= at, self.is_held) {
            (false, _) => Standing::Ahead,
            (true, true) => Standing::Held,
            (true, false) => Standing::Cancelled,
        }
    }

    /// The number of its decision list, if it had one at a position.
    pub(crate) fn list_number(&self, at: Position) -> Option<ListNumber> {
        let (number, _) = self.list.filter(|(_, drafted)| *drafted <= at)?;
        Some(ListNumber { body: self.body.clone(), year: self.on.year(), number })
    }

    /// The dossiers that ever were on its agenda.
    pub(crate) fn dossiers(&self) -> impl Iterator<Item = (ItemNumber, DossierId)> {
        self.items.iter().copied()
    }
}
