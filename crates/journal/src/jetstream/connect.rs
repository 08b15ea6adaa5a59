//! The way to the servers: addresses, credentials, TLS, and how long to wait for them.

use std::{fmt, io, path::PathBuf, sync::Arc, time::Duration};

use async_nats::{Client, ConnectErrorKind, ConnectOptions, Event, ServerAddr, ServerError};
use tokio::{
    sync::watch,
    time::{Instant, sleep},
};

/// How long one try to connect takes at most.
pub const CONNECT_TRY: Duration = Duration::from_secs(5);
/// How long to wait between two tries to connect.
pub const CONNECT_PAUSE: Duration = Duration::from_millis(250);
/// How often a connection that is silent is probed. Two probes without an answer end it.
pub const PING_EVERY: Duration = Duration::from_secs(2);
/// The longest wait before a connection that broke is tried again.
pub const RECONNECT_PAUSE_MAX: Duration = Duration::from_secs(1);

/// Where the servers are and who asks.
#[derive(Clone, Default)]
pub struct Servers {
    /// Addresses such as `nats://nats-1:4222` or `tls://nats-1:4222`; one is enough, several are better.
    pub addresses: Vec<String>,
    /// Who we are; nobody in particular if `None`.
    pub credentials: Option<Credentials>,
    /// The certificates of the authority that the servers' certificates are signed by (PEM); those of the system if
    /// `None`.
    pub authority: Option<PathBuf>,
    /// A certificate and its key (PEM), for servers that ask for one.
    pub certificate: Option<(PathBuf, PathBuf)>,
    /// The subject prefix on which answers come, which is what an account with least rights may listen on.
    pub inbox: Option<String>,
    /// Under which subject the account reaches JetStream, if it is not `$JS.API`: readers have an account of their own, into
    /// which it is imported.
    pub api: Option<String>,
    /// Only the addresses above are used, not the ones that the servers tell: for servers behind a proxy.
    pub only_these: bool,
}

/// Who we are to the servers.
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials {
    /// A file with a JWT and a seed, as `nsc` writes it.
    File(PathBuf),
    /// A file with an nkey seed (`SU…`).
    Nkey(PathBuf),
}

/// Why there is no connection.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An address cannot be used.
    #[error("'{0}' is no address of a NATS server: write nats://host:4222 or tls://host:4222")]
    Address(String),
    /// No address was given.
    #[error("no NATS server is named")]
    NoAddress,
    /// A file with credentials cannot be used.
    #[error("the credentials in {path} cannot be used")]
    Credentials {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The servers do not let us in.
    #[error("the servers at {addresses} refuse these credentials")]
    Refused {
        /// Which servers.
        addresses: String,
        /// What the client says.
        #[source]
        source: async_nats::ConnectError,
    },
    /// The secure connection cannot be made. Trying again does not help.
    #[error("no secure connection to {addresses} can be made; check the certificates")]
    Tls {
        /// Which servers.
        addresses: String,
        /// What the client says.
        #[source]
        source: async_nats::ConnectError,
    },
    /// Nobody answered within the limit.
    #[error("no NATS server at {addresses} answered within {} seconds", waited.as_secs())]
    Unreachable {
        /// Which servers.
        addresses: String,
        /// How long it was tried.
        waited: Duration,
        /// What the last try said.
        #[source]
        source: async_nats::ConnectError,
    },
}

/// Why the journal can do nothing more until it is opened anew, once that is so. A right that the servers deny is such a
/// reason: what is not answered because of it would otherwise look like silence.
pub(super) type Ended = Arc<watch::Sender<Option<Arc<str>>>>;

/// Connects, trying for so long while nobody answers. Refused credentials and certificates end it at once.
pub(super) async fn connect(servers: &Servers, limit: Duration) -> Result<(Client, Ended), Error> {
    let addresses = servers.parsed()?;
    let ended: Ended = Arc::new(watch::Sender::new(None));
    let until = Instant::now() + limit;
    let mut told = false;
    loop {
        let tried = servers.options(&ended).await?.connect(&addresses[..]).await;
        let source = match tried {
            Ok(client) => return Ok((client, ended)),
            Err(error) => error,
        };
        let addresses = servers.addresses.join(", ");
        if is_tls(&source) {
            return Err(Error::Tls { addresses, source });
        }
        match source.kind() {
            ConnectErrorKind::Authentication | ConnectErrorKind::AuthorizationViolation => {
                return Err(Error::Refused { addresses, source });
            }
            ConnectErrorKind::Tls
            | ConnectErrorKind::ServerParse
            | ConnectErrorKind::Dns
            | ConnectErrorKind::TimedOut
            | ConnectErrorKind::Io
            | ConnectErrorKind::MaxReconnects => {}
        }
        if Instant::now() >= until {
            return Err(Error::Unreachable { addresses, waited: limit, source });
        }
        if !std::mem::replace(&mut told, true) {
            tracing::warn!(%addresses, why = %source, limit_seconds = limit.as_secs(), "no NATS server answers; waiting");
        }
        sleep(CONNECT_PAUSE).await;
    }
}

