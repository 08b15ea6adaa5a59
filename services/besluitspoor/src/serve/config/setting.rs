//! The settings of `serve`: each is a flag, an environment variable and a key of the config file.

use std::{
    collections::BTreeMap,
    fmt, fs,
    path::{Path, PathBuf},
};

use super::{
    fault::{Fault, Reason},
    file,
};

/// What can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setting {
    /// The directory of the journal and the views.
    Data,
    /// The file with what was erased.
    Erasures,
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
    /// The address of the ledger's folder.
    LedgerListen,
    /// The file that names the ledger's witnesses.
    LedgerPolicy,
    /// How often the witnesses are asked.
    LedgerWitnessSeconds,
    /// The NATS servers that have the journal.
    Nats,
    /// The region, as the servers know it.
    NatsRegion,
    /// The file with a JWT that gives access.
    NatsCreds,
    /// The file with an nkey that gives access.
    NatsNkey,
    /// Who signed the servers' certificates.
    NatsCa,
    /// Our certificate.
    NatsCert,
    /// Its key.
    NatsKey,
    /// The subject prefix on which answers come.
    NatsInbox,
    /// Under which subject JetStream is reached.
    NatsApi,
    /// On how many servers each record is.
    NatsReplicas,
    /// How long to wait for the servers.
    NatsWaitSeconds,
    /// The servers' monitoring.
    NatsMonitor,
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
    pub const ALL: [Self; 28] = [
        Self::Data,
        Self::Erasures,
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
        Self::LedgerListen,
        Self::LedgerPolicy,
        Self::LedgerWitnessSeconds,
        Self::Nats,
        Self::NatsRegion,
        Self::NatsCreds,
        Self::NatsNkey,
        Self::NatsCa,
        Self::NatsCert,
        Self::NatsKey,
        Self::NatsInbox,
        Self::NatsApi,
        Self::NatsReplicas,
        Self::NatsWaitSeconds,
        Self::NatsMonitor,
    ];

    /// Its key in the config file. The flag is the same after `--`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Erasures => "erasures",
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
            Self::LedgerListen => "ledger-listen",
            Self::LedgerPolicy => "ledger-policy",
            Self::LedgerWitnessSeconds => "ledger-witness-seconds",
            Self::Nats => "nats",
            Self::NatsRegion => "nats-region",
            Self::NatsCreds => "nats-creds",
            Self::NatsNkey => "nats-nkey",
            Self::NatsCa => "nats-ca",
            Self::NatsCert => "nats-cert",
            Self::NatsKey => "nats-key",
            Self::NatsInbox => "nats-inbox",
            Self::NatsApi => "nats-api",
            Self::NatsReplicas => "nats-replicas",
            Self::NatsWaitSeconds => "nats-wait-seconds",
            Self::NatsMonitor => "nats-monitor",
        }
    }

    /// Its environment variable.
    pub fn variable(self) -> String {
        variable(self.key())
    }

    /// Whether it is about the journal on NATS.
    pub(super) fn is_of_nats(self) -> bool {
        self >= Self::Nats
    }

    /// The setting with this key.
    pub(super) fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.key() == key)
    }
}

/// What was given, each setting by the first of flag, variable and config file, and the faults of the file. Without
/// `config` a variable may name the file. A variable that is empty counts as not given.
pub(super) fn gathered(
    flag: &dyn Fn(Setting) -> Option<String>,
    config: Option<&Path>,
    environment: &dyn Fn(&str) -> Option<String>,
) -> (BTreeMap<Setting, Given>, Vec<Fault>) {
    let environment = |name: &str| environment(name).filter(|value| !value.is_empty());
    let path = config.map(Path::to_path_buf);
    let path = path.or_else(|| environment(&variable("config")).map(PathBuf::from));
    let (file, faults) = path.map_or_else(Default::default, |path| read_file(&path));
    let mut given = BTreeMap::new();
    for setting in Setting::ALL {
        let flag = flag(setting).map(|text| Given { text, place: Place::Flag(setting) });
        let variable = || environment(&setting.variable());
        let variable = || variable().map(|text| Given { text, place: Place::Environment(setting) });
        if let Some(first) = flag.or_else(variable).or_else(|| file.get(&setting).cloned()) {
            given.insert(setting, first);
        }
    }
    (given, faults)
}

fn read_file(path: &Path) -> (BTreeMap<Setting, Given>, Vec<Fault>) {
    match fs::read_to_string(path) {
        Ok(text) => file::read(path, &text),
        Err(error) => {
            let fault = Fault { place: path.display().to_string(), reason: Reason::Unreadable(error) };
            (BTreeMap::new(), vec![fault])
        }
    }
}

/// The environment variable for a key.
fn variable(key: &str) -> String {
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
