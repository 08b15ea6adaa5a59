//! A mandate: who may act for a party, in what, and from when until when.
//!
//! A history of its own (`docs/adr/0016-more-histories.md`), used in many dossiers and past them. What stands behind it is
//! the Awb: power to decide in the name of another (10:1), whose decision it then is (10:2); a general mandate in writing
//! (10:5), so every one has its source; revocable at any time (10:8). Who has none says nothing for a party.
//!
//! - [`event`]: granted, revoked; [`command`] and [`refusal`]: what may be asked, and why not; [`state`]: what is true
//! - [`between`]: whether a mandate covers what was done under it
//! - `grant`, `revoke`: the rules; [`replay`]: deciding again what was decided

pub mod between;
pub mod command;
pub mod event;
pub mod refusal;
pub mod replay;
pub mod state;

mod grant;
mod revoke;

pub use self::{
    between::{MandateRef, Use, covers},
    command::Command,
    event::{Act, Event, Scope},
    refusal::Refusal,
    state::{Mandate, State, evolve, pass},
};
use crate::{
    context::{Capacity, Context},
    framework::Framework,
};

/// Decides a command: the one event that follows, or the rule that forbids it.
///
/// `framework` must be the one that the mandate was granted by; for [`Command::Grant`], the one in force.
///
/// An administrator grants and revokes, nobody else: a secretary writes down what is done under a mandate, and should
/// not also write down the mandate.
///
/// # Errors
/// The [`Refusal`] names the rule, the fact and what would help.
pub fn decide(
    framework: &Framework,
    state: &State,
    command: Command,
    context: &Context,
) -> Result<Event, Refusal> {
    if context.capacity != Capacity::Administrator {
        return Err(Refusal::NotPermitted { acted_as: context.capacity.clone() });
    }
    match command {
        Command::Grant(command) => grant::decide(framework, state, command),
        Command::Revoke(command) => revoke::decide(state.mandate()?, command),
    }
}
