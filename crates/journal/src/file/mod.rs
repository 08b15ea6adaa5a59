//! The journal in a directory: append-only segments, one line a record, readable with `cut` and `jq`.
//!
//! In reading order:
//!
//! - `line`, `header`, `segment`: how records stand in a file.
//! - `queue`, `writer`, `staged`, `commit`: how they come there; `commit` is the whole way from judging to answering.
//! - `erasing`: how words that lie beside a record go.
//! - `index`: what is kept in memory of them.
//! - `scan`, [`damage`], `recovery`, [`open`]: how a directory is checked before it is trusted.
//! - `reader`, `follower`: how they are read.
//!
//! Reads and followers ask the disk in the task that polls them. From the page cache a record takes microseconds, less
//! than handing the work to another thread would. Bytes that have left the cache are waited for: a follower asks once
//! for a mebibyte, a history once for each of its records, with a turn for the other tasks after every sixty-four. The
//! intake keeps the histories in use in memory, so that is rare. Appends never touch the disk on the caller's thread,
//! unless [`Writing::InCall`] is asked for.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use bytes::Bytes;
use domain::ids::{CommandId, FrameworkId};
use record::{HistoryId, LogId, Position};
use tokio::sync::watch;
use uuid::Uuid;

use crate::{
    BoxFuture, Entry, Follow, Health, Journal, Stored, append,
    disk::{Disk, Lock},
    erase, read,
};

mod commit;
pub mod damage;
mod erasing;
mod follower;
mod header;
mod index;
mod line;
pub mod open;
mod queue;
mod reader;
mod recovery;
mod scan;
mod segment;
mod staged;
mod take_over;
mod writer;

use commit::{Committer, State};
use follower::Follower;
use index::Index;
pub use queue::{APPEND_QUEUE_BYTES_MAX, APPEND_QUEUE_MAX};
use writer::{Writer, erasing_writer_died, writer_died};

/// How long a segment grows, unless [`Options`] say otherwise.
pub const SEGMENT_BYTES: u64 = 256 * 1024 * 1024;

const LOCK_NAME: &str = "lock";

/// What can be chosen when a journal is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// A segment is closed when the next group would make it longer than this, in bytes. A longer group gets a
    /// segment for itself.
    pub segment_bytes: u64,
    /// The id that the journal gets if this opening begins it; a random one if `None`. A journal that has records
    /// keeps its own.
    pub log_id: Option<LogId>,
    /// Where the writing is done.
    pub writing: Writing,
}

/// Where the writing is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// On a thread of its own, in groups of all that waits. For every use but simulation.
    OnThread,
    /// In the call of [`append`](Journal::append), one record a group, blocking until it is durable. For simulations,
    /// which need every run of a seed to be the same.
    InCall,
}

/// The journal in a directory. Dropping it stores what still waits, which blocks for about one group, and frees the
/// directory.
pub struct FileJournal {
    shared: Arc<Shared>,
    head: watch::Receiver<Position>,
    writer: Writer,
    /// Freed after the writer has ended: fields are dropped in this order.
    _lock: Box<dyn Lock>,
}

impl Default for Options {
    fn default() -> Self {
        Self { segment_bytes: SEGMENT_BYTES, log_id: None, writing: Writing::OnThread }
    }
}

/// What the writer, the readers and the followers share.
struct Shared {
    log_id: LogId,
    index: RwLock<Index>,
    health: Mutex<Health>,
    /// Held while segments are read and, alone, while one is written over: nobody reads half of that. Counts how often it
    /// happened, so that who has read ahead knows that it is old.
    overwritten: RwLock<u64>,
}

