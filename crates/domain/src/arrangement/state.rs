//! What is true of an arrangement after its history so far.

use super::{
    event::{ArrangementBegun, Event},
    register::ArrangementRegistered,
};
use crate::ids::Revision;

/// An arrangement, or that there is none yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum State {
    /// Nothing has happened.
    #[default]
    Unknown,
    /// It existed already, and was registered.
    Registered(Box<ArrangementRegistered>),
    /// It was decided on, and began.
    Begun(Box<Arrangement>),
}

/// An arrangement that began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    /// The last record that this state reflects.
    pub revision: Revision,
    /// What was planned.
    pub begun: ArrangementBegun,
}

impl State {
    /// The arrangement, if it began.
    pub fn begun(&self) -> Option<&Arrangement> {
        match self {
            Self::Begun(arrangement) => Some(arrangement),
            Self::Unknown | Self::Registered(_) => None,
        }
    }
}

/// The state after one more event of its history. Total: what cannot follow changes nothing.
#[must_use]
pub fn evolve(state: State, event: &Event) -> State {
    match (state, event) {
        (State::Unknown, Event::ArrangementRegistered(registered)) => {
            State::Registered(Box::new(registered.clone()))
        }
        (State::Unknown, Event::ArrangementBegun(begun)) => {
            State::Begun(Box::new(Arrangement { revision: Revision(1), begun: begun.as_ref().clone() }))
        }
        (state @ State::Registered(_), Event::ArrangementRegistered(_) | Event::ArrangementBegun(_)) => state,
        (State::Begun(mut arrangement), Event::ArrangementRegistered(_) | Event::ArrangementBegun(_)) => {
            arrangement.revision = arrangement.revision.next();
            State::Begun(arrangement)
        }
    }
}

/// The state after a record about the keeping of its history: it takes its place there, and no more.
#[must_use]
pub fn pass(mut state: State) -> State {
    if let State::Begun(arrangement) = &mut state {
        arrangement.revision = arrangement.revision.next();
    }
    state
}
