//! What `serve` is told: flags before environment variables, before the config file, before defaults.
//!
//! Every fault is told at once, each with the flag, the variable or the line where it was given.
//!
//! - `setting`: what can be set, and where
//! - `file`: the config file
//! - `read`: from texts to settings
//! - [`tokens`]: the token file
//! - [`fault`]: what can be wrong

pub mod fault;
mod file;
mod read;
mod setting;
pub mod tokens;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use access::Register;
use jiff::tz::TimeZone;
use tokio_rustls::TlsAcceptor;

use self::{
    fault::Reason,
    setting::{Given, variable},
};
pub use self::{
    fault::{Fault, Faults},
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
    /// The directory of the journal and the views.
    pub data: PathBuf,
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
            listen: LISTEN,
            metrics: METRICS,
            services: Service::ALL.into_iter().collect(),
            source: SOURCE.to_owned(),
            time_zone: zone,
            tokens,
            tls: None,
            insecure_listen: false,
            log: Log { filter: Log::FILTER.to_owned(), format: LogFormat::Text },
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
        let environment = |name: &str| environment(name).filter(|value| !value.is_empty());
        let file = args.config.clone().or_else(|| environment(&variable("config")).map(PathBuf::from));
        let (file, faults) = file.map_or_else(Default::default, |path| read_file(&path));
        let mut given = BTreeMap::new();
        for setting in Setting::ALL {
            let flag = args.given(setting).map(|text| Given { text, place: Place::Flag(setting) });
            let variable = || environment(&setting.variable());
            let variable = || variable().map(|text| Given { text, place: Place::Environment(setting) });
            if let Some(first) = flag.or_else(variable).or_else(|| file.get(&setting).cloned()) {
                given.insert(setting, first);
            }
        }
        let mut reader = read::Reader { given, faults };
        let config = reader.read(Self::new(PathBuf::from("data"), PathBuf::new())?);
        if reader.faults.is_empty() { Ok(config) } else { Err(Faults(reader.faults)) }
    }

    /// Reads the files that the settings name.
    ///
    /// # Errors
    /// [`Faults`] of the token file, the certificate and the key together.
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
        match (register, tls.transpose()) {
            (Ok(register), Ok(tls)) => Ok(Files { register, tls }),
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

fn read_file(path: &Path) -> (BTreeMap<Setting, Given>, Vec<Fault>) {
    match fs::read_to_string(path) {
        Ok(text) => file::read(path, &text),
        Err(error) => {
            let fault = Fault { place: path.display().to_string(), reason: Reason::Unreadable(error) };
            (BTreeMap::new(), vec![fault])
        }
    }
}

#[cfg(test)]
mod tests;
