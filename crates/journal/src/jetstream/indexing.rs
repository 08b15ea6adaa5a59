//! Bringing the index up to the stream and keeping it there.
//!
//! Nobody who only follows needs an index, so it is begun when it is first asked for. From then on a task reads the headers
//! of every record; a million of them take seconds.

use std::{
    sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
    time::Duration,
};

use record::Position;
use tokio::{
    sync::watch,
    task::JoinHandle,
    time::{Instant, sleep, timeout},
};

use super::{
    Shared,
    feed::{Feed, Portion},
    index::Index,
};
use crate::{causes, follow, read};

/// How long a question waits for the index to be complete when it is first asked for.
pub(super) const INDEX_FIRST_WAIT: Duration = Duration::from_secs(120);
/// How long a question waits for the index to have what was just stored by somebody else.
pub(super) const INDEX_WAIT: Duration = Duration::from_secs(5);
/// How long the index may be behind while commands are judged by it: much less than the servers remember command ids.
pub(super) const BEHIND_MAX: Duration = Duration::from_secs(30);
/// How long to wait before a broken-off reading is begun again.
const INDEX_PAUSE: Duration = Duration::from_millis(200);

/// The index and the task that feeds it.
pub(super) struct Indexing {
    index: RwLock<Index>,
    position: watch::Sender<Position>,
    task: Mutex<Task>,
    behind: Mutex<Behind>,
    /// Up to where it must come before it is asked anything.
    complete_at: Position,
}

impl Indexing {
    /// An index that is not begun yet, of a stream that has come to this position.
    pub(super) fn new(head: Position) -> Self {
        Self {
            index: RwLock::new(Index::new()),
            position: watch::Sender::new(Position::START),
            task: Mutex::new(Task::Unasked),
            behind: Mutex::new(Behind { head, since: None }),
            complete_at: head,
        }
    }

    /// The index as it is.
    pub(super) fn read(&self) -> RwLockReadGuard<'_, Index> {
        self.index.read().expect("nothing panics while it holds this lock")
    }

    /// The index, to take note of something.
    pub(super) fn write(&self) -> RwLockWriteGuard<'_, Index> {
        self.index.write().expect("nothing panics while it holds this lock")
    }

    /// Feeds it no longer.
    pub(super) fn end(&self) {
        let mut task = self.task.lock().unwrap_or_else(PoisonError::into_inner);
        if let Task::Feeds(feeding) = std::mem::replace(&mut *task, Task::Ended) {
            feeding.abort();
        }
    }

    /// Looks, once a pulse, whether it has come to where the stream was the last time.
    pub(super) fn look(&self, head: Position) {
        let mut behind = self.behind.lock().unwrap_or_else(PoisonError::into_inner);
        let is_behind = *self.position.borrow() < behind.head;
        behind.since = is_behind.then(|| behind.since.unwrap_or_else(Instant::now));
        behind.head = head;
    }

    /// Why no command may be judged by it: what others stored may have come so long ago that the servers have forgotten its
    /// command ids as well.
    pub(super) fn too_far_behind(&self) -> Option<Arc<str>> {
        let is_fed = matches!(*self.task.lock().unwrap_or_else(PoisonError::into_inner), Task::Feeds(_));
        let since = self.behind.lock().unwrap_or_else(PoisonError::into_inner).since?;
        (is_fed && since.elapsed() > BEHIND_MAX).then(|| {
            format!("the records of the last {} seconds were not looked through", since.elapsed().as_secs())
                .into()
        })
    }
}

/// What becomes of the index.
enum Task {
    /// Nobody has asked for it yet.
    Unasked,
    /// It is fed.
    Feeds(JoinHandle<()>),
    /// The journal is closed.
    Ended,
}

/// How far it has come, looked at from time to time.
struct Behind {
    /// Where the stream was at the last look.
    head: Position,
    /// Since when it has not come there.
    since: Option<Instant>,
}

/// The index, complete up to where the stream was when the journal was opened.
///
/// # Errors
/// It could not be completed in time.
pub(super) async fn index(shared: &Arc<Shared>) -> Result<RwLockReadGuard<'_, Index>, read::Error> {
    let complete_at = shared.indexing.complete_at;
    reach(shared, complete_at, INDEX_FIRST_WAIT).await?;
    Ok(shared.indexing.read())
}

/// Waits until the index has everything up to this position.
///
/// # Errors
/// It does not come there in time.
pub(super) async fn reach(
    shared: &Arc<Shared>,
    position: Position,
    limit: Duration,
) -> Result<(), read::Error> {
    begin(shared);
    let mut reached = shared.indexing.position.subscribe();
    if *reached.borrow_and_update() >= position {
        return Ok(());
    }
    tokio::select! {
        biased;
        why = shared.vital.until_poisoned() => Err(shared.stopped(&why)),
        reached = timeout(limit, reached.wait_for(|reached| *reached >= position)) => match reached {
            Ok(_) => Ok(()),
            Err(late) => Err(read::Error::Unavailable { place: shared.place(position.0), source: late.into() }),
        },
    }
}

fn begin(shared: &Arc<Shared>) {
    let mut task = shared.indexing.task.lock().unwrap_or_else(PoisonError::into_inner);
    if let Task::Unasked = *task {
        shared.indexing.behind.lock().unwrap_or_else(PoisonError::into_inner).since = None;
        *task = Task::Feeds(shared.runtime.spawn(feed(Arc::clone(shared))));
    }
}

/// Reads on for ever. What cannot be trusted ends the journal; what cannot be reached is waited for.
async fn feed(shared: Arc<Shared>) {
    let _alive = Alive(Arc::clone(&shared));
    let mut told_so = false;
    loop {
        let position = shared.indexing.read().position();
        let mut feed = Feed::new(position, Portion::Headers);
        let error = loop {
            match feed.next(&shared).await {
                Ok(found) => {
                    told_so = false;
                    let mut index = shared.indexing.write();
                    for record in &found {
                        if let Err(misplaced) = index.add(record) {
                            let place = shared.place(record.position.0);
                            return shared.vital.poison(&format!("{place}: {misplaced}"));
                        }
                    }
                    let position = index.position();
                    drop(index);
                    shared.indexing.position.send_replace(position);
                }
                Err(error) => break error,
            }
        };
        match error {
            follow::Error::Read(read::Error::Unavailable { .. }) | follow::Error::Closed => {
                if !std::mem::replace(&mut told_so, true) {
                    tracing::warn!(why = %causes(&error), "the records cannot be looked through now; trying again");
                }
                sleep(INDEX_PAUSE).await;
            }
            follow::Error::Read(read::Error::Damaged { .. })
            | follow::Error::Gap { .. }
            | follow::Error::Ahead { .. } => return shared.vital.poison(&causes(&error)),
        }
    }
}

/// While this is there the index is fed. Without it no command can be judged, whatever ended it.
struct Alive(Arc<Shared>);

impl Drop for Alive {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.vital.poison("the task that looks through the records broke off");
        }
    }
}
