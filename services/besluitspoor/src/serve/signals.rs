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
                () = told_to_stop(&mut self.terminate, &mut self.interrupt) => break,
                _ = self.hang_up.recv() => match running.reload_tokens() {
                    Ok(tokens) => tracing::info!(tokens, "the token file was read again"),
                    Err(error) => tracing::error!(%error, "the token file was not taken over; the one before counts"),
                },
            }
        }
        tracing::info!("stopping; a second signal ends at once");
        tokio::select! {
            stopped = running.stop() => stopped,
            () = self.told_to_stop() => {
                tracing::warn!("ended at once");
                process::exit(BROKEN_OFF)
            }
        }
    }

    /// Waits until the process is told to stop.
    pub(super) async fn told_to_stop(&mut self) {
        told_to_stop(&mut self.terminate, &mut self.interrupt).await;
    }
}

async fn told_to_stop(terminate: &mut Signal, interrupt: &mut Signal) {
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
