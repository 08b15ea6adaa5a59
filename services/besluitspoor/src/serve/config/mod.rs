//! What `serve` is told: flags before environment variables, before the config file, before defaults.
//!
//! Every fault is told at once, each with the flag, the variable or the line where it was given.
//!
//! - `setting`: what can be set, and where
//! - `file`: the config file
//! - `read`: from texts to settings
//! - [`ledger`]: those of the ledger
//! - [`nats`]: those of a journal on NATS; `nats_files`: the files that they name
//! - [`tokens`]: the token file
//! - [`fault`]: what can be wrong

pub mod fault;
mod file;
pub mod ledger;
pub mod nats;
mod nats_files;
mod read;
mod setting;
pub mod tokens;

use std::{
    collections::BTreeSet,
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use access::Register;
use jiff::tz::TimeZone;
use tokio_rustls::TlsAcceptor;

use self::{fault::Reason, setting::gathered};
pub use self::{
    fault::{Fault, Faults},
    ledger::Ledger,
    nats::Nats,
    setting::{Place, Setting},
};
use super::{
    args::Args,
    tls::{self, Protocol},
};

/// Where the services listen unless somebody says otherwise.
pub const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 4750);
/// Where the metrics listen unless somebody says otherwise.
pub const METRICS: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 4751);
/// How records name an installation that says no better.
pub const SOURCE: &str = "urn:nld:systeem:besluitspoor";
/// The region's time zone unless somebody says otherwise.
pub const TIME_ZONE: &str = "Europe/Amsterdam";
/// The most seconds that calls in progress may take to end when the service stops.
pub const SHUTDOWN_SECONDS_MAX: u64 = 20;

/// Everything that `serve` needs to know.
#[derive(Debug, Clone)]
pub struct Config {
    /// The directory of the journal and the views; of the views alone when the journal is on NATS.
    pub data: PathBuf,
    /// The file with what was erased, which no backup of the data directory takes along. `None`: beside that directory.
    pub erasures: Option<PathBuf>,
    /// Where the services listen. Port 0: any free one.
    pub listen: SocketAddr,
    /// Where the metrics listen. Port 0: any free one.
    pub metrics: SocketAddr,
    /// Which services run here.
    pub services: BTreeSet<Service>,
    /// How records name this installation: a URN of its organisation.
    pub source: String,
    /// The region's time zone, by which dates are told.
    pub time_zone: TimeZone,
    /// The token file.
    pub tokens: PathBuf,
    /// The certificate for both ports. `None`: no TLS.
    pub tls: Option<TlsFiles>,
    /// Whether tokens may cross a network in the clear.
    pub insecure_listen: bool,
    /// What is logged, and how.
    pub log: Log,
    /// What is set of the ledger.
    pub ledger: Ledger,
    /// Where the journal is on NATS. `None`: it is in the data directory.
    pub nats: Option<Nats>,
    /// How many calls are let in.
    pub limits: door::Limits,
    /// How long calls in progress may take to end when the service stops.
    pub shutdown_within: Duration,
}

/// A service that can run here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Service {
    /// Commands in, receipts out.
    Intake,
    /// What bodies, coordinators and the region read.
    Agenda,
    /// Histories and replays.
    Audit,
}

/// Where a certificate and its key are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate chain (PEM), the server's own first.
    pub certificate: PathBuf,
    /// The key (PEM).
    pub key: PathBuf,
}

/// What is logged, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// Levels by part of the program, e.g. `info,door=debug`.
    pub filter: String,
    /// In which form.
    pub format: LogFormat,
}

/// The form of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}

/// What the files say that the settings name.
pub struct Files {
    /// Who the callers are.
    pub register: Register,
    /// TLS for the services and for the metrics.
    pub tls: Option<(TlsAcceptor, TlsAcceptor)>,
}

impl Config {
    /// The defaults, with this data directory and token file.
    ///
    /// # Errors
    /// [`Faults`] if the default time zone is not known on this machine.
    pub fn new(data: PathBuf, tokens: PathBuf) -> Result<Self, Faults> {
        let zone = TimeZone::get(TIME_ZONE).map_err(|_| {
            let reason = Reason::TimeZone { given: TIME_ZONE.to_owned() };
            Faults(vec![Fault { place: Place::Nowhere(Setting::TimeZone).to_string(), reason }])
        })?;
        Ok(Self {
            data,
            erasures: None,
            listen: LISTEN,
            metrics: METRICS,
            services: Service::ALL.into_iter().collect(),
            source: SOURCE.to_owned(),
            time_zone: zone,
            tokens,
            tls: None,
            insecure_listen: false,
            log: Log { filter: Log::FILTER.to_owned(), format: LogFormat::Text },
            ledger: Ledger::default(),
            nats: None,
            limits: door::Limits::default(),
            shutdown_within: Duration::from_secs(SHUTDOWN_SECONDS_MAX),
        })
    }

    /// What flags, environment variables and the config file say together. `environment` gives the value of a
    /// variable; one that is empty counts as not given.
    ///
    /// # Errors
    /// [`Faults`], all of them.
    pub fn gather(args: &Args, environment: &dyn Fn(&str) -> Option<String>) -> Result<Self, Faults> {
        let (given, faults) = gathered(&|setting| args.given(setting), args.config.as_deref(), environment);
        let mut reader = read::Reader { given, faults };
        let config = reader.read(Self::new(PathBuf::from("data"), PathBuf::new())?);
        if reader.faults.is_empty() { Ok(config) } else { Err(Faults(reader.faults)) }
    }

    /// Reads the files that the settings name.
    ///
    /// # Errors
    /// [`Faults`] of the token file, certificates, keys and what gives access to NATS together.
    pub fn read_files(&self) -> Result<Files, Faults> {
        let mut faults = Vec::new();
        let mut fault = |path: &Path, reason| {
            faults.push(Fault { place: path.display().to_string(), reason });
        };
        let register = tokens::read(&self.tokens).map_err(|error| fault(&self.tokens, Reason::Tokens(error)));
        let tls = self.tls.as_ref().map(|files| {
            let acceptor = |protocol| tls::acceptor(&files.certificate, &files.key, protocol);
            acceptor(Protocol::Http2).and_then(|services| Ok((services, acceptor(Protocol::Http1)?))).map_err(
                |error| {
                    let path = error.path().to_owned();
                    fault(&path, Reason::Tls(error));
                },
            )
        });
        if let Some(policy) = &self.ledger.policy
            && let Err(why) = super::ledger::read(policy)
        {
            fault(policy, Reason::Policy { why });
        }
        if let Some(nats) = &self.nats {
            nats.look_at_files(&mut faults);
        }
        match (register, tls.transpose()) {
            (Ok(register), Ok(tls)) if faults.is_empty() => Ok(Files { register, tls }),
            (Ok(_) | Err(()), Ok(_) | Err(())) => Err(Faults(faults)),
        }
    }
}

impl Service {
    /// Every service.
    pub const ALL: [Self; 3] = [Self::Intake, Self::Agenda, Self::Audit];

    /// Its name in settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Agenda => "agenda",
            Self::Audit => "audit",
        }
    }

    fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.name() == name)
    }
}

#[cfg(test)]
mod tests;
