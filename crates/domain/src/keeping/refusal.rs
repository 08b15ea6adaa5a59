//! Why the rules said no: one variant a rule, with the facts that led to it.

use crate::{
    context::Capacity,
    ids::{ActorId, Revision},
};

/// The rule that forbids a command, and the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The capacity in which the actor acts may not do this.
    NotPermitted {
        /// The capacity they acted in.
        acted_as: Capacity,
        /// Who may.
        needs: Needs,
    },
    /// Nothing was ever written down in this history.
    HistoryUnknown,
    /// A hold stands, so nothing is erased.
    UnderHold {
        /// Each by the record in which it was placed.
        holds: Vec<Revision>,
    },
    /// A request already waits for a second administrator; one is judged at a time.
    AlreadyRequested {
        /// The record in which it was asked.
        request: Revision,
        /// Who asked.
        by: ActorId,
    },
    /// No such request waits for a second administrator.
    RequestNotOpen {
        /// What was named.
        asked: Revision,
        /// The request that does wait.
        open: Option<Revision>,
    },
    /// Words are erased by two people: whoever asked cannot also agree.
    SecondPersonNeeded {
        /// Who asked.
        requested_by: ActorId,
    },
    /// No words were named.
    TextsRequired,
    /// The history has no such record.
    RecordUnknown {
        /// What was named.
        asked: Revision,
        /// The last record that there is.
        last: Revision,
    },
    /// The record has no such words.
    TextUnknown {
        /// The record.
        revision: Revision,
        /// What was named: a name of words, or a digest.
        which: String,
    },
    /// All of the words were erased before.
    AlreadyErased,
    /// A list is longer than a record can hold, or a history may have.
    TooMany {
        /// Of what.
        what: Countable,
        /// How many there would be.
        given: usize,
        /// The most there may be.
        max: usize,
    },
    /// No such hold stands.
    HoldUnknown {
        /// What was named.
        asked: Revision,
        /// The holds that stand.
        holds: Vec<Revision>,
    },
}

/// Who may do what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Needs {
    /// An administrator.
    Administrator,
    /// An auditor or an administrator.
    AuditorOrAdministrator,
}

/// What there can be too many of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Countable {
    /// Words of one erasure.
    Texts,
    /// Records that one erasure names.
    Records,
    /// Holds that stand at once.
    Holds,
}

impl Refusal {
    /// The rule's name, as services report it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotPermitted { .. } => "NOT_PERMITTED",
            Self::HistoryUnknown => "HISTORY_UNKNOWN",
            Self::UnderHold { .. } => "UNDER_HOLD",
            Self::AlreadyRequested { .. } => "ERASURE_ALREADY_REQUESTED",
            Self::RequestNotOpen { .. } => "ERASURE_REQUEST_NOT_OPEN",
            Self::SecondPersonNeeded { .. } => "SECOND_PERSON_NEEDED",
            Self::TextsRequired => "TEXTS_REQUIRED",
            Self::RecordUnknown { .. } => "RECORD_UNKNOWN",
            Self::TextUnknown { .. } => "TEXT_UNKNOWN",
            Self::AlreadyErased => "ALREADY_ERASED",
            Self::TooMany { .. } => "TOO_MANY",
            Self::HoldUnknown { .. } => "HOLD_UNKNOWN",
        }
    }
}
