//! A region's journal on real servers, and hands that reach past it.

use std::time::{Duration, Instant};

use async_nats::{
    Client, HeaderMap,
    jetstream::{self, stream::Config},
};
use bytes::Bytes;
use domain::ids::Revision;
use journal::{
    Entry, Health, Journal as _, Stored,
    contract::{dossier, entry, followed},
    jetstream::{
        JetStreamJournal, Names, Options, Servers,
        layout::DUPLICATE_WINDOW,
        open::{Error, OPEN_WAIT},
    },
};
use record::Position;
use tests::nats::{Cluster, Mode, Server};

pub(crate) const PLAIN: Mode = Mode::Plain { sync_always: false };
/// Long enough for three servers on a busy machine.
const HAPPENS_WITHIN: Duration = Duration::from_secs(30);
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Servers on which the stream has as many copies.
pub(crate) enum Ground {
    One(Box<Server>),
    Three(Box<Cluster>),
}

impl Ground {
    pub(crate) fn one() -> Self {
        Self::One(Box::new(Server::start(PLAIN)))
    }

    pub(crate) fn three() -> Self {
        Self::Three(Box::new(Cluster::start(PLAIN)))
    }

    /// How a journal reaches them directly.
    pub(crate) fn options(&self) -> Options {
        match self {
            Self::One(server) => options(vec![server.url()], 1),
            Self::Three(cluster) => options(cluster.urls(), 3),
        }
    }

    /// How a journal reaches one of them over this address only.
    pub(crate) fn over(&self, url: String) -> Options {
        let servers = Servers { addresses: vec![url], only_these: true, ..Servers::default() };
        Options { servers, ..self.options() }
    }

    pub(crate) fn url(&self) -> String {
        self.options().servers.addresses.swap_remove(0)
    }
}

pub(crate) fn options(addresses: Vec<String>, replicas: usize) -> Options {
    Options {
        servers: Servers { addresses, ..Servers::default() },
        names: Names::of("alkmaar").expect("a region"),
        replicas,
        wait: OPEN_WAIT,
        indexed: true,
    }
}

/// The journal, made if it is not there.
pub(crate) async fn made(options: &Options) -> JetStreamJournal {
    // On a busy machine three servers may take longer than one question is given; asked again, they have made it.
    let mut made = JetStreamJournal::init(options).await;
    for _ in 0..2 {
        if matches!(made, Err(Error::NotMade { .. })) {
            made = JetStreamJournal::init(options).await;
        }
    }
    made.expect("the streams are made");
    open(options).await
}

pub(crate) async fn open(options: &Options) -> JetStreamJournal {
    JetStreamJournal::open(options.clone()).await.expect("the journal opens")
}

/// A small record of the dossier with this number.
pub(crate) fn record(of: u128, revision: u64, command: u128) -> Entry {
    entry(&dossier(of), revision, command)
}

/// The same command with other words.
pub(crate) fn with_other_words(entry: Entry) -> Entry {
    Entry { record: Bytes::from_static(b"{\"other\":\"words\"}"), ..entry }
}

/// The same command, as the first of another dossier.
pub(crate) fn of_another_dossier(entry: Entry, of: u128) -> Entry {
    Entry { history: dossier(of), revision: Revision(1), ..entry }
}

/// Everything that is stored, as a journal sees it that was not there before. Following asserts that there is no gap.
pub(crate) async fn everything(options: &Options) -> Vec<Stored> {
    let journal = open(options).await;
    let head = journal.head();
    if head == Position::START {
        return Vec::new();
    }
    followed(&mut *journal.follow(Position::START), head).await
}

/// A client that may do everything, and takes no notice of the journal.
pub(crate) async fn raw(options: &Options) -> Client {
    async_nats::connect(&options.servers.addresses[..]).await.expect("the servers are there")
}

/// The stream of the records as the servers have it.
pub(crate) async fn stream(client: &Client, options: &Options) -> jetstream::stream::Stream {
    let context = jetstream::new(client.clone());
    context.get_stream(options.names.records()).await.expect("the stream is there")
}

/// Changes the stream of the records behind the journal's back.
pub(crate) async fn change(client: &Client, options: &Options, change: impl FnOnce(&mut Config)) {
    let mut config = stream(client, options).await.cached_info().config.clone();
    change(&mut config);
    jetstream::new(client.clone()).update_stream(config).await.expect("the servers allow it");
}

/// Makes the servers forget which ids they have seen, as if the window had passed: it is a moment long for a moment. Nobody
/// may have the journal open meanwhile.
pub(crate) async fn forget_ids(client: &Client, options: &Options) {
    change(client, options, |config| config.duplicate_window = Duration::from_millis(200)).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    change(client, options, |config| config.duplicate_window = DUPLICATE_WINDOW).await;
}

/// Publishes on a subject of the records, and waits for the answer: its sequence, and whether the servers took it for one
/// that they have.
pub(crate) async fn publish(
    client: &Client,
    subject: String,
    headers: &[(&'static str, &str)],
    payload: impl Into<Bytes>,
) -> Option<(u64, bool)> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.insert(*name, *value);
    }
    let sent = jetstream::new(client.clone()).publish_with_headers(subject, map, payload.into()).await;
    let ack = tokio::time::timeout(Duration::from_secs(5), sent.ok()?).await.ok()?.ok()?;
    Some((ack.sequence, ack.duplicate))
}

/// The subject of the dossier with this number.
pub(crate) fn subject(options: &Options, of: u128) -> String {
    options.names.record_subject(&dossier(of))
}

/// Waits until it is so, and panics with what it is meant to be if it never is. Gives how long it took.
pub(crate) async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) -> Duration {
    let begun = Instant::now();
    while !is_so().await {
        assert!(begun.elapsed() < HAPPENS_WITHIN, "never so: {what}");
        tokio::time::sleep(LOOK_EVERY).await;
    }
    begun.elapsed()
}

/// Why the journal stopped; waits for it.
pub(crate) async fn why_poisoned(journal: &JetStreamJournal) -> String {
    until("poisoned", async || matches!(journal.health(), Health::Poisoned { .. })).await;
    match journal.health() {
        Health::Poisoned { why } => why.to_string(),
        other @ (Health::Writable | Health::Full | Health::CutOff { .. }) => panic!("{other:?}"),
    }
}

/// An error with its causes.
pub(crate) fn told(error: &dyn std::error::Error) -> String {
    match error.source() {
        Some(cause) => format!("{error}: {}", told(cause)),
        None => error.to_string(),
    }
}
