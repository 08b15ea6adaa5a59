//! Why an action is not agreed or closed so: one variant a rule, with the facts that led to it.

use jiff::civil::Date;

use super::parts::Who;
use crate::ids::ActionNumber;

/// The rule that forbids it, and the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The framework has no such party or body.
    DoerUnknown {
        /// Who was named.
        who: Who,
    },
    /// What is agreed is to be done from then on, not before.
    DueTooEarly {
        /// The last day that was given.
        due: Date,
        /// The day on which it was agreed.
        agreed_on: Date,
    },
    /// One history holds no more of them.
    TooMany {
        /// How many there would be.
        given: usize,
        /// The most there may be.
        max: usize,
    },
    /// There is no such action.
    ActionUnknown {
        /// What was asked.
        action: ActionNumber,
        /// What there is.
        known: Vec<ActionNumber>,
    },
    /// It was done or dropped before.
    AlreadyClosed {
        /// Which.
        action: ActionNumber,
        /// On which day.
        on: Date,
    },
    /// It was closed on a day that has yet to come.
    ClosedInFuture {
        /// The day that was given.
        on: Date,
        /// Today.
        today: Date,
    },
    /// It was closed before it was agreed.
    ClosedTooEarly {
        /// The day that was given.
        on: Date,
        /// The day on which it was agreed.
        agreed_on: Date,
    },
}

impl Refusal {
    /// The rule's name, as services report it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::DoerUnknown { .. } => "DOER_UNKNOWN",
            Self::DueTooEarly { .. } => "DUE_TOO_EARLY",
            Self::TooMany { .. } => "TOO_MANY_ACTIONS",
            Self::ActionUnknown { .. } => "ACTION_UNKNOWN",
            Self::AlreadyClosed { .. } => "ACTION_CLOSED",
            Self::ClosedInFuture { .. } => "CLOSED_IN_FUTURE",
            Self::ClosedTooEarly { .. } => "CLOSED_TOO_EARLY",
        }
    }
}
