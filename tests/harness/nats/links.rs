//! A proxy on each way from one member of a cluster to another, so that ways can be closed. It needs no rights.

use std::net::SocketAddr;

use super::{
    Proxy, ports,
    spot::{Spot, local},
};

/// Members tell each other where a new one is. What they are told leads to nobody, so that no way goes past the proxies.
const NOBODY: u16 = 1;

/// The ways between members.
pub(super) struct Links(Vec<Link>);

struct Link {
    from: usize,
    to: usize,
    proxy: Proxy,
}

impl Links {
    /// Spots for so many members, and the ways between them.
    pub(super) fn between(members: usize) -> (Vec<Spot>, Self) {
        let listen: Vec<u16> = (0..members).map(|_| ports::free()).collect();
        let ways = (0..members).flat_map(|from| (0..members).map(move |to| (from, to)));
        let link = |(from, to)| Link { from, to, proxy: Proxy::before(local(listen[to])) };
        let links: Vec<_> = ways.filter(|(from, to)| from != to).map(link).collect();
        let others = |member: usize| -> Vec<SocketAddr> {
            links.iter().filter(|link| link.from == member).map(|link| link.proxy.listens()).collect()
        };
        let spot = |(member, port): (usize, &u16)| Spot::member(*port, others(member), Some(local(NOBODY)));
        let spots = listen.iter().enumerate().map(spot).collect();
        (spots, Self(links))
    }

    /// Whether nothing passes between a member and the others.
    pub(super) fn hold(&self, member: usize, holds: bool) {
        for link in self.0.iter().filter(|link| link.from == member || link.to == member) {
            link.proxy.hold(holds);
        }
    }
}
