//! What an append can answer, and the rule that every journal judges by.

use std::sync::Arc;

use domain::ids::Revision;
use record::Position;

use crate::{Entry, RECORD_BYTES_MAX, TEXTS_BYTES_MAX};

/// Why an entry was not stored, or why nobody can say whether it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The history has moved on, or has not come this far. Read it and decide again.
    #[error("the history stands at revision {actual}, not {expected}; read it again and decide anew")]
    Conflict {
        /// The revision that the appender took to be the last.
        expected: Revision,
        /// The revision that is the last.
        actual: Revision,
    },
    /// The command id is in the log already, in this history or another. Compare with what stands there:
    /// the same record is the first receipt, anything else is a command id used twice.
    #[error("this command was stored before, at position {position}; compare with the record there")]
    Repeated {
        /// Where the first record of this command stands.
        position: Position,
    },
    /// The record has more than [`RECORD_BYTES_MAX`] bytes.
    #[error("the record has {bytes} bytes, at most {RECORD_BYTES_MAX} fit; move words into sealed texts")]
    RecordTooLarge {
        /// The bytes it has.
        bytes: usize,
    },
    /// The texts have more than [`TEXTS_BYTES_MAX`] bytes.
    #[error("the texts have {bytes} bytes, at most {TEXTS_BYTES_MAX} fit; move long ones into attachments")]
    TextsTooLarge {
        /// The bytes they have.
        bytes: usize,
    },
    /// Bytes that cannot stand on one line of text.
    #[error("the {part} {fault}; write it as JSON on one line")]
    Malformed {
        /// Which bytes.
        part: Part,
        /// What is wrong with them.
        fault: Malformation,
    },
    /// Revisions run from 1, so no record can take 0.
    #[error("a record cannot take revision 0: the first of a history takes 1")]
    RevisionZero,
    /// The queue has reached its limit, and nothing was stored. Try again later.
    #[error("the journal has more appends waiting than it takes; try again later")]
    Overloaded,
    /// There is no room: nothing was stored and nothing will be. Appends go on when there is room.
    #[error("the journal's device is full; make room and try again")]
    Full,
    /// The journal takes no appends until it is opened anew. Whether this entry was stored is known only
    /// then: repeat it with the same command id.
    #[error("the journal stopped taking appends ({why}); open it anew, then repeat with the same command id")]
    Poisoned {
        /// What failed, for the operator.
        why: Arc<str>,
    },
    /// The journal's servers do not answer. Nothing was sent, so nothing was stored. Try again when they do.
    #[error("the journal cannot be reached ({why}); nothing was stored, try again later")]
    CutOff {
        /// What failed, for the operator.
        why: Arc<str>,
    },
    /// The entry may or may not have been stored, now or a little later.
    #[error("whether the record was stored is not known; repeat with the same command id")]
    Unclear,
    /// The journal is closed and stored nothing.
    #[error("the journal is closed")]
    Closed,
}

/// The two runs of bytes of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// [`Entry::record`].
    Record,
    /// [`Entry::texts`].
    Texts,
}

/// Why bytes cannot stand on one line of text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Malformation {
    /// There are none.
    #[error("is empty")]
    Empty,
    /// Something that is not UTF-8 begins here.
    #[error("is not UTF-8 at byte {at}")]
    NotUtf8 {
        /// The offset, from 0.
        at: usize,
    },
    /// A tab or newline stands here.
    #[error("has a tab or newline at byte {at}")]
    Break {
        /// The offset, from 0.
        at: usize,
    },
    /// Texts that end with a space.
    #[error("ends with a space")]
    Padded,
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Record => "record",
            Self::Texts => "text column",
        })
    }
}

/// The one rule: the command id first, over the whole log, so that a late repeat is never taken for a conflict;
/// then the revision.
pub(crate) fn judge(entry: &Entry, found: Option<Position>, tail: Revision) -> Result<(), Error> {
    if let Some(position) = found {
        return Err(Error::Repeated { position });
    }
    if entry.revision != tail.next() {
        let expected = Revision(entry.revision.0.saturating_sub(1));
        return Err(Error::Conflict { expected, actual: tail });
    }
    Ok(())
}
