//! One dossier: what may be asked of it, what can happen to it, and the rules between the two.
//!
//! Read [`event`] first (what can happen), then [`command`] (what may be asked), [`refusal`] (why not), and
//! [`state`] (what is true meanwhile). Each rule is a file of its own:
//!
//! - `open`, `file`, `submit`, `resubmit`: the coordinator's acts; `papers`: when a document may go
//! - `treat`: what follows when a body treated a visit, and `correct`: when that was written down wrongly
//! - `ratify`: what a party says of what was decided, where each speaks for itself
//! - `suspend`, `resume`: the secretary's acts on the term of a visit; [`term`]: how much of it is used up
//! - `answer`, `withdraw`, `hand_over`
//! - [`escalation`]: the ladder of a dossier that is stuck, with rules of its own
//! - [`waiting`]: whom it waits for, and since when; [`moves`]: what would move it
//! - [`mandated`]: what of a command is done under a mandate
//! - `prepare`: who may write in the preparation of it
//! - `follow`: which earlier dossier a new one may take up again
//! - [`replay`]: deciding again what was decided, for who audits it

pub mod command;
pub mod escalation;
pub mod event;
pub mod mandated;
pub mod moves;
pub mod refusal;
pub mod replay;
pub mod state;
pub mod term;
pub mod waiting;

mod answer;
mod correct;
mod evolve;
mod file;
mod follow;
mod hand_over;
mod open;
mod papers;
mod permit;
mod prepare;
mod ratify;
mod resubmit;
mod resume;
mod submit;
mod suspend;
mod treat;
mod visit;
mod withdraw;

pub use self::{
    command::Command,
    event::Event,
    evolve::{evolve, pass},
    file::{DOCUMENTS_MAX, SECTIONS_MAX},
    follow::may_follow,
    open::FUNCTIONS_MAX,
    papers::faults as document_faults,
    prepare::may_prepare,
    refusal::Refusal,
    state::{Dossier, State},
    term::SUSPENSIONS_MAX,
    treat::CONDITIONS_MAX,
};
use crate::{context::Context, framework::Framework};

/// Decides a command: the one event that follows, or the rule that forbids it.
///
/// `framework` must be the one that the dossier was opened on; for [`Command::Open`], the one it opens on.
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
        Command::Open(command) => open::decide(framework, state, command, context),
        Command::FileDocument(command) => file::decide(framework, state.dossier()?, command, context),
        Command::Submit(command) => submit::decide(framework, state.dossier()?, &command, context),
        Command::Resubmit(command) => resubmit::decide(framework, state.dossier()?, &command, context),
        Command::RecordOutcome(command) => treat::decide(framework, state.dossier()?, command, context),
        Command::Ratify(command) => ratify::decide(framework, state.dossier()?, command, context),
        Command::SuspendTerm(command) => suspend::decide(framework, state.dossier()?, command, context),
        Command::ResumeTerm(command) => resume::decide(framework, state.dossier()?, command, context),
        Command::AnswerConditions(command) => answer::decide(state.dossier()?, command, context),
        Command::Withdraw(command) => withdraw::decide(framework, state.dossier()?, &command, context),
        Command::CorrectOutcome(command) => correct::decide(framework, state.dossier()?, command, context),
        Command::HandOver(command) => hand_over::decide(framework, state.dossier()?, command, context),
        Command::Escalate(command) => {
            escalation::decide(framework, state.dossier()?, command, context).map(Event::Escalation)
        }
    }
}
