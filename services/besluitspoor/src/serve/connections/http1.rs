//! HTTP/1.1, for metrics, a look at the health, and the folder of the ledger.

use std::{
    convert::Infallible,
    pin::{Pin, pin},
    sync::Arc,
    time::Duration,
};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_util::sync::CancellationToken;

use super::Speak;

/// The most connections to one port at a time.
pub const CONNECTIONS_MAX: usize = 64;
/// The most seconds that the head of a request may take.
pub const HEAD_SECONDS_MAX: u64 = 10;
/// The most bytes of the head of a request.
pub const HEAD_BYTES_MAX: usize = 16 * 1024;

/// What answers a request, from its head.
type Answers = dyn Fn(http::request::Parts) -> Answer + Send + Sync;
/// An answer on its way.
type Answer = Pin<Box<dyn Future<Output = Response<Full<Bytes>>> + Send>>;

/// Answers requests of which only the head is read.
#[derive(Clone)]
pub(in crate::serve) struct Http1 {
    answers: Arc<Answers>,
}

impl Http1 {
    /// Answers in the call.
    pub(in crate::serve) fn new(
        answers: impl Fn(&http::request::Parts) -> Response<Full<Bytes>> + Send + Sync + 'static,
    ) -> Self {
        Self::waiting(move |head| std::future::ready(answers(&head)))
    }

    /// Answers after what the answer waits for.
    pub(in crate::serve) fn waiting<A>(
        answers: impl Fn(http::request::Parts) -> A + Send + Sync + 'static,
    ) -> Self
    where
        A: Future<Output = Response<Full<Bytes>>> + Send + 'static,
    {
        Self { answers: Arc::new(move |head| Box::pin(answers(head))) }
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
            let answer = answers(head);
            async { Ok::<_, Infallible>(answer.await) }
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
            tracing::debug!(%error, "a connection broke");
        }
    }
}
