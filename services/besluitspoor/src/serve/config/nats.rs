//! Where a journal on NATS is, and who asks.
//!
//! ```toml
//! nats = ["tls://nats-1:4222", "tls://nats-2:4222", "tls://nats-3:4222"]
//! nats-region = "alkmaar"
//! nats-nkey = "intake.nk"                  # beside this file
//! nats-inbox = "_INBOX_intake"
//! nats-monitor = ["http://nats-1:8222", "http://nats-2:8222", "http://nats-3:8222"]
//! ```

use std::{
    collections::BTreeMap,
    fmt,
    path::{Path, PathBuf},
    time::Duration,
};

use journal::jetstream::{Credentials, Names, Options, Servers, open::OPEN_WAIT};

use super::{
    Faults, TlsFiles,
    fault::Reason,
    read::Reader,
    setting::{Setting, gathered},
};
use crate::serve::nats::{Flags, monitor::Monitor};

/// On how many servers each record is unless somebody says otherwise.
pub const REPLICAS: usize = 3;
/// The most seconds to wait for servers that do not answer.
pub const WAIT_SECONDS_MAX: u64 = 3_600;
/// The most addresses of servers, and of their monitoring.
pub const ADDRESSES_MAX: usize = 32;
/// The most characters of a subject prefix.
pub const PREFIX_CHARS_MAX: usize = 64;

/// Where a journal on NATS is, and who asks.
#[derive(Clone, PartialEq, Eq)]
pub struct Nats {
    /// Where the servers are. No passwords stand in them.
    pub addresses: Vec<String>,
    /// The names of the region's streams.
    pub names: Names,
    /// Who we are; nobody in particular if `None`.
    pub credentials: Option<Credentials>,
    /// The certificates that the servers' are signed by (PEM); those of the system if `None`.
    pub authority: Option<PathBuf>,
    /// Our certificate, for servers that ask for one.
    pub certificate: Option<TlsFiles>,
    /// The subject prefix on which answers come.
    pub inbox: Option<String>,
    /// Under which subject the account reaches JetStream, if it is not `$JS.API`.
    pub api: Option<String>,
    /// On how many servers each record is.
    pub replicas: usize,
    /// How long to wait for servers that do not answer.
    pub wait: Duration,
    /// Where the servers tell whether they wait for their disk.
    pub monitors: Vec<Monitor>,
}

impl Nats {
    /// The defaults, for these servers and this region.
    pub fn new(addresses: Vec<String>, names: Names) -> Self {
        Self {
            addresses,
            names,
            credentials: None,
            authority: None,
            certificate: None,
            inbox: None,
            api: None,
            replicas: REPLICAS,
            wait: OPEN_WAIT,
            monitors: Vec::new(),
        }
    }

    /// What flags, environment variables and the config file say about it, for commands that are nothing without it.
    /// Files that the settings name are looked at too.
    ///
    /// # Errors
    /// [`Faults`], all of them; also those of other settings in the config file.
    pub fn gather(
        flags: &Flags,
        config: Option<&Path>,
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, Faults> {
        let (given, faults) = gathered(&|setting| flags.given(setting), config, environment);
        let given: BTreeMap<_, _> = given.into_iter().filter(|(setting, _)| setting.is_of_nats()).collect();
        let mut reader = Reader { given, faults };
        let nats = reader.nats();
        if !reader.given.contains_key(&Setting::Nats) {
            reader.faults.retain(|fault| !matches!(fault.reason, Reason::NatsMissing));
            reader.fault(Setting::Nats, Reason::NatsNone);
        }
        if let Some(nats) = &nats {
            nats.look_at_files(&mut reader.faults);
        }
        match nats {
            Some(nats) if reader.faults.is_empty() => Ok(nats),
            Some(_) | None => Err(Faults(reader.faults)),
        }
    }

    /// What the journal is opened with.
    pub fn options(&self, indexed: bool) -> Options {
        let certificate = self.certificate.clone();
        Options {
            servers: Servers {
                addresses: self.addresses.clone(),
                credentials: self.credentials.clone(),
                authority: self.authority.clone(),
                certificate: certificate.map(|TlsFiles { certificate, key }| (certificate, key)),
                inbox: self.inbox.clone(),
                api: self.api.clone(),
                only_these: false,
            },
            names: self.names.clone(),
            replicas: self.replicas,
            wait: self.wait,
            indexed,
        }
    }
}

impl fmt::Debug for Nats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Nats")
            .field("addresses", &self.addresses)
            .field("region", &self.names.region())
            .field("credentials", &self.credentials)
            .field("authority", &self.authority)
            .field("certificate", &self.certificate)
            .field("inbox", &self.inbox)
            .field("api", &self.api)
            .field("replicas", &self.replicas)
            .field("wait", &self.wait)
            .field("monitors", &self.monitors)
            .finish()
    }
}

