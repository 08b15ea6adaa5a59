//! The floor of a command on JetStream: the messages that it stores, published by hand and acknowledged.

use std::{
    error::Error as _,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};

use async_nats::{
    HeaderMap,
    header::{HeaderValue, NATS_EXPECTED_LAST_SUBJECT_SEQUENCE, NATS_EXPECTED_STREAM, NATS_MESSAGE_ID},
    jetstream::{self, ErrorCode, context::PublishError, message::StreamMessage},
};
use journal::jetstream::Names;
use record::HistoryId;
use uuid::Uuid;

use crate::{
    figures::Measured,
    ground::{self, Ground},
    load::{again, workers},
};

/// The header of a record that says where its texts stand.
const HEADER_TEXTS: &str = "Besluitspoor-Texts";

/// What one command of the program has stored.
#[derive(Clone)]
pub(crate) struct Stored {
    record: Arc<StreamMessage>,
    texts: Option<Arc<StreamMessage>>,
}

/// Someone who publishes the same, on one connection.
#[derive(Clone)]
pub(crate) struct Raw {
    context: jetstream::Context,
    names: Names,
    /// How often a message was sent again because its subject was busy.
    busy: Arc<AtomicU64>,
}

impl Stored {
    /// The newest record of a history, with its texts.
    pub(crate) async fn of(ground: &Ground, history: &HistoryId) -> Self {
        let (context, names) = (ground.context().await, ground::region());
        let records = context.get_stream(names.records()).await.expect("the stream");
        let subject = names.record_subject(history);
        let record = records.get_last_raw_message_by_subject(&subject).await.expect("a record");
        let texts = match record.headers.get(HEADER_TEXTS) {
            Some(sequence) => {
                let stream = context.get_stream(names.texts()).await.expect("the stream");
                let sequence = sequence.as_str().parse().expect("a sequence");
                Some(Arc::new(stream.get_raw_message(sequence).await.expect("texts")))
            }
            None => None,
        };
        Self { record: Arc::new(record), texts }
    }

    /// The bytes of what is in it, without headers: `record 1234, texts 567 bytes`.
    pub(crate) fn sizes(&self) -> String {
        let record = self.record.payload.len();
        match &self.texts {
            Some(texts) => format!("record {record}, texts {} bytes", texts.payload.len()),
            None => format!("record {record} bytes, no texts"),
        }
    }
}

impl Raw {
    pub(crate) async fn on(ground: &Ground) -> Self {
        Self { context: ground.context().await, names: ground::yardstick(), busy: Arc::default() }
    }

    /// The record only, each in a history of its own.
    pub(crate) async fn records(&self, stored: &Stored, in_flight: usize, seconds: usize) -> Measured {
        workers(in_flight, seconds, |_| {
            let (raw, stored) = (self.clone(), stored.clone());
            std::future::ready(again(move || {
                let (raw, stored) = (raw.clone(), stored.clone());
                async move {
                    raw.record(&stored, &new_history(), 0, None).await;
                }
            }))
        })
        .await
    }

    /// The texts, and when they are stored the record that names them: what a command with words cannot do without.
    pub(crate) async fn pairs(&self, stored: &Stored, in_flight: usize, seconds: usize) -> Measured {
        workers(in_flight, seconds, |_| {
            let (raw, stored) = (self.clone(), stored.clone());
            std::future::ready(again(move || {
                let (raw, stored, history) = (raw.clone(), stored.clone(), new_history());
                async move {
                    let texts = raw.texts(&stored, &history).await;
                    raw.record(&stored, &history, 0, Some(texts)).await;
                }
            }))
        })
        .await
    }

    /// The record only, over and over in as many histories as are in flight, each guarded by the one before it.
    pub(crate) async fn in_histories(&self, stored: &Stored, in_flight: usize, seconds: usize) -> Measured {
        workers(in_flight, seconds, |_| {
            let (raw, stored, history) = (self.clone(), stored.clone(), Arc::new(new_history()));
            let guard = Arc::new(AtomicU64::new(0));
            std::future::ready(again(move || {
                let (raw, stored, history) = (raw.clone(), stored.clone(), Arc::clone(&history));
                let guard = Arc::clone(&guard);
                async move {
                    let sequence = raw.record(&stored, &history, guard.load(Relaxed), None).await;
                    guard.store(sequence, Relaxed);
                }
            }))
        })
        .await
    }

    /// Publishes a record, and gives its sequence.
    pub(crate) async fn record(
        &self,
        stored: &Stored,
        history: &HistoryId,
        guard: u64,
        texts: Option<u64>,
    ) -> u64 {
        let mut headers = stored.record.headers.clone();
        headers.insert(NATS_EXPECTED_LAST_SUBJECT_SEQUENCE, HeaderValue::from(guard));
        if let Some(sequence) = texts {
            headers.insert(HEADER_TEXTS, HeaderValue::from(sequence));
        }
        let subject = self.names.record_subject(history);
        self.publish(self.names.records(), subject, headers, &stored.record).await
    }

    async fn texts(&self, stored: &Stored, history: &HistoryId) -> u64 {
        let texts = stored.texts.as_ref().expect("a command with words");
        let subject = self.names.texts_subject(history);
        self.publish(self.names.texts(), subject, texts.headers.clone(), texts).await
    }

    async fn publish(
        &self,
        stream: String,
        subject: String,
        mut headers: HeaderMap,
        message: &StreamMessage,
    ) -> u64 {
        headers.insert(NATS_MESSAGE_ID, Uuid::new_v4().to_string());
        headers.insert(NATS_EXPECTED_STREAM, stream);
        loop {
            let payload = message.payload.clone();
            let sent = self.context.publish_with_headers(subject.clone(), headers.clone(), payload).await;
            match sent.expect("sent").await {
                Ok(ack) => return ack.sequence,
                Err(error) if is_busy(&error) => self.busy.fetch_add(1, Relaxed),
                Err(error) => panic!("not stored: {error}"),
            };
        }
    }

    /// How often a subject was still busy, until now.
    pub(crate) fn busy(&self) -> u64 {
        self.busy.load(Relaxed)
    }
}

/// Whether the leader still had the message before it in hand. Replicated streams acknowledge a message a moment before
/// they take the next one on its subject.
fn is_busy(error: &PublishError) -> bool {
    let source = error.source().and_then(|source| source.downcast_ref::<jetstream::Error>());
    source.is_some_and(|error| error.error_code() == ErrorCode::STREAM_WRONG_LAST_SEQUENCE_CONSTANT)
}

/// A history that nothing was written in yet.
pub(crate) fn new_history() -> HistoryId {
    format!("dossier.{}", Uuid::new_v4()).parse().expect("a history")
}
