//! What became of a decision: an arrangement that exists, what was planned with it, and what came of that.
//!
//! A history of its own (`docs/adr/0016-more-histories.md`), with the uuid of the dossier that decided it: so one dossier has
//! one arrangement, and who knows the one finds the other. What already existed (S4 bijlage 1) is registered under an id of
//! its own and has no history beyond that.
//!
//! - [`register`]: what already existed, so that the wheel is not invented again
//! - [`event`]: it began; [`parts`]: what is planned with it; [`command`] and [`refusal`]: what may be asked, and why not
//! - [`commitment`]: whether a party is bound, and why it cannot be; [`usage`]: what it has of it; [`bound`]: who is bound, by whatever it said
//! - [`state`]: what is true of it; [`between`]: what its dossier must have come to, and who may write
//! - [`evaluation`]: what came of it, what that led to, and in which phase of its life it is
//! - [`similar`]: which existing ones a proposal resembles, and in what
//! - `begin`: the rules; [`replay`]: deciding again what was decided

pub mod between;
pub mod bound;
pub mod command;
pub mod commitment;
pub mod evaluation;
pub mod event;
pub mod parts;
pub mod refusal;
pub mod register;
pub mod replay;
pub mod similar;
pub mod state;
pub mod usage;

mod begin;

use self::evaluation::{conclude, evaluate};
pub use self::{
    command::Command,
    commitment::{BindingPeriod, Commitment, CommitmentGiven, Period, Pledge, Standing},
    evaluation::{
        ArrangementConcluded, Conclude, Evaluate, EvaluationRecorded, Follower, Found, LifePhase,
        MeasureForm, Measured, Numbers,
    },
    event::{ArrangementBegun, Event},
    parts::{Basis, FundingLine, Plan, PlannedResult, Value},
    refusal::Refusal,
    register::{ArrangementRegistered, ENTRY_LIST_MAX, Level, Register},
    replay::command_of,
    state::{Arrangement, Concluded, Evaluation, State, evolve, pass},
    usage::Usage,
};
use crate::{context::Context, framework::Framework};

/// Decides a command: the one event that follows, or the rule that forbids it.
///
/// `framework` must be the one in force for [`Command::Register`], and for everything else the one that the dossier keeps
/// which decided the arrangement. What that dossier must have come to is [`between::allowed`].
///
/// # Errors
/// The [`Refusal`] names the rule, the fact and what would help.
pub fn decide(
    framework: &Framework,
    state: &State,
    command: Command,
    context: &Context,
) -> Result<Event, Refusal> {
    match command {
        Command::Register(command) => {
            register::decide(framework, state, command, context).map(Event::ArrangementRegistered)
        }
        Command::Begin(command) => {
            begin::decide(framework, state, *command).map(|begun| Event::ArrangementBegun(Box::new(begun)))
        }
        Command::Commit(command) => {
            state.began()?;
            commitment::decide(framework, *command, context)
                .map(|given| Event::CommitmentGiven(Box::new(given)))
        }
        Command::ReportUse(usage) => {
            state.began()?;
            usage::decide(framework, usage, context).map(Event::UseReported)
        }
        Command::Evaluate(command) => {
            let recorded = evaluate::decide(framework, state.began()?, *command, context.today)?;
            Ok(Event::EvaluationRecorded(Box::new(recorded)))
        }
        Command::Conclude(command) => {
            let drawn = conclude::decide(framework, state.began()?, *command, context.today)?;
            Ok(Event::ArrangementConcluded(Box::new(drawn)))
        }
    }
}
