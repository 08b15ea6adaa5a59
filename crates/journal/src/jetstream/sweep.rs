//! Removing texts that no record names: a command got so far and no further, and its words are nobody's.

use std::{collections::HashSet, time::Duration};

use async_nats::jetstream::consumer::pull::Config;
use futures_util::StreamExt as _;
use record::Position;
use tokio::time::timeout;

use super::{
    JetStreamJournal,
    feed::{Feed, Portion, kept_for_us, messages},
};
use crate::{follow, read};

/// The least age of what is removed: much longer than a record may be on its way after its texts.
pub const SWEEP_AGE_MIN: Duration = Duration::from_secs(60 * 60);
/// How long the next text may take to come.
const NEXT_WAIT: Duration = Duration::from_secs(10);

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Swept {
    /// How many texts there are.
    pub texts: u64,
    /// How many of them no record names, and are old enough.
    pub orphans: u64,
    /// How many were removed.
    pub removed: u64,
}

impl JetStreamJournal {
    /// Finds the texts of at least this age that no record names, and removes them if told to. An age below
    /// [`SWEEP_AGE_MIN`] counts as that.
    ///
    /// # Errors
    /// The streams cannot be read, or a text cannot be removed; those before it are.
    pub async fn sweep(&self, age: Duration, remove: bool) -> Result<Swept, read::Error> {
        let named = self.named_texts().await?;
        let mut swept = Swept::default();
        for (sequence, text, is_old) in self.texts_by_age(age.max(SWEEP_AGE_MIN)).await? {
            swept.texts += 1;
            if !is_old || named.contains(&text) {
                continue;
            }
            swept.orphans += 1;
            if remove {
                // The servers overwrite the bytes before they forget the place.
                let removed = self.shared.texts.delete_message(sequence).await;
                removed.map_err(|error| self.unavailable(error.into()))?;
                swept.removed += 1;
            }
        }
        Ok(swept)
    }

    /// The texts that records name.
    async fn named_texts(&self) -> Result<HashSet<u64>, read::Error> {
        let head = self.shared.vital.head();
        let mut feed = Feed::new(Position::START, Portion::Headers);
        let (mut named, mut last) = (HashSet::new(), Position::START);
        while last < head {
            let found = feed.next(&self.shared).await.map_err(|error| match error {
                follow::Error::Read(error) => error,
                other @ (follow::Error::Gap { .. } | follow::Error::Ahead { .. } | follow::Error::Closed) => {
                    read::Error::Damaged {
                        place: format!("stream {}", self.shared.names.records()),
                        source: other.into(),
                    }
                }
            })?;
            last = found.last().map_or(last, |record| record.position);
            named.extend(found.iter().filter_map(|record| record.texts));
        }
        Ok(named)
    }

    /// The number of every text, the one by which a record would name it, and whether it is so old. What remained of a text is
    /// named by that text's number.
    async fn texts_by_age(&self, age: Duration) -> Result<Vec<(u64, u64, bool)>, read::Error> {
        let info = self.shared.texts.get_info().await.map_err(|error| self.unavailable(error.into()))?;
        let mut texts = Vec::new();
        if info.state.messages == 0 {
            return Ok(texts);
        }
        let config = Config { headers_only: true, ..kept_for_us() };
        let consumer = self.shared.texts.create_consumer(config).await;
        let consumer = consumer.map_err(|error| self.unavailable(error.into()))?;
        let mut messages = messages(&consumer).await.map_err(|error| self.unavailable(error.into()))?;
        loop {
            let next =
                timeout(NEXT_WAIT, messages.next()).await.map_err(|late| self.unavailable(late.into()))?;
            let Some(message) = next else { return Ok(texts) };
            let message = message.map_err(|error| self.unavailable(error.into()))?;
            let told = message.info().map_err(|error| self.unavailable(error))?;
            let stored = std::time::SystemTime::from(told.published);
            let sequence = told.stream_sequence;
            let text = self.shared.names.remains_of(&message.subject).unwrap_or(sequence);
            texts.push((sequence, text, stored.elapsed().is_ok_and(|elapsed| elapsed >= age)));
            if told.stream_sequence >= info.state.last_sequence || told.pending == 0 {
                return Ok(texts);
            }
        }
    }

    fn unavailable(&self, source: Box<dyn std::error::Error + Send + Sync>) -> read::Error {
        read::Error::Unavailable { place: format!("stream {}", self.shared.names.texts()), source }
    }
}
