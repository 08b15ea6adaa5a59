//! The line to one witness: HTTP/1.1, kept open between questions, with a limit to every wait and every byte.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use http::{Method, Request, StatusCode, header};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::{
    body::Incoming,
    client::conn::http1::{self, SendRequest},
};
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, pki_types::ServerName},
};

use super::{address::Address, config::Patience};

/// The most bytes of an answer: a checkpoint with dozens of signature lines, of which the largest kind has 3,300 bytes.
pub(super) const ANSWER_BYTES_MAX: usize = 256 * 1024;
/// The most bytes of the head of an answer.
const HEAD_BYTES_MAX: usize = 16 * 1024;
/// The most parts of the head of an answer.
const HEADERS_MAX: usize = 64;

/// What a witness answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    /// The media type, in lower case and without its parameters.
    pub(super) kind: String,
    pub(super) body: Bytes,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    #[error("no connection within {} seconds", .0.as_secs_f64())]
    SlowConnect(Duration),
    #[error("no connection: {0}")]
    Connect(std::io::Error),
    #[error("no answer within {} seconds", .0.as_secs_f64())]
    SlowAnswer(Duration),
    #[error("the connection broke: {0}")]
    Broken(String),
    #[error("the answer has more than {ANSWER_BYTES_MAX} bytes")]
    Large,
}

/// The line to a witness.
pub(super) struct Line {
    address: Address,
    /// Who is trusted; only where some witness has TLS.
    tls: Option<Arc<ClientConfig>>,
    patience: Patience,
    open: Option<SendRequest<Full<Bytes>>>,
}

impl Line {
    pub(super) fn new(address: Address, tls: Option<Arc<ClientConfig>>, patience: Patience) -> Self {
        Self { address, tls, patience, open: None }
    }

    /// Asks what stands under the prefix, once; on a new connection if the one of before was closed meanwhile.
    pub(super) async fn ask(&mut self, method: Method, below: &str, body: Bytes) -> Result<Answer, Error> {
        let was_open = self.is_open().await;
        let answer = self.exchange(&method, below, body.clone()).await;
        match answer {
            // A witness closes what is idle. Asking twice does no harm.
            Err(Error::Broken(_)) if was_open => self.exchange(&method, below, body).await,
            answer => answer,
        }
    }

    async fn is_open(&mut self) -> bool {
        let Some(open) = &mut self.open else { return false };
        let is_ready = open.ready().await.is_ok();
        if !is_ready {
            self.open = None;
        }
        is_ready
    }

    async fn exchange(&mut self, method: &Method, below: &str, body: Bytes) -> Result<Answer, Error> {
        let mut open = match self.open.take() {
            Some(open) => open,
            None => self.connect_in_time().await?,
        };
        let asked = timeout(self.patience.answer, async {
            let request = self.request(method, below, body)?;
            let answer = open.send_request(request).await.map_err(|error| broken(&error))?;
            read(answer).await
        });
        // Only a line on which the last answer was read to its end is asked again.
        let answer = asked.await.map_err(|_| Error::SlowAnswer(self.patience.answer))??;
        self.open = Some(open);
        Ok(answer)
    }

    fn request(&self, method: &Method, below: &str, body: Bytes) -> Result<Request<Full<Bytes>>, Error> {
        Request::builder()
            .method(method)
            .uri(self.address.path(below))
            .header(header::HOST, &self.address.authority)
            .header(header::USER_AGENT, concat!("besluitspoor/", env!("CARGO_PKG_VERSION")))
            .body(Full::new(body))
            .map_err(|error| broken(&error))
    }

    async fn connect_in_time(&self) -> Result<SendRequest<Full<Bytes>>, Error> {
        let limit = self.patience.connect;
        timeout(limit, self.connect()).await.map_err(|_| Error::SlowConnect(limit))?
    }

    async fn connect(&self) -> Result<SendRequest<Full<Bytes>>, Error> {
        let (host, port) = (self.address.host.as_str(), self.address.port);
        let stream = TcpStream::connect((host, port)).await.map_err(Error::Connect)?;
        stream.set_nodelay(true).map_err(Error::Connect)?;
        let Some(tls) = self.tls.as_ref().filter(|_| self.address.has_tls) else {
            return speak(stream).await;
        };
        let name = ServerName::try_from(host.to_owned())
            .map_err(|error| Error::Connect(std::io::Error::other(error)))?;
        let secured = TlsConnector::from(Arc::clone(tls)).connect(name, stream).await;
        speak(secured.map_err(Error::Connect)?).await
    }
}

async fn speak<I>(io: I) -> Result<SendRequest<Full<Bytes>>, Error>
where
    I: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let mut http = http1::Builder::new();
    http.max_buf_size(HEAD_BYTES_MAX).max_headers(HEADERS_MAX);
    let (open, connection) = http.handshake(TokioIo::new(io)).await.map_err(|error| broken(&error))?;
    // It ends when the line is dropped, and what breaks it is told to who asks.
    drop(tokio::spawn(connection));
    Ok(open)
}

async fn read(answer: http::Response<Incoming>) -> Result<Answer, Error> {
    let status = answer.status();
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default();
    let kind = kind.trim().to_ascii_lowercase();
    let body = Limited::new(answer.into_body(), ANSWER_BYTES_MAX).collect().await;
    let body = body.map_err(|error| {
        if error.is::<http_body_util::LengthLimitError>() {
            Error::Large
        } else {
            Error::Broken(error.to_string())
        }
    })?;
    Ok(Answer { status, kind, body: body.to_bytes() })
}

fn broken(error: &dyn std::error::Error) -> Error {
    let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
    Error::Broken(format!("{error}{cause}"))
}
