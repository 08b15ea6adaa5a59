//! What is true of a preparation after its history so far.

use super::{
    event::{ActionAgreed, Event, ItemRef, Note},
    refusal::Refusal,
};
use crate::{
    action::Actions,
    framework::FrameworkRef,
    ids::{ChecklistId, Revision},
};

/// A preparation, or that there is none yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum State {
    /// Nothing has happened.
    #[default]
    Unbegun,
    /// It was begun.
    Begun(Box<Preparation>),
}

/// A preparation that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preparation {
    /// The last record that this state reflects.
    pub revision: Revision,
    /// The framework that has its lists.
    pub framework: FrameworkRef,
    /// The lists that are used, in the order in which they were taken.
    pub lists: Vec<ChecklistId>,
    /// Everything that was noted, in order.
    pub notes: Vec<Noted>,
    /// What is to be done, and what came of it.
    pub actions: Actions,
}

/// Something that was noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// The record that says so.
    pub revision: Revision,
    /// What.
    pub note: Note,
}

impl State {
    /// The preparation.
    ///
    /// # Errors
    /// [`Refusal::PreparationUnknown`] when none was begun.
    pub fn preparation(&self) -> Result<&Preparation, Refusal> {
        match self {
            Self::Unbegun => Err(Refusal::PreparationUnknown),
            Self::Begun(preparation) => Ok(preparation),
        }
    }
}

impl Preparation {
    /// What was noted of an item, the last first.
    pub fn noted<'a>(&'a self, at: &'a ItemRef) -> impl Iterator<Item = &'a Noted> {
        self.notes.iter().rev().filter(move |noted| noted.note.at() == at)
    }

    /// What was noted last of an item.
    pub fn last(&self, at: &ItemRef) -> Option<&Noted> {
        self.notes.iter().rev().find(|noted| noted.note.at() == at)
    }
}

/// The state after one more event of its history. Total: what cannot follow changes nothing.
#[must_use]
pub fn evolve(state: State, event: &Event) -> State {
    match (state, event) {
        (State::Unbegun, Event::PreparationBegun(begun)) => State::Begun(Box::new(Preparation {
            revision: Revision(1),
            framework: begun.framework.clone(),
            lists: begun.lists.clone(),
            notes: Vec::new(),
            actions: Actions::default(),
        })),
        (
            State::Unbegun,
            Event::ListTaken(_) | Event::Noted(_) | Event::ActionAgreed(_) | Event::ActionClosed(_),
        ) => State::Unbegun,
        (State::Begun(mut preparation), event) => {
            let revision = preparation.revision.next();
            preparation.revision = revision;
            match event {
                Event::PreparationBegun(_) => {}
                Event::ListTaken(taken) => preparation.lists.push(taken.list.clone()),
                Event::Noted(note) => preparation.notes.push(Noted { revision, note: note.clone() }),
                Event::ActionAgreed(ActionAgreed { on, agreed }) => {
                    preparation.actions.add(agreed.clone(), *on);
                }
                Event::ActionClosed(closed) => preparation.actions.end(closed.clone()),
            }
            State::Begun(preparation)
        }
    }
}

/// The state after a record about the keeping of its history: it takes its place there, and no more.
#[must_use]
pub fn pass(mut state: State) -> State {
    if let State::Begun(preparation) = &mut state {
        preparation.revision = preparation.revision.next();
    }
    state
}
