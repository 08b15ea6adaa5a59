//! What may be asked of an arrangement that began.

use jiff::civil::Date;

use super::{event::Follower, measured::Measured};
use crate::{
    framework::Conclusion,
    ids::{ArrangementId, BodyId, EvaluationNumber},
    sealed::Sealed,
};

/// Record an evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluate {
    /// Which one that was planned, by its day. `None`: one more.
    pub planned: Option<Date>,
    /// On which day it was done.
    pub on: Date,
    /// What was measured, each indicator once.
    pub results: Vec<Measured>,
    /// What was found, in words.
    pub findings: Sealed,
    /// Where it comes from, in words.
    pub source: Sealed,
}

/// Draw a conclusion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conclude {
    /// From which evaluation. Only to close needs none.
    pub evaluation: Option<EvaluationNumber>,
    /// Which.
    pub conclusion: Conclusion,
    /// On which day it was drawn.
    pub on: Date,
    /// The body that said so.
    pub body: Option<BodyId>,
    /// The dossier that follows: by which it is developed further, or in which the conclusion was adopted.
    pub follower: Option<Follower>,
    /// In which arrangement it goes up. `None` with one that integrates: in what is done regularly.
    pub into: Option<ArrangementId>,
    /// Why, and what changes.
    pub reason: Sealed,
    /// On which days it is evaluated from now on, beside those that are still to come; in order.
    pub evaluations: Vec<Date>,
}

impl Evaluate {
    /// Every sealed text, in the order of the record.
    pub fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        let results = self.results.iter_mut().filter_map(Measured::sealed_mut);
        results.chain([&mut self.findings, &mut self.source]).collect()
    }
}
