//! What refusals speak of: who may, what is awaited, what there is too much of, what is wrong with a document.

use crate::{
    dossier::event::VisitRef,
    framework::Outcome,
    ids::{BodyId, RoundId, SectionId},
};

/// Who may do what was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Needs {
    /// A coordinator.
    Coordinator,
    /// A coordinator, or an administrator.
    CoordinatorOrAdministrator,
    /// The secretary of a body.
    SecretaryOf(BodyId),
    /// An administrator.
    Administrator,
}

/// What a dossier waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Awaits {
    /// The document that opens a round.
    Round(RoundId),
    /// A body's outcome.
    Visit(VisitRef),
    /// A new document version.
    Revision,
    /// That somebody on the ladder solves what this visit left without agreement, or that the dispute is concluded.
    Escalation(VisitRef),
}

/// What a motivation is required for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// The outcome always needs one.
    Outcome(Outcome),
    /// The decision departs from advice.
    DepartsFrom(Vec<VisitRef>),
}

/// What a command can have too many of, or twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Countable {
    /// Functions of an arrangement.
    Functions,
    /// Sections of a document.
    Sections,
    /// Document versions of a dossier.
    Documents,
    /// Conditions of a dossier.
    Conditions,
    /// Answers to conditions.
    Answers,
    /// Judgements of conditions.
    Judgements,
    /// Suspensions of the term of a visit.
    Suspensions,
}

/// A fault of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentFault {
    /// The format has no such section.
    SectionUnknown(SectionId),
    /// A required section is missing.
    SectionMissing(SectionId),
    /// A required section has no words.
    SectionEmpty(SectionId),
    /// It is longer than the format allows.
    TooLong {
        /// How many words it has.
        words: u32,
        /// How many it may have.
        words_max: u32,
        /// The pages of A4 that the framework says.
        pages_a4: u32,
    },
}
