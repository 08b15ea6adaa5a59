//! Why it is not written down whether a party is bound, or what it has of an arrangement.

use jiff::civil::Date;

use crate::{
    context::Capacity,
    ids::{BodyId, PartyId, StepId},
};

/// The rule that forbids it, and the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Only a secretary of these bodies writes down whether a party is bound.
    SecretaryNeeded {
        /// The capacity they acted in.
        acted_as: Capacity,
        /// The body that decided, and where parties ratified.
        bodies: Vec<BodyId>,
    },
    /// A date lies in the future.
    DateInFuture {
        /// What was given.
        given: Date,
        /// The day on which it was given.
        today: Date,
    },
    /// A party cannot be bound by a decision before it was taken.
    BeforeDecision {
        /// What was given.
        given: Date,
        /// When the body decided.
        decided: Date,
    },
    /// The framework asks under which mandate a party is bound.
    MandateRequired {
        /// Which party.
        party: PartyId,
        /// The step that asks mandates.
        step: StepId,
    },
    /// A party that is not bound has no binding period and pledges nothing.
    NothingToPledge {
        /// Which party.
        party: PartyId,
    },
    /// Two pledges are for the same days.
    PeriodsOverlap {
        /// The first day of the later one.
        from: Date,
        /// The last day of the one before.
        until: Date,
    },
    /// Something is pledged for days on which the party is not bound.
    OutsideBinding {
        /// The first day that is pledged for.
        from: Date,
        /// The last.
        until: Date,
    },
    /// Neither pupils nor costs were reported.
    NothingReported,
}

impl Refusal {
    /// The rule's name, as services report it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::SecretaryNeeded { .. } => "SECRETARY_NEEDED",
            Self::DateInFuture { .. } => "DATE_IN_FUTURE",
            Self::BeforeDecision { .. } => "BEFORE_DECISION",
            Self::MandateRequired { .. } => "MANDATE_REQUIRED",
            Self::NothingToPledge { .. } => "NOTHING_TO_PLEDGE",
            Self::PeriodsOverlap { .. } => "PERIODS_OVERLAP",
            Self::OutsideBinding { .. } => "OUTSIDE_BINDING",
            Self::NothingReported => "NOTHING_REPORTED",
        }
    }
}
