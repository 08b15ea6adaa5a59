//! How a view is doing.

use std::sync::Arc;

use record::Position;

/// How a view is doing. Questions are answered in every case, with the position that the answer reflects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// It is on its way to where the journal was when it began.
    CatchingUp {
        /// That position.
        target: Position,
    },
    /// It follows the journal.
    Current,
    /// The journal cannot be read at the moment; it is tried again.
    Waiting {
        /// Why, for the operator.
        why: Arc<str>,
    },
    /// It cannot apply a record, and goes no further. Other views and services are not concerned.
    Stopped {
        /// The position of the record that it stopped before.
        position: Position,
        /// Why, for the operator.
        why: Arc<str>,
    },
    /// Nobody feeds it any more.
    Closed,
}

/// An error with its causes, on one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> Arc<str> {
    journal::causes(error).into()
}
