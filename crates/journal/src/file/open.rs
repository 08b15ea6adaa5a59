//! Why a journal cannot be opened.

use std::{io, path::PathBuf};

use record::Position;

use super::damage::Damage;

/// Why a journal cannot be opened. Nothing but a torn tail is mended in opening.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The device refused something.
    #[error("{doing} {path} failed")]
    Device {
        /// What was tried.
        doing: &'static str,
        /// On which file or directory.
        path: PathBuf,
        /// What the device said.
        #[source]
        source: io::Error,
    },
    /// Another journal is open on this directory, here or in another process. There is only one writer.
    #[error("{directory} is in use: stop the other process that has this journal open")]
    InUse {
        /// The journal's directory.
        directory: PathBuf,
    },
    /// A later version of this program wrote the segment.
    #[error("{path} is of format version {found}, this program reads up to {known}: use a newer program")]
    NewerVersion {
        /// The segment.
        path: PathBuf,
        /// The version that it has.
        found: u32,
        /// The newest version that this program reads.
        known: u32,
    },
    /// The segments do not follow each other.
    #[error(
        "{path} begins at position {found} where {expected} should follow: restore the segments that lack"
    )]
    MissingSegment {
        /// The segment that was found.
        path: PathBuf,
        /// The position at which a segment should begin.
        expected: Position,
        /// The position at which it begins.
        found: Position,
    },
    /// Bytes are not what was once written there, and it is no tail that a loss of power tore off.
    #[error("{path} is damaged at byte {offset}: restore the file from a copy")]
    Damaged {
        /// The segment.
        path: PathBuf,
        /// Where the damaged line begins, from 0.
        offset: u64,
        /// What is wrong with it.
        #[source]
        source: Damage,
    },
    /// The thread that writes could not be started.
    #[error("the journal's writer could not be started")]
    Writer(#[source] io::Error),
}
