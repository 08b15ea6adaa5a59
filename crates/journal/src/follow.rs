//! Following: every record once, in order, as soon as it is durable.

use record::Position;

use crate::{BoxFuture, Stored, read};

/// The most records that one call of [`Follow::next`] gives.
pub const FOLLOW_BATCH_RECORDS_MAX: usize = 1_024;

/// A cursor over the journal that skips nothing: it stops loudly rather than go past a gap.
pub trait Follow: Send {
    /// The next records, at least one; waits until something is durable.
    ///
    /// Dropping the future loses nothing: the next call gives what this one would have given. After an error
    /// the cursor stands where it stood.
    fn next(&mut self) -> BoxFuture<'_, Result<Vec<Stored>, Error>>;
}

/// Why a follower cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The records could not be read.
    #[error("the follower cannot read on")]
    Read(#[from] read::Error),
    /// The journal skipped or repeated a position. What was derived from it cannot be trusted.
    #[error("position {expected} should follow, but the journal gave {found}; stop and check the journal")]
    Gap {
        /// The position after the last one given.
        expected: Position,
        /// The position that came.
        found: Position,
    },
    /// The follower was told to begin after a position that the journal has not reached: it remembers another
    /// journal, or this one was restored from an older copy.
    #[error("the journal ends at position {head}, before {after}; derive anew from this journal's start")]
    Ahead {
        /// Where the follower was told to begin.
        after: Position,
        /// The journal's last durable position.
        head: Position,
    },
    /// The journal was closed, and everything in it has been given.
    #[error("the journal is closed")]
    Closed,
}

/// What every follower asserts of what it is about to give.
pub(crate) fn expect_next(last: Position, found: Position) -> Result<(), Error> {
    if found == last.next() { Ok(()) } else { Err(Error::Gap { expected: last.next(), found }) }
}
