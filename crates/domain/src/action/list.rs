//! The actions of one history, and how each stands.

use jiff::civil::Date;

use super::parts::{Agreed, Closed, Closing};
use crate::{
    ids::{ActionNumber, MeetingId},
    sealed::Sealed,
};

/// An action, and what came of it so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What was agreed.
    pub agreed: Agreed,
    /// The day on which it was agreed.
    pub agreed_on: Date,
    /// What came of it, once something did.
    pub closed: Option<Closed>,
    /// The meeting that was told of that, if one was.
    pub reported_at: Option<MeetingId>,
}

/// How an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It is to be done.
    Open,
    /// It was done.
    Done,
    /// It is not going to be done.
    Dropped,
}

/// The actions of one history, in the order of their numbers. None is ever taken away.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Actions(Vec<Action>);

impl Actions {
    /// Every action.
    pub fn iter(&self) -> impl Iterator<Item = &Action> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// An action.
    pub fn find(&self, number: ActionNumber) -> Option<&Action> {
        self.0.iter().find(|action| action.agreed.number == number)
    }

    /// The number that the next one gets. Numbers are never given twice.
    pub fn next(&self) -> ActionNumber {
        let last = self.0.iter().map(|action| action.agreed.number).max().unwrap_or_default();
        ActionNumber(last.0.saturating_add(1))
    }

    /// Takes what was agreed on a day. Whatever the record says, happened.
    pub fn add(&mut self, agreed: Agreed, agreed_on: Date) {
        self.0.push(Action { agreed, agreed_on, closed: None, reported_at: None });
    }

    /// Takes what came of an action. Of one that is not there, only a damaged journal tells; that changes nothing.
    pub fn end(&mut self, closed: Closed) {
        if let Some(action) = self.find_mut(closed.action) {
            action.closed = Some(closed);
        }
    }

    /// Takes which meeting was told what came of an action.
    pub fn told(&mut self, number: ActionNumber, at: MeetingId) {
        if let Some(action) = self.find_mut(number) {
            action.reported_at = Some(at);
        }
    }

    fn find_mut(&mut self, number: ActionNumber) -> Option<&mut Action> {
        self.0.iter_mut().find(|action| action.agreed.number == number)
    }
}

impl Action {
    /// How it stands.
    pub fn status(&self) -> Status {
        match self.closed.as_ref().map(|closed| &closed.how) {
            None => Status::Open,
            Some(Closing::Done { .. }) => Status::Done,
            Some(Closing::Dropped { .. }) => Status::Dropped,
        }
    }

    /// The words of what was agreed and of what came of it, by their names.
    pub fn sealed(&self) -> impl Iterator<Item = (&'static str, Sealed)> {
        self.agreed.sealed().chain(self.closed.as_ref().map(Closed::sealed))
    }

    /// Whether it is open and its last day has passed on a day.
    pub fn is_overdue(&self, on: Date) -> bool {
        self.closed.is_none() && self.agreed.due < on
    }
}

impl Status {
    /// Every way in which an action stands.
    pub const ALL: [Self; 3] = [Self::Open, Self::Done, Self::Dropped];

    /// The name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }
}
