//! Where the committer runs: on a thread behind the queue, or in the appender's call.

use std::{
    io,
    sync::{Arc, Mutex},
    thread::{self, JoinHandle},
};

use bytes::Bytes;
use record::Position;
use tokio::sync::oneshot;

use super::{
    Shared,
    commit::Committer,
    queue::{Erasure, Group, Pending, Queue},
};
use crate::{Entry, Health, append::Error, erase};

const WRITER_DIED: &str = "the writer died of a broken invariant";

/// The way to the one committer. Dropping it stores what still waits.
pub(super) enum Writer {
    Thread { queue: Arc<Queue>, handle: Option<JoinHandle<()>> },
    InCall(Box<Mutex<Committer>>),
}

impl Writer {
    pub(super) fn on_thread(mut committer: Committer) -> io::Result<Self> {
        let queue = Arc::new(Queue::default());
        let closing = CloseAtExit { queue: Arc::clone(&queue), shared: Arc::clone(&committer.shared) };
        let run = move || {
            let mut group = Group::default();
            while closing.queue.take(&mut group) {
                if !group.appends.is_empty() {
                    committer.commit(&mut group.appends);
                }
                group.erasures.drain(..).for_each(|erasure| committer.erase(erasure));
            }
        };
        let handle = thread::Builder::new().name("journal".into()).spawn(run)?;
        Ok(Self::Thread { queue, handle: Some(handle) })
    }

    pub(super) fn in_call(committer: Committer) -> Self {
        Self::InCall(Mutex::new(committer).into())
    }

    /// Hands over an entry. The answer comes when it is durable.
    pub(super) fn push(&self, entry: Entry) -> Result<oneshot::Receiver<Result<Position, Error>>, Error> {
        let (answer, receiver) = oneshot::channel();
        let pending = Pending { entry, answer };
        match self {
            // Only a writer that died closes the queue while it can still be pushed to.
            Self::Thread { queue, .. } => {
                queue
                    .push(pending)
                    .map_err(|error| if error == Error::Closed { writer_died() } else { error })?;
            }
            Self::InCall(committer) => {
                let mut committer = committer.lock().map_err(|_| writer_died())?;
                committer.commit(&mut vec![pending]);
            }
        }
        Ok(receiver)
    }

    /// Hands over an erasure. The answer comes when it is durable.
    pub(super) fn push_erasure(
        &self,
        position: Position,
        remains: Bytes,
    ) -> Result<oneshot::Receiver<Result<(), erase::Error>>, erase::Error> {
        let (answer, receiver) = oneshot::channel();
        let erasure = Erasure { position, remains, answer };
        match self {
            Self::Thread { queue, .. } => {
                let pushed = queue.push_erasure(erasure);
                pushed.map_err(|error| match matches!(error, erase::Error::Closed) {
                    true => erasing_writer_died(),
                    false => error,
                })?;
            }
            Self::InCall(committer) => committer.lock().map_err(|_| erasing_writer_died())?.erase(erasure),
        }
        Ok(receiver)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if let Self::Thread { queue, handle } = self {
            queue.close();
            if handle.take().is_some_and(|handle| handle.join().is_err()) {
                tracing::error!("{WRITER_DIED}");
            }
        }
    }
}

/// The answer of a writer that can give none.
pub(super) fn writer_died() -> Error {
    Error::Poisoned { why: WRITER_DIED.into() }
}

/// The same, to who erases.
pub(super) fn erasing_writer_died() -> erase::Error {
    erase::Error::Poisoned { why: WRITER_DIED.into() }
}

/// However the thread ends, nobody waits for it afterwards.
struct CloseAtExit {
    queue: Arc<Queue>,
    shared: Arc<Shared>,
}

impl Drop for CloseAtExit {
    fn drop(&mut self) {
        if thread::panicking() {
            self.shared.set_health(Health::Poisoned { why: WRITER_DIED.into() });
        }
        self.queue.abandon();
    }
}
