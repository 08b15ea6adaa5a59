//! What may be asked of an arrangement.

use super::{parts::Plan, register::Register};
use crate::{ids::Revision, sealed::Sealed};

/// A command to an arrangement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Register one that already exists.
    Register(Register),
    /// Begin what a body adopted.
    Begin(Box<Begin>),
}

/// Begin what a body adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begin {
    /// The last record of the dossier when it was looked up. Zero: it was not looked up yet.
    pub decided: Revision,
    /// What is planned with it.
    pub plan: Plan,
}

impl Command {
    /// Every sealed text of the command, in a fixed order.
    pub fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        match self {
            Self::Register(register) => register.sealed_mut(),
            Self::Begin(begin) => begin.plan.sealed_mut(),
        }
    }

    /// The same command as of a dossier whose last record is this.
    #[must_use]
    pub fn seen(mut self, revision: Revision) -> Self {
        match &mut self {
            Self::Register(_) => {}
            Self::Begin(begin) => begin.decided = revision,
        }
        self
    }
}
