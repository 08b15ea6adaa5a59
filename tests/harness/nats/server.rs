//! One `nats-server` as a process.

use std::{
    fs,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use async_nats::ConnectOptions;
use serde_json::Value;
use tempfile::TempDir;

use super::{
    Access, LOOK_EVERY, Mode, READY_SECONDS_MAX, Role, binary,
    mode::{Place, Setup},
    ports,
    spot::Spot,
};
use crate::http;

/// How often other ports are tried when a server does not come up.
const STARTS_MAX: u32 = 3;
/// How much of the log is shown when a test fails.
const LOG_LINES_SHOWN: usize = 30;

/// A server, running or not, with its ports and its data. Dropping it kills it.
pub struct Server {
    setup: Arc<Setup>,
    name: String,
    spot: Box<Spot>,
    client: SocketAddr,
    monitor: SocketAddr,
    folder: TempDir,
    process: Option<Child>,
}

impl Server {
    /// Starts one server that is alone (one replica), and waits until JetStream is ready.
    ///
    /// # Panics
    /// If there is no binary, or the server is not ready in time.
    pub fn start(mode: Mode) -> Self {
        let setup = Setup::shared(mode, &[Ipv4Addr::LOCALHOST]);
        for _ in 0..STARTS_MAX {
            let mut server = Self::prepare(Arc::clone(&setup), "nats-1", Spot::alone());
            server.spawn();
            // Only a server whose port was taken ends by itself.
            if happens(|| server.has_ended() || server.is_healthy()) && !server.has_ended() {
                return server;
            }
        }
        panic!("no server came up in {STARTS_MAX} attempts");
    }

    /// A server that does not run yet.
    pub(super) fn prepare(setup: Arc<Setup>, name: &str, spot: Spot) -> Self {
        let folder = tempfile::Builder::new().prefix("besluitspoor-nats-").tempdir().expect("a directory");
        let [client, monitor] = [(); 2].map(|()| SocketAddr::new(IpAddr::V4(spot.host), ports::free()));
        Self { setup, name: name.to_owned(), spot: Box::new(spot), client, monitor, folder, process: None }
    }

    /// How services get to this server alone.
    pub fn access(&self) -> Access {
        Access::to(&self.setup, std::slice::from_ref(self))
    }

    /// Where clients connect: `nats://…`, or `tls://…`.
    pub fn url(&self) -> String {
        let scheme = if self.setup.ca().is_some() { "tls" } else { "nats" };
        format!("{scheme}://{}", self.address())
    }

    /// The same without the scheme, for a [`Proxy`](super::Proxy).
    pub fn address(&self) -> String {
        self.client.to_string()
    }

    /// Where monitoring answers: `http://…`.
    pub fn monitor_url(&self) -> String {
        format!("http://{}", self.monitor)
    }

    /// What monitoring answers under a path such as `/jsz?streams=true`; none while the server is down or frozen.
    pub fn monitor(&self, path: &str) -> Option<Value> {
        serde_json::from_str(&http::get(self.monitor, path)?.body).ok()
    }

    /// The name of the server, as NATS tells it, e.g. of a leader.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What a client of this role connects with: key, inbox prefix and authority. Nothing of it in plain mode.
    pub fn options(&self, role: Role) -> ConnectOptions {
        self.setup.options(role)
    }

    /// The secret half of a role's key, as it would stand in a file.
    ///
    /// # Panics
    /// Never: the key was made with it.
    pub fn seed(&self, role: Role) -> String {
        self.setup.seed(role)
    }

    /// The file with the key of a role; none in plain mode.
    pub fn key_file(&self, role: Role) -> Option<PathBuf> {
        self.setup.key_file(role)
    }

    /// The authority to trust, PEM; none without TLS.
    pub fn ca(&self) -> Option<PathBuf> {
        self.setup.ca()
    }

    /// Everything that was logged so far.
    pub fn log(&self) -> String {
        fs::read_to_string(self.log_file()).unwrap_or_default()
    }

    /// Whether there is a process, frozen or not.
    pub fn runs(&self) -> bool {
        self.process.is_some()
    }

    /// SIGKILL: what was written stays with the system, what was not is gone. Nothing if it does not run.
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            drop(process.kill());
            drop(process.wait());
        }
    }

    /// SIGTERM, and waits for the end.
    ///
    /// # Panics
    /// If it does not end in time.
    pub fn stop(&mut self) {
        self.signal("TERM");
        assert!(happens(|| self.has_ended()), "{} does not end:\n{}", self.name, self.end_of_log());
        self.process = None;
    }

    /// SIGSTOP: connections stay open, and nothing answers.
    ///
    /// # Panics
    /// If a thread of it still runs after [`READY_SECONDS_MAX`].
    pub fn freeze(&self) {
        self.signal("STOP");
        // The signal stops one thread after the other, and on a busy machine the last one still answers.
        assert!(happens(|| self.stands_still()), "{} goes on", self.name);
    }

    /// SIGCONT: it goes on where it was, as if no time had passed.
    pub fn thaw(&self) {
        self.signal("CONT");
    }

    /// Starts it again, with its ports and its data, and waits until its own part is ready. Ends it first if it runs.
    ///
    /// # Panics
    /// If it is not ready in time. A member of a cluster is ready only together with another one: if none runs, use
    /// [`Cluster::restart_all`](super::Cluster::restart_all).
    pub fn restart(&mut self) {
        self.start_again();
        assert!(happens(|| self.is_healthy()), "{} is not ready:\n{}", self.name, self.end_of_log());
    }

    /// Starts it again, with its ports and its data, and waits for nothing. Ends it first if it runs.
    ///
    /// # Panics
    /// If there is no binary.
    pub fn start_again(&mut self) {
        self.kill();
        self.spawn();
    }

    /// Removes everything that it stored. Ends it first if it runs.
    ///
    /// # Panics
    /// If the directory cannot be removed.
    pub fn wipe(&mut self) {
        self.kill();
        let data = self.data();
        if data.exists() {
            fs::remove_dir_all(data).expect("the data of a server that ended");
        }
    }

    /// The directory of what it stores.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(super) fn spawn(&mut self) {
        let log = fs::OpenOptions::new().create(true).append(true).open(self.log_file()).expect("a log");
        let data = self.data();
        let place = Place {
            name: &self.name,
            client: self.client,
            monitor: self.monitor,
            routes: self.spot.cluster.as_ref(),
            data: &data,
        };
        let mut command = match self.spot.through.split_first() {
            None => Command::new(binary()),
            Some((first, rest)) => {
                let mut command = Command::new(first);
                command.args(rest).arg(binary());
                command
            }
        };
        self.setup.configure(&mut command, &place, self.folder.path());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        self.process = Some(command.spawn().expect("nats-server can be run"));
    }

    /// Whether JetStream is there and every stream of this server is up to date.
    pub(super) fn is_healthy(&mut self) -> bool {
        self.monitor("/healthz").is_some_and(|health| health["status"] == "ok")
    }

    pub(super) fn has_ended(&mut self) -> bool {
        self.process.as_mut().is_none_or(|process| process.try_wait().is_ok_and(|status| status.is_some()))
    }

    pub(super) fn end_of_log(&self) -> String {
        let log = self.log();
        let lines: Vec<_> = log.lines().collect();
        lines[lines.len().saturating_sub(LOG_LINES_SHOWN)..].join("\n")
    }

    /// Whether each of its threads is stopped, by what Linux says of them.
    fn stands_still(&self) -> bool {
        let process = self.process.as_ref().expect("it was sent a signal");
        let threads = fs::read_dir(format!("/proc/{}/task", process.id())).into_iter().flatten().flatten();
        let mut states = threads.filter_map(|thread| fs::read_to_string(thread.path().join("stat")).ok());
        // The state follows the name, which is in brackets and may hold anything.
        states.all(|state| state.rsplit(") ").next().is_some_and(|state| state.starts_with('T')))
    }

    /// Sends a signal through the program `kill`: there is no safe call for it in the standard library.
    fn signal(&self, signal: &str) {
        let process = self.process.as_ref().expect("only a server that runs is sent a signal");
        let sent = Command::new("kill").arg(format!("-{signal}")).arg(process.id().to_string()).status();
        assert!(sent.is_ok_and(|status| status.success()), "{} gets no {signal}", self.name);
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("log.txt")
    }
}

/// Whether it happens within [`READY_SECONDS_MAX`].
fn happens(mut it: impl FnMut() -> bool) -> bool {
    let until = Instant::now() + Duration::from_secs(READY_SECONDS_MAX);
    while Instant::now() < until {
        if it() {
            return true;
        }
        thread::sleep(LOOK_EVERY);
    }
    false
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}
