//! Deciding again what was decided.

use super::{
    command::{Begin, Command},
    commitment::{Commit, CommitmentGiven},
    evaluation::{ArrangementConcluded, Conclude, Evaluate, EvaluationRecorded},
    event::{ArrangementBegun, Event},
    register::{ArrangementRegistered, Register},
};

/// The command that led to an event. Also tells whether a command that is sent again is the same one.
pub fn command_of(event: &Event) -> Command {
    match event.clone() {
        Event::ArrangementRegistered(registered) => {
            let ArrangementRegistered { name, target_group, partners, funding, functions, party, level } =
                registered;
            Command::Register(Register { name, target_group, partners, funding, functions, party, level })
        }
        Event::ArrangementBegun(begun) => {
            let ArrangementBegun { framework: _, decided, plan } = *begun;
            Command::Begin(Box::new(Begin { decided, plan }))
        }
        Event::CommitmentGiven(given) => {
            let CommitmentGiven { decided, commitment } = *given;
            Command::Commit(Box::new(Commit { decided, commitment }))
        }
        Event::UseReported(usage) => Command::ReportUse(usage),
        Event::EvaluationRecorded(recorded) => {
            let EvaluationRecorded { number: _, planned, on, results, findings, source } = *recorded;
            Command::Evaluate(Box::new(Evaluate { planned, on, results, findings, source }))
        }
        Event::ArrangementConcluded(drawn) => {
            let ArrangementConcluded {
                evaluation,
                conclusion,
                on,
                body,
                follower,
                into,
                reason,
                evaluations,
            } = *drawn;
            Command::Conclude(Box::new(Conclude {
                evaluation,
                conclusion,
                on,
                body,
                follower,
                into,
                reason,
                evaluations,
            }))
        }
    }
}
