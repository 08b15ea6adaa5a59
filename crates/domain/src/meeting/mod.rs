//! A meeting of a body: planned, its agenda fixed, papers sent, held, and its decision list fixed by a later one.
//!
//! A history of its own (`docs/adr/0016-more-histories.md`): it treats many dossiers, and goes on while they do. What was
//! done with a dossier stands in the dossier; the meeting refers to it.
//!
//! Read [`event`] first (what can happen), then [`parts`], [`request`] and [`command`] (what may be asked), [`refusal`]
//! (why not), and [`state`] (what is true meanwhile). Each rule is a file of its own:
//!
//! - `plan`, `schedule`, `fix_agenda`, `send`: until the papers are out
//! - `held`, `decision_list`, `cancel`: what becomes of it; `actions`: what it agreed to do
//! - [`between`]: what lies between a meeting, the dossiers it treats and other meetings
//! - [`attendance`]: who was there, beside where parties stood
//! - [`replay`]: deciding again what was decided, for who audits it

pub mod attendance;
pub mod between;
pub mod command;
pub mod event;
pub mod parts;
pub mod refusal;
pub mod replay;
pub mod request;
pub mod state;

mod actions;
mod cancel;
mod decision_list;
mod evolve;
mod fix_agenda;
mod held;
mod permit;
mod plan;
mod schedule;
mod send;

pub use self::{
    command::Command,
    event::Event,
    evolve::{evolve, pass},
    held::PRESENT_MAX,
    parts::{Form, ItemKind, ItemRef, Part, Subject},
    refusal::Refusal,
    request::Request,
    schedule::ITEMS_MAX,
    state::{Meeting, State},
};
use crate::{context::Context, framework::Framework};

/// Decides a command: the one event that follows, or the rule that forbids it.
///
/// `framework` must be the one that the meeting was planned by; for [`Command::Plan`], the one in force.
///
/// # Errors
/// The [`Refusal`] names the rule, the fact and what would help.
pub fn decide(
    framework: &Framework,
    state: &State,
    command: Command,
    context: &Context,
) -> Result<Event, Refusal> {
    let meeting = || permit::on_meeting(framework, state, context);
    match command {
        Command::Plan(command) => plan::decide(framework, state, command, context),
        Command::Schedule(command) => schedule::decide(meeting()?, command),
        Command::Remove(command) => schedule::remove(meeting()?, command),
        Command::FixAgenda(command) => fix_agenda::decide(meeting()?, command),
        Command::SendPapers(command) => send::papers(meeting()?, command, context),
        Command::SendAddendum(command) => send::addendum(meeting()?, command, context),
        Command::RecordHeld(command) => held::decide(framework, meeting()?, command, context),
        Command::DraftDecisionList(command) => decision_list::draft(meeting()?, command),
        Command::FixDecisionList(command) => decision_list::fix(meeting()?, command),
        Command::Cancel(command) => cancel::decide(meeting()?, command),
        Command::AgreeAction(command) => actions::agree(framework, meeting()?, command),
        Command::CloseAction(command) => actions::close(meeting()?, command, context),
    }
}
