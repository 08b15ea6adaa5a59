//! The handle by which views are asked, fed and kept.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use journal::Stored;
use record::Position;
use tokio::sync::{broadcast, watch};

use crate::{
    apply::{self, Decoded},
    change::{AgendaChange, CHANGES_MAX},
    live::Live,
    open::{self, Place},
    query,
    status::{Status, chain},
    store,
};

/// The most records that are applied before who asks gets a turn.
pub const APPLY_RECORDS_MAX: usize = 256;

/// The views of one journal. A clone is another handle of the same.
#[derive(Debug, Clone)]
pub struct Views {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    /// Held by whoever changes the view or writes it out: what is written and what is marked as written is the same.
    feeding: Mutex<()>,
    /// `None` while one view is taken away and an empty one put in its place.
    live: RwLock<Option<Live>>,
    place: Mutex<Place>,
    applied: watch::Sender<Position>,
    status: watch::Sender<Status>,
    changes: broadcast::Sender<AgendaChange>,
    /// Changes up to here are told to nobody: who watches a view that is being built heard them before, or read them.
    told: AtomicU64,
    /// A reader met damage; whoever feeds the view derives it anew.
    damaged: AtomicBool,
}

/// Why waiting for a position was given up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WaitError {
    /// It took longer than was waited.
    #[error("the view has come to position {applied} and not yet to {asked}; ask again")]
    Late {
        /// The position that was waited for.
        asked: Position,
        /// The last one applied.
        applied: Position,
    },
    /// The view has stopped before that position, or nobody feeds it.
    #[error("the view has stopped at position {applied} and does not come to {asked}; see its status")]
    Stopped {
        /// The position that was waited for.
        asked: Position,
        /// The last one applied.
        applied: Position,
    },
}

/// Keeping the view.
impl Views {
    pub(crate) fn new(place: Place, live: Live, head: Position) -> Self {
        let shared = Shared {
            applied: watch::Sender::new(live.position()),
            status: watch::Sender::new(Status::CatchingUp { target: head }),
            changes: broadcast::Sender::new(CHANGES_MAX),
            told: AtomicU64::new(head.0),
            damaged: AtomicBool::new(false),
            feeding: Mutex::new(()),
            live: RwLock::new(Some(live)),
            place: Mutex::new(place),
        };
        Self { shared: Arc::new(shared) }
    }

    /// Applies the next records of the journal, which are visible at once.
    ///
    /// # Errors
    /// The first record that could not be applied and why; those before it are. Unless it was the
    /// [store](apply::Error::Store), the view says so in its [status](Self::status) and goes no further.
    pub fn apply(&self, records: &[Stored]) -> Result<(), apply::Error> {
        for records in records.chunks(APPLY_RECORDS_MAX) {
            let mut failed = None;
            let decoded = records.iter().map(apply::decode).map_while(|record| match record {
                Ok(record) => Some(record),
                Err(error) => {
                    failed = Some(error);
                    None
                }
            });
            let decoded: Vec<Decoded> = decoded.collect();
            self.apply_decoded(&decoded)?;
            if let Some(error) = failed {
                self.stop(&error);
                return Err(error);
            }
        }
        Ok(())
    }

    pub(crate) fn apply_decoded(&self, records: &[Decoded]) -> Result<(), apply::Error> {
        for records in records.chunks(APPLY_RECORDS_MAX) {
            let mut changes = Vec::new();
            let (result, position) = self.apply_some(records, &mut changes);
            for change in changes {
                // Nobody listening is no fault.
                let _ = self.shared.changes.send(change);
            }
            self.shared.told.fetch_max(position.0, Ordering::Relaxed);
            self.shared.applied.send_replace(position);
            if let Err(error) = result {
                self.stop(&error);
                return Err(error);
            }
        }
        Ok(())
    }

    fn apply_some(
        &self,
        records: &[Decoded],
        changes: &mut Vec<AgendaChange>,
    ) -> (Result<(), apply::Error>, Position) {
        let told = self.shared.told.load(Ordering::Relaxed);
        let _feeding = self.feeding();
        let mut guard = self.write();
        let Some(live) = guard.as_mut() else { return (Ok(()), Position::START) };
        let result = records.iter().try_for_each(|record| {
            let tell = (record.position.0 > told).then_some(&mut *changes);
            apply::apply(live, record, tell)
        });
        (result, live.position())
    }

    /// Says that the view goes no further, unless it is the store's fault and deriving anew will mend it.
    pub(crate) fn stop(&self, error: &apply::Error) {
        if let apply::Error::Store { .. } = error {
            self.shared.damaged.store(true, Ordering::Relaxed);
            return;
        }
        let (position, why) = (self.position().next(), chain(error));
        tracing::error!(%position, %why, "view stopped");
        self.shared.status.send_replace(Status::Stopped { position, why });
    }

    /// Writes to the disk what was applied since the last time, with the checkpoint. What a crash takes is applied
    /// again.
    ///
    /// # Errors
    /// The store failed: derive the view [anew](Self::rebuild).
    pub fn flush(&self) -> Result<(), store::Error> {
        let _feeding = self.feeding();
        self.flush_while_fed()
    }

    /// The same, for who holds what is held by whoever changes the view.
    pub(crate) fn flush_while_fed(&self) -> Result<(), store::Error> {
        // Readers go on while it is written.
        let guard = self.shared.live.read().unwrap_or_else(PoisonError::into_inner);
        match guard.as_ref() {
            Some(live) if live.is_dirty() => live.write()?,
            Some(_) | None => return Ok(()),
        }
        drop(guard);
        if let Some(live) = self.write().as_mut() {
            live.written();
        }
        Ok(())
    }

