//! Why a ledger is not opened, and what to do.

use std::{error::Error as Cause, path::PathBuf};

use record::Position;
use tlog::{Hash, signed};

use crate::folder::DeviceError;

/// Why a ledger is not opened. Nothing is signed until it is.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process keeps this ledger. There is only one.
    #[error("{directory} is in use: stop the other process that keeps this ledger")]
    InUse {
        /// The ledger's directory.
        directory: PathBuf,
    },
    /// The checkpoint is gone, and with it what was promised.
    #[error(
        "{path} is missing, so nobody here knows what was signed: put it back from the newest backup, or from whoever \
         fetched it last"
    )]
    NoCheckpoint {
        /// Where it should be.
        path: PathBuf,
    },
    /// The checkpoint is not whole.
    #[error(
        "{path} is no signed checkpoint: put it back from the newest backup, or from whoever fetched it last"
    )]
    CheckpointDamaged {
        /// The checkpoint.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        source: signed::Error,
    },
    /// The checkpoint is of another log, or signed by another key.
    #[error("{path} is not signed by the key of this ledger: put the key back that belongs to this log")]
    OtherKey {
        /// The checkpoint.
        path: PathBuf,
        /// How it differs.
        #[source]
        source: signed::Error,
    },
    /// The journal ends before what was signed.
    #[error(
        "the journal ends at {head}, but {size} records were signed: an older copy of the journal was put back. Restore \
         the journal that has them all; a log that goes on from less would show two histories"
    )]
    JournalShorter {
        /// Where the journal ends.
        head: Position,
        /// What was signed.
        size: u64,
    },
    /// The journal has other records than those that were signed.
    #[error(
        "the first {size} records of the journal have root {here}, but {signed} was signed: a record was changed, or \
         this is another journal. Restore the journal from a copy; the log tells which record differs"
    )]
    OtherRoot {
        /// How many records were signed.
        size: u64,
        /// The root that was signed.
        signed: Hash,
        /// The root of the records here.
        here: Hash,
    },
    /// The journal cannot be read.
    #[error("the journal cannot be read")]
    Journal(#[source] journal::follow::Error),
    /// A record cannot be a leaf: positions skip, or it is too long.
    #[error("the journal does not give its records in order: {why}; restore it from a copy")]
    Records {
        /// What came.
        why: String,
    },
    /// The device refused something.
    #[error(transparent)]
    Device(#[from] DeviceError),
    /// The check of the journal panicked.
    #[error("the check of the journal broke off")]
    Panicked(#[source] Box<dyn Cause + Send + Sync>),
}

impl Error {
    /// A checkpoint that is not whole is told apart from one that is somebody else's.
    pub(super) fn of_checkpoint(path: PathBuf, source: signed::Error) -> Self {
        match source {
            signed::Error::Note | signed::Error::Checkpoint(_) | signed::Error::Forged { .. } => {
                Self::CheckpointDamaged { path, source }
            }
            signed::Error::OtherOrigin { .. } | signed::Error::Unsigned { .. } => {
                Self::OtherKey { path, source }
            }
        }
    }
}
