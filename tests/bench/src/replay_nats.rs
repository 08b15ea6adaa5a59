//! Records from JetStream into all views, from nothing, beside a consumer that does nothing with them.

use std::{sync::Arc, time::Instant};

use async_nats::jetstream::consumer::{DeliverPolicy, pull::OrderedConfig};
use futures_util::StreamExt as _;
use journal::{JetStreamJournal, Journal, Stored, copy::Target as _};
use record::Position;
use tests::region::Region;

use crate::{
    figures::say,
    ground::{self, Ground},
    records,
    replay::{AT_ONCE, into_views, tell},
};

/// How many records are made before they are taken over.
const MADE: usize = 2_000;

pub(crate) async fn measure(count: usize) {
    let ground = Ground::start(1, false).await;
    let folder = tempfile::tempdir().expect("a folder");
    say(&format!("{ground}:"));
    let empty = open(&ground).await;
    let begun = Instant::now();
    fill(&empty, count).await;
    tell("written into the streams, before", count, begun.elapsed());
    drop(empty);

    let begun = Instant::now();
    let bytes = bare(&ground, count).await;
    let floor = tell("bare ordered consumer, records only", count, begun.elapsed());
    say(&format!("  {} bytes a record without its words", bytes / count.max(1)));

    // Opened anew, as by a process that has to begin its views.
    let journal = open(&ground).await;
    let begun = Instant::now();
    let bytes = records::follow(journal.as_ref()).await;
    let followed = tell("following only, records and words", count, begun.elapsed());
    say(&format!("  {} bytes a record with its words", bytes / count.max(1)));

    let rate = into_views(folder.path(), journal, "into all views, records and words").await;
    say(&format!("following only / bare consumer: {:.2}", followed / floor));
    say(&format!("into all views / bare consumer (aim 0.5): {:.2}", rate / floor));
}

async fn open(ground: &Ground) -> Arc<JetStreamJournal> {
    let opened = JetStreamJournal::open(ground.options(ground::region())).await;
    Arc::new(opened.expect("a journal"))
}

/// Fills a journal that is empty with so many records of a region at work.
async fn fill(journal: &JetStreamJournal, count: usize) {
    let mut region = Region::new(11, AT_ONCE);
    let mut next = Position::START.next();
    while journal.head().0 < count as u64 {
        let some = MADE.min(count + 1 - usize::try_from(next.0).expect("a number of records"));
        let mut records = Vec::with_capacity(some);
        for _ in 0..some {
            records.push(Stored { position: next, entry: region.next_entry() });
            next = next.next();
        }
        journal.take_over(records).await.expect("stored");
    }
}

/// Takes so many messages from the stream of records, in order, and does nothing with them; gives their bytes.
async fn bare(ground: &Ground, count: usize) -> usize {
    let context = ground.context().await;
    let stream = context.get_stream(ground::region().records()).await.expect("the stream");
    let config = OrderedConfig { deliver_policy: DeliverPolicy::All, ..OrderedConfig::default() };
    let consumer = stream.create_consumer(config).await.expect("a consumer");
    let mut messages = consumer.messages().await.expect("messages").take(count);
    let mut bytes = 0;
    while let Some(message) = messages.next().await {
        bytes += message.expect("a message").payload.len();
    }
    bytes
}
