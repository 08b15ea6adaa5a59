//! The services of one region as processes of their own, on a journal on NATS that they share: several intakes, several
//! agendas and audit services, each with a data directory of its own.

use std::{
    env,
    path::PathBuf,
    process::Command,
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use tonic::transport::{Channel, Endpoint};

use crate::{
    http,
    nats::{Access, Role},
    people::{People, Person},
    server::{Home, Server, binary},
    site::{alkmaar, blocking, connected},
    terminal::Terminal,
    user::{Desk, User},
};

/// The region, as the servers know it.
pub const REGION: &str = "alkmaar";
/// The stream of its records.
pub const RECORDS: &str = "besluitspoor-alkmaar";
/// The stream of its texts.
pub const TEXTS: &str = "besluitspoor-alkmaar-texts";
/// How long it is tried to make the streams: members that have just met take none yet.
const INIT_WITHIN: Duration = Duration::from_secs(30);
/// How long to wait before it is tried again.
const INIT_PAUSE: Duration = Duration::from_millis(200);
/// Where nobody listens: what calls to a process that was killed get to.
const NOBODY: &str = "http://127.0.0.1:1";

/// What the processes of a region have in common: the servers, the people, and what anyone has seen.
pub struct Nodes {
    access: Access,
    people: Arc<People>,
    desk: Arc<Desk>,
}

/// A process with some of the services. Dropping it kills it.
pub struct Node {
    people: Arc<People>,
    desk: Arc<Desk>,
    state: Mutex<State>,
}

/// What a process says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Whether it serves.
    pub serves: bool,
    /// Its words.
    pub told: String,
}

struct State {
    place: Place,
    channel: Channel,
}

enum Place {
    Runs(Server),
    Ended(Home),
    /// While it starts; nobody looks then.
    Between,
}

impl Nodes {
    /// The streams of the region, made on these servers by the command line; nothing runs yet.
    ///
    /// # Panics
    /// If they are not made in time.
    pub fn on(access: Access) -> Self {
        let frameworks = vec![kader::read(alkmaar().as_bytes()).expect("the framework is sound")];
        let people = Arc::new(People::of(&frameworks));
        let nodes = Self { access, people, desk: Arc::new(Desk { frameworks, seen: Mutex::default() }) };
        let until = Instant::now() + INIT_WITHIN;
        loop {
            let Err(told) = nodes.init() else { return nodes };
            assert!(Instant::now() < until, "the streams are not made: {told}");
            thread::sleep(INIT_PAUSE);
        }
    }

    /// Starts a process with these services, e.g. `intake`.
    ///
    /// # Panics
    /// If it does not serve in time.
    pub async fn start(&self, services: &str) -> Node {
        self.start_at(services, &self.access).await
    }

    /// The same, in a home to which something is done first, and told more.
    ///
    /// # Panics
    /// If it does not serve in time.
    pub async fn start_in(&self, services: &str, more: &[String], prepare: impl FnOnce(&Home)) -> Node {
        let node = self.node(services, &self.access, more);
        node.start_again(prepare).await;
        node
    }

    /// Starts one that is told another way to the servers.
    ///
    /// # Panics
    /// If it does not serve in time.
    pub async fn start_at(&self, services: &str, access: &Access) -> Node {
        let node = self.node(services, access, &[]);
        node.start_again(|_| ()).await;
        node
    }

    /// A process that was not started yet.
    fn node(&self, services: &str, access: &Access, more: &[String]) -> Node {
        let journal = journal(access, role(services));
        let services = ["--services".to_owned(), services.to_owned()];
        let home = Home::new(self.people.file())
            .told(services.into_iter().chain(journal).chain(more.iter().cloned()));
        let (people, desk) = (Arc::clone(&self.people), Arc::clone(&self.desk));
        Node { people, desk, state: Mutex::new(State { place: Place::Ended(home), channel: nobody() }) }
    }

    fn init(&self) -> Result<(), String> {
        let mut command = Command::new(binary());
        for (name, _) in env::vars().filter(|(name, _)| name.starts_with("BESLUITSPOOR_")) {
            command.env_remove(name);
        }
        let ran = command
            .args(["journal", "init"])
            .args(journal(&self.access, Role::Administrator))
            .output()
            .expect("the binary can be run");
        if ran.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&ran.stderr).into_owned()) }
    }
}

