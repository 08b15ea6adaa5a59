//! A dossier that is stuck goes up a ladder: what may be asked, what can happen, and the rules between the two (F15 to
//! F17, F37; S4 section 9).
//!
//! Read [`event`] first, then [`command`], [`refusal`] and [`state`]. Each rule is a file of its own: `open`, `climb`,
//! `resolve`, `dispute`; `permit`: who may do that; `path`: where a dossier goes on, or ends. Why it is so:
//! `docs/adr/0023-escalation.md`.
//!
//! Nothing here happens by itself: a term that has passed, of a visit or of a rung, is derived by who reads.

pub mod command;
pub mod event;
pub mod refusal;
pub mod state;

mod climb;
mod dispute;
mod evolve;
mod open;
mod path;
mod permit;
mod replay;
mod resolve;

pub use self::{
    command::Command,
    dispute::PARTIES_MAX,
    event::Event,
    refusal::Refusal,
    state::{Dispute, Escalation, Progress},
};
pub(super) use self::{
    evolve::{apply, go_onto, untreat},
    path::first,
    replay::command_of,
};
use super::{refusal::Refusal as Refused, state::Dossier};
use crate::{context::Context, framework::Framework};

/// Decides a command about the ladder.
pub(super) fn decide(
    framework: &Framework,
    dossier: &Dossier,
    command: Command,
    context: &Context,
) -> Result<Event, Refused> {
    super::permit::own_framework(framework, dossier)?;
    match command {
        Command::Open(command) => open::decide(framework, dossier, command, context),
        Command::Move(command) => climb::decide(framework, dossier, command, context),
        Command::Resolve(command) => resolve::decide(framework, dossier, command, context),
        Command::Unresolved(command) => dispute::decide(framework, dossier, command, context),
        Command::Conclude(command) => dispute::conclude(framework, dossier, command, context),
    }
}