/// Under which subject JetStream is reached, unless an account imports it under another.
const API: &str = "$JS.API";

impl Servers {
    /// Under which subject JetStream is reached.
    pub(super) fn api(&self) -> &str {
        self.api.as_deref().unwrap_or(API)
    }

    /// Whether the addresses could be used at all.
    ///
    /// # Errors
    /// [`Error::NoAddress`] and [`Error::Address`].
    pub fn check(&self) -> Result<(), Error> {
        self.parsed().map(drop)
    }

    fn parsed(&self) -> Result<Vec<ServerAddr>, Error> {
        if self.addresses.is_empty() {
            return Err(Error::NoAddress);
        }
        let parsed = self.addresses.iter().map(|address| {
            let parsed = address.parse::<ServerAddr>().ok().filter(|parsed| !parsed.host().is_empty());
            parsed.ok_or_else(|| Error::Address(address.chars().take(200).collect()))
        });
        parsed.collect()
    }

    async fn options(&self, ended: &Ended) -> Result<ConnectOptions, Error> {
        let ended = Arc::clone(ended);
        let mut options = ConnectOptions::new()
            .name("besluitspoor")
            .connection_timeout(CONNECT_TRY)
            .ping_interval(PING_EVERY)
            .reconnect_delay_callback(|tries| {
                let factor = u32::try_from(tries.min(20)).unwrap_or(20);
                RECONNECT_PAUSE_MAX.min(Duration::from_millis(50) * factor)
            })
            .event_callback(move |event| {
                heard(&event, &ended);
                std::future::ready(())
            });
        if let Some(authority) = &self.authority {
            options = options.add_root_certificates(authority.clone()).require_tls(true);
        }
        if let Some((certificate, key)) = &self.certificate {
            options = options.add_client_certificate(certificate.clone(), key.clone()).require_tls(true);
        }
        if let Some(inbox) = &self.inbox {
            options = options.custom_inbox_prefix(inbox);
        }
        if self.only_these {
            options = options.ignore_discovered_servers();
        }
        match &self.credentials {
            None => Ok(options),
            Some(Credentials::File(path)) => options.credentials_file(path).await.map_err(unusable(path)),
            Some(Credentials::Nkey(path)) => {
                let seed = tokio::fs::read_to_string(path).await.map_err(unusable(path))?;
                Ok(options.nkey(seed.trim().to_owned()))
            }
        }
    }
}

fn unusable(path: &std::path::Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    |source| Error::Credentials { path, source }
}

/// What the connection tells by the way.
fn heard(event: &Event, ended: &watch::Sender<Option<Arc<str>>>) {
    match event {
        Event::Connected => tracing::info!("connected to a NATS server"),
        Event::ServerError(ServerError::Other(told)) if told.contains("Permissions Violation for ") => {
            tracing::error!(%told, "the NATS server denies us what we need");
            let why = format!("the servers deny us a right: {told}").into();
            ended.send_if_modified(|ended| ended.is_none() && ended.replace(why).is_none());
        }
        // Tried again many times a second; that the connection is gone has been said.
        Event::ClientError(_) | Event::Closed => tracing::debug!(%event, "NATS connection"),
        Event::Disconnected
        | Event::LameDuckMode
        | Event::Draining
        | Event::SlowConsumer(_)
        | Event::ServerError(_) => tracing::warn!(%event, "NATS connection"),
    }
}

/// Whether the certificates do not fit. The client tells it as a failure of the connection.
fn is_tls(error: &async_nats::ConnectError) -> bool {
    let source = std::error::Error::source(error).and_then(|source| source.downcast_ref::<io::Error>());
    error.kind() == ConnectErrorKind::Tls
        || source.is_some_and(|source| source.kind() == io::ErrorKind::InvalidData)
}

impl fmt::Debug for Servers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Addresses may hold a password.
        f.debug_struct("Servers").field("addresses", &self.addresses.len()).finish_non_exhaustive()
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "File({})", path.display()),
            Self::Nkey(path) => write!(f, "Nkey({})", path.display()),
        }
    }
}
