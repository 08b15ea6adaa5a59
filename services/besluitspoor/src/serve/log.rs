//! The log: lines for people or JSON for programs, on standard error. Standard output is for what was asked.

use std::io;

use tracing_subscriber::{EnvFilter, fmt, util::SubscriberInitExt as _};

use super::config::{Log, LogFormat};

/// Why the log could not be begun.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The filter says nothing.
    #[error("het logboek kan niet worden gefilterd op ‘{filter}’")]
    Filter {
        /// The filter.
        filter: String,
        /// What is wrong with it.
        #[source]
        source: tracing_subscriber::filter::ParseError,
    },
    /// There is a log already.
    #[error("het logboek is twee keer begonnen")]
    Twice(#[source] tracing_subscriber::util::TryInitError),
}

/// Begins the log of this process.
///
/// # Errors
/// [`Error`] if the filter cannot be read, or something in this process began a log before.
pub fn begin(log: &Log) -> Result<(), Error> {
    let filter = EnvFilter::try_new(&log.filter)
        .map_err(|source| Error::Filter { filter: log.filter.clone(), source })?;
    let lines = fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(false);
    match log.format {
        LogFormat::Text => lines.finish().try_init(),
        LogFormat::Json => lines.json().flatten_event(true).finish().try_init(),
    }
    .map_err(Error::Twice)
}
