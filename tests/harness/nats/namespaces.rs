//! A network namespace for each of three servers, as if on a machine of its own: one can be cut off from everyone without
//! either end being told. Needs root, and the program `ip`.

use std::{
    net::{Ipv4Addr, SocketAddr},
    process::{self, Command, Stdio},
};

use super::{
    cluster::MEMBERS,
    ports,
    spot::{Routes, Spot},
};

/// The network between the servers and us. Dropping it ends it.
pub(super) struct Namespaces {
    bridge: String,
    network: [u8; 2],
}

impl Namespaces {
    /// Makes them; none if this machine lets us make no network.
    ///
    /// # Panics
    /// If the network can be made in part only.
    pub(super) fn make() -> Option<Self> {
        let pid = process::id();
        let bridge = format!("bs{pid}");
        clear(&bridge);
        if !ip(&format!("netns add {bridge}-0")) || !ip(&format!("link add {bridge} type bridge")) {
            clear(&bridge);
            return None;
        }
        let [_, _, high, low] = pid.to_be_bytes();
        // Other test programs have another process id, and so another network.
        let namespaces = Self { bridge, network: [64 + high % 64, low] };
        must(&format!("addr add {}/24 dev {}", namespaces.address(1), namespaces.bridge));
        must(&format!("link set {} up", namespaces.bridge));
        (0..MEMBERS).for_each(|member| namespaces.connect(member));
        Some(namespaces)
    }

    /// The addresses of the members.
    pub(super) fn hosts(&self) -> Vec<Ipv4Addr> {
        (0..MEMBERS).map(|member| self.host(member)).collect()
    }

    /// A spot for each member, with ports that are free there.
    pub(super) fn spots(&self) -> Vec<Spot> {
        let listen = ports::free();
        let others: Vec<_> = self.hosts().into_iter().map(|host| SocketAddr::from((host, listen))).collect();
        let spot = |member| Spot {
            host: self.host(member),
            through: ["ip", "netns", "exec", &self.namespace(member)].map(str::to_owned).to_vec(),
            cluster: Some(Routes { listen, others: others.clone(), advertise: None }),
        };
        (0..MEMBERS).map(spot).collect()
    }

    pub(super) fn cut_off(&self, member: usize) {
        must(&format!("link set {} down", self.link(member)));
    }

    pub(super) fn mend(&self, member: usize) {
        must(&format!("link set {} up", self.link(member)));
    }

    pub(super) fn part(&self, member: usize) {
        self.each_way(member, "add");
    }

    pub(super) fn join(&self, member: usize) {
        self.each_way(member, "del");
    }

    fn each_way(&self, member: usize, verb: &str) {
        for other in (0..MEMBERS).filter(|other| *other != member) {
            for (from, to) in [(member, other), (other, member)] {
                // Both ways: a leader that only hears the others learns that they have elected another.
                let (namespace, to) = (self.namespace(from), self.host(to));
                must(&format!("-n {namespace} route {verb} blackhole {to}/32"));
            }
        }
    }

    fn connect(&self, member: usize) {
        let (namespace, link, host) = (self.namespace(member), self.link(member), self.host(member));
        if member > 0 {
            must(&format!("netns add {namespace}"));
        }
        must(&format!("link add {link} type veth peer name eth0 netns {namespace}"));
        must(&format!("link set {link} master {} up", self.bridge));
        must(&format!("-n {namespace} addr add {host}/24 dev eth0"));
        must(&format!("-n {namespace} link set eth0 up"));
        must(&format!("-n {namespace} link set lo up"));
    }

    /// The first address is ours.
    fn host(&self, member: usize) -> Ipv4Addr {
        self.address(u8::try_from(member).expect("a few") + 2)
    }

    fn address(&self, last: u8) -> Ipv4Addr {
        let [high, low] = self.network;
        Ipv4Addr::new(10, high, low, last)
    }

    fn namespace(&self, member: usize) -> String {
        format!("{}-{member}", self.bridge)
    }

    fn link(&self, member: usize) -> String {
        format!("{}v{member}", self.bridge)
    }
}

impl Drop for Namespaces {
    fn drop(&mut self) {
        clear(&self.bridge);
    }
}

/// Takes away what is there of a network, also what another program with our process id has left.
fn clear(bridge: &str) {
    for member in 0..MEMBERS {
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
