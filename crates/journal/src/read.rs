//! What a read can answer when it cannot answer with records.

use std::error::Error as Cause;

/// Why records could not be read. Appends may still succeed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The device or server did not give the bytes. Trying again may help.
    #[error("{place} cannot be read")]
    Unavailable {
        /// What was read: a file and byte offset, or a stream and sequence.
        place: String,
        /// What the device or server said.
        #[source]
        source: Box<dyn Cause + Send + Sync>,
    },
    /// The bytes are not what was once stored. Trying again does not help: restore that place from a copy.
    #[error("{place} is damaged; restore it from a copy")]
    Damaged {
        /// What was read: a file and byte offset, or a stream and sequence.
        place: String,
        /// What is wrong with it.
        #[source]
        source: Box<dyn Cause + Send + Sync>,
    },
}
