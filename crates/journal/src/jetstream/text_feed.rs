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
        pull::{Config, MessagesError, Stream},
    },
};
use futures_util::{StreamExt as _, stream::ReadyChunks};
use tokio::time::{Instant, timeout};

use super::{
    Shared,
    feed::{UNDERWAY_BYTES_MAX, UNDERWAY_MAX, kept_for_us, messages},
    message::Found,
    texts::{BATCH_TEXTS_BYTES_MAX, Text},
};

/// How long the next text may take before it is asked for by its number.
const NEXT_WAIT: Duration = Duration::from_secs(2);
/// Fewer texts than these are no reason to begin a consumer.
const BEGIN_TEXTS_MIN: usize = 4;
/// A consumer that nobody has asked for so long is begun anew: the servers may have taken it away.
const IDLE_MAX: Duration = Duration::from_secs(20);
/// How many texts that nobody wants yet are passed by at most; further on, the consumer is begun anew.
const PASSED_BY_MAX: u64 = 1_024;
/// How many bytes of texts that came before their records are kept. Those that no record names are among them, so the
/// oldest go first.
const EARLY_BYTES_MAX: usize = 2 * UNDERWAY_BYTES_MAX;
/// What a text takes beside its words, about.
const EARLY_BYTES_EACH: usize = 1_024;

/// A cursor over the stream of texts.
#[derive(Default)]
pub(super) struct TextFeed {
    /// `None` until many texts are wanted, and after it broke off.
    consumer: Option<Consumer>,
    /// The sequence of the last text that came.
    last: u64,
    /// Texts that came, and whose records did not yet.
    early: BTreeMap<u64, Text>,
    early_bytes: usize,
}

struct Consumer {
    texts: ReadyChunks<Stream>,
    asked: Instant,
}

impl TextFeed {
    /// The texts that these records name, by their number, as far as they come: not those that came too long ago, and not
    /// more than fit in memory.
    pub(super) async fn beside(&mut self, shared: &Shared, found: &VecDeque<Found>) -> HashMap<u64, Text> {
        let mut wanted: BTreeSet<u64> = found.iter().filter_map(|record| record.texts).collect();
        let mut texts = HashMap::with_capacity(wanted.len());
        wanted.retain(|sequence| match self.take_early(*sequence) {
            Some(text) => texts.insert(*sequence, text).is_some(),
            None => true,
        });
        let mut bytes: usize = texts.values().map(|text| text.bytes.len()).sum();
        self.choose(&mut wanted);
        while bytes < BATCH_TEXTS_BYTES_MAX
            && let (Some(next), Some(last)) = (wanted.first().copied(), wanted.last().copied())
            && (self.consumer.is_none() || self.last < last)
        {
            let Some(chunk) = self.next(shared, next).await else { break };
            for (sequence, text) in chunk {
                self.last = sequence;
                if wanted.remove(&sequence) {
                    bytes += text.bytes.len();
                    texts.insert(sequence, text);
                } else {
                    self.keep(sequence, text);
                }
            }
        }
        texts
    }

    /// Keeps texts that came, for the next time.
    pub(super) fn keep_all(&mut self, texts: HashMap<u64, Text>) {
        for (sequence, text) in texts {
            self.keep(sequence, text);
        }
    }

    /// Leaves those that a consumer shall give: the ones that are still to come if there is a consumer, and all or none if
    /// one has to be begun.
    fn choose(&mut self, wanted: &mut BTreeSet<u64>) {
        let is_left = |consumer: &Consumer| consumer.asked.elapsed() > IDLE_MAX;
        let is_far = wanted.first().is_some_and(|first| *first > self.last + PASSED_BY_MAX);
        if is_far || self.consumer.as_ref().is_some_and(is_left) {
            self.consumer = None;
        }
        if self.consumer.is_some() {
            wanted.retain(|sequence| *sequence > self.last);
        } else if wanted.len() < BEGIN_TEXTS_MIN {
            wanted.clear();
        }
    }

    /// The next texts, begun at this one if there is no consumer; `None` if there is no more to be had now.
    async fn next(&mut self, shared: &Shared, wanted: u64) -> Option<Vec<(u64, Text)>> {
        let consumer = match &mut self.consumer {
            Some(consumer) => consumer,
            None => {
                self.last = wanted.saturating_sub(1);
                self.consumer.insert(begin(shared, wanted).await?)
            }
        };
        consumer.asked = Instant::now();
        let chunk = timeout(NEXT_WAIT, consumer.texts.next()).await.ok().flatten();
        let texts = chunk.and_then(|chunk| numbered(chunk, self.last));
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

    fn keep(&mut self, sequence: u64, text: Text) {
        drop(self.take_early(sequence));
        self.early_bytes += EARLY_BYTES_EACH + text.bytes.len();
        self.early.insert(sequence, text);
        while self.early_bytes > EARLY_BYTES_MAX
            && let Some(oldest) = self.early.keys().next().copied()
        {
            drop(self.take_early(oldest));
        }
    }
}

/// The texts with their numbers; `None` if one is no text, or does not come behind the one before it.
fn numbered(
    chunk: Vec<Result<jetstream::Message, MessagesError>>,
    mut last: u64,
) -> Option<Vec<(u64, Text)>> {
    let mut texts = Vec::with_capacity(chunk.len());
    for message in chunk {
        let message = message.ok()?;
        let sequence = message.info().ok()?.stream_sequence;
        if sequence <= last {
            return None;
        }
        last = sequence;
        let (message, _) = message.split();
        texts.push((sequence, Text::of(message.headers.as_ref(), message.payload)));
    }
    Some(texts)
}

async fn begin(shared: &Shared, first: u64) -> Option<Consumer> {
    let config =
        Config { deliver_policy: DeliverPolicy::ByStartSequence { start_sequence: first }, ..kept_for_us() };
    let consumer = shared.texts.create_consumer(config).await.ok()?;
    let texts = messages(&consumer).await.ok()?.ready_chunks(UNDERWAY_MAX);
    Some(Consumer { texts, asked: Instant::now() })
}
