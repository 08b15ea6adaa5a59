//! The messages of the record stream, in order and without a gap, from after a position.
//!
//! A consumer that the servers keep for us alone gives them, without acknowledgements. Messages are lost with a connection, so
//! this begins it anew behind the last one given: when one is left out, when it breaks off, and when it gives nothing although
//! more is known to be there. Whatever happens below, the next message given is the next position. The library's own ordered
//! consumer does the same at one and a half times the cost, and cannot be told how many bytes may be underway.

use std::time::Duration;

use async_nats::jetstream::{
    self,
    consumer::{
        AckPolicy, Consumer, DeliverPolicy, StreamError,
        pull::{Config, MessagesError, Stream},
    },
};
use bytes::Bytes;
use futures_util::{StreamExt as _, stream::ReadyChunks};
use record::Position;
use tokio::time::{sleep, timeout};

use super::{
    Shared,
    message::{self, Foreign, Found},
};
use crate::{FOLLOW_BATCH_RECORDS_MAX, follow::Error, follow::expect_next, read};

/// How long one request for messages stays with the servers; a heartbeat comes twice in that time. A consumer whose server
/// died is missed that soon.
const PULL_EXPIRES: Duration = Duration::from_secs(4);
/// How many messages are underway at a time, and how many bytes of them.
pub(super) const UNDERWAY_MAX: usize = 512;
pub(super) const UNDERWAY_BYTES_MAX: usize = 16 * 1024 * 1024;
/// When the servers take a consumer away that nobody asks.
const IDLE_ON_SERVERS_MAX: Duration = Duration::from_secs(60);
/// How long nothing may come, although more is known to be there, before the consumer is begun anew.
const STALL: Duration = Duration::from_secs(2);

/// How long to wait before a consumer that broke off is begun anew.
const BEGIN_PAUSE: Duration = Duration::from_millis(50);

/// What is asked of each message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Portion {
    /// Headers and payload.
    Whole,
    /// Headers only.
    Headers,
}

/// A cursor over the stream.
pub(super) struct Feed {
    last: Position,
    portion: Portion,
    consumer: Option<ReadyChunks<Stream>>,
    /// The consumer has given something: what is left out now was lost on the way, and not by the servers.
    has_given: bool,
}

impl Feed {
    pub(super) fn new(last: Position, portion: Portion) -> Self {
        Self { last, portion, consumer: None, has_given: false }
    }

    /// The next messages, at least one, at most [`FOLLOW_BATCH_RECORDS_MAX`]; waits until there is one.
    ///
    /// # Errors
    /// The servers cannot be reached now, the stream cannot be trusted any more, or a message is foreign. The cursor stands
    /// where it stood.
    pub(super) async fn next(&mut self, shared: &Shared) -> Result<Vec<Found>, Error> {
        tokio::select! {
            biased;
            why = shared.vital.until_poisoned() => Err(shared.stopped(&why).into()),
            found = self.wait(shared) => found,
        }
    }

    async fn wait(&mut self, shared: &Shared) -> Result<Vec<Found>, Error> {
        loop {
            let consumer = match &mut self.consumer {
                Some(consumer) => consumer,
                None => {
                    self.has_given = false;
                    let consumer = begin(shared, self.last, self.portion).await?;
                    self.consumer.insert(consumer.ready_chunks(FOLLOW_BATCH_RECORDS_MAX))
                }
            };
            let messages = match timeout(STALL, consumer.next()).await {
                Ok(Some(messages)) => messages,
                Ok(None) => {
                    self.consumer = None;
                    sleep(BEGIN_PAUSE).await;
                    continue;
                }
                Err(_) => {
                    if shared.vital.head() > self.last {
                        tracing::warn!(after = %self.last, "nothing comes although there is more; following anew");
                        self.consumer = None;
                    }
                    continue;
                }
            };
            let found = self.take(shared, messages)?;
            if let Some(last) = found.last() {
                shared.vital.advance(last.position);
                self.last = last.position;
                self.has_given = true;
                return Ok(found);
            }
            sleep(BEGIN_PAUSE).await;
        }
    }

