//! The queue in front of the writer: bounded in entries and in bytes, and taken whole.

use std::{
    mem,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;
use record::Position;
use tokio::sync::oneshot;

use super::line::COLUMNS_BYTES_MAX;
use crate::{Entry, append::Error, erase};

/// The most appends that wait for the writer. What it is writing has left the queue.
pub const APPEND_QUEUE_MAX: usize = 4_096;
/// The most bytes that wait for the writer, and so the most that one group can have.
pub const APPEND_QUEUE_BYTES_MAX: usize = 32 * 1024 * 1024;

/// The most erasures that wait for the writer.
pub(super) const ERASURES_WAITING_MAX: usize = 64;

/// An entry that waits to be stored, and where its answer goes.
pub(super) struct Pending {
    pub(super) entry: Entry,
    pub(super) answer: oneshot::Sender<Result<Position, Error>>,
}

/// Words that wait to be erased, and where the answer goes.
pub(super) struct Erasure {
    pub(super) position: Position,
    pub(super) remains: Bytes,
    pub(super) answer: oneshot::Sender<Result<(), erase::Error>>,
}

/// What the writer takes at once.
#[derive(Default)]
pub(super) struct Group {
    pub(super) appends: Vec<Pending>,
    pub(super) erasures: Vec<Erasure>,
}

#[derive(Default)]
pub(super) struct Queue {
    waiting: Mutex<Waiting>,
    arrived: Condvar,
}

#[derive(Default)]
struct Waiting {
    pending: Vec<Pending>,
    erasures: Vec<Erasure>,
    bytes: usize,
    closed: bool,
    /// The writer sleeps. While it works nobody needs to wake it, which saves a system call an append.
    writer_idle: bool,
}

impl Queue {
    /// Adds one at the end.
    ///
    /// # Errors
    /// [`Error::Overloaded`] at the limits, [`Error::Closed`] after [`close`](Self::close).
    pub(super) fn push(&self, pending: Pending) -> Result<(), Error> {
        let bytes = pending.entry.record.len() + pending.entry.texts.len() + COLUMNS_BYTES_MAX;
        let mut waiting = self.waiting();
        if waiting.closed {
            return Err(Error::Closed);
        }
        if waiting.pending.len() == APPEND_QUEUE_MAX || waiting.bytes + bytes > APPEND_QUEUE_BYTES_MAX {
            return Err(Error::Overloaded);
        }
        waiting.bytes += bytes;
        waiting.pending.push(pending);
        self.wake(waiting);
        Ok(())
    }

    /// Adds an erasure. Those are few, so they have a limit of their own and take no room from appends.
    ///
    /// # Errors
    /// [`erase::Error::Overloaded`] at the limit, [`erase::Error::Closed`] after [`close`](Self::close).
    pub(super) fn push_erasure(&self, erasure: Erasure) -> Result<(), erase::Error> {
        let mut waiting = self.waiting();
        if waiting.closed {
            return Err(erase::Error::Closed);
        }
        if waiting.erasures.len() == ERASURES_WAITING_MAX {
            return Err(erase::Error::Overloaded);
        }
        waiting.erasures.push(erasure);
        self.wake(waiting);
        Ok(())
    }

    fn wake(&self, mut waiting: MutexGuard<'_, Waiting>) {
        if mem::take(&mut waiting.writer_idle) {
            self.arrived.notify_one();
        }
    }

    /// Waits until something is there, and takes all of it into the empty group. False when the queue is closed
    /// and nothing is left.
    pub(super) fn take(&self, group: &mut Group) -> bool {
        let mut waiting = self.waiting();
        while waiting.pending.is_empty() && waiting.erasures.is_empty() && !waiting.closed {
            waiting.writer_idle = true;
            waiting = self.arrived.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        waiting.writer_idle = false;
        waiting.bytes = 0;
        mem::swap(&mut waiting.pending, &mut group.appends);
        mem::swap(&mut waiting.erasures, &mut group.erasures);
        !group.appends.is_empty() || !group.erasures.is_empty()
    }

    /// Lets nothing more in. What waits is still taken.
    pub(super) fn close(&self) {
        self.waiting().closed = true;
        self.arrived.notify_all();
    }

    /// Lets nothing more in and forgets what waits, so that nobody waits for a writer that is gone.
    pub(super) fn abandon(&self) {
        self.close();
        let mut waiting = self.waiting();
        waiting.pending.clear();
        waiting.erasures.clear();
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        // No code can panic between two changes that belong together, so the state behind a poisoned lock is whole.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn push(queue: &Queue, texts_bytes: usize) -> Result<(), Error> {
        let entry = Entry {
            history: "framework.a".parse().unwrap(),
            revision: domain::ids::Revision(1),
            command: domain::ids::CommandId(uuid::Uuid::nil()),
            record: Bytes::from_static(b"{}"),
            texts: vec![b' '; texts_bytes].into(),
        };
        queue.push(Pending { entry, answer: oneshot::channel().0 })
    }

    #[test]
    fn the_queue_is_bounded_in_entries() {
        let queue = Queue::default();
        for _ in 0..APPEND_QUEUE_MAX {
            push(&queue, 2).unwrap();
        }
        assert_eq!(push(&queue, 2), Err(Error::Overloaded));
        let mut group = Group::default();
        assert!(queue.take(&mut group));
        assert_eq!(group.appends.len(), APPEND_QUEUE_MAX);
        push(&queue, 2).unwrap();
    }

    #[test]
    fn the_queue_is_bounded_in_bytes() {
        let queue = Queue::default();
        let mut taken = 0;
        while push(&queue, crate::TEXTS_BYTES_MAX).is_ok() {
            taken += 1;
        }
        assert_eq!(taken, 15);
        assert_eq!(push(&queue, crate::TEXTS_BYTES_MAX), Err(Error::Overloaded));
        assert!(queue.take(&mut Group::default()));
        push(&queue, crate::TEXTS_BYTES_MAX).unwrap();
    }

    #[test]
    fn a_closed_queue_is_emptied_and_takes_nothing() {
        let queue = Queue::default();
        push(&queue, 2).unwrap();
        queue.close();
        assert_eq!(push(&queue, 2), Err(Error::Closed));
        assert!(queue.take(&mut Group::default()));
        assert!(!queue.take(&mut Group::default()));
    }
}
