//! The keeping of a history: words that are erased, holds that prevent it, and that a history was so long.
//!
//! None of this is about the way of a dossier past the bodies, and all of it holds for the register as well. So it is
//! a decider of its own over the same history (`docs/adr/0015-keeping.md`): its events take their places among those
//! of a dossier or an arrangement, and its state is folded beside theirs.
//!
//! Read [`event`] first (what can happen), then [`command`] (what may be asked), [`refusal`] (why not), and [`state`]
//! (what is true meanwhile). Each rule is a file of its own:
//!
//! - `request`, `confirm`, `decline`: words are erased by two people
//! - `hold`: nothing is erased meanwhile
//! - `head`: the history had so many revisions
//! - [`named`]: which words; and that they stand where they are said to
//! - [`replay`]: deciding again what was decided, for who audits it

pub mod command;
pub mod event;
pub mod named;
pub mod refusal;
pub mod replay;
pub mod state;

mod confirm;
mod decline;
mod evolve;
mod head;
mod hold;
mod permit;
mod request;

pub use self::{
    command::Command,
    event::{Event, Ground},
    evolve::evolve,
    hold::HOLDS_MAX,
    named::{ERASURE_RECORDS_MAX, ERASURE_TEXTS_MAX, RecordTexts},
    refusal::Refusal,
    state::State,
};
use crate::{context::Context, ids::Revision};

/// Decides a command: the one event that follows, or the rule that forbids it.
///
/// `last` is the last revision of the history, of whatever kind its record is.
///
/// # Errors
/// The [`Refusal`] names the rule, the fact and what would help.
pub fn decide(state: &State, last: Revision, command: Command, context: &Context) -> Result<Event, Refusal> {
    permit::given_to(&command, context)?;
    if last == Revision::default() {
        return Err(Refusal::HistoryUnknown);
    }
    match command {
        Command::RequestErasure(command) => request::decide(state, last, command),
        Command::ConfirmErasure(command) => confirm::decide(state, command, context),
        Command::DeclineErasure(command) => decline::decide(state, command),
        Command::PlaceHold(command) => hold::place(state, command),
        Command::LiftHold(command) => hold::lift(state, command),
        Command::ConfirmHistory => Ok(head::decide(last)),
    }
}
