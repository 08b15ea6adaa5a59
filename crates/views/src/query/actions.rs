//! Lists of actions: of a body, about a dossier, or as a meeting had them on its list; now or as they were.
//!
//! Whether an open action is overdue depends on the day, so whoever asks derives it.

use std::collections::{HashMap, hash_map::Entry};

use domain::{
    action::Action,
    framework::FrameworkRef,
    ids::{BodyId, DossierId, MeetingId, Revision},
    meeting::{between::carries, state::Phase as State},
};
use jiff::civil::Date;
use record::Position;

use super::{
    AsOf, Error,
    meetings::{Row as MeetingRow, row as meeting_row},
    rows,
};
use crate::{
    action_reference::ActionReference,
    chronicle::{Account, actions::Known},
    live::Live,
    reference::ReferenceNumber,
    store,
    timeline::Timeline,
    words::Words,
};

/// Which actions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Of what.
    pub of: Of,
    /// Only those that are open.
    pub open_only: bool,
    /// As of when. To read on from a page, ask as of the position of the first.
    pub as_of: AsOf,
    /// Only actions after the one that was agreed at this position: [`Page::next`] of the page before.
    pub after: Position,
    /// At most so many, from 1 to [`PAGE_ROWS_MAX`](super::PAGE_ROWS_MAX).
    pub limit: usize,
}

/// Of what actions are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// Of every body.
    Everyone,
    /// Of the meetings of a body.
    Body(BodyId),
    /// About a dossier.
    Dossier(DossierId),
    /// On the list of a meeting: what it agreed, and what it found open of earlier ones of its body.
    Meeting(MeetingId),
    /// The one with this number.
    Reference(ActionReference),
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The position it reflects.
    pub position: Position,
    /// The meeting whose list it is, if it is of one and that was planned.
    pub meeting: Option<MeetingRow>,
    /// The dossier that they are about, if it is of one and that was opened.
    pub dossier: Option<About>,
    /// The actions, in the order in which they were written down.
    pub rows: Vec<Row>,
    /// Where the next page begins, if there is one.
    pub next: Option<Position>,
}

/// An action in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number.
    pub reference: ActionReference,
    /// The meeting that agreed it.
    pub meeting: MeetingId,
    /// The framework of that meeting.
    pub framework: FrameworkRef,
    /// What was agreed, on which day, and what came of it.
    pub action: Action,
    /// What is to be done.
    pub what: Words,
    /// Who of the doer, or who, in words.
    pub doer: Option<Words>,
    /// The evidence, or the reason why it was dropped.
    pub closed: Option<Words>,
    /// The dossier that it is about.
    pub about: Option<About>,
    /// The day of the meeting that was told what came of it.
    pub reported_on: Option<Date>,
    /// Whether an earlier meeting agreed it than the one whose list this is.
    pub is_carried: bool,
    /// The last record of the meeting that agreed it.
    pub revision: Revision,
    /// The record that agreed it. No two actions have the same.
    pub agreed: Position,
}

/// A dossier that a row of a list is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The dossier.
    pub id: DossierId,
    /// Its reference number.
    pub reference: ReferenceNumber,
    /// Its title.
    pub title: Words,
}

/// The meeting whose list is asked.
#[derive(Clone, Copy)]
struct List {
    id: MeetingId,
    of: (Date, Position),
}

impl Live {
    pub(crate) fn actions(&self, query: &Query) -> Result<Page, Error> {
        let at = self.resolve(query.as_of)?;
        let mut page = Page { position: at, meeting: None, dossier: None, rows: Vec::new(), next: None };
        let actions = &self.chronicle.actions;
        let mut list = None;
        let known = match &query.of {
            Of::Everyone => actions.all(at),
            Of::Body(body) => actions.of_body(body, at),
            Of::Reference(reference) => actions.find(reference, at),
            Of::Dossier(dossier) => {
                page.dossier = self.about(*dossier, at)?;
                actions.about(*dossier, at)
            }
            Of::Meeting(id) => {
                let meeting = self.chronicle.meetings.find(*id).filter(|known| known.planned <= at);
                let Some(meeting) = meeting else { return Ok(page) };
                let account = self.account(meeting, at)?;
                page.meeting = Some(meeting_row(meeting, &account, at));
                list = Some(List { id: *id, of: (meeting.on, meeting.planned) });
                // Who did not meet had no list.
                match account.meeting.phase {
                    State::Cancelled => Vec::new(),
                    State::Concept | State::Fixed | State::Sent { .. } | State::Held(_) => {
                        actions.of_body(&meeting.body, at)
                    }
                }
            }
        };
        let mut accounts = HashMap::new();
        let meant = known.into_iter().filter(|known| known.agreed > query.after);
        for known in meant.filter(|known| !query.open_only || known.is_open(at)) {
            let Some(row) = self.action(known, list, &mut accounts, at)? else { continue };
            if page.rows.len() == rows(query.limit) {
                page.next = page.rows.last().map(|last| last.agreed);
                break;
            }
            page.rows.push(row);
        }
        Ok(page)
    }

    /// An action, unless it does not stand on the list that is asked.
    fn action(
        &self,
        known: &Known,
        list: Option<List>,
        accounts: &mut HashMap<MeetingId, Account>,
        at: Position,
    ) -> Result<Option<Row>, store::Error> {
        let is_carried = list.is_some_and(|list| list.id != known.meeting);
        if list.is_some_and(|list| is_carried && known.of >= list.of) {
            return Ok(None);
        }
        let damaged = || store::Error::damaged("an action is not in the records of its meeting");
        let account = match accounts.entry(known.meeting) {
            Entry::Occupied(read) => read.into_mut(),
            Entry::Vacant(place) => {
                let meeting = self.chronicle.meetings.find(known.meeting).ok_or_else(damaged)?;
                place.insert(self.account(meeting, at)?)
            }
        };
        let held = account.meeting.held().ok_or_else(damaged)?;
        let action = held.actions.find(known.action).ok_or_else(damaged)?;
        let reported_on = action.reported_at.and_then(|told| self.day_of(told));
        if let Some(list) = list.filter(|_| is_carried)
            && !carries(action, list.id, list.of.0, reported_on)
        {
            return Ok(None);
        }
        let agreed = &action.agreed;
        Ok(Some(Row {
            reference: known.reference.clone(),
            meeting: known.meeting,
            framework: account.meeting.framework.clone(),
            what: account.words(&agreed.what),
            doer: agreed.doer.words().map(|words| account.words(&words)),
            closed: action.closed.as_ref().map(|closed| account.words(&closed.sealed().1)),
            about: agreed.about.map(|dossier| self.about(dossier, at)).transpose()?.flatten(),
            reported_on,
            is_carried,
            revision: account.meeting.revision,
            agreed: known.agreed,
            action: action.clone(),
        }))
    }

    /// A dossier that was opened.
    /// A dossier as lists name it, if it had been opened.
    pub(super) fn about(&self, id: DossierId, at: Position) -> Result<Option<About>, store::Error> {
        let Some(number) = self.dossiers.find(id) else { return Ok(None) };
        let head = self.dossiers.head(number)?;
        if head.opened > at.0 {
            return Ok(None);
        }
        let row = self.dossiers.row(&self.store, number)?;
        let timeline = Timeline::at(&row, &self.names, at.0.min(head.changed))?;
        let title = Words::of(timeline.opened()?.title.words());
        Ok(Some(About { id, reference: self.reference(head)?, title }))
    }
}
