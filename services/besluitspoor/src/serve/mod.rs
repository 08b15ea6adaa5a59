//! The services of a region in one process.
//!
//! ```text
//! config ──► start ──► journal ──► services ──► turnstile, door ──► connections
//!                         └──► condition ──► health, metrics
//! ```
//!
//! In reading order:
//!
//! - [`args`], [`config`]: what `serve` is told
//! - [`running`]: from the start to the end; [`start`] is what `demo` and tests call
//! - [`kept`]: the journal and the views while they are open; `ledger`: that of proofs, and `signed` what it promised; [`nats`]: the way to a journal on NATS; [`known_log`]: which
//!   one a data directory belongs to; `erasing`: words that are to be gone
//! - `services`: which services run here; the one place where one is added
//! - [`condition`]: how they do
//! - [`connections`], [`tls`]: how both ports are served
//! - `metrics_port`: what the second port answers; `ledger_port`: the ledger's folder, for everyone
//! - `signals`, [`log`], [`error`]

pub mod args;
pub mod condition;
pub mod config;
pub mod connections;
pub(crate) mod erasing;
pub mod error;
pub mod kept;
pub mod known_log;
pub(crate) mod ledger;
mod ledger_port;
pub mod log;
mod metrics_port;
pub mod nats;
pub mod running;
mod services;
mod signals;
mod signed;
pub mod tls;

use std::io::{self, Write as _};

use self::signals::Signals;
pub use self::{
    args::Args,
    config::{Config, Service},
    error::Error,
    running::{Running, Stopped, start, start_in},
};

/// Runs the services until a signal ends them. Says on standard output where they listen, in one line:
/// `listening grpc=127.0.0.1:4750 metrics=127.0.0.1:4751`, and where the ledger is read if anywhere. With `--check` it only looks whether they could run.
///
/// # Errors
/// [`Error`]; those of the settings are told together.
pub async fn run(args: &Args) -> Result<(), Error> {
    let config = Config::gather(args, &|name| std::env::var(name).ok())?;
    if args.check {
        config.read_files()?;
        return say("de instellingen kunnen worden gebruikt");
    }
    log::begin(&config.log)?;
    // Before anything is opened: whoever stops us while we start should see an orderly end too.
    let mut signals = Signals::listen().map_err(Error::Signals)?;
    let running = tokio::select! {
        running = start(config) => running?,
        // Servers may be waited for long. Nothing was taken yet that would be lost.
        () = signals.told_to_stop() => {
            tracing::info!("stopped while it started");
            return Ok(());
        }
    };
    let ledger = running.ledger.map(|addr| format!(" ledger={addr}")).unwrap_or_default();
    say(&format!("listening grpc={} metrics={}{ledger}", running.grpc, running.metrics))?;
    let stopped = signals.obey(running).await;
    let took_millis = u64::try_from(stopped.took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(all_answered = stopped.all_answered, took_millis, "stopped");
    Ok(())
}

fn say(line: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).map_err(Error::Output)
}

#[cfg(test)]
mod tests;
