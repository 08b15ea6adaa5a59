//! Three servers and the ways between them and us: one of them can be cut off without either end being told.

use std::net::Ipv4Addr;

use super::{
    Access, Cluster, Mode, Proxy, cluster::MEMBERS, links::Links, mode::Setup, namespaces::Namespaces,
};

/// Three servers that can be cut off. Dropping it ends them, and their network.
pub struct Network {
    /// First, so that servers end before their network.
    cluster: Cluster,
    ways: Ways,
}

enum Ways {
    /// Each on a machine of its own, as far as it can tell.
    Namespaces(Namespaces),
    /// All on loopback, with a proxy on each way.
    Proxies { links: Links, clients: Vec<Proxy> },
}

impl Network {
    /// Starts them on machines of their own where this machine lets us make such, and behind proxies where it does not.
    ///
    /// # Panics
    /// If there is no `nats-server`, or they are not ready in time.
    pub fn start(mode: Mode) -> Self {
        let Some(namespaces) = Namespaces::make() else { return Self::behind_proxies(mode) };
        let setup = Setup::shared(mode, &namespaces.hosts());
        let (cluster, ()) = Cluster::start_at(&setup, || (namespaces.spots(), ()));
        Self { cluster, ways: Ways::Namespaces(namespaces) }
    }

    /// Starts them behind proxies, which needs no rights.
    ///
    /// # Panics
    /// If there is no `nats-server`, or they are not ready in time.
    pub fn behind_proxies(mode: Mode) -> Self {
        let setup = Setup::shared(mode, &[Ipv4Addr::LOCALHOST]);
        let (cluster, links) = Cluster::start_at(&setup, || Links::between(MEMBERS));
        let clients = cluster.urls().iter().map(|url| Proxy::new(url)).collect();
        Self { cluster, ways: Ways::Proxies { links, clients } }
    }

    /// What parts them here.
    pub fn means(&self) -> &'static str {
        match &self.ways {
            Ways::Namespaces(_) => "network namespaces",
            Ways::Proxies { .. } => "proxies",
        }
    }

    /// How services get to them.
    pub fn access(&self) -> Access {
        match &self.ways {
            Ways::Namespaces(_) => self.cluster.access(),
            Ways::Proxies { clients, .. } => {
                self.cluster.access().at(clients.iter().map(Proxy::url).collect())
            }
        }
    }

    /// The servers.
    pub fn cluster(&self) -> &Cluster {
        &self.cluster
    }

    /// The servers, to end or start one.
    pub fn cluster_mut(&mut self) -> &mut Cluster {
        &mut self.cluster
    }

    /// From now on nothing reaches a member, and nothing comes from it.
    ///
    /// # Panics
    /// If the network is not ours.
    pub fn cut_off(&self, member: usize) {
        match &self.ways {
            Ways::Namespaces(namespaces) => namespaces.cut_off(member),
            Ways::Proxies { links, clients } => {
                links.hold(member, true);
                clients[member].hold(true);
            }
        }
    }

    /// Everything goes to and from it again.
    ///
    /// # Panics
    /// If the network is not ours.
    pub fn mend(&self, member: usize) {
        match &self.ways {
            Ways::Namespaces(namespaces) => namespaces.mend(member),
            Ways::Proxies { links, clients } => {
                links.hold(member, false);
                clients[member].hold(false);
            }
        }
    }

    /// From now on a member and the others do not reach each other, and we reach all of them.
    ///
    /// # Panics
    /// If the network is not ours.
    pub fn part(&self, member: usize) {
        match &self.ways {
            Ways::Namespaces(namespaces) => namespaces.part(member),
            Ways::Proxies { links, .. } => links.hold(member, true),
        }
    }

    /// They reach each other again.
    ///
    /// # Panics
    /// If the network is not ours.
    pub fn join(&self, member: usize) {
        match &self.ways {
            Ways::Namespaces(namespaces) => namespaces.join(member),
            Ways::Proxies { links, .. } => links.hold(member, false),
        }
    }
}
