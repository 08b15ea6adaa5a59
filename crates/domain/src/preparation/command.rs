//! What may be asked of a preparation.

use super::event::{ListTaken, Note};
use crate::{ids::ChecklistId, sealed::Sealed};

/// A command to a preparation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Begin to prepare the proposal of a dossier.
    Begin(Begin),
    /// Use another list as well.
    TakeList(ListTaken),
    /// Note what was done, answered or agreed.
    Note(Note),
}

/// Begin to prepare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begin {
    /// By which lists. Empty: by all of the framework. What a round asks for comes with it.
    pub lists: Vec<ChecklistId>,
}

impl Command {
    /// Every sealed text of the command.
    pub fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        match self {
            Self::Begin(_) | Self::TakeList(_) => Vec::new(),
            Self::Note(note) => note.sealed_mut(),
        }
    }
}
