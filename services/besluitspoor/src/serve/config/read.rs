//! From texts to settings: what was given is read in one way, wherever it was given.

use std::{collections::BTreeMap, collections::BTreeSet, net::SocketAddr, path::PathBuf};

use access::listen_allowed;
use jiff::tz::TimeZone;
use tracing_subscriber::EnvFilter;

use super::{
    Config, Log, LogFormat, Service, TlsFiles,
    fault::{Fault, Reason},
    setting::{Given, Place, Setting},
};

/// The settings so far, and what is wrong with them.
pub(super) struct Reader {
    pub(super) given: BTreeMap<Setting, Given>,
    pub(super) faults: Vec<Fault>,
}

impl Reader {
    /// Reads every setting into `config`, which holds the defaults.
    pub(super) fn read(&mut self, mut config: Config) -> Config {
        if let Some(data) = self.path(Setting::Data) {
            config.data = data;
        }
        config.erasures = self.path(Setting::Erasures);
        self.set(Setting::Listen, &mut config.listen, address);
        self.set(Setting::Metrics, &mut config.metrics, address);
        self.set(Setting::Services, &mut config.services, services);
        self.set(Setting::Source, &mut config.source, source);
        self.set(Setting::TimeZone, &mut config.time_zone, time_zone);
        match self.path(Setting::Tokens) {
            Some(tokens) => config.tokens = tokens,
            None => self.fault(Setting::Tokens, Reason::TokensMissing),
        }
        config.tls = self.pair(Setting::TlsCert, Setting::TlsKey);
        self.set(Setting::InsecureListen, &mut config.insecure_listen, flag);
        self.set(Setting::Log, &mut config.log.filter, filter);
        self.set(Setting::LogFormat, &mut config.log.format, format);
        config.ledger = self.ledger();
        config.nats = self.nats();
        self.addresses(&config);
        config
    }

    pub(super) fn set<T>(
        &mut self,
        setting: Setting,
        value: &mut T,
        read: impl Fn(&str) -> Result<T, Reason>,
    ) {
        let Some(given) = self.given.get(&setting) else { return };
        match read(given.text.trim()) {
            Ok(given) => *value = given,
            Err(reason) => self.fault(setting, reason),
        }
    }

    pub(super) fn path(&self, setting: Setting) -> Option<PathBuf> {
        self.given.get(&setting).map(|given| PathBuf::from(&given.text))
    }

    /// A certificate and its key: both, or neither.
    pub(super) fn pair(&mut self, certificate: Setting, key: Setting) -> Option<TlsFiles> {
        match (self.path(certificate), self.path(key)) {
            (Some(certificate), Some(key)) => Some(TlsFiles { certificate, key }),
            (Some(_), None) => {
                self.fault(certificate, Reason::TlsHalf { missing: key });
                None
            }
            (None, Some(_)) => {
                self.fault(key, Reason::TlsHalf { missing: certificate });
                None
            }
            (None, None) => None,
        }
    }

    fn addresses(&mut self, config: &Config) {
        // Half of TLS is a fault already; who mends it need not be told of the other.
        let tls = self.given.contains_key(&Setting::TlsCert) || self.given.contains_key(&Setting::TlsKey);
        for (setting, addr) in [(Setting::Listen, config.listen), (Setting::Metrics, config.metrics)] {
            if let Err(refused) = listen_allowed(addr, tls, config.insecure_listen) {
                self.fault(setting, Reason::Open(refused));
            }
        }
        if config.listen == config.metrics && config.listen.port() != 0 {
            self.fault(Setting::Metrics, Reason::SameAddress { addr: config.metrics });
        }
        if let Some(addr) = config.ledger.listen
            && addr.port() != 0
            && [config.listen, config.metrics].contains(&addr)
        {
            self.fault(Setting::LedgerListen, Reason::SameAddress { addr });
        }
    }

    pub(super) fn fault(&mut self, setting: Setting, reason: Reason) {
        let place = self.given.get(&setting).map_or(Place::Nowhere(setting), |given| given.place.clone());
        self.faults.push(Fault { place: place.to_string(), reason });
    }
}

pub(super) fn address(given: &str) -> Result<SocketAddr, Reason> {
    given.parse().map_err(|_| Reason::Address { given: given.to_owned() })
}

fn services(given: &str) -> Result<BTreeSet<Service>, Reason> {
    let names = given.split(',').map(str::trim).filter(|name| !name.is_empty());
    let services: BTreeSet<_> = names
        .map(|name| Service::of(name).ok_or_else(|| Reason::Service { given: name.to_owned() }))
        .collect::<Result<_, _>>()?;
    if services.is_empty() { Err(Reason::NoService) } else { Ok(services) }
}

fn source(given: &str) -> Result<String, Reason> {
    // What JSON would escape does not stand in a record's attributes.
    let visible = |byte: u8| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\';
    let parts = given.strip_prefix("urn:").and_then(|rest| rest.split_once(':'));
    let named = parts.is_some_and(|(namespace, name)| !namespace.is_empty() && !name.is_empty());
    if named && given.bytes().all(visible) {
        Ok(given.to_owned())
    } else {
        Err(Reason::Source { given: given.to_owned() })
    }
}

fn time_zone(given: &str) -> Result<TimeZone, Reason> {
    TimeZone::get(given).map_err(|_| Reason::TimeZone { given: given.to_owned() })
}

fn flag(given: &str) -> Result<bool, Reason> {
    match given {
        "true" | "1" | "yes" => Ok(true),
        "false" | "0" | "no" => Ok(false),
        other => Err(Reason::Flag { given: other.to_owned() }),
    }
}

fn filter(given: &str) -> Result<String, Reason> {
    match EnvFilter::try_new(given) {
        Ok(_) if !given.is_empty() => Ok(given.to_owned()),
        Ok(_) | Err(_) => Err(Reason::Log { given: given.to_owned() }),
    }
}

fn format(given: &str) -> Result<LogFormat, Reason> {
    match given {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        other => Err(Reason::LogFormat { given: other.to_owned() }),
    }
}

impl Log {
    /// What is logged unless somebody says otherwise.
    pub(super) const FILTER: &'static str = "info";
}
