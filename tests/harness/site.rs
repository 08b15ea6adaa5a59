//! A server at work, and everyone who works with it.

use std::{
    fs,
    sync::{Arc, Mutex},
    time::Duration,
};

use domain::framework::Framework;
use tokio::task::spawn_blocking;
use tonic::transport::{Channel, Endpoint};

use crate::{
    http,
    nodes::Health,
    people::{People, Person},
    server::{Home, Server},
    user::{Desk, User},
};

/// The most seconds that a connection over loopback may take.
const CONNECT_SECONDS_MAX: u64 = 10;

/// A server at work, the people of its frameworks, and one connection that they share.
pub struct Site {
    server: Server,
    people: Arc<People>,
    channel: Channel,
    desk: Arc<Desk>,
}

impl Site {
    /// A site of the region Alkmaar: its framework is adopted, and nothing was opened yet.
    ///
    /// # Panics
    /// If the server does not come up.
    pub async fn open() -> Self {
        Self::with(&[alkmaar()]).await
    }

    /// A site of these frameworks, adopted in this order.
    ///
    /// # Panics
    /// If the server does not come up, or a framework is not sound.
    pub async fn with(files: &[&str]) -> Self {
        let site = Self::bare(files, |home| home).await;
        for file in files {
            site.administrator().adopt(file).await.expect("a sound framework is adopted");
        }
        site
    }

    /// A site with the people of these frameworks, which are not adopted yet; in a home that was prepared.
    ///
    /// # Panics
    /// If the server does not come up, or a framework is not sound.
    pub async fn bare(files: &[&str], prepare: impl FnOnce(Home) -> Home) -> Self {
        let sound = |file: &&str| kader::read(file.as_bytes()).expect("the framework is sound");
        let frameworks: Vec<Framework> = files.iter().map(sound).collect();
        let people = Arc::new(People::of(&frameworks));
        let desk = Arc::new(Desk { frameworks, seen: Mutex::default() });
        Self::start(prepare(Home::new(people.file())), people, desk).await
    }

    /// The server.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// The connection, for calls that no user would make.
    pub fn channel(&self) -> Channel {
        self.channel.clone()
    }

    /// Ends the server in good order, does something to its home, and starts it again.
    ///
    /// # Panics
    /// If it does not end well, or does not come up again.
    #[must_use]
    pub async fn restarted(self, between: impl FnOnce(&Home)) -> Self {
        let Self { server, people, desk, .. } = self;
        let (home, status) = blocking(|| server.stop()).await;
        assert!(status.success(), "it ended with {status}");
        between(&home);
        Self::start(home, people, desk).await
    }

    /// Kills the server, does something to its home, and starts it again.
    ///
    /// # Panics
    /// If it does not come up again.
    #[must_use]
    pub async fn crashed(self, between: impl FnOnce(&Home)) -> Self {
        let Self { server, people, desk, .. } = self;
        let home = server.kill();
        between(&home);
        Self::start(home, people, desk).await
    }

    /// Ends the server for good, and leaves its home.
    pub async fn closed(self) -> Home {
        let Self { server, .. } = self;
        blocking(|| server.stop()).await.0
    }

    /// Whether the server says that it serves, and what it says (`/healthz`).
    ///
    /// # Panics
    /// If it does not answer.
    pub fn health(&self) -> Health {
        let answer = http::get(self.server.metrics(), "/healthz").expect("the server answers");
        Health { serves: answer.status == 200, told: answer.body }
    }

    /// The figure of this name in the metrics.
    ///
    /// # Panics
    /// If it does not answer, or has no such figure.
    pub fn figure(&self, name: &str) -> u64 {
        let answer = http::get_with(self.server.metrics(), "/metrics", self.token(&Person::Auditor));
        let answer = answer.expect("the server answers").body;
        let figure = answer.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        figure.unwrap_or_else(|| panic!("no {name} in\n{answer}")).parse().expect("a whole number")
    }

    /// Someone who takes part.
    pub fn user(&self, person: Person) -> User {
        let token = self.people.token(&person).to_owned();
        User::new(self.channel.clone(), Arc::clone(&self.desk), person, &token)
    }

    /// The token of someone who takes part, for programs of others.
    pub fn token(&self, person: &Person) -> &str {
        self.people.token(person)
    }

    /// A coordinator of a party.
    pub fn coordinator(&self, party: &str) -> User {
        self.user(Person::Coordinator(party.into()))
    }

    /// Another coordinator of that party.
    pub fn colleague(&self, party: &str) -> User {
        self.user(Person::Colleague(party.into()))
    }

    /// The secretary of a body.
    pub fn secretary(&self, body: &str) -> User {
        self.user(Person::Secretary(body.into()))
    }

    /// Another secretary of that body.
    pub fn deputy(&self, body: &str) -> User {
        self.user(Person::Deputy(body.into()))
    }

    /// A member of a body.
    pub fn member(&self, body: &str) -> User {
        self.user(Person::Member(body.into()))
    }

    /// The auditor.
    pub fn auditor(&self) -> User {
        self.user(Person::Auditor)
    }

    /// The administrator.
    pub fn administrator(&self) -> User {
        self.user(Person::Administrator)
    }

    /// The frameworks whose people work here.
    pub fn frameworks(&self) -> &[Framework] {
        &self.desk.frameworks
    }

    async fn start(home: Home, people: Arc<People>, desk: Arc<Desk>) -> Self {
        let server = match blocking(|| home.start()).await {
            Ok(server) => server,
            Err((_, not)) => panic!("the server ended with {}:\n{}", not.status, not.log),
        };
        let channel = connected(&server).await;
        Self { server, people, channel, desk }
    }
}

/// Takes the views away; they come back from the journal.
///
/// # Panics
/// If there are none.
pub fn delete_views(home: &Home) {
    fs::remove_dir_all(home.views()).expect("the views");
}

/// The framework of the region Alkmaar, as a file.
pub fn alkmaar() -> &'static str {
    text(kader::shipped::regio_alkmaar())
}

/// Its variant with a short first round, as a file.
pub fn alkmaar_kort() -> &'static str {
    text(kader::shipped::regio_alkmaar_kort())
}

/// The example of the region with a ladder, as a file.
pub fn laddered() -> &'static str {
    include_str!("../../crates/kader/frameworks/voorbeelden/escalatieladder.toml")
}

/// Waits for a process on another thread: a connection that nobody tends keeps a server from ending in order.
pub(crate) async fn blocking<T: Send + 'static>(wait: impl FnOnce() -> T + Send + 'static) -> T {
    spawn_blocking(wait).await.expect("it does not panic")
}

/// A connection to a server that listens.
pub(crate) async fn connected(server: &Server) -> Channel {
    let endpoint = Endpoint::from_shared(format!("http://{}", server.grpc())).expect("an address");
    let endpoint = endpoint.connect_timeout(Duration::from_secs(CONNECT_SECONDS_MAX)).tcp_nodelay(true);
    endpoint.connect().await.expect("the server listens")
}

fn text(file: &'static [u8]) -> &'static str {
    std::str::from_utf8(file).expect("a framework file is text")
}
