//! Where records live: one ordered log that is appended to, read and followed, and never rewritten. Words that lie beside
//! the records can be erased.
//!
//! In reading order:
//!
//! - [`entry`]: what is appended, what is stored, and their limits.
//! - [`append`], [`read`], [`follow`], [`mod@erase`]: what each operation can answer.
//! - [`file`](mod@file): the journal in a directory of this machine.
//! - [`copy`](mod@copy): from one journal to another, proved.
//! - [`disk`]: the few things a file journal asks of a disk; a real one, and one that fails on demand.
//! - [`jetstream`]: the journal that many machines share.
//! - [`memory`]: the journal of tests and simulations, with faults from a seed.
//! - `contract`: the suite that every journal passes (feature `contract`).
//!
//! The bytes of a record pass through here unread. Nothing in this crate parses JSON, knows an event, or
//! asks for the time.

use std::{pin::Pin, sync::Arc, time::Duration};

use bytes::Bytes;
use domain::ids::{CommandId, FrameworkId};
use record::{HistoryId, LogId, Position};

pub mod append;
mod causes;
#[cfg(feature = "contract")]
pub mod contract;
pub mod copy;
mod dice;
pub mod disk;
pub mod entry;
pub mod erase;
pub mod file;
pub mod follow;
pub mod jetstream;
pub mod memory;
pub mod read;
mod shards;

pub use causes::causes;
pub use entry::{Entry, RECORD_BYTES_MAX, Stored, TEXTS_BYTES_MAX};
pub use file::FileJournal;
pub use follow::{FOLLOW_BATCH_RECORDS_MAX, Follow};
pub use jetstream::JetStreamJournal;
pub use memory::MemoryJournal;

/// A future in a box, so that journals can be used behind `Arc<dyn Journal>`.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// One ordered log of records. Positions run from 1 without a gap; so do the revisions of each history.
pub trait Journal: Send + Sync {
    /// Which log this is. A position means something only together with it.
    fn log_id(&self) -> LogId;

    /// The last durable position; [`Position::START`] while there is none.
    fn head(&self) -> Position;

    /// The last durable position, asked anew where others write to the journal too: what [`head`](Self::head) knows may
    /// be a moment old. When nobody answers it is what `head` knows.
    fn ask_head(&self) -> BoxFuture<'_, Position> {
        Box::pin(std::future::ready(self.head()))
    }

    /// Stores one record, and answers with its position once it is durable.
    ///
    /// The entry joins the queue in the call itself, before the future is first polled: two calls on one
    /// thread keep their order, and dropping the future does not take the entry back.
    /// The command id is judged first, over the whole log; then the revision.
    fn append(&self, entry: Entry) -> BoxFuture<'_, Result<Position, append::Error>>;

    /// The records of one history, in order of revision; none if the history does not exist.
    fn read(&self, history: &HistoryId) -> BoxFuture<'_, Result<Vec<Stored>, read::Error>>;

    /// The records of one history as far as they are known here, in order of revision: nobody is asked where the history
    /// ends, so the last ones may be missing where others write too. Good enough to decide on, because the append is
    /// judged by where the history really ends.
    fn recall(&self, history: &HistoryId) -> BoxFuture<'_, Result<Vec<Stored>, read::Error>> {
        self.read(history)
    }

    /// The record at this position; none beyond the [head](Self::head) and at [`Position::START`].
    fn at(&self, position: Position) -> BoxFuture<'_, Result<Option<Stored>, read::Error>>;

    /// Where the record of this command stands, in whatever history.
    fn find(&self, command: CommandId) -> BoxFuture<'_, Result<Option<Position>, read::Error>>;

    /// The frameworks that have a history, by name: how a region's rules are found without knowing them. There
    /// are a handful in the life of a region.
    fn frameworks(&self) -> BoxFuture<'_, Result<Vec<FrameworkId>, read::Error>>;

    /// A cursor of its own over all records after this position. It may be moved to another thread.
    fn follow(&self, after: Position) -> Box<dyn Follow>;

    /// Takes words away that lie beside one record, for good: from now on `remains` lies there, and the record is what it
    /// was. Durable when it answers. Erasing again what is gone does nothing.
    ///
    /// What remains is what lies there now with something left out, in the same bytes: `[]` for nothing. Who reads sees it
    /// from then on; a batch that a follower was given before may hold the words yet, and so may one that is on its way
    /// over a network.
    fn erase(&self, position: Position, remains: Bytes) -> BoxFuture<'_, Result<(), erase::Error>>;

    /// Whether appends can succeed now.
    fn health(&self) -> Health;

    /// For how long nothing has been heard of the journal: since then it may have taken records that nobody here
    /// knows of. Zero where the journal lives in this process, because nobody else writes to it.
    fn silence(&self) -> Duration {
        Duration::ZERO
    }
}

/// Whether a journal takes appends. Reading goes on while it is full, and also after a file journal was poisoned; one that
/// is cut off gives no records, and neither does a shared one that was poisoned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Health {
    /// Appends are taken.
    Writable,
    /// The last append found no room. The next one tries again.
    Full,
    /// The journal's servers have not answered for too long. Appends are refused at once until they do.
    CutOff {
        /// What failed, for the operator.
        why: Arc<str>,
    },
    /// No append is taken until the journal is opened anew.
    Poisoned {
        /// What failed, for the operator.
        why: Arc<str>,
    },
}
