//! The journal on NATS JetStream: the same log for any number of writers and readers on any number of machines.
//!
//! One stream per region holds the records, one message a record; a second holds the texts. Every promise of the
//! [`Journal`] rests on four things of the servers: a message's sequence is its position, an append is guarded by the last
//! sequence of its own subject, an acknowledgement comes when a majority has it on disk, and nothing is ever deleted.
//!
//! In reading order:
//!
//! - [`names`], [`layout`], `message`: what things are called, what the streams must be, how a record is a message.
//! - [`connect`], [`open`], [`init`]: the way to the servers, and what is checked before they are trusted.
//! - [`vital`], `pulse`: whether the leader is heard and the streams are what they were, and what ends the journal.
//! - `publish`: the life of one append, carried out once whatever is lost on the way. `lanes`: one in flight a history.
//! - `feed`, `text_feed`, `texts`, `follower`, `reader`: how records are read, with their texts. [`index`]: what is remembered
//!   of them.
//! - `erasing`: how words go, and what remains is found.
//! - `import`: how another journal's records are taken over, each at its own position.
//! - [`attachments`], [`sweep`]: what lies beside the records.

use std::{
    collections::HashSet,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use async_nats::jetstream::{self, stream::Stream};
use bytes::Bytes;
use domain::ids::{CommandId, FrameworkId};
use record::{HistoryId, LogId, Position};
use tokio::{runtime::Handle, sync::watch, task::JoinHandle};

use crate::{BoxFuture, Entry, Follow, Health, Journal, Stored, append, erase, read};

pub mod attachments;
pub mod connect;
mod erasing;
mod feed;
mod follower;
mod import;
pub mod index;
mod indexing;
pub mod init;
mod lanes;
pub mod layout;
mod message;
pub mod names;
pub mod notices;
pub mod open;
mod publish;
mod pulse;
mod reader;
pub mod sweep;
mod text_feed;
mod texts;
pub mod vital;

pub use connect::{Credentials, Servers};
use follower::Follower;
use indexing::Indexing;
use lanes::Lanes;
pub use lanes::{APPENDS_WAITING_BYTES_MAX, APPENDS_WAITING_MAX};
pub use message::Foreign;
pub use names::Names;
pub use notices::Notices;
pub use open::Options;
use vital::Vital;

/// The journal on JetStream. Dropping it ends what follows it; appends that were begun go on to their end.
pub struct JetStreamJournal {
    shared: Arc<Shared>,
    lanes: Arc<Lanes>,
    closed: watch::Sender<bool>,
    pulse: JoinHandle<()>,
}

/// What appends, readers and followers share.
struct Shared {
    names: Names,
    log_id: LogId,
    /// On how many servers each record must be.
    replicas: usize,
    context: jetstream::Context,
    /// Under which subject JetStream is reached.
    api: String,
    records: Stream<()>,
    texts: Stream<()>,
    vital: Vital,
    indexing: Indexing,
    /// The numbers of the texts that were erased from here: of them only the leader is asked, because another member may
    /// have them for a moment yet.
    erased: RwLock<HashSet<u64>>,
    /// Where the journal's own tasks run.
    runtime: Handle,
}

impl Shared {
    /// What a reader is told once the journal is poisoned.
    fn stopped(&self, why: &str) -> read::Error {
        let place = format!("stream {}", self.names.records());
        read::Error::Damaged { place, source: why.into() }
    }

    /// Whether this text was erased from here.
    fn was_erased(&self, sequence: u64) -> bool {
        self.erased.read().unwrap_or_else(PoisonError::into_inner).contains(&sequence)
    }

    /// What an error calls the record at this sequence.
    fn place(&self, sequence: u64) -> String {
        format!("stream {} at {sequence}", self.names.records())
    }
}

impl JetStreamJournal {
    /// The names of what it keeps.
    pub fn names(&self) -> &Names {
        &self.shared.names
    }

    /// Waits until no append is in flight, for so long at most. Whether none is.
    pub async fn drained(&self, limit: Duration) -> bool {
        tokio::time::timeout(limit, self.lanes.until_empty()).await.is_ok()
    }
}

impl Journal for JetStreamJournal {
    fn log_id(&self) -> LogId {
        self.shared.log_id
    }

    fn head(&self) -> Position {
        self.shared.vital.head()
    }

    fn ask_head(&self) -> BoxFuture<'_, Position> {
        Box::pin(async move {
            if self.shared.vital.cut_off().is_none() {
                let _ = pulse::ask(&self.shared).await;
            }
            self.head()
        })
    }

    fn append(&self, entry: Entry) -> BoxFuture<'_, Result<Position, append::Error>> {
        let answer = entry.check().and_then(|()| Lanes::push(&self.lanes, &self.shared, entry));
        // The answer is lost only if the task that stores it panicked; what became of it nobody knows.
        Box::pin(async move { answer?.await.unwrap_or(Err(append::Error::Unclear)) })
    }

    fn read(&self, history: &HistoryId) -> BoxFuture<'_, Result<Vec<Stored>, read::Error>> {
        let history = history.clone();
        Box::pin(async move { reader::history(&self.shared, &history).await })
    }

    fn recall(&self, history: &HistoryId) -> BoxFuture<'_, Result<Vec<Stored>, read::Error>> {
        let history = history.clone();
        Box::pin(async move { reader::known(&self.shared, &history).await })
    }

    fn at(&self, position: Position) -> BoxFuture<'_, Result<Option<Stored>, read::Error>> {
        Box::pin(async move { reader::at(&self.shared, position).await })
    }

    fn find(&self, command: CommandId) -> BoxFuture<'_, Result<Option<Position>, read::Error>> {
        Box::pin(async move { Ok(indexing::index(&self.shared).await?.find(command)) })
    }

    fn frameworks(&self) -> BoxFuture<'_, Result<Vec<FrameworkId>, read::Error>> {
        Box::pin(async move { reader::frameworks(&self.shared).await })
    }

    fn follow(&self, after: Position) -> Box<dyn Follow> {
        let (shared, closed) = (Arc::clone(&self.shared), self.closed.subscribe());
        Box::new(Follower { shared, last: after, closed, batches: None })
    }

    fn erase(&self, position: Position, remains: Bytes) -> BoxFuture<'_, Result<(), erase::Error>> {
        Box::pin(async move { erasing::erase(&self.shared, position, remains).await })
    }

    fn health(&self) -> Health {
        self.shared.vital.health()
    }

    fn silence(&self) -> Duration {
        self.shared.vital.silence()
    }
}

impl Drop for JetStreamJournal {
    fn drop(&mut self) {
        self.closed.send_replace(true);
        self.lanes.close();
        self.pulse.abort();
        self.shared.indexing.end();
    }
}
