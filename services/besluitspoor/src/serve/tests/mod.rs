//! The services as callers meet them: over real connections, on free ports, in a directory of their own.

mod calls;
mod condition;
mod ending;
mod log;
mod meeting;
mod metrics;
mod tls;
mod tokens;

use std::{fmt::Write as _, fs, path::Path, time::Duration};

use access::Token;
use tempfile::TempDir;
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::TcpStream,
    task::JoinHandle,
};
use tonic::{
    Code, Request, Status,
    client::Grpc,
    codegen::http::uri::PathAndQuery,
    transport::{Channel, Endpoint},
};
use tonic_health::pb::{
    HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient,
};
use tonic_prost::ProstCodec;
use tonic_types::StatusExt as _;
use wire::v1::OpenDossierResponse;

use super::*;

const OPEN: &str = "/besluitspoor.v1.ProposalService/OpenDossier";

/// A data directory with a token file, and how to serve from it.
struct Place {
    directory: TempDir,
    config: Config,
}

impl Place {
    /// A place where the token with number 1 is known.
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let tokens = directory.path().join("tokens.toml");
        let mut config = Config::new(directory.path().join("data"), tokens).unwrap();
        config.listen = "127.0.0.1:0".parse().unwrap();
        config.metrics = config.listen;
        let place = Self { directory, config };
        place.know(&[1]);
        place
    }

    /// Writes a token file that knows these tokens.
    fn know(&self, numbers: &[u8]) {
        let mut text = String::new();
        for number in numbers {
            let hash = token(*number).hash();
            let roles = r#"{ role = "coordinator", party = "gemeente-heiloo" }, { role = "auditor" }"#;
            let grants = format!(r#"grants = [{roles}, {{ role = "administrator" }}]"#);
            writeln!(text, "[[caller]]\nactor = \"u-{number}\"\ntoken_sha256 = \"{hash}\"\n{grants}")
                .unwrap();
        }
        fs::write(self.tokens(), text).unwrap();
    }

    fn tokens(&self) -> &Path {
        &self.config.tokens
    }

    async fn start(&self) -> Running {
        start(self.config.clone()).await.unwrap()
    }
}

fn token(number: u8) -> Token {
    Token::from_random(&[number; 32])
}

async fn channel(running: &Running) -> Channel {
    Endpoint::try_from(format!("http://{}", running.grpc)).unwrap().connect().await.unwrap()
}

/// A request with the token of this number, of a message whose first field is these bytes.
fn open(number: u8, first_field: impl Into<Vec<u8>>) -> Request<Vec<u8>> {
    with_token(number, first_field.into())
}

fn with_token<T>(number: u8, message: T) -> Request<T> {
    let mut request = Request::new(message);
    let shown = format!("Bearer {}", token(number).reveal());
    request.metadata_mut().insert("authorization", shown.parse().unwrap());
    request
}

/// The failure of an attempt to open a dossier.
async fn refused(channel: &Channel, request: Request<Vec<u8>>) -> Status {
    let mut client = Grpc::new(channel.clone());
    client.ready().await.unwrap();
    let codec = ProstCodec::<Vec<u8>, OpenDossierResponse>::default();
    client.unary(request, PathAndQuery::from_static(OPEN), codec).await.unwrap_err()
}

/// A call that is in progress because its message does not come.
async fn dawdle(channel: &Channel) -> JoinHandle<Status> {
    let mut client = Grpc::new(channel.clone());
    client.ready().await.unwrap();
    let call = tokio::spawn(async move {
        let codec = ProstCodec::<Vec<u8>, OpenDossierResponse>::default();
        let request = with_token(1, tokio_stream::pending());
        client.client_streaming(request, PathAndQuery::from_static(OPEN), codec).await.unwrap_err()
    });
    // Until it is in.
    tokio::time::sleep(Duration::from_millis(100)).await;
    call
}

fn reason(status: &Status) -> (Code, String) {
    let details = status.get_error_details();
    (status.code(), details.error_info().map(|info| info.reason.clone()).unwrap_or_default())
}

async fn health(channel: &Channel, service: &str) -> ServingStatus {
    let request = HealthCheckRequest { service: service.to_owned() };
    HealthClient::new(channel.clone()).check(request).await.unwrap().into_inner().status()
}

/// What `path` gives on the second port, head and all.
async fn get(running: &Running, path: &str, header: &str) -> String {
    let stream = TcpStream::connect(running.metrics).await.unwrap();
    talk(stream, &format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{header}\r\n")).await
}

async fn talk(mut stream: impl AsyncRead + AsyncWrite + Unpin, said: &str) -> String {
    stream.write_all(said.as_bytes()).await.unwrap();
    let mut heard = Vec::new();
    // The other side may close TLS without a word; what came before counts.
    let _ = stream.read_to_end(&mut heard).await;
    String::from_utf8(heard).unwrap()
}

/// Waits for what is quick, and fails if it is not.
async fn soon<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(20), what).await.expect("this is quick")
}
