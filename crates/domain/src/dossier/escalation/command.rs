//! What may be asked of a dossier about the ladder.

use jiff::civil::Date;

use super::event::DisputeTerms;
use crate::{dossier::event::VisitRef, ids::RungId, mandate::MandateRef, sealed::Sealed};

/// A command about the ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Escalate a visit that waits for its body.
    Open(Open),
    /// Say that a rung did not solve it, so that the next has it.
    Move(Move),
    /// Say that it is solved, so that the dossier goes on.
    Resolve(Resolve),
    /// Say that the last rung did not solve it either, and bring a dispute.
    Unresolved(Unresolved),
    /// Write down what came of the dispute.
    Conclude(Conclude),
}

/// Escalate a visit that waits for its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Which visit.
    pub visit: VisitRef,
    /// On what ground.
    pub ground: Ground,
    /// Why, in words.
    pub reason: Sealed,
}

/// On what ground a visit is escalated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Its term has passed.
    PassedTerm,
    /// The procesbegeleider's own mandate.
    Mandate(MandateRef),
}

/// Say that a rung did not solve it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The visit that was escalated.
    pub visit: VisitRef,
    /// The rung that is left.
    pub from: RungId,
    /// On which day it was left; not the moment of writing down.
    pub on: Date,
    /// Why it was not solved there.
    pub reason: Sealed,
}

/// Say that it is solved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolve {
    /// The visit that was escalated.
    pub visit: VisitRef,
    /// On which rung.
    pub rung: RungId,
    /// On which day.
    pub on: Date,
    /// How.
    pub words: Sealed,
}

/// Bring a dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unresolved {
    /// The visit that was escalated.
    pub visit: VisitRef,
    /// The last rung.
    pub rung: RungId,
    /// On which day.
    pub on: Date,
    /// Why it was not solved there.
    pub reason: Sealed,
    /// The dispute.
    pub terms: DisputeTerms,
}

/// Write down what came of the dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conclude {
    /// The visit that was escalated.
    pub visit: VisitRef,
    /// On which day.
    pub on: Date,
    /// What came of it, in words.
    pub words: Sealed,
    /// Whether the dossier goes on at its step. If not, it ends without agreement.
    pub resumes: bool,
}

impl Command {
    /// The visit that it is about.
    pub fn visit(&self) -> &VisitRef {
        match self {
            Self::Open(command) => &command.visit,
            Self::Move(command) => &command.visit,
            Self::Resolve(command) => &command.visit,
            Self::Unresolved(command) => &command.visit,
            Self::Conclude(command) => &command.visit,
        }
    }

    /// Every sealed text of the command, in a fixed order.
    pub fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        match self {
            Self::Open(command) => vec![&mut command.reason],
            Self::Move(command) => vec![&mut command.reason],
            Self::Resolve(command) => vec![&mut command.words],
            Self::Unresolved(command) => vec![&mut command.reason, &mut command.terms.before],
            Self::Conclude(command) => vec![&mut command.words],
        }
    }
}
