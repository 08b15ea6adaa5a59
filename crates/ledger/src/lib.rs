//! That nothing was changed: every record is a leaf of an RFC 6962 tree, under a checkpoint that the region signs
//! (docs/adr/0013-ledger.md).
//!
//! ```text
//! key::init(&place, "besluitspoor.example/alkmaar")?        once: makes the key, signs the empty log
//! let key = key::load(&place)?;
//! let ledger = Ledger::open(Options::alone(place, key), journal).await?;
//! let runner = ledger.spawn()?;                             follows, integrates, signs
//! let covered = ledger.wait_covered(position, limit).await?;
//! let proof = ledger.tlog_proof(position, &covered)?;
//! runner.stop();
//! ```
//!
//! In reading order:
//!
//! - [`place`]: where a ledger lies; [`key`]: the key it signs with.
//! - `integrator`: from records to tiles, in memory; `folder`: from there to the disk, durably.
//! - [`board`]: where checkpoints are published, and whose turn it is to sign.
//! - [`opening`]: what is checked before anything is signed.
//! - [`runner`]: the thread that follows the journal; [`status`]: what it tells.
//! - [`proofs`]: what is proved from the tiles.
//! - [`witness`]: others who make sure; `witnessed`: what they ask of this ledger.
//!
//! Durable in this order: the journal, then entries and tiles, then the checkpoint. The folder can be derived again from the
//! journal, all but the checkpoint, which says what was promised. Nothing here parses a record.

use std::{
    fmt,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    time::Duration,
};

use journal::{Journal, disk::Lock};
use record::Position;
use tlog::{SignedCheckpoint, SigningKey, VerifierKey};
use tokio::sync::watch;

pub mod board;
mod folder;
mod integrator;
pub mod key;
pub mod opening;
pub mod place;
pub mod proofs;
pub mod runner;
pub mod status;
pub mod witness;
mod witnessed;

pub use board::Board;
pub use folder::DeviceError;
pub use integrator::RECORDS_PER_CHECKPOINT_MAX;
pub use opening::{Options, Role};
pub use place::Place;
pub use proofs::Proofs;
pub use runner::Runner;
pub use status::{State, Status, Stop};

use folder::Folder;
use integrator::Integrator;
use witness::client::Comparing;

/// The ledger of one journal. A clone is the same ledger; its directory stays locked until the last one is dropped.
#[derive(Clone)]
pub struct Ledger {
    shared: Arc<Shared>,
}

struct Shared {
    folder: Folder,
    verifier: VerifierKey,
    /// None for a ledger that compares and never signs.
    key: Option<SigningKey>,
    board: Arc<dyn Board>,
    journal: Arc<dyn Journal>,
    status: watch::Sender<Status>,
    /// Why somebody else wants nothing to be signed any more.
    halted: watch::Sender<Option<Arc<str>>>,
    /// By whom witnesses are asked what they saw, before this process signs behind another.
    consulted: OnceLock<Comparing>,
    /// The tree as it was opened, until the thread that follows takes it.
    opened: Mutex<Option<Integrator>>,
    _lock: Box<dyn Lock>,
}

/// Why no checkpoint covers a record yet.
#[derive(Debug, thiserror::Error)]
pub enum NotCovered {
    /// None did within the time.
    #[error("position {position} is under no checkpoint yet; the newest covers {size} records")]
    NotYet {
        /// The record.
        position: Position,
        /// The size of the newest checkpoint.
        size: u64,
    },
    /// The ledger stopped, so none will.
    #[error("the ledger has stopped")]
    Stopped(#[source] Arc<Stop>),
}

impl Ledger {
    /// How far it is, and whether it goes on. The receiver wakes at every checkpoint.
    pub fn status(&self) -> watch::Receiver<Status> {
        self.shared.status.subscribe()
    }

    /// The newest checkpoint; none before the first.
    pub fn checkpoint(&self) -> Option<Arc<SignedCheckpoint>> {
        self.shared.status.borrow().checkpoint.clone()
    }

    /// The key that its checkpoints are signed with.
    pub fn verifier(&self) -> &VerifierKey {
        &self.shared.verifier
    }

    /// Where it lies. Its [served](Place::served) folder may be read at any time.
    pub fn place(&self) -> &Place {
        self.shared.folder.place()
    }

    /// The journal that it follows.
    pub fn journal(&self) -> &Arc<dyn Journal> {
        &self.shared.journal
    }

    /// Where its checkpoints are published.
    pub fn board(&self) -> &Arc<dyn Board> {
        &self.shared.board
    }

    /// The first checkpoint from now on that covers this record: the newest if that does.
    ///
    /// # Errors
    /// [`NotCovered`]: there was none within the limit, or there will be none.
    pub async fn wait_covered(
        &self,
        position: Position,
        limit: Duration,
    ) -> Result<Arc<SignedCheckpoint>, NotCovered> {
        let mut status = self.status();
        let settled =
            |status: &Status| status.position >= position || matches!(status.state, State::Stopped { .. });
        // Whether the time ended or the wait, what is told is what the status is then.
        tokio::time::timeout(limit, status.wait_for(settled)).await.ok();
        let status = status.borrow();
        match (&status.checkpoint, &status.state) {
            (Some(checkpoint), _) if status.position >= position => Ok(Arc::clone(checkpoint)),
            (_, State::Stopped { why }) => Err(NotCovered::Stopped(Arc::clone(why))),
            _ => Err(NotCovered::NotYet { position, size: status.position.0 }),
        }
    }

    /// Has witnesses asked what they saw whenever this process takes over from another signer, before it signs. To be called
    /// before it [begins to follow](Self::spawn); the first call counts.
    pub fn consult(&self, witnesses: Comparing) {
        self.shared.consulted.get_or_init(|| witnesses);
    }

    /// Signs nothing from here on, until it is opened anew. For those who find elsewhere that it must not, such as the
    /// client of witnesses; `why` is told to the operator.
    pub fn halt(&self, why: impl Into<Arc<str>>) {
        self.shared.halted.send_replace(Some(why.into()));
    }
}

impl Shared {
    fn take_opened(&self) -> Option<Integrator> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl fmt::Debug for Ledger {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.shared.status.borrow();
        out.debug_struct("Ledger")
            .field("place", self.place())
            .field("position", &status.position)
            .field("state", &status.state)
            .finish_non_exhaustive()
    }
}
