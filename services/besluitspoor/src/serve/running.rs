//! The services from their start to their end.

use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use door::{Door, Turnstile};
use intake::{Machine, Surroundings};
use prometheus_client::{metrics::gauge::Gauge, registry::Registry};
use tokio::{
    net::TcpListener,
    time::{Instant, timeout},
};
use tokio_rustls::TlsAcceptor;
use tonic_health::server::HealthReporter;
use tower_layer::Layer as _;

use super::{
    condition::{Condition, Keepers, Proving},
    config::{Config, Files, tokens},
    connections::{
        Ending, Port,
        grpc::{self, Grpc},
        http1::{self, Http1},
    },
    error::Error,
    kept::Kept,
    ledger,
    ledger_port::LedgerPort,
    metrics_port::MetricsPort,
    services::{self, Parts},
};

/// The most seconds that what was dropped may take to be gone.
pub const ABORT_SECONDS_MAX: u64 = 2;
/// The services, while they run. Dropping it breaks off all calls; [`stop`](Self::stop) lets them end.
pub struct Running {
    /// Where the services listen.
    pub grpc: SocketAddr,
    /// Where the metrics listen.
    pub metrics: SocketAddr,
    /// Where the ledger's folder is read, if anywhere.
    pub ledger: Option<SocketAddr>,
    door: Door,
    tokens: PathBuf,
    shutdown_within: Duration,
    ending: Ending,
    /// `None` once they are closed.
    kept: Option<Kept>,
}

/// How the services came to their end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped {
    /// Whether every call in progress had its answer.
    pub all_answered: bool,
    /// How long it took.
    pub took: Duration,
}

/// Opens the journal and the data directory, and begins to serve.
///
/// # Errors
/// [`Error`]: the settings name files that cannot be used, the journal cannot be opened (it is in use, damaged, of a newer
/// version of this program, or its servers do not answer), or an address cannot be listened on.
pub async fn start(config: Config) -> Result<Running, Error> {
    let zone = config.time_zone.iana_name().unwrap_or_default();
    let machine = Arc::new(Machine::in_zone(zone).map_err(Error::TimeZone)?);
    start_in(config, machine).await
}

/// Begins to serve as [`start`] does, in surroundings of which the time and chance are told: for tests that tell a year.
///
/// # Errors
/// As those of [`start`].
pub async fn start_in(config: Config, surroundings: Arc<dyn Surroundings>) -> Result<Running, Error> {
    let Files { register, tls } = config.read_files()?;
    let clock = Arc::clone(&surroundings);
    let door = Door::new(register, move || clock.now().today());
    // Before the journal, which can take a while: whose address is taken should know at once.
    let (grpc, metrics) = (listen(config.listen).await?, listen(config.metrics).await?);
    let ledger_port = match config.ledger.listen {
        Some(addr) => Some((addr, listen(addr).await?)),
        None => None,
    };
    let kept = Kept::open(&config).await?;

    let mut registry = Registry::with_prefix("besluitspoor");
    let ending = Ending::default();
    let health = HealthReporter::new();
    let journal = kept.journal();
    let views = kept.views().cloned();
    let eraser = kept.eraser().clone();
    let witnesses = kept.ledger().and_then(|kept| kept.witnesses().cloned());
    let parts = Parts {
        config: &config,
        journal: Arc::clone(&journal),
        views: views.clone(),
        ledger: kept.ledger().map(|kept| kept.ledger().clone()),
        witnesses: witnesses.clone(),
        surroundings,
        door: door.clone(),
        health: health.clone(),
        counted: intake::metrics::Metrics::register(&mut registry),
        eraser: eraser.clone(),
    };
    let routes = services::routes(parts)?;
    let proving = kept.ledger().map(Proving::of);
    let kept_by = Keepers { journal, views, eraser, proving };
    let condition = Condition::new(config.services.clone(), kept_by, &mut registry);
    let counters = door::Metrics::register(&mut registry);
    let turnstile = Turnstile::new(services::methods()?, config.limits, counters, ending.closing.clone());
    let open = Gauge::default();
    registry.register("connections", "Connections to the services that are open now", open.clone());

    let running = Running {
        grpc: address(&grpc, config.listen)?,
        metrics: address(&metrics, config.metrics)?,
        ledger: ledger_port.as_ref().map(|(asked, port)| address(port, *asked)).transpose()?,
        door: door.clone(),
        tokens: config.tokens,
        shutdown_within: config.shutdown_within,
        ending: ending.clone(),
        kept: Some(kept),
    };
    let (tls_grpc, tls_http1) = tls.unzip();
    if let Some((_, listener)) = ledger_port {
        let folder = LedgerPort::new(&ledger::place(&config.data).served(), witnesses);
        let speak = Http1::waiting(move |head| folder.clone().answer(head));
        serve_http(listener, speak, tls_http1.clone(), &ending);
    }
    let told = condition.begin(&health).await;
    ending.tasks.spawn(condition.clone().watch(told, health, ending.closing.clone()));
    let speak = Grpc::new(turnstile.layer(routes), ending.tasks.clone());
    let port = Port { listener: grpc, tls: tls_grpc, speak, ending: ending.clone(), open };
    ending.tasks.spawn(port.run(grpc::CONNECTIONS_MAX));
    let answers = MetricsPort { door, condition, registry: Arc::new(registry) };
    serve_http(metrics, Http1::new(move |head| answers.answer(head)), tls_http1, &ending);
    Ok(running)
}

impl Running {
    /// Reads the token file again; what it says counts from the next call.
    ///
    /// # Errors
    /// [`tokens::Error`] with every fault; then the register stays as it was.
    pub fn reload_tokens(&self) -> Result<usize, tokens::Error> {
        let register = tokens::read(&self.tokens)?;
        let count = register.token_count();
        self.door.replace(register);
        Ok(count)
    }

    /// Stops: takes no connection and no stream any more, tells open streams so, gives calls in progress the time
    /// of the settings to end, breaks off those that have not, writes out the views and closes the journal.
    pub async fn stop(mut self) -> Stopped {
        let begun = Instant::now();
        let Ending { closing, abort, tasks } = self.ending.clone();
        closing.cancel();
        tasks.close();
        let all_answered = timeout(self.shutdown_within, tasks.wait()).await.is_ok();
        if !all_answered {
            tracing::warn!(tasks = tasks.len(), "calls in progress are broken off");
            abort.cancel();
            let gone = timeout(Duration::from_secs(ABORT_SECONDS_MAX), tasks.wait()).await.is_ok();
            tracing::debug!(gone, "broken off");
        }
        if let Some(kept) = self.kept.take() {
            kept.close().await;
        }
        Stopped { all_answered, took: begun.elapsed() }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.ending.closing.cancel();
        self.ending.abort.cancel();
    }
}

/// Answers whoever connects, until the end begins.
fn serve_http(listener: TcpListener, speak: Http1, tls: Option<TlsAcceptor>, ending: &Ending) {
    let port = Port { listener, tls, speak, ending: ending.clone(), open: Gauge::default() };
    ending.tasks.spawn(port.run(http1::CONNECTIONS_MAX));
}

async fn listen(addr: SocketAddr) -> Result<TcpListener, Error> {
    TcpListener::bind(addr).await.map_err(|why| Error::Listen { addr, why })
}

fn address(listener: &TcpListener, asked: SocketAddr) -> Result<SocketAddr, Error> {
    listener.local_addr().map_err(|why| Error::Listen { addr: asked, why })
}
