//! The settings of `serve`: each is a flag, an environment variable and a key of the config file.

use std::{fmt, path::PathBuf};

/// What can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setting {
    /// The directory of the journal and the views.
    Data,
    /// The address of the services.
    Listen,
    /// The address of the metrics.
    Metrics,
    /// Which services run here.
    Services,
    /// How records name this installation.
    Source,
    /// The region's time zone.
    TimeZone,
    /// The token file.
    Tokens,
    /// The certificate chain.
    TlsCert,
    /// The certificate's key.
    TlsKey,
    /// That tokens may cross a network in the clear.
    InsecureListen,
    /// What is logged.
    Log,
    /// How it is logged.
    LogFormat,
}

/// Where a setting was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// On the command line.
    Flag(Setting),
    /// In the environment.
    Environment(Setting),
    /// In the config file.
    File {
        /// The file.
        path: PathBuf,
        /// On which line, from 1.
        line: usize,
    },
    /// Nowhere: it is the default, or it is missing.
    Nowhere(Setting),
}

/// A setting as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Given {
    pub(super) text: String,
    pub(super) place: Place,
}

impl Setting {
    /// Every setting.
    pub const ALL: [Self; 12] = [
        Self::Data,
        Self::Listen,
        Self::Metrics,
        Self::Services,
        Self::Source,
        Self::TimeZone,
        Self::Tokens,
        Self::TlsCert,
        Self::TlsKey,
        Self::InsecureListen,
        Self::Log,
        Self::LogFormat,
    ];

    /// Its key in the config file. The flag is the same after `--`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Listen => "listen",
            Self::Metrics => "metrics",
            Self::Services => "services",
            Self::Source => "source",
            Self::TimeZone => "time-zone",
            Self::Tokens => "tokens",
            Self::TlsCert => "tls-cert",
            Self::TlsKey => "tls-key",
            Self::InsecureListen => "insecure-listen",
            Self::Log => "log",
            Self::LogFormat => "log-format",
        }
    }

    /// Its environment variable.
    pub fn variable(self) -> String {
        variable(self.key())
    }

    /// The setting with this key.
    pub(super) fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.key() == key)
    }
}

/// The environment variable for a key.
pub(super) fn variable(key: &str) -> String {
    format!("BESLUITSPOOR_{}", key.to_ascii_uppercase().replace('-', "_"))
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(setting) => write!(f, "--{}", setting.key()),
            Self::Environment(setting) => f.write_str(&setting.variable()),
            Self::File { path, line } => write!(f, "{} regel {line}", path.display()),
            Self::Nowhere(setting) => f.write_str(setting.key()),
        }
    }
}
