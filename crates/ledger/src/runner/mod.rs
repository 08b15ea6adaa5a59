//! The thread that follows the journal, writes tiles, and signs or compares.
//!
//! It is no tokio worker, because it waits for the disk. Commands never wait for it.
//!
//! - `following`: what it works with, and how it waits for records.
//! - `signing`: a round of checkpoints; `comparing`: the root of what another signed.

mod comparing;
mod following;
mod signing;

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    thread::{self, JoinHandle},
    time::Duration,
};

use tokio::{runtime::Handle, sync::watch, time::timeout};

use crate::{Ledger, State, Stop};
use following::{End, Following};
pub use following::{RETRY_WAIT_MAX, RETRY_WAIT_MIN};

/// How long a record waits at most until a checkpoint that covers it is begun.
pub const CHECKPOINT_WAIT_MAX: Duration = Duration::from_millis(200);
/// How long giving up the turn may take when it ends.
pub const LEAVE_WAIT_MAX: Duration = Duration::from_secs(2);
/// How many checkpoints share one round of syncs when records come faster than the disk: each is signed and published by
/// itself.
pub const ROUND_CHECKPOINTS_MAX: usize = 16;

/// Keeps a ledger until it is stopped or dropped.
#[derive(Debug)]
pub struct Runner {
    ledger: Ledger,
    stop: watch::Sender<bool>,
    thread: JoinHandle<()>,
}

impl Ledger {
    /// Begins to follow the journal from the checkpoint on. Call it within a tokio runtime, on which the journal's own tasks
    /// run; once for each [opening](Self::open).
    ///
    /// # Errors
    /// There is no such runtime, no thread can be begun, or it was begun before.
    pub fn spawn(&self) -> io::Result<Runner> {
        let handle = Handle::try_current().map_err(io::Error::other)?;
        let integrator = self.shared.take_opened();
        let integrator =
            integrator.ok_or_else(|| io::Error::other("this ledger follows its journal already"))?;
        let (stop, stopped) = watch::channel(false);
        let ledger = self.clone();
        let run = move || {
            // For the timers of the runtime.
            let runtime = handle.clone();
            let _entered = runtime.enter();
            let run = || Following::new(&ledger.shared, handle, stopped, integrator).run();
            let ended = catch_unwind(AssertUnwindSafe(run));
            // However it ended, others should not wait for it. Where the runtime ends too, the turn lapses.
            let leave = || runtime.block_on(timeout(LEAVE_WAIT_MAX, ledger.shared.board.leave()));
            let _ = catch_unwind(AssertUnwindSafe(leave));
            let state = match ended {
                Ok(End::Closed) => State::Closed,
                Ok(End::Stopped(stop)) => State::Stopped { why: Arc::new(stop) },
                Err(_) => State::Stopped { why: Arc::new(Stop::Panicked) },
            };
            if let State::Stopped { why } = &state {
                tracing::error!(why = journal::causes(why), "ledger stopped; nothing is signed any more");
            }
            ledger.shared.status.send_modify(|status| status.state = state);
        };
        let thread = thread::Builder::new().name("ledger".to_owned()).spawn(run)?;
        Ok(Runner { ledger: self.clone(), stop, thread })
    }
}

impl Runner {
    /// The ledger that it keeps.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Ends it after a last checkpoint over what it has, and waits for that: call it from a thread that may block.
    pub fn stop(self) {
        self.stop.send_replace(true);
        // A panic was caught, so there is nothing in the answer.
        let _ = self.thread.join();
    }
}