impl Reader {
    /// The journal on NATS, if one is named. `None` also when something about it is at fault.
    pub(super) fn nats(&mut self) -> Option<Nats> {
        if !self.given.contains_key(&Setting::Nats) {
            let others: Vec<_> = self.given.keys().copied().filter(|setting| setting.is_of_nats()).collect();
            for setting in others {
                self.fault(setting, Reason::NatsMissing);
            }
            return None;
        }
        let mut addresses = Vec::new();
        self.set(Setting::Nats, &mut addresses, |given| listed(given, address));
        let mut names = None;
        match self.given.contains_key(&Setting::NatsRegion) {
            true => self.set(Setting::NatsRegion, &mut names, |given| region(given).map(Some)),
            false => self.fault(Setting::NatsRegion, Reason::NatsRegionMissing),
        }
        let certificate = self.pair(Setting::NatsCert, Setting::NatsKey);
        let credentials = self.credentials();
        let (mut inbox, mut api, mut replicas, mut wait, mut monitors) =
            (None, None, REPLICAS, OPEN_WAIT, Vec::new());
        self.set(Setting::NatsInbox, &mut inbox, |given| prefix(given).map(Some));
        self.set(Setting::NatsApi, &mut api, |given| prefix(given).map(Some));
        self.set(Setting::NatsReplicas, &mut replicas, count);
        self.set(Setting::NatsWaitSeconds, &mut wait, seconds);
        self.set(Setting::NatsMonitor, &mut monitors, |given| listed(given, monitor));
        let authority = self.path(Setting::NatsCa);
        Some(Nats {
            addresses,
            names: names?,
            credentials,
            authority,
            certificate,
            inbox,
            api,
            replicas,
            wait,
            monitors,
        })
    }

    fn credentials(&mut self) -> Option<Credentials> {
        match (self.path(Setting::NatsCreds), self.path(Setting::NatsNkey)) {
            (Some(_), Some(_)) => {
                self.fault(Setting::NatsNkey, Reason::NatsTwice);
                None
            }
            (Some(file), None) => Some(Credentials::File(file)),
            (None, Some(file)) => Some(Credentials::Nkey(file)),
            (None, None) => None,
        }
    }
}

fn listed<T>(given: &str, read: impl Fn(&str) -> Result<T, Reason>) -> Result<Vec<T>, Reason> {
    let each = given.split(',').map(str::trim).filter(|one| !one.is_empty());
    let read: Vec<T> = each.map(read).collect::<Result<_, _>>()?;
    match read.len() {
        0 => Err(Reason::NatsNone),
        1..=ADDRESSES_MAX => Ok(read),
        many => Err(Reason::NatsMany { many }),
    }
}

fn address(given: &str) -> Result<String, Reason> {
    // It would be on the line for everyone on the machine, and in the log. It is not repeated here either.
    if given.contains('@') {
        return Err(Reason::NatsPassword);
    }
    let rest = given.split_once("://").map_or(given, |(_, rest)| rest);
    let known = rest == given || given.starts_with("nats://") || given.starts_with("tls://");
    let servers = Servers { addresses: vec![given.to_owned()], ..Servers::default() };
    if known && !rest.is_empty() && !rest.starts_with(':') && servers.check().is_ok() {
        Ok(given.to_owned())
    } else {
        Err(Reason::NatsAddress { given: given.to_owned() })
    }
}

fn region(given: &str) -> Result<Names, Reason> {
    Names::of(given).map_err(|_| Reason::NatsRegion { given: given.to_owned() })
}

/// A subject without wildcards that subjects can be put under.
fn prefix(given: &str) -> Result<String, Reason> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '$');
    let sound = |part: &str| !part.is_empty() && part.chars().all(plain);
    if given.len() <= PREFIX_CHARS_MAX && given.split('.').all(sound) {
        Ok(given.to_owned())
    } else {
        Err(Reason::NatsPrefix { given: given.to_owned() })
    }
}

fn count(given: &str) -> Result<usize, Reason> {
    // An even number bears no more faults than the odd one before it.
    let counts = [1, 3, 5].into_iter().find(|count| given.parse() == Ok(*count));
    counts.ok_or_else(|| Reason::NatsReplicas { given: given.to_owned() })
}

fn seconds(given: &str) -> Result<Duration, Reason> {
    let seconds = given.parse().ok().filter(|seconds| (1..=WAIT_SECONDS_MAX).contains(seconds));
    seconds.map(Duration::from_secs).ok_or_else(|| Reason::NatsWait { given: given.to_owned() })
}

fn monitor(given: &str) -> Result<Monitor, Reason> {
    Monitor::of(given).ok_or_else(|| Reason::NatsMonitor { given: given.chars().take(200).collect() })
}
