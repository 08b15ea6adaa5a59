//! Where a dossier is when a forecast is asked.

use jiff::civil::Date;

use super::{Blocked, days::Arrival};
use crate::{
    framework::Framework,
    ids::{RoundId, StepId},
};

/// Where a dossier is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// With the submitter, who submits the document that opens a round on this day.
    Submitting {
        /// The round.
        round: RoundId,
        /// The day.
        on: Date,
    },
    /// With the submitter after a referral back, who sends a new version on this day.
    Revising {
        /// The step that it goes on from.
        resume_at: StepId,
        /// The day.
        on: Date,
    },
    /// With a body.
    AtVisit {
        /// The step.
        step: StepId,
        /// The day on which it arrived there; the term of the visit began.
        arrived: Date,
        /// The last day of the term.
        due: Option<Date>,
        /// Since when the body could treat it. After a deferral the papers have been there for longer.
        arrival: Arrival,
    },
}

impl Standing {
    /// With a submitter who submits a round of a framework on this day; `None`: the first.
    ///
    /// # Errors
    /// When the framework has no rounds.
    pub fn submitting(framework: &Framework, round: Option<RoundId>, on: Date) -> Result<Self, Blocked> {
        let first = || framework.route.rounds.first().map(|round| round.id.clone());
        let round = round.or_else(first).ok_or(Blocked::NoRounds)?;
        Ok(Self::Submitting { round, on })
    }
}