/// Where the journal is and who asks, as the command line is told.
pub fn journal(access: &Access, role: Role) -> Vec<String> {
    let region = ["--nats-region", REGION].map(str::to_owned);
    region.into_iter().chain(access.flags(role)).collect()
}

/// As whom a process with these services asks.
fn role(services: &str) -> Role {
    if services.contains("intake") { Role::Intake } else { Role::Reader }
}

impl Node {
    /// Someone who takes part, and asks this process. A user of before it was started again asks nobody.
    pub fn user(&self, person: Person) -> User {
        let token = self.people.token(&person).to_owned();
        User::new(self.locked().channel.clone(), Arc::clone(&self.desk), person, &token)
    }

    /// The terminal of someone who asks this process.
    ///
    /// # Panics
    /// If it does not run.
    pub fn terminal(&self, person: &Person) -> Terminal {
        let Place::Runs(server) = &self.locked().place else { panic!("it does not run") };
        Terminal::at(format!("http://{}", server.grpc()), self.people.token(person))
    }

    /// The auditor, who may read everything.
    pub fn auditor(&self) -> User {
        self.user(Person::Auditor)
    }

    /// Everything that it logged so far.
    pub fn log(&self) -> String {
        match &self.locked().place {
            Place::Runs(server) => server.home().log(),
            Place::Ended(home) => home.log(),
            Place::Between => String::new(),
        }
    }

    /// Its data directory, whether it runs or not.
    ///
    /// # Panics
    /// While it starts.
    pub fn data(&self) -> PathBuf {
        self.at(Home::data)
    }

    /// The list of erasures, which is kept beside the data directory.
    ///
    /// # Panics
    /// As [`data`](Self::data).
    pub fn erasures(&self) -> PathBuf {
        self.at(Home::erasures)
    }

    fn at(&self, place: impl Fn(&Home) -> PathBuf) -> PathBuf {
        match &self.locked().place {
            Place::Runs(server) => place(server.home()),
            Place::Ended(home) => place(home),
            Place::Between => panic!("it is about to run"),
        }
    }

    /// Whether it says that it serves, and what it says (`/healthz`). None if it does not run, or does not answer.
    pub fn health(&self) -> Option<Health> {
        let metrics = match &self.locked().place {
            Place::Runs(server) => server.metrics(),
            Place::Ended(_) | Place::Between => return None,
        };
        let answer = http::get(metrics, "/healthz")?;
        Some(Health { serves: answer.status == 200, told: answer.body })
    }

    /// Ends it as a loss of power would (SIGKILL).
    pub fn kill(&self) {
        let mut state = self.locked();
        let place = std::mem::replace(&mut state.place, Place::Between);
        state.place = match place {
            Place::Runs(server) => Place::Ended(server.kill()),
            other @ (Place::Ended(_) | Place::Between) => other,
        };
        state.channel = nobody();
    }

    /// Asks it to end (SIGTERM), and waits for that.
    ///
    /// # Panics
    /// If it does not run, or does not end well in time.
    pub async fn stop(&self) {
        let place = std::mem::replace(&mut self.locked().place, Place::Between);
        // A connection that nobody tends keeps it from ending in order.
        self.locked().channel = nobody();
        let Place::Runs(server) = place else { panic!("it does not run") };
        let (home, status) = blocking(|| server.stop()).await;
        assert!(status.success(), "it ended with {status}");
        self.locked().place = Place::Ended(home);
    }

    /// Does something to the home of a process that has ended, and starts it again.
    ///
    /// # Panics
    /// If it runs, or does not serve in time.
    pub async fn start_again(&self, between: impl FnOnce(&Home)) {
        let place = std::mem::replace(&mut self.locked().place, Place::Between);
        let Place::Ended(home) = place else { panic!("it has not ended") };
        between(&home);
        let server = match blocking(|| home.start()).await {
            Ok(server) => server,
            Err((_, not)) => panic!("the process ended with {}:\n{}", not.status, not.log),
        };
        let channel = connected(&server).await;
        *self.locked() = State { place: Place::Runs(server), channel };
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn nobody() -> Channel {
    Endpoint::from_static(NOBODY).connect_lazy()
}
