//! The thread that follows the journal and keeps the views.
//!
//! One thread reads, two decode, one applies; none of them is a tokio worker, because sled may wait for the disk.
//!
//! - `pipeline`: from the journal to the view, once; `lane`: one decoder of it
//! - `chores`: when to write, and when the view has caught up

mod chores;
mod lane;
mod pipeline;

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

pub use chores::{DIRTY_BYTES_MAX, FLUSH_INTERVAL, FLUSH_INTERVAL_BUSY, RENEW_WAIT_MAX, RENEW_WAIT_MIN};
use journal::Journal;
pub use lane::QUEUE_BATCHES_MAX;
pub use pipeline::{DECODERS, GATHER_RECORDS_MAX, GATHER_TIME};
use pipeline::{End, Pipeline};
use tokio::{runtime::Handle, sync::watch};

use crate::{
    Views,
    status::{Status, chain},
};

/// How often in a row a view is derived anew before that is taken for no cure. Counted from its last catching up.
pub const REBUILDS_MAX: u32 = 3;
/// How long to wait after a journal could not be read, the first time; each time twice as long. It is tried for ever,
/// because a cluster may be away for a night.
pub const RETRY_WAIT_MIN: Duration = Duration::from_millis(100);
/// The longest wait between two tries.
pub const RETRY_WAIT_MAX: Duration = Duration::from_secs(5);
/// How long a view for which there was no room goes on in memory before it is written again, the first time; each time
/// twice as long. There may be room for a little and not for all of it, and every try costs a derivation.
pub const FULL_WAIT_MIN: Duration = Duration::from_secs(1);
/// The longest wait before it is written again.
pub const FULL_WAIT_MAX: Duration = Duration::from_secs(60);

/// Feeds views from a journal until it is stopped or dropped.
#[derive(Debug)]
pub struct Runner {
    views: Views,
    stop: watch::Sender<bool>,
    thread: JoinHandle<()>,
}

impl Runner {
    /// Begins to follow the journal from where the views are. Call it within a tokio runtime, on which the journal's
    /// own tasks run.
    ///
    /// # Errors
    /// There is no such runtime, or no thread can be begun.
    pub fn spawn(views: Views, journal: Arc<dyn Journal>) -> io::Result<Self> {
        let handle = Handle::try_current().map_err(io::Error::other)?;
        let (stop, stopped) = watch::channel(false);
        let fed = views.clone();
        let run = move || {
            let run = AssertUnwindSafe(|| Feeding { views: &fed, journal: &*journal, handle, stopped }.run());
            if catch_unwind(run).is_err() {
                let why = "the thread that feeds the view panicked".into();
                fed.set_status(Status::Stopped { position: fed.position().next(), why });
            }
        };
        let thread = thread::Builder::new().name("views-apply".to_owned()).spawn(run)?;
        Ok(Self { views, stop, thread })
    }

    /// The views that it feeds.
    pub fn views(&self) -> &Views {
        &self.views
    }

    /// Stops following, writes what was applied, and waits for that: call it from a thread that may block.
    pub fn stop(self) {
        self.stop.send_replace(true);
        // A panic was caught, so there is nothing in the answer.
        let _ = self.thread.join();
    }
}

/// What the thread works with. It ends when the stop signal comes, or its sender is dropped.
struct Feeding<'v> {
    views: &'v Views,
    journal: &'v dyn Journal,
    handle: Handle,
    stopped: watch::Receiver<bool>,
}

impl Feeding<'_> {
    fn run(mut self) {
        let (mut rebuilds, mut wait) = (0, RETRY_WAIT_MIN);
        let (mut full_until, mut full_wait) = (Instant::now(), FULL_WAIT_MIN);
        loop {
            let mut pipeline = Pipeline {
                views: self.views,
                journal: self.journal,
                handle: &self.handle,
                stopped: self.stopped.clone(),
                full_until,
            };
            let (end, settled) = pipeline.run();
            if settled {
                (rebuilds, wait) = (0, RETRY_WAIT_MIN);
            }
            match end {
                End::Closed => return self.close(Status::Closed),
                End::Stopped(status) => return self.close(status),
                End::Unreadable(why) => {
                    tracing::warn!(%why, wait_ms = wait.as_millis(), "journal cannot be read; trying again");
                    self.views.set_status(Status::Waiting { why });
                    if self.sleep(wait) {
                        return self.close(Status::Closed);
                    }
                    wait = RETRY_WAIT_MAX.min(wait * 2);
                }
                End::Full(why) => {
                    if let Some(status) = self.rebuild(&why) {
                        return self.close(status);
                    }
                    full_until = Instant::now() + full_wait;
                    full_wait = FULL_WAIT_MAX.min(full_wait * 2);
                }
                End::Unfit(why) if rebuilds < REBUILDS_MAX => {
                    rebuilds += 1;
                    if let Some(status) = self.rebuild(&why) {
                        return self.close(status);
                    }
                }
                End::Unfit(why) => return self.close(self.given_up(why)),
            }
        }
    }

    /// Begins the view anew; waits for room if there is none even for that. The status if it is not to be.
    fn rebuild(&mut self, why: &str) -> Option<Status> {
        let (mut wait, mut had_room) = (RETRY_WAIT_MIN, false);
        while let Err(error) = self.views.rebuild(why) {
            // The room may have come between the failure and this look at it.
            if std::mem::replace(&mut had_room, self.views.has_room()) && had_room {
                return Some(self.given_up(chain(&error)));
            }
            self.views.set_status(Status::Waiting { why: chain(&error) });
            if self.sleep(wait) {
                return Some(Status::Closed);
            }
            wait = RETRY_WAIT_MAX.min(wait * 2);
        }
        None
    }

    fn given_up(&self, why: Arc<str>) -> Status {
        Status::Stopped { position: self.views.position().next(), why }
    }

    fn close(&self, status: Status) {
        // Without room a writing would only spoil what is there.
        let written = if self.views.has_room() { self.views.flush() } else { Ok(()) };
        if let Err(error) = written {
            tracing::warn!(why = %chain(&error), "view could not be written; it is applied again from its checkpoint");
        }
        if let Status::Stopped { position, why } = &status {
            tracing::error!(%position, %why, "view stopped");
        }
        self.views.set_status(status);
    }

    /// Waits, unless it is told to stop.
    fn sleep(&mut self, wait: Duration) -> bool {
        let stopped = self.stopped.wait_for(|stopped| *stopped);
        self.handle.block_on(async { tokio::time::timeout(wait, stopped).await.is_ok() })
    }
}
