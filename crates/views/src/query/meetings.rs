//! Lists of meetings: of a body or of all, by day, now or as they were.

use domain::{
    action::Actions,
    framework::FrameworkRef,
    ids::{BodyId, ItemNumber, MeetingId, Revision},
    meeting::{
        Form,
        state::{DecisionList, Held, Phase as State},
    },
};
use jiff::civil::Date;
use record::{HistoryId, Position};

use super::{AsOf, Error, rows};
use crate::{
    chronicle::{Account, meetings::Known},
    index::count,
    list_number::ListNumber,
    live::Live,
    store,
};

pub use crate::chronicle::meetings::Standing;

/// Which meetings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Of this body; of every body if none is given.
    pub body: Option<BodyId>,
    /// Not before this day.
    pub from: Option<Date>,
    /// Not after this day.
    pub until: Option<Date>,
    /// As of when. To read on from a page, ask as of the position of the first.
    pub as_of: AsOf,
    /// Only meetings after the one that was planned at this position: [`Page::next`] of the page before.
    pub after: Position,
    /// At most so many, from 1 to [`PAGE_ROWS_MAX`](super::PAGE_ROWS_MAX).
    pub limit: usize,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The position it reflects.
    pub position: Position,
    /// The meetings, by day and then in the order of planning.
    pub rows: Vec<Row>,
    /// Where the next page begins, if there is one.
    pub next: Option<Position>,
}

/// A meeting in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub id: MeetingId,
    /// The body that meets.
    pub body: BodyId,
    /// The framework it was planned by.
    pub framework: FrameworkRef,
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
    /// How many items are on its agenda.
    pub items: u32,
    /// Its decision list, once there is one.
    pub list: Option<Listed>,
    /// How many actions it agreed.
    pub actions: u32,
    /// How many of those are open.
    pub open_actions: u32,
    /// The last record of its history.
    pub revision: Revision,
    /// The record that planned it. No two meetings have the same.
    pub planned: Position,
}

/// How far a meeting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// The agenda is being made.
    Concept,
    /// The agenda is fixed.
    Fixed,
    /// Agenda and papers were sent.
    Sent,
    /// It was held.
    Held,
    /// It does not take place.
    Cancelled,
}

/// How a decision list stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its number.
    pub number: ListNumber,
    /// Which draft it is, from 1.
    pub draft: u32,
    /// The meeting that fixed it. `None`: it is a concept.
    pub fixed_at: Option<MeetingId>,
}

/// That a visit is on the agenda of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnMeeting {
    /// The meeting.
    pub meeting: MeetingId,
    /// In session, or in writing.
    pub form: Form,
    /// Its day.
    pub on: Date,
    /// The item.
    pub item: ItemNumber,
    /// How the meeting stands.
    pub standing: Standing,
    /// The number of its decision list, once there is one.
    pub list: Option<ListNumber>,
}

/// A session that a body was to hold on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Which body.
    pub body: BodyId,
    /// The day.
    pub on: Date,
    /// Whether it was held, was cancelled, or is still to come.
    pub standing: Standing,
}

impl Live {
    /// The sessions from a day on, by day. Told by the index alone, because it is asked with every page of what waits.
    pub(crate) fn sessions(&self, from: Option<Date>, as_of: AsOf) -> Result<Vec<Session>, Error> {
        let at = self.resolve(as_of)?;
        let days = (from.unwrap_or(Date::MIN), Date::MAX);
        let known = self.chronicle.meetings.between(None, days, at, Position::START);
        let sessions = known.filter(|known| known.form == Form::Session);
        Ok(sessions
            .map(|known| Session { body: known.body.clone(), on: known.on, standing: known.standing(at) })
            .collect())
    }

    pub(crate) fn meetings(&self, query: &Query) -> Result<Page, Error> {
        let at = self.resolve(query.as_of)?;
        let mut page = Page { position: at, rows: Vec::new(), next: None };
        let days = (query.from.unwrap_or(Date::MIN), query.until.unwrap_or(Date::MAX));
        for known in self.chronicle.meetings.between(query.body.as_ref(), days, at, query.after) {
            if page.rows.len() == rows(query.limit) {
                page.next = page.rows.last().map(|last| last.planned);
                break;
            }
            let account = self.account(known, at)?;
            page.rows.push(row(known, &account, at));
        }
        Ok(page)
    }

    /// What the records of a meeting that was planned at a position say together.
    pub(super) fn account(&self, known: &Known, at: Position) -> Result<Account, store::Error> {
        let kept = self.chronicle.read(&self.store, &HistoryId::Meeting(known.id), at)?;
        Account::of(kept)?.ok_or_else(|| store::Error::damaged("a meeting has no records"))
    }
}

/// The meeting as lists show it.
pub(super) fn row(known: &Known, account: &Account, at: Position) -> Row {
    let meeting = &account.meeting;
    let actions = meeting.held().map(|held| &held.actions);
    let open = actions.map_or(0, |actions| actions.iter().filter(|action| action.closed.is_none()).count());
    let (phase, list) = match &meeting.phase {
        State::Concept => (Phase::Concept, None),
        State::Fixed => (Phase::Fixed, None),
        State::Sent { .. } => (Phase::Sent, None),
        State::Held(Held { list, .. }) => (Phase::Held, list.as_ref()),
        State::Cancelled => (Phase::Cancelled, None),
    };
    Row {
        id: known.id,
        body: meeting.body.clone(),
        framework: meeting.framework.clone(),
        form: meeting.form,
        on: meeting.on,
        papers_due: meeting.papers_due,
        dispatch: meeting.dispatch,
        phase,
        items: count(meeting.items.len()),
        list: list.and_then(|list| listed(known, list, at)),
        actions: count(actions.map_or(0, Actions::len)),
        open_actions: count(open),
        revision: meeting.revision,
        planned: known.planned,
    }
}

fn listed(known: &Known, list: &DecisionList, at: Position) -> Option<Listed> {
    let number = known.list_number(at)?;
    Some(Listed { number, draft: list.draft, fixed_at: list.fixed_at })
}

impl OnMeeting {
    pub(super) fn of((known, item): (&Known, ItemNumber), at: Position) -> Self {
        Self {
            meeting: known.id,
            form: known.form,
            on: known.on,
            item,
            standing: known.standing(at),
            list: known.list_number(at),
        }
    }
}
