//! What is checked before anything is signed.
//!
//! The checkpoint in the folder says what was promised. At every opening all records that it covers are read from the
//! journal and hashed, and their root must be the one that was signed: a journal that was changed, however little, is found
//! before anything else is signed. On the way each tile and each bundle of entries is compared with its file; what lacks
//! or differs is written anew, because by then it is known to be what the checkpoint promised.

mod check;
mod error;

use std::sync::{Arc, Mutex, OnceLock};

use journal::{
    Journal,
    disk::{Disk, RealDisk},
};
use record::Position;
use tlog::{SignedCheckpoint, SigningKey, VerifierKey, hash::EMPTY_ROOT};
use tokio::{runtime::Handle, sync::watch};

use crate::{
    Board, Ledger, Place, Shared, State, Status,
    board::Alone,
    folder::{DeviceError, Folder},
    integrator::Integrator,
};
use check::Check;
pub use error::Error;

/// What a ledger is opened with.
#[derive(Clone)]
pub struct Options {
    /// Where it lies.
    pub place: Place,
    /// The disk on which that is.
    pub disk: Arc<dyn Disk>,
    /// Whether it may sign.
    pub role: Role,
    /// Where its checkpoints are published.
    pub board: Arc<dyn Board>,
}

/// Whether a ledger may sign.
#[derive(Debug, Clone)]
pub enum Role {
    /// When it is its turn.
    Signer(SigningKey),
    /// Never: it recomputes what is signed with this key.
    Observer(VerifierKey),
}

impl Options {
    /// A ledger on the disk of this machine that nobody else keeps.
    pub fn alone(place: Place, key: SigningKey) -> Self {
        Self { place, disk: Arc::new(RealDisk), role: Role::Signer(key), board: Arc::new(Alone) }
    }
}

impl Role {
    /// The key that its checkpoints are signed with.
    pub fn verifier(&self) -> VerifierKey {
        match self {
            Self::Signer(key) => key.verifier(),
            Self::Observer(key) => key.clone(),
        }
    }
}

impl Ledger {
    /// Opens the ledger of this journal. Reads all records that its checkpoint covers, and takes about a second for a
    /// million of them. Call it within a tokio runtime, on which the journal's own tasks run.
    ///
    /// # Errors
    /// [`Error`] says what does not go together and what to do. Nothing is changed then.
    pub async fn open(options: Options, journal: Arc<dyn Journal>) -> Result<Self, Error> {
        let handle = Handle::current();
        // Hashing and the disk would keep others waiting on a thread of the runtime.
        tokio::task::spawn_blocking(move || open(options, journal, &handle))
            .await
            .map_err(|error| Error::Panicked(error.into()))?
    }
}

fn open(options: Options, journal: Arc<dyn Journal>, handle: &Handle) -> Result<Ledger, Error> {
    let Options { place, disk, role, board } = options;
    let directory = place.directory().to_owned();
    let device = |source| DeviceError { path: directory.clone(), source };
    disk.create_directory(&directory).map_err(device)?;
    let lock = disk.lock(&place.lock()).map_err(device)?;
    let lock = lock.ok_or_else(|| Error::InUse { directory: directory.clone() })?;

    let folder = Folder::new(disk, place);
    let verifier = role.verifier();
    let signed = last_signed(&folder, &verifier)?;
    if signed.is_none() && !board.has_others() {
        return Err(Error::NoCheckpoint { path: folder.place().checkpoint() });
    }
    let (size, root) = signed.as_ref().map_or((0, EMPTY_ROOT), |note| {
        let checkpoint = note.checkpoint();
        (checkpoint.size(), checkpoint.root())
    });
    let head = handle.block_on(journal.ask_head());
    if head < Position(size) {
        return Err(Error::JournalShorter { head, size });
    }
    let check = Check { folder: &folder, journal: &*journal, handle, size };
    let (integrator, differing) = check.journal_and_files()?;
    if integrator.root() != root {
        return Err(Error::OtherRoot { size, signed: root, here: integrator.root() });
    }
    check.mend(&differing)?;
    check.sweep();
    Ok(Ledger::new(folder, lock, (role, verifier), board, journal, integrator, signed))
}

/// The checkpoint in the folder, signed by the key of this log.
fn last_signed(folder: &Folder, verifier: &VerifierKey) -> Result<Option<SignedCheckpoint>, Error> {
    let path = folder.place().checkpoint();
    let Some(bytes) = folder.bytes(&path)? else { return Ok(None) };
    let verified = SignedCheckpoint::parse(&bytes).and_then(|note| {
        note.verify(verifier)?;
        Ok(note)
    });
    verified.map(Some).map_err(|source| Error::of_checkpoint(path, source))
}

impl Ledger {
    fn new(
        folder: Folder,
        lock: Box<dyn journal::disk::Lock>,
        (role, verifier): (Role, VerifierKey),
        board: Arc<dyn Board>,
        journal: Arc<dyn Journal>,
        integrator: Integrator,
        signed: Option<SignedCheckpoint>,
    ) -> Self {
        let key = match role {
            Role::Signer(key) => Some(key),
            Role::Observer(_) => None,
        };
        let status = Status {
            position: Position(integrator.size()),
            checkpoint: signed.map(Arc::new),
            state: State::Opened,
        };
        let shared = Shared {
            folder,
            verifier,
            key,
            board,
            journal,
            status: watch::Sender::new(status),
            halted: watch::Sender::new(None),
            consulted: OnceLock::new(),
            opened: Mutex::new(Some(integrator)),
            _lock: lock,
        };
        Self { shared: Arc::new(shared) }
    }
}