    /// What is good of these messages, up to the first that is not. The error comes with the next call, which finds it
    /// again.
    fn take(
        &mut self,
        shared: &Shared,
        messages: Vec<Result<jetstream::Message, MessagesError>>,
    ) -> Result<Vec<Found>, Error> {
        let mut found: Vec<Found> = Vec::with_capacity(messages.len());
        for message in messages {
            let last = found.last().map_or(self.last, |record| record.position);
            let next = match message {
                Ok(message) => self.understood(shared, message, last, self.has_given || !found.is_empty()),
                Err(error) => {
                    tracing::warn!(after = %last, why = %error, "the consumer broke off; following anew");
                    self.consumer = None;
                    break;
                }
            };
            match next {
                Ok(Some(record)) => found.push(record),
                // Not what comes next: begin anew behind what was given.
                Ok(None) => {
                    self.consumer = None;
                    break;
                }
                Err(error) => {
                    self.consumer = None;
                    if found.is_empty() {
                        return Err(error);
                    }
                    break;
                }
            }
        }
        Ok(found)
    }

    fn understood(
        &self,
        shared: &Shared,
        message: jetstream::Message,
        last: Position,
        has_given: bool,
    ) -> Result<Option<Found>, Error> {
        let sequence =
            message.info().map_err(|source| unavailable(shared, last.next().0, source))?.stream_sequence;
        let position = Position(sequence);
        // What was left out may have been lost on the way. Asked for what comes next, the servers themselves leave it out.
        if let Err(gap) = expect_next(last, position) {
            return if has_given || position <= last { Ok(None) } else { Err(gap) };
        }
        let (message, _) = message.split();
        let read = shared.understand(sequence, &message.subject, message.headers.as_ref(), message.payload);
        let found = match self.portion {
            Portion::Whole => read.and_then(|found| found.filled(&shared.names)),
            Portion::Headers => read,
        };
        found.map(Some).map_err(|foreign| foreign_at(shared, sequence, foreign).into())
    }
}

impl Shared {
    /// Reads a message of the record stream.
    pub(super) fn understand(
        &self,
        sequence: u64,
        subject: &str,
        headers: Option<&async_nats::HeaderMap>,
        payload: Bytes,
    ) -> Result<Found, Foreign> {
        message::read(&self.names, self.log_id, sequence, subject, headers, payload)
    }
}

async fn begin(shared: &Shared, after: Position, portion: Portion) -> Result<Stream, Error> {
    let config = Config {
        deliver_policy: DeliverPolicy::ByStartSequence { start_sequence: after.next().0 },
        headers_only: portion == Portion::Headers,
        ..kept_for_us()
    };
    let unavailable =
        |source: Box<dyn std::error::Error + Send + Sync>| unavailable(shared, after.next().0, source);
    let consumer = shared.records.create_consumer(config).await.map_err(|error| unavailable(error.into()))?;
    messages(&consumer).await.map_err(|error| unavailable(error.into()))
}

/// A consumer that one server keeps in memory, as long as it is asked.
pub(super) fn kept_for_us() -> Config {
    Config {
        ack_policy: AckPolicy::None,
        memory_storage: true,
        num_replicas: 1,
        inactive_threshold: IDLE_ON_SERVERS_MAX,
        ..Config::default()
    }
}

/// The messages of such a consumer.
pub(super) async fn messages(consumer: &Consumer<Config>) -> Result<Stream, StreamError> {
    consumer
        .stream()
        .max_messages_per_batch(UNDERWAY_MAX)
        .max_bytes_per_batch(UNDERWAY_BYTES_MAX)
        .expires(PULL_EXPIRES)
        .heartbeat(PULL_EXPIRES / 2)
        .messages()
        .await
}

fn unavailable(
    shared: &Shared,
    sequence: u64,
    source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> Error {
    read::Error::Unavailable { place: shared.place(sequence), source: source.into() }.into()
}

/// The error for a message that is no record of this log.
pub(super) fn foreign_at(shared: &Shared, sequence: u64, foreign: Foreign) -> read::Error {
    read::Error::Damaged { place: shared.place(sequence), source: foreign.into() }
}
