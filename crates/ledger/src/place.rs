//! Where a ledger lies in the data directory.
//!
//! ```text
//! <data>/ledger/
//!   key  begins  lock  checkpoint.new.0  witnessed.new
//!   log/checkpoint  log/checkpoint.witnessed  log/tile/…   what is served, and nothing else
//! ```

use std::path::{Path, PathBuf};

/// What the newest checkpoint that enough witnesses cosigned is called in the folder that is served.
pub const WITNESSED: &str = "checkpoint.witnessed";

/// The directory of a ledger, and what lies in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    directory: PathBuf,
}

impl Place {
    /// The ledger in this directory.
    pub fn new(directory: impl Into<PathBuf>) -> Self {
        Self { directory: directory.into() }
    }

    /// The directory itself.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// The folder that is served as it lies, to everyone.
    pub fn served(&self) -> PathBuf {
        self.directory.join("log")
    }

    /// The newest signed checkpoint.
    pub fn checkpoint(&self) -> PathBuf {
        self.served().join("checkpoint")
    }

    /// The nth of the next checkpoints until it takes the place of the one before.
    pub(crate) fn checkpoint_staged(&self, nth: usize) -> PathBuf {
        self.directory.join(format!("checkpoint.new.{nth}"))
    }

    /// The newest checkpoint that enough witnesses cosigned, beside the newest of all: for readers with a policy.
    pub fn witnessed(&self) -> PathBuf {
        self.served().join(WITNESSED)
    }

    /// The next one until it takes the place of the one before.
    pub(crate) fn witnessed_staged(&self) -> PathBuf {
        self.directory.join("witnessed.new")
    }

    /// The key that checkpoints are signed with. Secret.
    pub fn key(&self) -> PathBuf {
        self.directory.join("key")
    }

    /// The key until it is whole.
    pub(crate) fn key_staged(&self) -> PathBuf {
        self.directory.join("key.new")
    }

    /// Left where a log is begun, and gone once something of it is published: whoever finds nothing published may begin the log
    /// if this is here.
    pub fn begins(&self) -> PathBuf {
        self.directory.join("begins")
    }

    /// Held by the one process that writes here.
    pub fn lock(&self) -> PathBuf {
        self.directory.join("lock")
    }
}
