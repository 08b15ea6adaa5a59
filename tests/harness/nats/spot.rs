//! Where a server is, and how it gets to the others of its cluster.

use std::net::{Ipv4Addr, SocketAddr};

use super::ports;

/// Where a server is.
pub(super) struct Spot {
    pub(super) host: Ipv4Addr,
    /// What it is started through, e.g. a program that goes into its network first.
    pub(super) through: Vec<String>,
    /// `None` if it is alone.
    pub(super) cluster: Option<Routes>,
}

/// How a member gets to the others.
pub(super) struct Routes {
    /// Where it listens for them.
    pub(super) listen: u16,
    /// Where it finds them. It may stand in the list itself.
    pub(super) others: Vec<SocketAddr>,
    /// Where they are told that it is, if that is not where it listens.
    pub(super) advertise: Option<SocketAddr>,
}

impl Spot {
    /// Alone, on loopback.
    pub(super) fn alone() -> Self {
        Self { host: Ipv4Addr::LOCALHOST, through: Vec::new(), cluster: None }
    }

    /// A member on loopback.
    pub(super) fn member(listen: u16, others: Vec<SocketAddr>, advertise: Option<SocketAddr>) -> Self {
        Self { cluster: Some(Routes { listen, others, advertise }), ..Self::alone() }
    }

    /// So many members on loopback. Each has the same list, as members have that run for real.
    pub(super) fn members(count: usize) -> Vec<Self> {
        let listen: Vec<u16> = (0..count).map(|_| ports::free()).collect();
        let all: Vec<_> = listen.iter().map(|port| local(*port)).collect();
        listen.into_iter().map(|port| Self::member(port, all.clone(), None)).collect()
    }
}

/// A port of loopback.
pub(super) fn local(port: u16) -> SocketAddr {
    (Ipv4Addr::LOCALHOST, port).into()
}
