//! Why the services do not run.

use std::{io, net::SocketAddr, path::PathBuf};

use journal::file::open;

use super::{config::Faults, log};

/// Why the services do not run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What was set cannot be used.
    #[error(transparent)]
    Settings(#[from] Faults),
    /// The log could not be begun.
    #[error("the log could not be begun")]
    Log(#[from] log::Error),
    /// The journal could not be opened.
    #[error("the journal in {directory} cannot be opened")]
    Journal {
        /// Its directory.
        directory: PathBuf,
        /// Why.
        #[source]
        source: Box<open::Error>,
    },
    /// The views could not be opened.
    #[error("the views cannot be opened")]
    Views(#[source] views::open::Error),
    /// Nothing can feed the views.
    #[error("nothing can feed the views")]
    Feeding(#[source] io::Error),
    /// An address cannot be listened on.
    #[error("{addr} cannot be listened on: choose another, or stop what listens there")]
    Listen {
        /// The address.
        addr: SocketAddr,
        /// What the operating system said.
        #[source]
        source: io::Error,
    },
    /// The time zone of the settings is not one that the services know.
    #[error("the time zone cannot be used")]
    TimeZone(#[source] intake::surroundings::UnknownZone),
    /// The contract that this program carries cannot be read.
    #[error("the contract that this program carries cannot be read: {0}")]
    Contract(String),
    /// The operating system passes on no signals.
    #[error("the operating system passes on no signals")]
    Signals(#[source] io::Error),
    /// Something that was to do its work elsewhere ended without doing it.
    #[error("a task broke off")]
    Task(#[source] tokio::task::JoinError),
    /// The line that says where the services listen could not be written.
    #[error("standard output cannot be written")]
    Output(#[source] io::Error),
}

impl Error {
    /// Whether it is what was given that is at fault, and not this machine or this program.
    pub fn is_input(&self) -> bool {
        matches!(self, Self::Settings(_))
    }
}
