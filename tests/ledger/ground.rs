//! Servers, a journal on them, and everything that is published there.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use futures_util::StreamExt as _;
use journal::{
    Entry, JetStreamJournal,
    append::Error,
    contract::{dossier, entry},
    jetstream::Options,
};
use record::Position;
use tests::nats::ground::opened;
pub(crate) use tests::nats::{
    Ground,
    ground::{options, until},
};
use tlog::{Frontier, Hash, SignedCheckpoint, SigningKey, VerifierKey, hash::leaf_hash};
use tokio::task::JoinHandle;

/// Where checkpoints are published.
const CHECKPOINTS: &str = "besluitspoor-notices.alkmaar.checkpoint";

pub(crate) async fn open(options: Options) -> Arc<JetStreamJournal> {
    Arc::new(opened(&options).await)
}

/// The key of the region's log.
pub(crate) fn key() -> SigningKey {
    SigningKey::new("besluitspoor.example/alkmaar", &[7; 32]).expect("a key")
}

/// The record that stands at this position in every journal here.
pub(crate) fn record(position: u64) -> Entry {
    entry(&dossier(u128::from(position % 3)), (position - 1) / 3 + 1, position.into())
}

/// Appends the records from one position to another, again and again while servers are away.
pub(crate) async fn append(journal: &dyn journal::Journal, from: u64, to: u64) {
    for position in from..=to {
        until("it is appended", async || match journal.append(record(position)).await {
            Ok(at) | Err(Error::Repeated { position: at }) => {
                assert_eq!(at, Position(position));
                true
            }
            Err(Error::CutOff { .. } | Error::Unclear) => false,
            Err(other) => panic!("{position}: {other}"),
        })
        .await;
    }
}

/// The root over so many of these records.
pub(crate) fn root(size: u64) -> Hash {
    let mut frontier = Frontier::default();
    (1..=size).for_each(|position| frontier.push(leaf_hash(&record(position).record)));
    frontier.root()
}

/// Every checkpoint that the servers took.
pub(crate) struct Published {
    stream: async_nats::jetstream::stream::Stream,
    taken: Arc<Mutex<BTreeMap<u64, SignedCheckpoint>>>,
    listening: JoinHandle<()>,
}

impl Published {
    pub(crate) async fn of(ground: &Ground) -> Self {
        let client = async_nats::connect(ground.urls()).await.expect("the servers are there");
        let context = async_nats::jetstream::new(client);
        let stream = context.get_stream("besluitspoor-alkmaar-notices").await.expect("the stream");
        let consumer = async_nats::jetstream::consumer::pull::OrderedConfig {
            filter_subject: CHECKPOINTS.to_owned(),
            ..Default::default()
        };
        let messages = stream.create_consumer(consumer).await.expect("a consumer").messages().await;
        let mut messages = messages.expect("messages");
        let taken = Arc::new(Mutex::new(BTreeMap::new()));
        let told = Arc::clone(&taken);
        let listening = tokio::spawn(async move {
            while let Some(message) = messages.next().await {
                // A member that was killed; it goes on with another.
                let Ok(message) = message else { continue };
                let number = message.info().expect("of a stream").stream_sequence;
                let note = SignedCheckpoint::parse(&message.payload).expect("a checkpoint");
                told.lock().expect("nobody panicked").insert(number, note);
            }
        });
        Self { stream, taken, listening }
    }

    /// Waits until all that the stream took of it was told, and checks it: each is signed, larger than the one before, and of
    /// one history. How many there are.
    pub(crate) async fn check(&self) -> usize {
        let last =
            self.stream.get_last_raw_message_by_subject(CHECKPOINTS).await.expect("a checkpoint").sequence;
        until("all is told", async || {
            self.taken().last_key_value().is_some_and(|(number, _)| *number >= last)
        })
        .await;
        let (taken, key) = (self.taken(), key().verifier());
        let mut before = None;
        for (number, note) in &taken {
            let checkpoint = verified(note, &key);
            assert!(before < Some(checkpoint.size()), "{number}: {before:?}, {}", checkpoint.size());
            assert_eq!(checkpoint.root(), root(checkpoint.size()), "{number}");
            before = Some(checkpoint.size());
        }
        taken.len()
    }

    /// The size of the newest.
    pub(crate) fn size(&self) -> u64 {
        self.taken().last_key_value().map_or(0, |(_, note)| note.checkpoint().size())
    }

    fn taken(&self) -> BTreeMap<u64, SignedCheckpoint> {
        self.taken.lock().expect("nobody panicked").clone()
    }
}

impl Drop for Published {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

fn verified<'n>(note: &'n SignedCheckpoint, key: &VerifierKey) -> &'n tlog::Checkpoint {
    note.verify(key).expect("signed by the log")
}
