//! The journal of a region on servers that anyone may use.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use journal::jetstream::{
    JetStreamJournal, Names, Options, Servers,
    open::{Error, OPEN_WAIT},
};

use super::{Cluster, LOOK_EVERY, Mode, READY_SECONDS_MAX, Server};

/// Servers on which the streams have as many copies.
pub enum Ground {
    /// One server.
    One(Box<Server>),
    /// Three of them.
    Three(Box<Cluster>),
}

impl Ground {
    /// How they are started.
    pub const PLAIN: Mode = Mode::Plain { sync_always: false };

    /// One server.
    pub fn one() -> Self {
        Self::One(Box::new(Server::start(Self::PLAIN)))
    }

    /// Three servers, ready.
    pub fn three() -> Self {
        Self::Three(Box::new(Cluster::start(Self::PLAIN)))
    }

    /// Where each of them is.
    pub fn urls(&self) -> Vec<String> {
        match self {
            Self::One(server) => vec![server.url()],
            Self::Three(cluster) => cluster.urls(),
        }
    }

    /// Where one of them is.
    pub fn url(&self) -> String {
        self.urls().swap_remove(0)
    }

    /// How a journal reaches them directly.
    pub fn options(&self) -> Options {
        options(self.urls())
    }

    /// The region's journal on them, made if it is not there.
    ///
    /// # Panics
    /// If they do not make it.
    pub async fn journal(&self) -> Arc<JetStreamJournal> {
        Arc::new(made(&self.options()).await)
    }

    /// How a journal reaches one of them over this address only.
    pub fn over(&self, url: String) -> Options {
        let servers = Servers { addresses: vec![url], only_these: true, ..Servers::default() };
        Options { servers, ..self.options() }
    }
}

/// How the journal of the region is reached on these servers, with a copy on each.
///
/// # Panics
/// Never: the name of the region is one.
pub fn options(addresses: Vec<String>) -> Options {
    let replicas = addresses.len();
    let servers = Servers { addresses, ..Servers::default() };
    let names = Names::of("alkmaar").expect("a region");
    Options { servers, names, replicas, wait: OPEN_WAIT, indexed: true }
}

/// The journal, made if it is not there.
///
/// # Panics
/// If the servers do not make it.
pub async fn made(options: &Options) -> JetStreamJournal {
    // On a busy machine three servers may take longer than one question is given; asked again, they have made it.
    let mut made = JetStreamJournal::init(options).await;
    for _ in 0..2 {
        if matches!(made, Err(Error::NotMade { .. })) {
            made = JetStreamJournal::init(options).await;
        }
    }
    made.expect("the streams are made");
    opened(options).await
}

/// The journal, which is there.
///
/// # Panics
/// If it does not open.
pub async fn opened(options: &Options) -> JetStreamJournal {
    JetStreamJournal::open(options.clone()).await.expect("the journal opens")
}

/// Waits until it is so. Gives how long it took.
///
/// # Panics
/// With what it is meant to be, if it never is: three servers on a busy machine are given as long as they may take to
/// be ready.
pub async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) -> Duration {
    let begun = Instant::now();
    while !is_so().await {
        assert!(begun.elapsed() < Duration::from_secs(READY_SECONDS_MAX), "never so: {what}");
        tokio::time::sleep(LOOK_EVERY).await;
    }
    begun.elapsed()
}
