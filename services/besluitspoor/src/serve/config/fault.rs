//! What can be wrong with the settings. All of it is told at once, each with its place.

use std::{fmt, io, net::SocketAddr};

use access::bind;
use wire::Language;

use super::{setting::Setting, tokens};
use crate::{serve::tls, show::system};

/// The most faults that the message lists; it counts the others.
pub const FAULTS_LISTED_MAX: usize = 50;
/// The most bytes of a config file.
pub const FILE_BYTES_MAX: usize = 65_536;

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("de instellingen hebben {} {}:{}", .0.len(), if .0.len() == 1 { "fout" } else { "fouten" }, Listed(.0))]
pub struct Faults(pub Vec<Fault>);

/// One fault of the settings.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {reason}")]
pub struct Fault {
    /// Where it was given: a flag, a variable, a line of the config file.
    pub place: String,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong at one place of the settings.
#[derive(Debug, thiserror::Error)]
pub enum Reason {
    /// The config file is not TOML; in the words of the TOML reader.
    #[error("{0}")]
    Form(String),
    /// A file cannot be read.
    #[error("het bestand kan niet worden gelezen: {}", system::why(.0, Language::Dutch))]
    Unreadable(io::Error),
    /// The config file is larger than any needs to be.
    #[error(
        "het configuratiebestand heeft {bytes} bytes, en er worden er ten hoogste {FILE_BYTES_MAX} gelezen"
    )]
    FileTooLarge {
        /// How large it is.
        bytes: usize,
    },
    /// There is no such setting.
    #[error("er is geen instelling ‘{given}’; er zijn {}", keys())]
    Unknown {
        /// What was given.
        given: String,
    },
    /// The value in the config file is of another kind.
    #[error("bij ‘{}’ hoort {expected}", setting.key())]
    Kind {
        /// The setting.
        setting: Setting,
        /// What it takes.
        expected: &'static str,
    },
    /// It is no address.
    #[error("‘{given}’ is geen adres: schrijf een IP-adres en een poort, zoals 127.0.0.1:4750 of [::1]:4750")]
    Address {
        /// What was given.
        given: String,
    },
    /// Both ports are the same.
    #[error("de diensten en de metingen kunnen niet allebei op {addr} luisteren")]
    SameAddress {
        /// The address.
        addr: SocketAddr,
    },
    /// Others could read along.
    #[error(
        "{} is van andere machines bereikbaar, en zonder TLS zouden tokens leesbaar over het netwerk gaan: geef een \
         certificaat en zijn sleutel, luister op 127.0.0.1 of [::1], of sta het toe met --{flag} als iets anders de \
         weg versleutelt",
        .0.addr,
        flag = Setting::InsecureListen.key()
    )]
    Open(bind::Refused),
    /// There is no such service.
    #[error("er is geen dienst ‘{given}’: noem intake, agenda en audit, met komma’s ertussen")]
    Service {
        /// What was given.
        given: String,
    },
    /// No service is left.
    #[error("noem ten minste een van intake, agenda en audit")]
    NoService,
    /// It cannot name an installation.
    #[error(
        "‘{given}’ is geen URN: schrijf er een in zichtbare ASCII, zoals urn:nld:oin:<OIN>:systeem:besluitspoor met \
         het OIN van de organisatie van de regio"
    )]
    Source {
        /// What was given.
        given: String,
    },
    /// There is no such time zone.
    #[error("de tijdzone ‘{given}’ is niet bekend: gebruik een IANA-naam zoals Europe/Amsterdam")]
    TimeZone {
        /// What was given.
        given: String,
    },
    /// There is no token file, and without one nobody could ask anything.
    #[error("noem het tokenbestand met --{}; anders zou niemand iets kunnen vragen", Setting::Tokens.key())]
    TokensMissing,
    /// The token file cannot be used.
    #[error("{}", .0.in_dutch())]
    Tokens(tokens::Error),
    /// There is a certificate or a key, and not both.
    #[error("TLS heeft beide nodig: voeg ‘{}’ toe", missing.key())]
    TlsHalf {
        /// What is missing.
        missing: Setting,
    },
    /// The certificate or the key cannot be used.
    #[error("{0}")]
    Tls(tls::Error),
    /// It is neither yes nor no.
    #[error("‘{given}’ is geen true en geen false")]
    Flag {
        /// What was given.
        given: String,
    },
    /// It says nothing about what to log.
    #[error(
        "‘{given}’ kan het logboek niet filteren: schrijf een niveau, zoals info, en zo nodig andere per onderdeel, \
         zoals info,door=debug"
    )]
    Log {
        /// What was given.
        given: String,
    },
    /// There is no such form.
    #[error("er is geen logvorm ‘{given}’: gebruik text of json")]
    LogFormat {
        /// What was given.
        given: String,
    },
}

struct Listed<'a>(&'a [Fault]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed = self.0.len().min(FAULTS_LISTED_MAX);
        self.0.iter().take(listed).try_for_each(|fault| write!(f, "\n  {fault}"))?;
        match self.0.len() - listed {
            0 => Ok(()),
            more => write!(f, "\n  en nog {more}"),
        }
    }
}

fn keys() -> String {
    Setting::ALL.map(Setting::key).join(", ")
}
