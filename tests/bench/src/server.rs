//! A server as a process of its own, killed when it is dropped.

use std::{path::PathBuf, process::Stdio};

use access::{Caller, Grant, Token, register::Entry};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
};
use tonic::transport::{Channel, Endpoint};

/// A server that listens.
pub(crate) struct Server {
    address: String,
    _process: Child,
}

impl Server {
    /// The program itself, on a data directory of its own. Gives the token of someone who may do everything.
    pub(crate) async fn besluitspoor(data: &std::path::Path) -> (Self, String) {
        let token = Token::generate().expect("randomness");
        let entry = Entry {
            caller: Caller { actor: "u-bench".parse().expect("an actor"), grants: grants() },
            token_sha256: token.hash(),
            expires: None,
        };
        let tokens = data.join("tokens.toml");
        std::fs::write(&tokens, entry.to_string()).expect("a token file");
        let mut command = Command::new(beside("besluitspoor"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0"]);
        command.arg("--data").arg(data.join("data")).arg("--tokens").arg(tokens);
        (Self::start(command).await, token.reveal().to_owned())
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

    /// A connection.
    pub(crate) async fn connect(&self) -> Channel {
        let endpoint = Endpoint::from_shared(self.address.clone()).expect("an address");
        endpoint.tcp_nodelay(true).connect().await.expect("it listens")
    }
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
