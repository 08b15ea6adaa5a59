//! The contract of every journal, on JetStream: on one server, and on three.
//!
//! The other journals are put through it in `crates/journal/tests/contract.rs`; this one needs servers.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use journal::{
    BoxFuture, Journal,
    contract::Factory,
    jetstream::{JetStreamJournal, Names, Options, Servers, open::OPEN_WAIT},
};
use tests::nats::{Cluster, Mode, Server};

mod on_one_server {
    use super::*;

    journal::contract_tests!(OneServer::start());
}

mod on_three_servers {
    use super::*;

    journal::contract_tests!(ThreeServers::start());
}

/// One server that writes when the operating system sees fit.
struct OneServer {
    server: Server,
    made: AtomicUsize,
}

impl OneServer {
    fn start() -> Self {
        Self { server: Server::start(Mode::Plain { sync_always: false }), made: AtomicUsize::new(0) }
    }
}

impl Factory for OneServer {
    fn empty(&self) -> BoxFuture<'_, Arc<dyn Journal>> {
        let number = self.made.fetch_add(1, Ordering::Relaxed);
        Box::pin(empty(vec![self.server.url()], 1, number))
    }
}

/// Three servers, each record on all of them and on their disks.
struct ThreeServers {
    cluster: Cluster,
    made: AtomicUsize,
}

impl ThreeServers {
    fn start() -> Self {
        Self { cluster: Cluster::start(Mode::Plain { sync_always: true }), made: AtomicUsize::new(0) }
    }
}

impl Factory for ThreeServers {
    fn empty(&self) -> BoxFuture<'_, Arc<dyn Journal>> {
        let number = self.made.fetch_add(1, Ordering::Relaxed);
        Box::pin(empty(self.cluster.urls(), 3, number))
    }
}

/// A journal of a region that nobody had before.
async fn empty(addresses: Vec<String>, replicas: usize, number: usize) -> Arc<dyn Journal> {
    let options = Options {
        servers: Servers { addresses, ..Servers::default() },
        names: Names::of(&format!("region-{number}")).expect("a region"),
        replicas,
        wait: OPEN_WAIT,
        indexed: true,
    };
    JetStreamJournal::init(&options).await.expect("the streams are made");
    Arc::new(JetStreamJournal::open(options).await.expect("the journal opens"))
}
