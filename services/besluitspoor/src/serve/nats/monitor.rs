//! Whether the NATS servers wait for their disk before they acknowledge.
//!
//! By default a server syncs every two minutes, and a power cut of the site takes what was acknowledged since. What it
//! does is told by its monitoring only: `GET /jsz?config=1` says under `config` whether `sync_always` is on. There the
//! field is left out when it is off, and `sync_interval` is there in both cases.

use std::{fmt, time::Duration};

use bytes::Bytes;
use http::{Request, StatusCode, Uri, header::HOST, uri::Scheme};
use http_body_util::{BodyExt as _, Empty, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use tokio::{net::TcpStream, task::JoinSet, time::timeout};
use tokio_util::task::AbortOnDropHandle;

/// How long one server may take to answer.
pub const ANSWER_WITHIN: Duration = Duration::from_secs(5);
/// The most bytes of an answer.
pub const ANSWER_BYTES_MAX: usize = 1024 * 1024;
/// The port of monitoring unless an address names one.
pub const PORT: u16 = 8222;

const PATH: &str = "/jsz?config=1";

/// Where a server tells about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Monitor {
    host: String,
    port: u16,
}

/// What the servers told.
#[derive(Debug, Default)]
pub struct Looked {
    /// How many wait for their disk.
    pub synced: usize,
    /// Which do not, and how often they sync.
    pub not_synced: Vec<(Monitor, Duration)>,
    /// Of which it is not known, and why.
    pub unverified: Vec<(Monitor, String)>,
}

/// Servers acknowledge what is not on their disk.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "wat deze NATS-servers bevestigen staat nog niet op hun schijf, en een stroomstoring kan het wissen:{}\n  \
     Zet onder jetstream in hun configuratie sync_interval: always, en start ze een voor een opnieuw",
    .0.iter().map(|(monitor, every)| format!("\n  {monitor}: schrijft eens per {} s weg", every.as_secs())).collect::<String>()
)]
pub struct NotSynced(pub Vec<(Monitor, Duration)>);

/// What `/jsz` says, as far as it matters.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Told {
    disabled: bool,
    config: Option<ToldConfig>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ToldConfig {
    sync_always: bool,
    /// In nanoseconds. A server that does not say it is too old to say the other.
    sync_interval: Option<u64>,
}

impl Monitor {
    /// The address in this text: `http://host:port`.
    pub fn of(given: &str) -> Option<Self> {
        let uri: Uri = given.parse().ok()?;
        let plain = uri.scheme() == Some(&Scheme::HTTP) && uri.path() == "/" && uri.query().is_none();
        let authority = uri.authority().filter(|authority| plain && !authority.as_str().contains('@'))?;
        let host = authority.host().trim_start_matches('[').trim_end_matches(']');
        let after = &authority.as_str()[authority.host().len()..];
        // The port is read here: one that is too large counts as none there.
        let port = after.strip_prefix(':').map_or(Ok(PORT), str::parse).ok()?;
        (!host.is_empty()).then(|| Self { host: host.to_owned(), port })
    }

    /// How often this server syncs; `None` if it does so before it acknowledges.
    ///
    /// # Errors
    /// Why it is not known.
    async fn ask(&self) -> Result<Option<Duration>, String> {
        let answer = timeout(ANSWER_WITHIN, self.get()).await;
        let answer =
            answer.map_err(|_| format!("no answer within {} seconds", ANSWER_WITHIN.as_secs()))??;
        understood(&answer)
    }

    async fn get(&self) -> Result<Bytes, String> {
        let stream = TcpStream::connect((&*self.host, self.port)).await.map_err(|error| error.to_string())?;
        let (mut sender, connection) =
            http1::handshake(TokioIo::new(stream)).await.map_err(|error| error.to_string())?;
        let _connection = AbortOnDropHandle::new(tokio::spawn(connection));
        let request = Request::get(PATH).header(HOST, self.authority()).body(Empty::<Bytes>::new());
        let answer = sender.send_request(request.map_err(|error| error.to_string())?).await;
        let answer = answer.map_err(|error| error.to_string())?;
        if answer.status() != StatusCode::OK {
            return Err(format!("it answered {}", answer.status()));
        }
        let body = Limited::new(answer.into_body(), ANSWER_BYTES_MAX).collect().await;
        Ok(body.map_err(|error| error.to_string())?.to_bytes())
    }

    fn authority(&self) -> String {
        let Self { host, port } = self;
        if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") }
    }
}

impl fmt::Display for Monitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "http://{}", self.authority())
    }
}

impl Looked {
    /// Asks them all at once.
    pub async fn at(monitors: &[Monitor]) -> Self {
        let mut asked = JoinSet::new();
        for monitor in monitors.iter().cloned() {
            asked.spawn(async move {
                let told = monitor.ask().await;
                (monitor, told)
            });
        }
        let mut looked = Self::default();
        for (monitor, told) in asked.join_all().await {
            match told {
                Ok(None) => looked.synced += 1,
                Ok(Some(every)) => looked.not_synced.push((monitor, every)),
                Err(why) => looked.unverified.push((monitor, why)),
            }
        }
        looked.not_synced.sort_by_key(|(monitor, _)| monitor.to_string());
        looked
    }

    /// Nobody said that it does not sync.
    ///
    /// # Errors
    /// [`NotSynced`].
    pub fn checked(self) -> Result<(), NotSynced> {
        if self.not_synced.is_empty() { Ok(()) } else { Err(NotSynced(self.not_synced)) }
    }
}

fn understood(answer: &[u8]) -> Result<Option<Duration>, String> {
    let told: Told =
        serde_json::from_slice(answer).map_err(|error| format!("{PATH} is not understood: {error}"))?;
    if told.disabled {
        return Err("it has no JetStream".to_owned());
    }
    match told.config {
        Some(ToldConfig { sync_always: true, .. }) => Ok(None),
        Some(ToldConfig { sync_interval: Some(nanos), .. }) => Ok(Some(Duration::from_nanos(nanos))),
        Some(ToldConfig { sync_interval: None, .. }) | None => Err(format!("{PATH} does not say it")),
    }
}

#[cfg(test)]
mod tests;
