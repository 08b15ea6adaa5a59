//! Three NATS servers, each in a network namespace of its own, as if on a machine of its own: one can be cut off from
//! everyone without either end being told. Needs root, and the program `ip`.

use std::{
    fs,
    net::Ipv4Addr,
    process::{self, Child, Command, Stdio},
};

use tempfile::TempDir;

use crate::nats;

/// How many there are.
const MEMBERS: u8 = 3;
/// Where each listens for clients and for the others: nobody else is in its namespace.
const CLIENTS: u16 = 4222;
const ROUTES: u16 = 6222;

/// The servers, and the network between them and us. Dropping it ends both.
pub struct Apart {
    bridge: String,
    network: [u8; 2],
    folder: TempDir,
    processes: Vec<Child>,
}

impl Apart {
    /// Starts them, and waits for nothing; none if this machine lets us make no network.
    ///
    /// # Panics
    /// If there is no `nats-server`, or the network can be made in part only.
    pub fn start() -> Option<Self> {
        let pid = process::id();
        let bridge = format!("bs{pid}");
        clear(&bridge);
        if !ip(&format!("netns add {bridge}-1")) || !ip(&format!("link add {bridge} type bridge")) {
            clear(&bridge);
            return None;
        }
        let folder = tempfile::Builder::new().prefix("besluitspoor-nats-").tempdir().expect("a directory");
        let [_, _, high, low] = pid.to_be_bytes();
        // Other test programs have another process id, and so another network.
        let mut apart = Self { bridge, network: [64 + high % 64, low], folder, processes: Vec::new() };
        let here = apart.address(0);
        must(&format!("addr add {here}/24 dev {}", apart.bridge));
        must(&format!("link set {} up", apart.bridge));
        for member in 1..=MEMBERS {
            apart.connect(member);
        }
        apart.processes = (1..=MEMBERS).map(|member| apart.spawn(member)).collect();
        Some(apart)
    }

    /// Where clients connect, in the order of the members.
    pub fn urls(&self) -> Vec<String> {
        (1..=MEMBERS).map(|member| format!("nats://{}:{CLIENTS}", self.address(member))).collect()
    }

    /// The name of a member, as NATS tells it; the first is 1.
    pub fn name(member: u8) -> String {
        format!("nats-{member}")
    }

    /// The member with this name.
    ///
    /// # Panics
    /// If there is none.
    pub fn named(name: &str) -> u8 {
        (1..=MEMBERS).find(|member| Self::name(*member) == name).expect("a member")
    }

    /// From now on nothing reaches a member, and nothing comes from it. Nobody is told.
    ///
    /// # Panics
    /// If the network is not ours.
    pub fn cut_off(&self, member: u8) {
        must(&format!("link set {} down", self.link(member)));
    }

    /// Everything goes to and from it again.
    ///
    /// # Panics
    /// If the network is not ours.
    pub fn mend(&self, member: u8) {
        must(&format!("link set {} up", self.link(member)));
    }

    /// From now on a member and the others do not reach each other, and we reach all of them.
    ///
    /// # Panics
    /// If the network is not ours.
    pub fn part(&self, member: u8) {
        self.each_way(member, "add");
    }

    /// They reach each other again.
    ///
    /// # Panics
    /// If the network is not ours.
    pub fn join(&self, member: u8) {
        self.each_way(member, "del");
    }

    fn each_way(&self, member: u8, verb: &str) {
        for other in (1..=MEMBERS).filter(|other| *other != member) {
            for (from, to) in [(member, other), (other, member)] {
                // Both ways: a leader that only hears the others learns that they have elected another.
                let (namespace, to) = (self.namespace(from), self.address(to));
                must(&format!("-n {namespace} route {verb} blackhole {to}/32"));
            }
        }
    }

    fn connect(&self, member: u8) {
        let (namespace, link, address) = (self.namespace(member), self.link(member), self.address(member));
        if member > 1 {
            must(&format!("netns add {namespace}"));
        }
        must(&format!("link add {link} type veth peer name eth0 netns {namespace}"));
        must(&format!("link set {link} master {} up", self.bridge));
        must(&format!("-n {namespace} addr add {address}/24 dev eth0"));
        must(&format!("-n {namespace} link set eth0 up"));
        must(&format!("-n {namespace} link set lo up"));
    }

    fn spawn(&self, member: u8) -> Child {
        let (name, address) = (Self::name(member), self.address(member));
        let folder = self.folder.path().join(&name);
        fs::create_dir(&folder).expect("a directory");
        let routes: Vec<_> =
            (1..=MEMBERS).map(|other| format!("\"nats://{}:{ROUTES}\"", self.address(other))).collect();
        let config = format!(
            "server_name: {name}\nlisten: \"{address}:{CLIENTS}\"\nmax_payload: 4MB\n\
             jetstream {{ store_dir: {folder:?}, sync_interval: always }}\n\
             cluster {{ name: test, listen: \"{address}:{ROUTES}\", routes: [{}] }}\n",
            routes.join(", ")
        );
        let file = folder.with_extension("conf");
        fs::write(&file, config).expect("room for a configuration");
        let log = fs::File::create(folder.with_extension("log")).expect("a log");
        let mut command = Command::new("ip");
        command.args(["netns", "exec", &self.namespace(member)]).arg(nats::binary()).arg("-c").arg(file);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        command.spawn().expect("nats-server can be run")
    }

    fn address(&self, member: u8) -> Ipv4Addr {
        let [high, low] = self.network;
        Ipv4Addr::new(10, high, low, member + 1)
    }

    fn namespace(&self, member: u8) -> String {
        format!("{}-{member}", self.bridge)
    }

    fn link(&self, member: u8) -> String {
        format!("{}v{member}", self.bridge)
    }
}

impl Drop for Apart {
    fn drop(&mut self) {
        for process in &mut self.processes {
            drop(process.kill());
            drop(process.wait());
        }
        clear(&self.bridge);
    }
}

/// Takes away what is there of a network, also what another program with our process id has left.
fn clear(bridge: &str) {
    for member in 1..=MEMBERS {
        ip(&format!("netns del {bridge}-{member}"));
    }
    ip(&format!("link del {bridge}"));
}

/// Whether `ip` did it.
fn ip(line: &str) -> bool {
    let ran = Command::new("ip").args(line.split(' ')).stdin(Stdio::null()).output();
    ran.is_ok_and(|ran| ran.status.success())
}

fn must(line: &str) {
    assert!(ip(line), "ip {line}");
}