impl FileJournal {
    /// Opens the journal in a directory, or begins one there. Reads all of it to check every line, and blocks
    /// meanwhile: call it before serving.
    ///
    /// # Errors
    /// See [`open::Error`]: another process has it open, it is damaged, it is of a newer version, or the disk fails.
    pub fn open(directory: &Path, disk: Arc<dyn Disk>, options: Options) -> Result<Self, open::Error> {
        let device = |doing| move |source| open::Error::Device { doing, path: directory.to_owned(), source };
        disk.create_directory(directory).map_err(device("creating"))?;
        let lock = disk.lock(&directory.join(LOCK_NAME)).map_err(device("locking"))?;
        let lock = lock.ok_or_else(|| open::Error::InUse { directory: directory.to_owned() })?;
        let new_log = options.log_id.unwrap_or_else(|| LogId(Uuid::new_v4()));
        let recovered = recovery::recover(&*disk, directory, new_log)?;
        let (head_sender, head) = watch::channel(recovered.index.head());
        let shared = Arc::new(Shared::new(recovered.log_id, recovered.index));
        let committer = Committer {
            disk,
            directory: directory.to_owned(),
            segment_bytes: options.segment_bytes,
            shared: Arc::clone(&shared),
            head: head_sender,
            segment: recovered.segment,
            state: State::Ready,
            staged: staged::Staged::default(),
        };
        let writer = match options.writing {
            Writing::OnThread => Writer::on_thread(committer).map_err(open::Error::Writer)?,
            Writing::InCall => Writer::in_call(committer),
        };
        Ok(Self { shared, head, writer, _lock: lock })
    }
}

impl Journal for FileJournal {
    fn log_id(&self) -> LogId {
        self.shared.log_id
    }

    fn head(&self) -> Position {
        *self.head.borrow()
    }

    fn append(&self, entry: Entry) -> BoxFuture<'_, Result<Position, append::Error>> {
        let answer = entry.check().and_then(|()| self.writer.push(entry));
        // The answer is lost only if the writer died of a broken invariant.
        Box::pin(async move { answer?.await.unwrap_or_else(|_| Err(writer_died())) })
    }

    fn read(&self, history: &HistoryId) -> BoxFuture<'_, Result<Vec<Stored>, read::Error>> {
        let history = history.clone();
        Box::pin(async move { reader::history(&self.shared, &history).await })
    }

    fn at(&self, position: Position) -> BoxFuture<'_, Result<Option<Stored>, read::Error>> {
        Box::pin(async move { reader::at(&self.shared, position) })
    }

    fn find(&self, command: CommandId) -> BoxFuture<'_, Result<Option<Position>, read::Error>> {
        Box::pin(async move { Ok(self.shared.index().find(command)) })
    }

    fn frameworks(&self) -> BoxFuture<'_, Result<Vec<FrameworkId>, read::Error>> {
        Box::pin(async move { Ok(self.shared.index().frameworks()) })
    }

    fn follow(&self, after: Position) -> Box<dyn Follow> {
        Box::new(Follower::new(Arc::clone(&self.shared), self.head.clone(), after))
    }

    fn erase(&self, position: Position, remains: Bytes) -> BoxFuture<'_, Result<(), erase::Error>> {
        let answer = self.writer.push_erasure(position, remains);
        Box::pin(async move { answer?.await.unwrap_or_else(|_| Err(erasing_writer_died())) })
    }

    fn health(&self) -> Health {
        self.shared.health.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Shared {
    fn new(log_id: LogId, index: Index) -> Self {
        Self {
            log_id,
            index: RwLock::new(index),
            health: Mutex::new(Health::Writable),
            overwritten: RwLock::new(0),
        }
    }

    fn index(&self) -> RwLockReadGuard<'_, Index> {
        self.index.read().expect("a writer that died leaves an index that nobody may trust")
    }

    fn index_mut(&self) -> RwLockWriteGuard<'_, Index> {
        self.index.write().expect("there is one writer, and it is alive")
    }

    /// While this is held no segment is written over. How often one was.
    fn still(&self) -> RwLockReadGuard<'_, u64> {
        self.overwritten.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// While this is held nobody reads a segment.
    fn alone(&self) -> RwLockWriteGuard<'_, u64> {
        self.overwritten.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_health(&self, health: Health) {
        *self.health.lock().unwrap_or_else(PoisonError::into_inner) = health;
    }
}
