//! What may be asked of a preparation.

use jiff::civil::Date;

use super::event::{ListTaken, Note};
use crate::{
    action::{Agree, Closed},
    ids::ChecklistId,
    sealed::Sealed,
};

/// A command to a preparation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Begin to prepare the proposal of a dossier.
    Begin(Begin),
    /// Use another list as well.
    TakeList(ListTaken),
    /// Note what was done, answered or agreed.
    Note(Note),
    /// Agree on something to do.
    AgreeAction(AgreeAction),
    /// Write down what came of something to do.
    CloseAction(Closed),
}

/// Begin to prepare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begin {
    /// By which lists. Empty: by all of the framework. What a round asks for comes with it.
    pub lists: Vec<ChecklistId>,
}

/// Agree on something to do ("Te doen / Door", Gespreksmap).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreeAction {
    /// The day of the conversation that agreed it.
    pub on: Date,
    /// What, who and by when. It is about the dossier of the preparation.
    pub action: Agree,
}

impl Command {
    /// Every sealed text of the command.
    pub fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        match self {
            Self::Begin(_) | Self::TakeList(_) => Vec::new(),
            Self::Note(note) => note.sealed_mut(),
            Self::AgreeAction(agree) => agree.action.sealed_mut(),
            Self::CloseAction(closed) => vec![closed.sealed_mut()],
        }
    }
}
