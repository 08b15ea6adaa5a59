//! HTTP/1.1, for metrics and a look at the health.

use std::{convert::Infallible, pin::pin, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_util::sync::CancellationToken;

use super::Speak;

/// The most connections to the metrics at a time.
pub const CONNECTIONS_MAX: usize = 64;
/// The most seconds that the head of a request may take.
pub const HEAD_SECONDS_MAX: u64 = 10;
/// The most bytes of the head of a request.
pub const HEAD_BYTES_MAX: usize = 16 * 1024;

/// What answers a request, from its head.
pub(in crate::serve) type Answers = dyn Fn(&http::request::Parts) -> Response<Full<Bytes>> + Send + Sync;

/// Answers requests of which only the head is read.
#[derive(Clone)]
pub(in crate::serve) struct Http1 {
    answers: Arc<Answers>,
}

impl Http1 {
    pub(in crate::serve) fn new(
        answers: impl Fn(&http::request::Parts) -> Response<Full<Bytes>> + Send + Sync + 'static,
    ) -> Self {
        Self { answers: Arc::new(answers) }
    }
}

impl Speak for Http1 {
    async fn speak<I>(&self, io: I, closing: CancellationToken)
    where
        I: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let answers = Arc::clone(&self.answers);
        let answer = service_fn(move |request: Request<Incoming>| {
            let (head, _) = request.into_parts();
            std::future::ready(Ok::<_, Infallible>(answers(&head)))
        });
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(Duration::from_secs(HEAD_SECONDS_MAX))
            .max_buf_size(HEAD_BYTES_MAX);
        let mut connection = pin!(http.serve_connection(TokioIo::new(io), answer));
        let ended = tokio::select! {
            ended = connection.as_mut() => ended,
            () = closing.cancelled() => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        if let Err(error) = ended {
            tracing::debug!(%error, "a connection to the metrics broke");
        }
    }
}
