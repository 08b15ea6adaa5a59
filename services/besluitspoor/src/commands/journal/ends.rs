//! The two ends of a copy: a journal in a data directory, or the one on NATS.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use door::incident::causes;
use journal::{FileJournal, JetStreamJournal, copy::Target};

use super::waited;
use crate::{
    cli::journal::{End, Place},
    commands::session::Session,
    failure::Failure,
    serve::{
        self,
        config::Nats,
        kept::{self, JOURNAL},
        known_log,
        nats::{self, monitor::Looked},
    },
    show::Say as _,
};

/// A journal as it was named.
pub(super) enum Named {
    /// In this data directory.
    Directory(PathBuf),
    /// On NATS.
    Nats(Box<Nats>),
}

impl Named {
    /// The journal at this end.
    ///
    /// # Errors
    /// It is on NATS, and the settings about that cannot be used.
    pub(super) fn of(end: End, place: &Place) -> Result<Self, Failure> {
        Ok(match end {
            End::Directory(data) => Self::Directory(data),
            End::Nats => Self::Nats(Box::new(super::place(place)?)),
        })
    }
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Directory(data) => write!(f, "{}", data.display()),
            Self::Nats(nats) => write!(f, "NATS ({})", nats.names.region()),
        }
    }
}

/// A journal that is open.
pub(super) enum Opened {
    Directory(FileJournal),
    Nats(JetStreamJournal),
}

impl Opened {
    /// The journal that is copied from. One that is not there is not begun.
    ///
    /// # Errors
    /// It is not there, it is in use, or it does not open.
    pub(super) async fn source(session: &Session, named: &Named) -> Result<Self, Failure> {
        match named {
            Named::Directory(data) if !data.join(JOURNAL).is_dir() => Err(lacks(session, data)),
            Named::Directory(data) => in_directory(data).await,
            Named::Nats(nats) => on_nats(session, nats).await,
        }
    }

    /// The journal that is copied to.
    ///
    /// # Errors
    /// It is in use, it does not open, or what it acknowledges is not on a disk.
    pub(super) async fn target(session: &Session, named: &Named) -> Result<Self, Failure> {
        match named {
            Named::Directory(data) => {
                belongs_to_none(session, data)?;
                in_directory(data).await
            }
            Named::Nats(nats) => {
                let synced = Looked::at(&nats.monitors).await.checked();
                synced.map_err(|error| Failure::input(error.to_string()))?;
                on_nats(session, nats).await
            }
        }
    }

    /// The journal.
    pub(super) fn journal(&self) -> &dyn Target {
        match self {
            Self::Directory(journal) => journal,
            Self::Nats(journal) => journal,
        }
    }
}

async fn in_directory(data: &Path) -> Result<Opened, Failure> {
    kept::in_directory(data).await.map(Opened::Directory).map_err(|error| not_opened(&error))
}

async fn on_nats(session: &Session, nats: &Nats) -> Result<Opened, Failure> {
    waited(session, nats, nats::open(nats, false)).await.map(Opened::Nats)
}

fn not_opened(error: &serve::Error) -> Failure {
    Failure::new(error.exit(), causes(error))
}

/// Sees to it that the directory belongs to no journal on NATS: services would not begin another in it.
fn belongs_to_none(session: &Session, data: &Path) -> Result<(), Failure> {
    let told = session
        .language
        .say("Deze map hoort bij een journaal op NATS", "This directory belongs to a journal on NATS");
    let help = session.language.say("Noem met --to een andere map.", "Name another directory with --to.");
    match known_log::none(data) {
        Ok(()) => Ok(()),
        Err(known_log::Error::OnNats { .. }) => {
            Err(Failure::input(format!("{told}: {}.", data.display())).help(help))
        }
        Err(error) => Err(not_opened(&error.into())),
    }
}

fn lacks(session: &Session, data: &Path) -> Failure {
    let told =
        session.language.say("In deze map staat geen journaal", "There is no journal in this directory");
    let help = session.language.say(
        "Noem de map die ‘serve’ met --data heeft; daarin staat een map ‘journal’.",
        "Name the directory that ‘serve’ has by --data; there is a directory ‘journal’ in it.",
    );
    Failure::input(format!("{told}: {}.", data.display())).help(help)
}
