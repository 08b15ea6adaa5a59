//! What can be wrong with the settings. All of it is told at once, each with its place.

use std::{fmt, io, net::SocketAddr};

use access::bind;

use super::{setting::Setting, tokens};
use crate::serve::tls;

/// The most faults that the message lists; it counts the others.
pub const FAULTS_LISTED_MAX: usize = 50;
/// The most bytes of a config file.
pub const FILE_BYTES_MAX: usize = 65_536;

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the settings have {} {}:{}", .0.len(), if .0.len() == 1 { "fault" } else { "faults" }, Listed(.0))]
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
    #[error("the file cannot be read: {0}")]
    Unreadable(io::Error),
    /// The config file is larger than any needs to be.
    #[error("the config file has {bytes} bytes, and at most {FILE_BYTES_MAX} are read")]
    FileTooLarge {
        /// How large it is.
        bytes: usize,
    },
    /// There is no such setting.
    #[error("there is no setting '{given}'; there are {}", keys())]
    Unknown {
        /// What was given.
        given: String,
    },
    /// The value in the config file is of another kind.
    #[error("'{}' takes {expected}", setting.key())]
    Kind {
        /// The setting.
        setting: Setting,
        /// What it takes.
        expected: &'static str,
    },
    /// It is no address.
    #[error(
        "'{given}' is not an address: write an IP address and a port, as in 127.0.0.1:4750 or [::1]:4750"
    )]
    Address {
        /// What was given.
        given: String,
    },
    /// Both ports are the same.
    #[error("the services and the metrics cannot both listen on {addr}")]
    SameAddress {
        /// The address.
        addr: SocketAddr,
    },
    /// Others could read along.
    #[error("{0} (--{flag})", flag = Setting::InsecureListen.key())]
    Open(bind::Refused),
    /// There is no such service.
    #[error("there is no service '{given}': use intake, agenda and audit, with commas between them")]
    Service {
        /// What was given.
        given: String,
    },
    /// No service is left.
    #[error("name at least one of intake, agenda and audit")]
    NoService,
    /// It cannot name an installation.
    #[error(
        "'{given}' is not a URN: write one of visible ASCII, e.g. urn:nld:oin:<OIN>:systeem:besluitspoor with the \
         OIN of the region's organisation"
    )]
    Source {
        /// What was given.
        given: String,
    },
    /// There is no such time zone.
    #[error("the time zone '{given}' is not known: use an IANA name such as Europe/Amsterdam")]
    TimeZone {
        /// What was given.
        given: String,
    },
    /// There is no token file, and without one nobody could ask anything.
    #[error("name the token file with --{}, or nobody could ask anything", Setting::Tokens.key())]
    TokensMissing,
    /// The token file cannot be used.
    #[error("{0}")]
    Tokens(tokens::Error),
    /// There is a certificate or a key, and not both.
    #[error("TLS needs both: add '{}'", missing.key())]
    TlsHalf {
        /// What is missing.
        missing: Setting,
    },
    /// The certificate or the key cannot be used.
    #[error("{0}")]
    Tls(tls::Error),
    /// It is neither yes nor no.
    #[error("'{given}' is neither true nor false")]
    Flag {
        /// What was given.
        given: String,
    },
    /// It says nothing about what to log.
    #[error(
        "'{given}' cannot filter the log: write a level, e.g. info, and if need be others by part, e.g. info,door=debug"
    )]
    Log {
        /// What was given.
        given: String,
    },
    /// There is no such form.
    #[error("there is no log format '{given}': use text or json")]
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
            more => write!(f, "\n  and {more} more"),
        }
    }
}

fn keys() -> String {
    Setting::ALL.map(Setting::key).join(", ")
}
