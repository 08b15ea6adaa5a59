//! What the operating system tells a process that runs: to stop, to stop at once, to read the tokens again.

use std::{io, process};

use tokio::signal::unix::{Signal, SignalKind, signal};

use super::running::{Running, Stopped};

/// The exit code of a process that did not wait for its calls to end.
const BROKEN_OFF: i32 = 130;

/// The signals that are heeded.
pub(super) struct Signals {
    terminate: Signal,
    interrupt: Signal,
    hang_up: Signal,
}

impl Signals {
    /// Begins to listen. From here on no signal ends the process by itself.
    ///
    /// # Errors
    /// What the operating system says if it passes on none.
    pub(super) fn listen() -> io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hang_up: signal(SignalKind::hangup())?,
        })
    }

    /// Serves until told to stop, and then stops. A second signal ends the process at once.
    pub(super) async fn obey(mut self, running: Running) -> Stopped {
        loop {
            tokio::select! {
                _ = self.terminate.recv() => break,
                _ = self.interrupt.recv() => break,
                _ = self.hang_up.recv() => match running.reload_tokens() {
                    Ok(tokens) => tracing::info!(tokens, "the token file was read again"),
                    Err(error) => tracing::error!(%error, "the token file was not taken over; the one before counts"),
                },
            }
        }
        tracing::info!("stopping; a second signal ends at once");
        tokio::select! {
            stopped = running.stop() => stopped,
            () = self.again() => {
                tracing::warn!("ended at once");
                process::exit(BROKEN_OFF)
            }
        }
    }

    async fn again(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
