//! A region's journal on real servers, and hands that reach past it.

use std::time::Duration;

use async_nats::{
    Client, HeaderMap,
    jetstream::{self, stream::Config},
};
use bytes::Bytes;
use domain::ids::Revision;
use journal::{
    Entry, Health, Journal as _, Stored,
    contract::{dossier, entry, followed},
    jetstream::{JetStreamJournal, Options, layout::DUPLICATE_WINDOW},
};
use record::Position;
use tests::nats::Mode;
pub(crate) use tests::nats::{
    Ground,
    ground::{made, opened as open, options, until},
};

pub(crate) const PLAIN: Mode = Ground::PLAIN;

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
