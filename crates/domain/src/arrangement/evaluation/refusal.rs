//! Why an arrangement is not evaluated or concluded.

use jiff::civil::Date;

use crate::{
    framework::Conclusion,
    ids::{ArrangementId, BodyId, DossierId, EvaluationNumber},
};

/// The rule that forbids it, and the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No evaluation was planned on this day.
    NotPlanned {
        /// What was given.
        given: Date,
        /// The days on which one was.
        known: Vec<Date>,
    },
    /// The evaluation that was planned on this day was recorded before.
    AlreadyEvaluated {
        /// The planned day.
        planned: Date,
    },
    /// What was done was done in the past, or today.
    DateInFuture {
        /// The day that was given.
        given: Date,
        /// Today.
        today: Date,
    },
    /// There is no evaluation with this number.
    EvaluationUnknown {
        /// What was given.
        given: EvaluationNumber,
        /// The last that there is.
        last: EvaluationNumber,
    },
    /// A conclusion was drawn from this evaluation before.
    AlreadyConcluded {
        /// Which.
        evaluation: EvaluationNumber,
    },
    /// Only to close needs no evaluation.
    EvaluationRequired {
        /// What was concluded.
        conclusion: Conclusion,
    },
    /// A conclusion is not drawn before its evaluation was done.
    ConcludedTooEarly {
        /// When it was drawn.
        on: Date,
        /// When the evaluation was done.
        evaluated: Date,
    },
    /// It is over.
    Over {
        /// With which conclusion.
        conclusion: Conclusion,
        /// Since when.
        on: Date,
    },
    /// The framework does not know this body.
    BodyUnknown(BodyId),
    /// The framework has this conclusion drawn by another body than the one that is named, or by one where none is.
    ConcludedElsewhere {
        /// Which conclusion.
        conclusion: Conclusion,
        /// By whom.
        body: BodyId,
    },
    /// The conclusion needs a dossier that follows.
    FollowerRequired {
        /// Which conclusion.
        conclusion: Conclusion,
    },
    /// Only what is integrated goes up in another arrangement.
    IntoNotPossible {
        /// What was concluded.
        conclusion: Conclusion,
    },
    /// What is over is not evaluated on planned days.
    NothingToEvaluate {
        /// What was concluded.
        conclusion: Conclusion,
    },
    /// The next evaluation comes after the conclusion.
    PlannedTooEarly {
        /// The day that was given.
        given: Date,
        /// The day of the conclusion.
        on: Date,
    },
    /// The dossier does not follow the one in which the arrangement was adopted.
    DoesNotFollow {
        /// Which.
        dossier: DossierId,
        /// The one that it should follow.
        followed: DossierId,
    },
    /// An arrangement cannot go up in itself.
    IntoItself,
    /// There is no arrangement to go up in.
    IntoUnknown {
        /// What was given.
        arrangement: ArrangementId,
    },
    /// The arrangement to go up in is over.
    IntoEnded {
        /// Which.
        arrangement: ArrangementId,
    },
}

impl Refusal {
    /// The rule's name, as services report it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotPlanned { .. } => "NOT_PLANNED",
            Self::AlreadyEvaluated { .. } => "ALREADY_EVALUATED",
            Self::DateInFuture { .. } => "DATE_IN_FUTURE",
            Self::EvaluationUnknown { .. } => "EVALUATION_UNKNOWN",
            Self::AlreadyConcluded { .. } => "ALREADY_CONCLUDED",
            Self::EvaluationRequired { .. } => "EVALUATION_REQUIRED",
            Self::ConcludedTooEarly { .. } => "CONCLUDED_TOO_EARLY",
            Self::Over { .. } => "OVER",
            Self::BodyUnknown(_) => "BODY_UNKNOWN",
            Self::ConcludedElsewhere { .. } => "CONCLUDED_ELSEWHERE",
            Self::FollowerRequired { .. } => "FOLLOWER_REQUIRED",
            Self::IntoNotPossible { .. } => "INTO_NOT_POSSIBLE",
            Self::NothingToEvaluate { .. } => "NOTHING_TO_EVALUATE",
            Self::PlannedTooEarly { .. } => "PLANNED_TOO_EARLY",
            Self::DoesNotFollow { .. } => "DOES_NOT_FOLLOW",
            Self::IntoItself => "INTO_ITSELF",
            Self::IntoUnknown { .. } => "INTO_UNKNOWN",
            Self::IntoEnded { .. } => "INTO_ENDED",
        }
    }
}
