//! How connections are taken, on either port: TLS if there is any, a limited number at a time, and an end to
//! all of them when the service stops.

pub mod grpc;
pub mod http1;

use std::{future::Future, io, sync::Arc, time::Duration};

use prometheus_client::metrics::gauge::Gauge;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::{sleep, timeout},
};
use tokio_rustls::TlsAcceptor;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// The most seconds that a connection may take to say anything at all.
pub const FIRST_BYTE_SECONDS_MAX: u64 = 10;
/// The most seconds that a TLS handshake may take.
pub const HANDSHAKE_SECONDS_MAX: u64 = 10;
/// How long to wait after the operating system had no connection to give, e.g. for want of file descriptors.
/// Without it the attempts would take a whole core.
pub const ACCEPT_WAIT: Duration = Duration::from_millis(100);

/// How a connection is spoken with.
pub(super) trait Speak: Clone + Send + Sync + 'static {
    /// Speaks until either side has done. When `closing` is cancelled no new request is taken, and those in
    /// progress are brought to their end.
    fn speak<I>(&self, io: I, closing: CancellationToken) -> impl Future<Output = ()> + Send
    where
        I: AsyncRead + AsyncWrite + Unpin + Send + 'static;
}

/// The two ways in which everything that runs comes to its end, and how to know that it has.
#[derive(Debug, Clone, Default)]
pub(super) struct Ending {
    /// What is in progress may be finished, and nothing new is begun.
    pub(super) closing: CancellationToken,
    /// Whatever still goes on is dropped.
    pub(super) abort: CancellationToken,
    /// Everything that goes on.
    pub(super) tasks: TaskTracker,
}

/// A port with those who connect to it.
pub(super) struct Port<S> {
    pub(super) listener: TcpListener,
    pub(super) tls: Option<TlsAcceptor>,
    pub(super) speak: S,
    pub(super) ending: Ending,
    /// How many connections are open.
    pub(super) open: Gauge,
}

impl<S: Speak> Port<S> {
    /// Takes at most so many connections at a time, until the end begins.
    pub(super) async fn run(self, connections_max: usize) {
        let places = Arc::new(Semaphore::new(connections_max));
        loop {
            let accepted = tokio::select! {
                biased;
                () = self.ending.closing.cancelled() => return,
                accepted = self.listener.accept() => accepted,
            };
            match accepted {
                Ok((stream, _)) => {
                    if let Ok(place) = Arc::clone(&places).try_acquire_owned() {
                        let connection = self.connection(stream);
                        self.ending.tasks.spawn(async move {
                            connection.await;
                            drop(place);
                        });
                    } else {
                        // Closing it at once is all the answer there can be before a protocol is spoken.
                        tracing::debug!(connections_max, "no place for a connection");
                    }
                }
                Err(error) if concerns_one_connection(&error) => {}
                Err(error) => {
                    tracing::warn!(%error, "no connection could be taken");
                    sleep(ACCEPT_WAIT).await;
                }
            }
        }
    }

    fn connection(&self, stream: TcpStream) -> impl Future<Output = ()> + Send + use<S> {
        let (tls, speak, open) = (self.tls.clone(), self.speak.clone(), self.open.clone());
        let Ending { closing, abort, .. } = self.ending.clone();
        async move {
            open.inc();
            tokio::select! {
                () = abort.cancelled() => {}
                () = converse(stream, tls, speak, closing) => {}
            }
            open.dec();
        }
    }
}

/// One connection, from its first byte to its end.
async fn converse<S: Speak>(
    stream: TcpStream,
    tls: Option<TlsAcceptor>,
    speak: S,
    closing: CancellationToken,
) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "small answers may be slow on this connection");
    }
    // Who has said nothing yet has nothing in progress, and must not keep the service from ending.
    let mut first = [0];
    let begun = tokio::select! {
        biased;
        () = closing.cancelled() => return,
        begun = timeout(Duration::from_secs(FIRST_BYTE_SECONDS_MAX), stream.peek(&mut first)) => begun,
    };
    if !matches!(begun, Ok(Ok(1))) {
        return tracing::debug!("a connection said nothing");
    }
    let Some(tls) = tls else { return speak.speak(stream, closing).await };
    match timeout(Duration::from_secs(HANDSHAKE_SECONDS_MAX), tls.accept(stream)).await {
        Ok(Ok(stream)) => speak.speak(stream, closing).await,
        Ok(Err(error)) => tracing::debug!(%error, "TLS failed"),
        Err(_) => tracing::debug!("TLS took too long"),
    }
}

/// Whether an error is about the connection that was to be taken, and not about the port.
fn concerns_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset | io::ErrorKind::Interrupted
    )
}
