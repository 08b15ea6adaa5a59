//! One decoder: batches of the journal in, records out, in the same order.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    thread::Scope,
    time::Duration,
};

use journal::{Stored, follow};

use crate::apply::{self, Decoded};

/// How many batches of the journal wait before each decoder, and after it.
pub const QUEUE_BATCHES_MAX: usize = 4;

/// What the reader got from the journal.
pub(super) type Read = Result<Vec<Stored>, follow::Error>;

/// What a decoder makes of a batch: the records up to the first that cannot be read.
pub(super) struct Batch {
    pub(super) records: Vec<Decoded>,
    pub(super) failed: Option<apply::Error>,
}

/// The applying end of a decoder.
pub(super) struct Lane {
    made: Receiver<Result<Batch, follow::Error>>,
    /// Batches that were applied go back, to be freed by the thread that made them: memory that one thread takes
    /// and another frees costs several times as much.
    spent: SyncSender<Vec<Decoded>>,
}

impl Lane {
    /// Begins a decoder, and gives the two ends of it. It ends when either is dropped.
    pub(super) fn begin<'scope>(scope: &'scope Scope<'scope, '_>) -> (SyncSender<Read>, Self) {
        let (read, batches) = sync_channel(QUEUE_BATCHES_MAX);
        let (to_apply, made) = sync_channel(QUEUE_BATCHES_MAX);
        let (spent, to_free) = sync_channel(2 * QUEUE_BATCHES_MAX);
        scope.spawn(move || decode_all(&batches, &to_apply, &to_free));
        (read, Self { made, spent })
    }

    /// The next batch, or why there is none.
    pub(super) fn next(&self, longest: Duration) -> Result<Result<Batch, follow::Error>, RecvTimeoutError> {
        self.made.recv_timeout(longest)
    }

    /// Gives the records of a batch back. If the decoder has enough of them, they are freed here.
    pub(super) fn give_back(&self, records: Vec<Decoded>) {
        let _ = self.spent.try_send(records);
    }
}

fn decode_all(
    batches: &Receiver<Read>,
    to_apply: &SyncSender<Result<Batch, follow::Error>>,
    spent: &Receiver<Vec<Decoded>>,
) {
    for batch in batches {
        let made = batch.map(|stored| {
            let mut records = spent.try_recv().unwrap_or_default();
            records.clear();
            decode(&stored, records)
        });
        if to_apply.send(made).is_err() {
            return;
        }
    }
}

fn decode(stored: &[Stored], records: Vec<Decoded>) -> Batch {
    let mut batch = Batch { records, failed: None };
    batch.records.reserve(stored.len());
    for stored in stored {
        match apply::decode(stored) {
            Ok(record) => batch.records.push(record),
            Err(error) => {
                batch.failed = Some(error);
                break;
            }
        }
    }
    batch
}
