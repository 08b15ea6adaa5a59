//! The first record that does not hold, or the place where none can be read: in facts and in words.

use domain::ids::Revision;
use door::incident::causes;
use journal::{follow, read};
use record::{HistoryId, LogId, Position};
use verifier::replay;
use wire::{Language, convert::answer, v1};

use super::{en, nl};

/// A record that is not what the rules and the records before it give, or a place where no record can be read.
#[derive(Debug)]
pub struct Difference {
    /// Where. When a place cannot be read: the position that should stand there, and [`Position::START`] if
    /// that is not known.
    pub position: Position,
    /// The history that the journal keeps the record in. `None`: the record cannot be read.
    pub history: Option<HistoryId>,
    /// Its place in that history. Zero: the record cannot be read.
    pub revision: Revision,
    /// What is different.
    pub(super) cause: Cause,
}

/// What is different.
#[derive(Debug)]
pub(super) enum Cause {
    /// The journal's bytes cannot be read at some place; the error says which.
    Unreadable(read::Error),
    /// A record does not hold.
    Record(Box<replay::Difference>),
}

impl Difference {
    /// A place that cannot be read.
    pub(super) fn unreadable(position: Position, history: Option<HistoryId>, error: read::Error) -> Self {
        Self { position, history, revision: Revision::default(), cause: Cause::Unreadable(error) }
    }

    /// The difference that an error of following is; the error itself when it says nothing about records.
    pub(super) fn following(last: Position, error: follow::Error) -> Result<Self, follow::Error> {
        match error {
            follow::Error::Read(error) => Ok(Self::unreadable(last.next(), None, error)),
            follow::Error::Gap { expected, found } => Ok(replay::Difference::gap(expected, found).into()),
            follow::Error::Ahead { .. } | follow::Error::Closed => Err(error),
        }
    }

    /// Why the place could not be read, when it may well be read a little later: then no record was found to differ.
    pub fn passes_by_itself(&self) -> Option<&read::Error> {
        match &self.cause {
            Cause::Unreadable(error @ read::Error::Unavailable { .. }) => Some(error),
            Cause::Unreadable(read::Error::Damaged { .. }) | Cause::Record(_) => None,
        }
    }

    /// What the rules, or the records before this one, give. Names and facts as records write them.
    pub fn expected(&self) -> String {
        match &self.cause {
            Cause::Unreadable(_) => format!("position: {}", self.position),
            Cause::Record(difference) => difference.expected(),
        }
    }

    /// What was recorded instead.
    pub fn found(&self) -> String {
        match &self.cause {
            Cause::Unreadable(error) => replay::difference::shortened(causes(error)),
            Cause::Record(difference) => difference.found(),
        }
    }

    /// What this means, and what would help.
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::Dutch => nl::told(self),
            Language::English => en::told(self),
        }
    }

    /// The difference as an answer tells it.
    pub fn answer(&self, log: LogId, language: Language) -> v1::VerificationDifference {
        v1::VerificationDifference {
            position: Some(answer::position(log.0, self.position.0)),
            history_id: self.history.as_ref().map(ToString::to_string).unwrap_or_default(),
            revision: self.revision.0,
            expected: self.expected(),
            found: self.found(),
            message: self.message(language),
        }
    }
}

impl From<replay::Difference> for Difference {
    fn from(difference: replay::Difference) -> Self {
        let replay::Difference { position, revision, .. } = difference;
        Self {
            position,
            history: difference.history.clone(),
            revision,
            cause: Cause::Record(Box::new(difference)),
        }
    }
}
