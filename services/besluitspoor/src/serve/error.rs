//! Why the services do not run.

use std::{io, net::SocketAddr, path::PathBuf, sync::Arc};

use journal::file::open;
use record::Position;
use wire::Language;

use super::{
    config::Faults,
    known_log, ledger, log,
    nats::{self, monitor},
};
use crate::{exit::Exit, show::system};

/// Why the services do not run, in Dutch, as the whole command line.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What was set cannot be used.
    #[error(transparent)]
    Settings(#[from] Faults),
    /// The log could not be begun.
    #[error("het logboek kan niet worden begonnen")]
    Log(#[from] log::Error),
    /// Another process has the journal open.
    #[error("op de map {directory} draait al een besluitspoor: stop dat, of noem met --data een andere map")]
    InUse {
        /// The data directory.
        directory: PathBuf,
    },
    /// The journal could not be opened.
    #[error("het journaal in {directory} kan niet worden geopend")]
    Journal {
        /// Its directory.
        directory: PathBuf,
        /// Why.
        #[source]
        source: Box<open::Error>,
    },
    /// The journal on NATS does not open.
    #[error(transparent)]
    Nats(#[from] nats::Refused),
    /// The NATS servers acknowledge what is not on their disks.
    #[error(transparent)]
    NotSynced(#[from] monitor::NotSynced),
    /// The data directory belongs to another journal.
    #[error(transparent)]
    KnownLog(#[from] known_log::Error),
    /// The views could not be opened.
    #[error("de overzichten kunnen niet worden geopend")]
    Views(#[source] views::open::Error),
    /// Nothing can feed the views.
    #[error("de overzichten kunnen niet worden gevuld")]
    Feeding(#[source] io::Error),
    /// The ledger is not kept.
    #[error(transparent)]
    Ledger(ledger::Fault),
    /// The list of what was erased cannot be kept.
    #[error(
        "de lijst van wat gewist is kan niet worden bijgehouden: noem met --erasures een bestand dat deze gebruiker kan \
         schrijven, buiten de map en de kopieën van --data"
    )]
    Erasures(#[from] eraser::list::Error),
    /// The list of what was erased would be in the data directory, and go into its backups.
    #[error(
        "de lijst van wat gewist is hoort niet in de map van --data ({path}), want een kopie daarvan neemt haar mee: noem \
         met --erasures een andere plaats"
    )]
    ErasuresPlace {
        /// Where it would be.
        path: PathBuf,
    },
    /// Views from before an erasure do not get past it.
    #[error(
        "de overzichten staan op positie {position}, van voor een wissing op positie {erased}, en komen niet verder; zie het \
         logboek. Haal de map views weg om ze opnieuw te laten ontstaan"
    )]
    ViewsBefore {
        /// Where the words are said to be gone.
        erased: Position,
        /// How far the views are.
        position: Position,
    },
    /// Where the data directory is cannot be told.
    #[error("van de map van --data is niet te zeggen waar die staat")]
    DataDirectory(#[source] io::Error),
    /// What is to be gone cannot be erased, so that nobody can be served.
    #[error(
        "niet alles wat gewist moet zijn kan worden gewist ({why}), en tot dan wordt niemand bediend: herstel het \
         journaal uit een kopie"
    )]
    Erasing {
        /// What failed.
        why: Arc<str>,
    },
    /// An address cannot be listened on.
    #[error(
        "op {addr} kan niet worden geluisterd ({}): kies met --listen, --metrics of --ledger-listen een andere poort, of stop wat \
         daar al draait",
        system::why(why, Language::Dutch)
    )]
    Listen {
        /// The address.
        addr: SocketAddr,
        /// What the operating system said; it stands in the message already.
        why: io::Error,
    },
    /// The time zone of the settings is not one that the services know.
    #[error("de tijdzone kan niet worden gebruikt")]
    TimeZone(#[source] intake::surroundings::UnknownZone),
    /// The contract that this program carries cannot be read.
    #[error("het contract in dit programma kan niet worden gelezen: {0}")]
    Contract(String),
    /// The operating system passes on no signals.
    #[error("het besturingssysteem geeft geen signalen door")]
    Signals(#[source] io::Error),
    /// Something that was to do its work elsewhere ended without doing it.
    #[error("een taak brak af")]
    Task(#[source] tokio::task::JoinError),
    /// The line that says where the services listen could not be written.
    #[error("naar standaarduitvoer kan niet worden geschreven")]
    Output(#[source] io::Error),
}

impl Error {
    /// Whether whoever starts the services can mend it by what they give or by what else they run, and it is no fault of
    /// this machine or this program.
    pub fn is_input(&self) -> bool {
        self.exit() == Exit::Input
    }

    /// What the process ends with.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Settings(_)
            | Self::InUse { .. }
            | Self::NotSynced(_)
            | Self::KnownLog(
                known_log::Error::Other { .. }
                | known_log::Error::OnNats { .. }
                | known_log::Error::InFiles { .. }
                | known_log::Error::Faulty { .. },
            )
            | Self::Erasures(_)
            | Self::ErasuresPlace { .. }
            | Self::Listen { .. } => Exit::Input,
            Self::Nats(refused) => refused.exit(),
            Self::Ledger(fault) => fault.exit(),
            Self::Log(_)
            | Self::Journal { .. }
            | Self::KnownLog(known_log::Error::Io { .. })
            | Self::Views(_)
            | Self::Feeding(_)
            | Self::TimeZone(_)
            | Self::Contract(_)
            | Self::DataDirectory(_)
            | Self::Erasing { .. }
            | Self::ViewsBefore { .. }
            | Self::Signals(_)
            | Self::Task(_)
            | Self::Output(_) => Exit::Internal,
        }
    }
}
