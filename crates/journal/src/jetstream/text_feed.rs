//! The texts as they come, for whoever follows: they stand in about the order of the records that name them, so a second
//! consumer gives them for a fraction of what a question for each costs the servers.
//!
//! It is a help and no more. A text that it does not give is asked for by its number.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, VecDeque},
    time::Duration,
};

use async_nats::jetstream::{
    self,
    consumer::{
        DeliverPolicy,
        pull::{Ordered, OrderedConfig, OrderedError},
    },
};
use futures_util::{StreamExt as _, stream::ReadyChunks};
use tokio::time::timeout;

use super::{
    Shared,
    message::Found,
    texts::{BATCH_TEXTS_BYTES_MAX, Text},
};

/// How long the next text may take before it is asked for by its number.
const NEXT_WAIT: Duration = Duration::from_secs(2);
/// How many texts come with one request to the servers: with the longest texts these are 128 MiB.
const REQUEST_TEXTS_MAX: i64 = 64;
/// How many texts that nobody wants yet are passed by at most; further on, the consumer is begun anew.
const PASSED_BY_MAX: u64 = 1_024;
/// How many bytes of texts that came before their records are kept. Those that no record names are among them, so the
/// oldest go first.
const EARLY_BYTES_MAX: usize = 16 * 1024 * 1024;
/// What a text takes beside its words, about.
const EARLY_BYTES_EACH: usize = 1_024;

/// A cursor over the stream of texts.
#[derive(Default)]
pub(super) struct TextFeed {
    /// `None` until texts are wanted, and after it broke off.
    consumer: Option<ReadyChunks<Ordered>>,
    /// The sequence of the last text that came.
    last: u64,
    /// Texts that came, and whose records did not yet.
    early: BTreeMap<u64, Text>,
    early_bytes: usize,
}

impl TextFeed {
    /// The texts that these records name, by their number, as far as they come: not those that came too long ago, and not
    /// more than fit in memory.
    pub(super) async fn beside(&mut self, shared: &Shared, found: &VecDeque<Found>) -> HashMap<u64, Text> {
        let mut wanted: BTreeSet<u64> = found.iter().filter_map(|record| record.texts).collect();
        let mut texts = HashMap::with_capacity(wanted.len());
        wanted.retain(|sequence| match self.take_early(*sequence) {
            Some(text) => texts.insert(*sequence, text).is_some(),
            None => *sequence > self.last || self.consumer.is_none(),
        });
        let mut bytes: usize = texts.values().map(|text| text.bytes.len()).sum();
        let Some(last) = wanted.last().copied() else { return texts };
        while bytes < BATCH_TEXTS_BYTES_MAX
            && let Some(next) = wanted.first().copied()
            && (self.last < last || self.consumer.is_none())
        {
            let Some(chunk) = self.next(shared, next).await else { break };
            for (sequence, text) in chunk {
                self.last = sequence;
                if wanted.remove(&sequence) {
                    bytes += text.bytes.len();
                    texts.insert(sequence, text);
                } else {
                    self.keep_early(sequence, text);
                }
            }
        }
        texts
    }

    /// The next texts, begun at this one if it is far from the last; `None` if there is no more to be had now.
    async fn next(&mut self, shared: &Shared, wanted: u64) -> Option<Vec<(u64, Text)>> {
        if wanted > self.last + PASSED_BY_MAX {
            self.consumer = None;
        }
        let consumer = match &mut self.consumer {
            Some(consumer) => consumer,
            None => {
                self.last = wanted.saturating_sub(1);
                self.consumer.insert(begin(shared, wanted).await?)
            }
        };
        let chunk = timeout(NEXT_WAIT, consumer.next()).await.ok().flatten();
        let texts = chunk.and_then(|chunk| chunk.into_iter().map(numbered).collect::<Option<Vec<_>>>());
        if texts.is_none() {
            tracing::debug!(wanted, "a text does not come by itself; asking for it");
            self.consumer = None;
        }
        texts
    }

    fn take_early(&mut self, sequence: u64) -> Option<Text> {
        let text = self.early.remove(&sequence)?;
        self.early_bytes -= EARLY_BYTES_EACH + text.bytes.len();
        Some(text)
    }

    fn keep_early(&mut self, sequence: u64, text: Text) {
        self.early_bytes += EARLY_BYTES_EACH + text.bytes.len();
        self.early.insert(sequence, text);
        while self.early_bytes > EARLY_BYTES_MAX
            && let Some((_, oldest)) = self.early.pop_first()
        {
            self.early_bytes -= EARLY_BYTES_EACH + oldest.bytes.len();
        }
    }
}

fn numbered(message: Result<jetstream::Message, OrderedError>) -> Option<(u64, Text)> {
    let message = message.ok()?;
    let sequence = message.info().ok()?.stream_sequence;
    let (message, _) = message.split();
    Some((sequence, Text::of(message.headers.as_ref(), message.payload)))
}

async fn begin(shared: &Shared, first: u64) -> Option<ReadyChunks<Ordered>> {
    let config = OrderedConfig {
        deliver_policy: DeliverPolicy::ByStartSequence { start_sequence: first },
        max_batch: REQUEST_TEXTS_MAX,
        ..OrderedConfig::default()
    };
    let consumer = shared.texts.create_consumer(config).await.ok()?;
    let chunk = usize::try_from(REQUEST_TEXTS_MAX).expect("a small number");
    Some(consumer.messages().await.ok()?.ready_chunks(chunk))
}
