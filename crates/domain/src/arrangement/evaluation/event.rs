//! What can happen to an arrangement that began.

use jiff::civil::Date;

use super::measured::Measured;
use crate::{
    framework::Conclusion,
    ids::{ArrangementId, BodyId, DossierId, EvaluationNumber, Revision},
    sealed::{
        Sealed,
        names::{FINDINGS, SOURCE},
    },
};

/// An evaluation was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluationRecorded {
    /// Its number in the history of the arrangement.
    pub number: EvaluationNumber,
    /// Which one that was planned, by its day. `None`: one more.
    pub planned: Option<Date>,
    /// On which day it was done.
    pub on: Date,
    /// What was measured.
    pub results: Vec<Measured>,
    /// What was found, in words.
    pub findings: Sealed,
    /// Where it comes from, in words.
    pub source: Sealed,
}

/// A conclusion was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrangementConcluded {
    /// From which evaluation; none when it was closed without.
    pub evaluation: Option<EvaluationNumber>,
    /// Which.
    pub conclusion: Conclusion,
    /// On which day it was drawn.
    pub on: Date,
    /// The body that said so.
    pub body: Option<BodyId>,
    /// The dossier that follows.
    pub follower: Option<Follower>,
    /// In which arrangement it goes up.
    pub into: Option<ArrangementId>,
    /// Why, and what changes.
    pub reason: Sealed,
    /// On which days it is evaluated from now on.
    pub evaluations: Vec<Date>,
}

/// A dossier that follows, and how it stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Follower {
    /// Which.
    pub dossier: DossierId,
    /// Its last record when it was looked up. Zero in a command: it was not looked up yet.
    pub revision: Revision,
}

impl EvaluationRecorded {
    /// Every sealed text with its name, in the order of the record.
    pub fn sealed(&self) -> Vec<(&'static str, Sealed)> {
        let results = self.results.iter().filter_map(Measured::sealed);
        results.chain([(FINDINGS, self.findings), (SOURCE, self.source)]).collect()
    }
}
