//! A preparation: what was done, asked and agreed before a proposal is submitted, by the lists of the framework.
//!
//! A history of its own (`docs/adr/0016-more-histories.md`) with the id of its dossier, which is opened first. It is the
//! workbook of the coordinator, and holds nothing up unless the framework says so (`docs/adr/0024-preparation.md`).
//!
//! - [`event`]: what can happen: begun, a list taken, something noted, something to do agreed or closed; [`command`] and [`refusal`]: what may be asked, and why not
//! - [`state`]: what is true meanwhile
//! - [`complete`]: what of a list is done, and whether a round may be submitted: between this history and the dossier's
//! - `begin`, `note`, `to_do`: the rules; [`replay`]: deciding again what was decided

pub mod command;
pub mod complete;
pub mod event;
pub mod refusal;
pub mod replay;
pub mod state;

mod begin;
mod note;
mod to_do;

pub use self::{
    command::Command,
    complete::ready,
    event::{Event, ItemRef, Note},
    note::NOTES_MAX,
    refusal::Refusal,
    state::{Noted, Preparation, State, evolve, pass},
};
use crate::{
    context::{Capacity, Context},
    framework::Framework,
};

/// Decides a command: the one event that follows, or the rule that forbids it.
///
/// `framework` must be the one that the dossier runs on. Whether the dossier is underway and the actor its coordinator is asked
/// of the dossier ([`crate::dossier::may_prepare`]), because this history does not say.
///
/// # Errors
/// The [`Refusal`] names the rule, the fact and what would help.
pub fn decide(
    framework: &Framework,
    state: &State,
    command: Command,
    context: &Context,
) -> Result<Event, Refusal> {
    match &context.capacity {
        Capacity::Coordinator { .. } => {}
        Capacity::Secretary { .. } | Capacity::Administrator | Capacity::Auditor => {
            return Err(Refusal::NotPermitted { acted_as: context.capacity.clone() });
        }
    }
    match command {
        Command::Begin(command) => begin::decide(framework, state, &command),
        Command::TakeList(command) => begin::take(framework, state.preparation()?, command),
        Command::Note(note) => note::decide(framework, state.preparation()?, note, context.today),
        Command::AgreeAction(asked) => to_do::agree(framework, state.preparation()?, asked, context.today),
        Command::CloseAction(closed) => to_do::close(state.preparation()?, closed, context.today),
    }
}
