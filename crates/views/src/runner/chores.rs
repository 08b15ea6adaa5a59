//! What the applying thread does besides applying: writing, now and then.
//!
//! Rows that are written often are written once for many changes, so a view that has far to go writes seldom. What
//! that costs is a longer replay after a crash.

use std::time::{Duration, Instant};

use record::Position;

use crate::{Views, open, status::chain, store};

/// How long what was applied stays unwritten while there is time to write it.
pub const FLUSH_INTERVAL: Duration = Duration::from_millis(500);
/// How long it stays unwritten while records keep coming.
pub const FLUSH_INTERVAL_BUSY: Duration = Duration::from_secs(10);
/// About how many bytes may wait to be written.
pub const DIRTY_BYTES_MAX: usize = 192 * 1024 * 1024;

/// How long a store that had erased words stays after leaving it failed, the first time; each time twice as long.
pub const RENEW_WAIT_MIN: Duration = Duration::from_secs(1);
/// The longest wait before leaving it is tried again.
pub const RENEW_WAIT_MAX: Duration = Duration::from_secs(60);

pub(super) struct Chores<'v> {
    views: &'v Views,
    /// Where the view has caught up.
    target: Position,
    flushed: Instant,
    settled: bool,
    /// When settling failed last.
    failed: Option<Instant>,
    /// There is no room to write. After one writing that found none sled takes and gives nothing any more, so none is
    /// tried, and the view goes on in memory.
    full: bool,
    /// Before this moment a store that had erased words is not left, because that failed; and how long it is waited next.
    renew_after: Instant,
    renew_wait: Duration,
    /// Before this moment there is no room, whatever it looks like.
    full_until: Instant,
}

impl<'v> Chores<'v> {
    pub(super) fn new(views: &'v Views, target: Position, full_until: Instant) -> Self {
        let full = Instant::now() < full_until || !views.has_room();
        if full {
            tracing::warn!("there is no room to write a view; it goes on in memory");
        }
        Self {
            views,
            target,
            flushed: Instant::now(),
            settled: false,
            failed: None,
            full,
            renew_after: Instant::now(),
            renew_wait: RENEW_WAIT_MIN,
            full_until,
        }
    }

    /// Whether the view has caught up, and counts.
    pub(super) fn has_settled(&self) -> bool {
        self.settled
    }

    /// How long there is nothing to do if no record comes.
    pub(super) fn pause(&self) -> Duration {
        FLUSH_INTERVAL.saturating_sub(self.flushed.elapsed()).max(Duration::from_millis(1))
    }

    /// Records came, and more may wait.
    pub(super) fn busy(&mut self) -> Result<(), store::Error> {
        if self.flushed.elapsed() >= FLUSH_INTERVAL_BUSY || self.views.dirty_bytes() > DIRTY_BYTES_MAX {
            return self.flush();
        }
        Ok(())
    }

    /// No record waits.
    pub(super) fn idle(&mut self) -> Result<(), store::Error> {
        if self.flushed.elapsed() >= FLUSH_INTERVAL { self.flush() } else { Ok(()) }
    }

    /// Makes a view that has caught up the one that counts. If that fails nothing is lost, and it is tried again.
    ///
    /// # Errors
    /// There was no room for it: the view must be derived anew, and goes on in memory then.
    pub(super) fn settle(&mut self) -> Result<(), open::Error> {
        let tried = self.failed.is_some_and(|failed| failed.elapsed() < FLUSH_INTERVAL);
        if self.settled || tried || self.full || self.views.position() < self.target {
            return Ok(());
        }
        match self.views.settle() {
            Ok(()) => self.settled = true,
            Err(error) if !self.views.has_room() => return Err(error),
            Err(error) => {
                tracing::error!(why = %chain(&error), "view has caught up and could not be made current");
                self.failed = Some(Instant::now());
            }
        }
        Ok(())
    }

    /// Leaves a store behind that has had words which were erased, at once if the view has caught up. If that fails nobody is
    /// shown them all the same, and it is tried again.
    pub(super) fn renew(&mut self) {
        if !self.settled || self.full || !self.views.is_stained() || Instant::now() < self.renew_after {
            return;
        }
        match self.views.renew() {
            Ok(()) => self.renew_wait = RENEW_WAIT_MIN,
            Err(error) => {
                tracing::error!(why = %chain(&error), "erased words are in the view's files yet; trying again");
                self.renew_after = Instant::now() + self.renew_wait;
                self.renew_wait = RENEW_WAIT_MAX.min(self.renew_wait * 2);
            }
        }
    }

    fn flush(&mut self) -> Result<(), store::Error> {
        self.flushed = Instant::now();
        if self.full && self.views.dirty_bytes() <= DIRTY_BYTES_MAX {
            if Instant::now() < self.full_until || !self.views.has_room() {
                return Ok(());
            }
            tracing::info!("there is room to write the view again");
            self.full = false;
        }
        self.views.flush()
    }
}
