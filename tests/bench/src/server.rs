//! A server as a process of its own, killed when it is dropped.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
};

use access::{Caller, Grant, Token, register::Entry};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
};
use tonic::{
    Request,
    transport::{Channel, Endpoint},
};
use uuid::Uuid;
use wire::v1::{AdoptFrameworkRequest, Position, framework_service_client::FrameworkServiceClient};

use crate::ground::{Ground, REGION};

/// A server that listens.
pub(crate) struct Server {
    address: String,
    _process: Child,
}

impl Server {
    /// The program itself, on a data directory of its own. Gives the token of someone who may do everything.
    pub(crate) async fn besluitspoor(folder: &Path) -> (Self, String) {
        let (file, token) = someone(folder);
        (Self::start(serve(folder, &file)).await, token)
    }

    /// The program itself with these services, its journal on NATS.
    pub(crate) async fn on_nats(folder: &Path, tokens: &Path, services: &str, ground: &Ground) -> Self {
        let mut command = serve(folder, tokens);
        command.args(["--services", services, "--log", "warn", "--nats", ground.url()]);
        command.args(["--nats-region", REGION, "--nats-replicas", &ground.replicas().to_string()]);
        Self::start(command).await
    }

    /// The server that does nothing.
    pub(crate) async fn floor() -> Self {
        let mut command = Command::new(beside("bench"));
        command.arg("floor");
        Self::start(command).await
    }

    async fn start(mut command: Command) -> Self {
        let mut process = command
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .kill_on_drop(true)
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?}: {error}; build it first: cargo build --release"));
        let mut lines = BufReader::new(process.stdout.take().expect("piped")).lines();
        while let Some(line) = lines.next_line().await.expect("readable") {
            let words = line.split_whitespace();
            if let Some(address) = words.filter_map(|word| word.strip_prefix("grpc=")).next() {
                let address = format!("http://{address}");
                return Self { address, _process: process };
            }
        }
        panic!("the server ended before it listened");
    }

    /// Gives it the rules of the region, and says where in the journal they stand.
    pub(crate) async fn adopt(&self, token: &str) -> Option<Position> {
        let file = std::str::from_utf8(tests::region::FRAMEWORK).expect("a text").to_owned();
        let command_id = Uuid::new_v4().to_string();
        let request = AdoptFrameworkRequest { command_id, expected_revision: None, acting_as: None, file };
        let mut client = FrameworkServiceClient::new(self.connect().await);
        let answer = client.adopt_framework(authorized(request, token)).await.expect("adopted");
        answer.into_inner().receipt.and_then(|receipt| receipt.position)
    }

    /// A connection.
    pub(crate) async fn connect(&self) -> Channel {
        let endpoint = Endpoint::from_shared(self.address.clone()).expect("an address");
        endpoint.tcp_nodelay(true).connect().await.expect("it listens")
    }
}

/// Someone who may do everything: the file that says so, and the token.
pub(crate) fn someone(folder: &Path) -> (PathBuf, String) {
    let token = Token::generate().expect("randomness");
    let entry = Entry {
        caller: Caller { actor: "u-bench".parse().expect("an actor"), grants: grants() },
        token_sha256: token.hash(),
        expires: None,
    };
    let tokens = folder.join("tokens.toml");
    std::fs::write(&tokens, entry.to_string()).expect("a token file");
    (tokens, token.reveal().to_owned())
}

/// A request of whoever has this token.
pub(crate) fn authorized<T>(message: T, token: &str) -> Request<T> {
    let mut request = Request::new(message);
    request.metadata_mut().insert("authorization", format!("Bearer {token}").parse().expect("ascii"));
    request
}

fn serve(folder: &Path, tokens: &Path) -> Command {
    let mut command = Command::new(beside("besluitspoor"));
    command.args(["serve", "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0"]);
    command.arg("--data").arg(folder.join("data")).arg("--tokens").arg(tokens);
    command
}

/// A program that was built beside this one.
fn beside(name: &str) -> PathBuf {
    let own = std::env::current_exe().expect("this program");
    own.with_file_name(name)
}

fn grants() -> Vec<Grant> {
    let bodies = ["beleidsoverleg", "rbo", "regisseuroverleg", "pora", "oogo"];
    let secretaries = bodies.map(|body| Grant::Secretary { body: body.parse().expect("a body") });
    let coordinator = Grant::Coordinator { party: "swv-ppo-nk".parse().expect("a party") };
    secretaries.into_iter().chain([coordinator, Grant::Administrator, Grant::Auditor]).collect()
}
