//! gRPC over HTTP/2.

use std::{future::Future, pin::pin, time::Duration};

use door::turnstile::Turned;
use hyper::{rt::Executor, server::conn::http2};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tonic::service::Routes;

use super::Speak;

/// The most connections to the services at a time.
pub const CONNECTIONS_MAX: usize = 4_096;
/// The most calls at a time on one connection.
pub const CALLS_PER_CONNECTION_MAX: u32 = 1_024;
/// The most bytes of the metadata of one request.
pub const METADATA_BYTES_MAX: u32 = 16 * 1024;
/// How many bytes of one request may be on their way before they are read.
pub const CALL_WINDOW_BYTES: u32 = 1024 * 1024;
/// How many bytes of all requests of a connection may be on their way before they are read.
pub const CONNECTION_WINDOW_BYTES: u32 = 4 * 1024 * 1024;
/// After how many seconds of silence a connection is asked whether it is still there.
pub const KEEP_ALIVE_SECONDS: u64 = 30;
/// How many seconds it has to say so.
pub const KEEP_ALIVE_ANSWER_SECONDS_MAX: u64 = 20;

/// The services behind their turnstile.
#[derive(Clone)]
pub(in crate::serve) struct Grpc {
    services: Turned<Routes>,
    http: http2::Builder<Tracked>,
}

/// Runs what hyper begins, a task for each call, where its end can be awaited.
#[derive(Debug, Clone)]
struct Tracked(TaskTracker);

impl Grpc {
    pub(in crate::serve) fn new(services: Turned<Routes>, tasks: TaskTracker) -> Self {
        let mut http = http2::Builder::new(Tracked(tasks));
        http.timer(TokioTimer::new())
            .auto_date_header(false)
            .max_concurrent_streams(CALLS_PER_CONNECTION_MAX)
            .max_header_list_size(METADATA_BYTES_MAX)
            .initial_stream_window_size(CALL_WINDOW_BYTES)
            .initial_connection_window_size(CONNECTION_WINDOW_BYTES)
            .keep_alive_interval(Duration::from_secs(KEEP_ALIVE_SECONDS))
            .keep_alive_timeout(Duration::from_secs(KEEP_ALIVE_ANSWER_SECONDS_MAX));
        Self { services, http }
    }
}

impl Speak for Grpc {
    async fn speak<I>(&self, io: I, closing: CancellationToken)
    where
        I: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let services = TowerToHyperService::new(self.services.clone());
        let mut connection = pin!(self.http.serve_connection(TokioIo::new(io), services));
        let ended = tokio::select! {
            ended = connection.as_mut() => ended,
            () = closing.cancelled() => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        if let Err(error) = ended {
            tracing::debug!(%error, "a connection broke");
        }
    }
}

impl<F> Executor<F> for Tracked
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    fn execute(&self, call: F) {
        self.0.spawn(call);
    }
}