    /// The view has caught up with the journal: writes it out, makes it the one that counts and removes those of
    /// other versions. Does nothing more when that was done before.
    ///
    /// # Errors
    /// It could not be written or named. Nothing is lost; try again later.
    pub fn settle(&self) -> Result<(), open::Error> {
        let mut place = self.place();
        let directory = place.home.at(&place.name);
        if !place.is_current {
            let io = |source| open::Error::Io { directory: directory.clone(), source };
            self.flush().and_then(|()| self.sync()).map_err(|error| io(std::io::Error::other(error)))?;
            place.make_current().map_err(io)?;
            tracing::info!(directory = %directory.display(), "view is current");
        }
        self.shared.status.send_if_modified(|status| {
            let settles = matches!(status, Status::CatchingUp { .. } | Status::Waiting { .. });
            if settles {
                *status = Status::Current;
            }
            settles
        });
        Ok(())
    }

    /// Takes the view away and begins an empty one in its place, to be filled from the journal's start.
    ///
    /// # Errors
    /// An empty one could not be begun.
    pub fn rebuild(&self, why: &str) -> Result<(), open::Error> {
        tracing::warn!(why, "view is derived anew");
        let mut place = self.place();
        let _feeding = self.feeding();
        let mut live = self.write();
        // The store is let go of before its directory is taken away; a damaged one may not even be able to go.
        let old = live.take();
        let _ = catch_unwind(AssertUnwindSafe(|| drop(old)));
        *live = Some(place.begin()?);
        drop(live);
        self.shared.damaged.store(false, Ordering::Relaxed);
        self.shared.applied.send_replace(Position::START);
        let target = Position(self.shared.told.load(Ordering::Relaxed));
        self.shared.status.send_replace(Status::CatchingUp { target });
        Ok(())
    }

    /// Whether a reader met damage, so that the view should be derived [anew](Self::rebuild).
    pub fn is_damaged(&self) -> bool {
        self.shared.damaged.load(Ordering::Relaxed)
    }

    /// Whether there is room to begin a view.
    pub(crate) fn has_room(&self) -> bool {
        self.place().home.has_room()
    }

    /// About how many bytes wait to be written.
    pub(crate) fn dirty_bytes(&self) -> usize {
        self.look(Live::dirty_bytes)
    }

    /// What can be seen of the view now; the default while there is none.
    pub(crate) fn look<T: Default>(&self, at: impl FnOnce(&Live) -> T) -> T {
        let live = self.shared.live.read().unwrap_or_else(PoisonError::into_inner);
        live.as_ref().map(at).unwrap_or_default()
    }

    pub(crate) fn set_status(&self, status: Status) {
        self.shared.status.send_replace(status);
    }

    #[cfg(test)]
    pub(crate) fn with_store(&self, change: impl FnOnce(&mut store::Store)) {
        change(&mut self.write().as_mut().unwrap().store);
    }

    fn sync(&self) -> Result<(), store::Error> {
        self.look(|live| Some(live.store.flush())).unwrap_or(Ok(()))
    }

    pub(crate) fn place(&self) -> MutexGuard<'_, Place> {
        self.shared.place.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn feeding(&self) -> MutexGuard<'_, ()> {
        self.shared.feeding.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn write(&self) -> RwLockWriteGuard<'_, Option<Live>> {
        self.shared.live.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Watching the view.
impl Views {
    /// The last position that is applied.
    pub fn position(&self) -> Position {
        *self.shared.applied.borrow()
    }

    /// The last position that is applied, as it moves on. It goes back to the start when the view is derived anew.
    pub fn applied(&self) -> watch::Receiver<Position> {
        self.shared.applied.subscribe()
    }

    /// How the view is doing, as that changes.
    pub fn status(&self) -> watch::Receiver<Status> {
        self.shared.status.subscribe()
    }

    /// What changes on all agendas from now on. Who falls more than [`CHANGES_MAX`] behind is told so by the channel,
    /// and should read the agenda anew. Changes of records that were in the journal when the view was opened are not
    /// told.
    pub fn changes(&self) -> broadcast::Receiver<AgendaChange> {
        self.shared.changes.subscribe()
    }

    /// Waits until a position is applied, so that who wrote it reads it.
    ///
    /// # Errors
    /// See [`WaitError`].
    pub async fn wait_for(&self, asked: Position, longest: Duration) -> Result<Position, WaitError> {
        let (mut applied, mut status) = (self.applied(), self.status());
        let reached = applied.wait_for(|position| *position >= asked);
        let stopped = status.wait_for(|status| matches!(status, Status::Stopped { .. } | Status::Closed));
        let waiting = async {
            tokio::select! {
                biased;
                reached = reached => reached.ok().map(|position| *position),
                _ = stopped => None,
            }
        };
        match tokio::time::timeout(longest, waiting).await {
            Ok(Some(position)) => Ok(position),
            Ok(None) => Err(WaitError::Stopped { asked, applied: self.position() }),
            Err(_) => Err(WaitError::Late { asked, applied: self.position() }),
        }
    }
}

/// What the questions of [`crate::query`] stand on.
impl Views {
    /// Puts a question to the view as it is at this moment. Nothing is applied meanwhile.
    pub(crate) fn ask<T>(
        &self,
        question: impl FnOnce(&Live) -> Result<T, query::Error>,
    ) -> Result<T, query::Error> {
        let guard: RwLockReadGuard<'_, Option<Live>> =
            self.shared.live.read().map_err(|_| query::Error::Broken)?;
        let answer = guard.as_ref().ok_or(query::Error::Rebuilding).and_then(question);
        if let Err(query::Error::Store(error)) = &answer {
            tracing::error!(why = %chain(error), "view is damaged");
            self.shared.damaged.store(true, Ordering::Relaxed);
        }
        answer
    }
}
