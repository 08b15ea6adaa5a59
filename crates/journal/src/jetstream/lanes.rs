//! Appends on their way: one in flight in each history, histories side by side, all on one connection.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use record::{HistoryId, Position};
use tokio::sync::{Notify, oneshot};

use super::{Shared, publish};
use crate::{Entry, append::Error};

/// The most appends that are on their way or wait for it.
pub const APPENDS_WAITING_MAX: usize = 4_096;
/// The most bytes of records and texts that are on their way or wait for it.
pub const APPENDS_WAITING_BYTES_MAX: usize = 64 * 1024 * 1024;

/// The answer to an append, when it comes.
type Answer = oneshot::Receiver<Result<Position, Error>>;

/// The histories in which something is on its way.
#[derive(Default)]
pub(super) struct Lanes {
    waiting: Mutex<Waiting>,
    emptied: Notify,
}

#[derive(Default)]
struct Waiting {
    /// A lane is here while its task runs. What waits in it comes after what is in flight.
    lanes: HashMap<HistoryId, VecDeque<Pending>>,
    count: usize,
    bytes: usize,
    closed: bool,
}

struct Pending {
    entry: Entry,
    answer: oneshot::Sender<Result<Position, Error>>,
}

impl Pending {
    fn bytes(&self) -> usize {
        self.entry.record.len() + self.entry.texts.len()
    }
}

impl Lanes {
    /// Puts an entry behind the others of its history.
    ///
    /// # Errors
    /// [`Error::Overloaded`] at the limits, [`Error::Closed`] after [`close`](Self::close).
    pub(super) fn push(lanes: &Arc<Self>, shared: &Arc<Shared>, entry: Entry) -> Result<Answer, Error> {
        let (sender, answer) = oneshot::channel();
        let history = entry.history.clone();
        let pending = Pending { entry, answer: sender };
        let mut waiting = lanes.waiting();
        if waiting.closed {
            return Err(Error::Closed);
        }
        let bytes = waiting.bytes + pending.bytes();
        if waiting.count == APPENDS_WAITING_MAX || bytes > APPENDS_WAITING_BYTES_MAX {
            return Err(Error::Overloaded);
        }
        waiting.count += 1;
        waiting.bytes = bytes;
        if let Some(lane) = waiting.lanes.get_mut(&history) {
            lane.push_back(pending);
        } else {
            waiting.lanes.insert(history.clone(), VecDeque::new());
            drop(waiting);
            shared.runtime.spawn(run(Arc::clone(lanes), Arc::clone(shared), history, pending));
        }
        Ok(answer)
    }

    /// Lets nothing more in. What is on its way goes on.
    pub(super) fn close(&self) {
        self.waiting().closed = true;
    }

    /// Ends when nothing is on its way.
    pub(super) async fn until_empty(&self) {
        loop {
            let emptied = self.emptied.notified();
            if self.waiting().count == 0 {
                return;
            }
            emptied.await;
        }
    }

    /// What comes after an entry that was answered. The lane goes when nothing does.
    fn next(&self, history: &HistoryId, done_bytes: usize) -> Option<Pending> {
        let mut waiting = self.waiting();
        waiting.count -= 1;
        waiting.bytes -= done_bytes;
        if waiting.count == 0 {
            self.emptied.notify_waiters();
        }
        let next = waiting.lanes.get_mut(history)?.pop_front();
        if next.is_none() {
            waiting.lanes.remove(history);
        }
        next
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        // No code can panic between two changes that belong together, so the state behind a poisoned lock is whole.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Stores the entries of one history one after another, until none waits.
async fn run(lanes: Arc<Lanes>, shared: Arc<Shared>, history: HistoryId, first: Pending) {
    let mut next = Some(first);
    while let Some(pending) = next {
        let bytes = pending.bytes();
        let lane = Lane { lanes: &lanes, history: &history, bytes };
        let answer = publish::store(&shared, &pending.entry).await;
        // Whoever asked may have gone; the entry is stored all the same.
        let _ = pending.answer.send(answer);
        std::mem::forget(lane);
        next = lanes.next(&history, bytes);
    }
}

/// A lane with an entry on its way. Dropped by a panic, it answers those behind it that nobody knows, and goes.
struct Lane<'a> {
    lanes: &'a Lanes,
    history: &'a HistoryId,
    bytes: usize,
}

impl Drop for Lane<'_> {
    fn drop(&mut self) {
        let mut bytes = self.bytes;
        while let Some(pending) = self.lanes.next(self.history, bytes) {
            bytes = pending.bytes();
        }
    }
}
