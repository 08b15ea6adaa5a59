//! Three servers that keep every stream together.

use std::{
    net::Ipv4Addr,
    ops::{Index, IndexMut},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use async_nats::ConnectOptions;
use serde_json::Value;

use super::{Access, LOOK_EVERY, Mode, READY_SECONDS_MAX, Role, Server, mode::Setup, spot::Spot};

/// How many servers a cluster has: one may fail.
pub(super) const MEMBERS: usize = 3;
/// How often other ports are tried when a member does not come up.
const STARTS_MAX: u32 = 3;

/// Three servers; `cluster[0]` is the first. Dropping it kills them.
pub struct Cluster {
    setup: Arc<Setup>,
    members: Vec<Server>,
}

impl Cluster {
    /// Starts three servers, and waits until they are [ready](Self::wait_until_ready).
    ///
    /// # Panics
    /// If there is no binary, or they are not ready in time.
    pub fn start(mode: Mode) -> Self {
        let setup = Setup::shared(mode, &[Ipv4Addr::LOCALHOST]);
        Self::start_at(&setup, || (Spot::members(MEMBERS), ())).0
    }

    /// Starts servers at the spots that are found for them, with what goes with those.
    pub(super) fn start_at<W>(setup: &Arc<Setup>, find: impl Fn() -> (Vec<Spot>, W)) -> (Self, W) {
        for _ in 0..STARTS_MAX {
            let (spots, with) = find();
            let mut cluster = Self::prepare(setup, spots);
            cluster.members.iter_mut().for_each(Server::spawn);
            if cluster.becomes_ready() {
                return (cluster, with);
            }
            // Only a member whose port was taken ends by itself.
            assert!(cluster.members.iter_mut().any(Server::has_ended), "not ready:\n{}", cluster.logs());
        }
        panic!("no cluster came up in {STARTS_MAX} attempts");
    }

    fn prepare(setup: &Arc<Setup>, spots: Vec<Spot>) -> Self {
        let prepare = |(spot, number)| Server::prepare(Arc::clone(setup), &format!("nats-{number}"), spot);
        Self { setup: Arc::clone(setup), members: spots.into_iter().zip(1..).map(prepare).collect() }
    }

    /// Where clients connect, in the order of the members.
    pub fn urls(&self) -> Vec<String> {
        self.members.iter().map(Server::url).collect()
    }

    /// How services get to them.
    pub fn access(&self) -> Access {
        Access::to(&self.setup, &self.members)
    }

    /// What a client of this role connects with: key, inbox prefix and authority. Nothing of it in plain mode.
    pub fn options(&self, role: Role) -> ConnectOptions {
        self.setup.options(role)
    }

    /// The members, in order.
    pub fn members(&self) -> &[Server] {
        &self.members
    }

    /// Kills those that run, starts all at once with their ports and their data, and waits until they are ready.
    ///
    /// # Panics
    /// If they are not ready in time.
    pub fn restart_all(&mut self) {
        self.start_all_again();
        self.wait_until_ready();
    }

    /// Kills those that run, starts all at once with their ports and their data, and waits for nothing.
    ///
    /// # Panics
    /// If there is no binary.
    pub fn start_all_again(&mut self) {
        self.members.iter_mut().for_each(Server::kill);
        self.members.iter_mut().for_each(Server::spawn);
    }

    /// Waits until the members that run have elected who leads them, and every one of them is up to date. Each stream has
    /// an election of its own: after a restart, [`leader_of`](Self::leader_of) waits for that.
    ///
    /// # Panics
    /// If that takes longer than [`READY_SECONDS_MAX`].
    pub fn wait_until_ready(&mut self) {
        assert!(self.becomes_ready(), "the members are not ready:\n{}", self.logs());
    }

    /// Which member leads this stream. Waits for an election in progress.
    ///
    /// # Panics
    /// If nobody leads it within [`READY_SECONDS_MAX`].
    pub fn leader_of(&self, stream: &str) -> usize {
        self.leader_among(stream, |_| true)
    }

    /// Which member leads this stream besides one that may think that it does, because nobody told it otherwise. Waits for
    /// an election in progress.
    ///
    /// # Panics
    /// If nobody else leads it within [`READY_SECONDS_MAX`].
    pub fn leader_besides(&self, stream: &str, member: usize) -> usize {
        self.leader_among(stream, |other| other != member)
    }

    fn leader_among(&self, stream: &str, may: impl Fn(usize) -> bool) -> usize {
        let until = Instant::now() + Duration::from_secs(READY_SECONDS_MAX);
        while Instant::now() < until {
            let mut members = self.members.iter().enumerate().filter(|(index, _)| may(*index));
            if let Some((leader, _)) = members.find(|(_, member)| leads(member, stream)) {
                return leader;
            }
            thread::sleep(LOOK_EVERY);
        }
        panic!("nobody leads {stream}:\n{}", self.logs());
    }

    fn becomes_ready(&mut self) -> bool {
        let until = Instant::now() + Duration::from_secs(READY_SECONDS_MAX);
        while Instant::now() < until {
            if self.members.iter_mut().any(|member| member.runs() && member.has_ended()) {
                return false;
            }
            if self.is_ready() {
                return true;
            }
            thread::sleep(LOOK_EVERY);
        }
        false
    }

    fn is_ready(&mut self) -> bool {
        let running: Vec<_> = self.members.iter().filter(|member| member.runs()).map(Server::name).collect();
        let others = running.len() - 1;
        let has_leader = self.members.iter().filter(|member| member.runs()).any(|member| {
            let Some(state) = member.monitor("/jsz") else { return false };
            let replicas = state["meta_cluster"]["replicas"].as_array().cloned().unwrap_or_default();
            let is_current = |replica: &&Value| {
                replica["current"] == true && running.iter().any(|name| replica["name"] == **name)
            };
            state["meta_cluster"]["leader"] == *member.name()
                && replicas.iter().filter(is_current).count() == others
        });
        has_leader && self.members.iter_mut().filter(|member| member.runs()).all(Server::is_healthy)
    }

    fn logs(&self) -> String {
        self.members.iter().map(|member| format!("{}:\n{}\n", member.name(), member.end_of_log())).collect()
    }
}

/// Whether this member says of itself that it leads the stream, in whatever account.
fn leads(member: &Server, stream: &str) -> bool {
    let Some(state) = member.monitor("/jsz?accounts=true&streams=true") else { return false };
    let accounts = state["account_details"].as_array().into_iter().flatten();
    let mut streams = accounts.flat_map(|account| account["stream_detail"].as_array().into_iter().flatten());
    streams.any(|found| found["name"] == *stream && found["cluster"]["leader"] == *member.name())
}

impl Index<usize> for Cluster {
    type Output = Server;

    fn index(&self, index: usize) -> &Server {
        &self.members[index]
    }
}

impl IndexMut<usize> for Cluster {
    fn index_mut(&mut self, index: usize) -> &mut Server {
        &mut self.members[index]
    }
}
