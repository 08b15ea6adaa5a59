//! What can happen to an arrangement.

use super::{
    commitment::CommitmentGiven,
    evaluation::{ArrangementConcluded, EvaluationRecorded},
    parts::Plan,
    register::ArrangementRegistered,
    usage::Usage,
};
use crate::{framework::FrameworkRef, ids::Revision};

/// A fact about an arrangement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// One that already existed was registered.
    ArrangementRegistered(ArrangementRegistered),
    /// One that was decided on began.
    ArrangementBegun(Box<ArrangementBegun>),
    /// A party said whether it is bound.
    CommitmentGiven(Box<CommitmentGiven>),
    /// It was reported what a party has of it.
    UseReported(Usage),
    /// It was evaluated.
    EvaluationRecorded(Box<EvaluationRecorded>),
    /// A conclusion was drawn of it.
    ArrangementConcluded(Box<ArrangementConcluded>),
}

/// What a body adopted began (S4 chapter 6, phase 3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrangementBegun {
    /// The framework of the dossier, which knows the functions, codes, indicators and parties.
    pub framework: FrameworkRef,
    /// The last record of the dossier when it was looked up: a later correction says nothing of what was seen.
    pub decided: Revision,
    /// What is planned with it.
    pub plan: Plan,
}
