//! Where a dossier is when a forecast is asked.

use jiff::civil::Date;

use super::days::Arrival;
use crate::ids::{RoundId, StepId};

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
