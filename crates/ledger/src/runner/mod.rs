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

use tokio::{
    runtime::Handle,
    sync::watch,
    time::{Instant, timeout},
};

use crate::{Ledger, State, Stop};
use following::{End, Following};
pub use following::{LAST_ROUND_WAIT_MAX, RETRY_WAIT_MAX, RETRY_WAIT_MIN};

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
    /// When it was told to end.
    stop: watch::Sender<Option<Instant>>,
    /// Gives how many records it left unsigned.
    thread: JoinHandle<u64>,
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
        let (stop, stopped) = watch::channel(None);
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
            let (state, unsigned) = match ended {
                Ok((End::Closed, unsigned)) => (State::Closed, unsigned),
                Ok((End::Stopped(stop), _)) => (State::Stopped { why: Arc::new(stop) }, 0),
                Err(_) => (State::Stopped { why: Arc::new(Stop::Panicked) }, 0),
            };
            if let State::Stopped { why } = &state {
                tracing::error!(why = journal::causes(why), "ledger stopped; nothing is signed any more");
            }
            ledger.shared.status.send_modify(|status| status.state = state);
            unsigned
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

    /// Ends it after a last checkpoint over what it has, and waits for that, [`LAST_ROUND_WAIT_MAX`] and [`LEAVE_WAIT_MAX`] at
    /// most where others keep it away from the board: call it from a thread that may block. Gives how many records of the
    /// journal it should have signed and did not, as the journal or the board did not answer in time; who signs next does.
    pub fn stop(self) -> u64 {
        self.stop.send_replace(Some(Instant::now()));
        // A panic was caught, so there is always an answer.
        self.thread.join().unwrap_or_default()
    }
}
