//! Taking over the records of another journal, each at its own position.
//!
//! Here alone the guard is the last sequence of the whole stream, which serialises all writers. That is what a copy wants:
//! it has no other writer beside it, and a record that another one gets in between stops it. Records are sent in runs without
//! waiting for each answer; the guard of each names the one before it. A message of somebody else in the middle of a run takes
//! the place of one of ours and the others get in around it: the copy says so, and the target is of no use any more.

use async_nats::{
    header::{HeaderMap, HeaderValue, NATS_EXPECTED_LAST_SEQUENCE, NATS_EXPECTED_STREAM},
    jetstream::context::PublishAckFuture,
};
use bytes::Bytes;
use record::Position;

use super::{
    JetStreamJournal, Shared,
    message::{NO_TEXTS, described, of_texts},
    publish::begin_to_send,
};
use crate::{BoxFuture, Stored, append::Error, copy::Target};

/// How many messages are sent before their answers are waited for.
const RUN_MESSAGES_MAX: usize = 256;
/// How many bytes of texts are sent before the answers are waited for; one message may be more.
const RUN_TEXTS_BYTES_MAX: usize = 8 * 1024 * 1024;

impl Target for JetStreamJournal {
    fn take_over(&self, records: Vec<Stored>) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move {
            let mut records = &records[..];
            while !records.is_empty() {
                let (run, rest) = records.split_at(run_length(records));
                take_over(&self.shared, run).await?;
                records = rest;
            }
            Ok(())
        })
    }
}

/// How many of these records make one run: at least one.
fn run_length(records: &[Stored]) -> usize {
    let mut bytes = 0;
    let fits = records.iter().take(RUN_MESSAGES_MAX).take_while(|record| {
        bytes += record.entry.texts.len();
        bytes <= RUN_TEXTS_BYTES_MAX
    });
    fits.count().max(1)
}

async fn take_over(shared: &Shared, run: &[Stored]) -> Result<(), Error> {
    let mut texts = Vec::with_capacity(run.len());
    for record in run {
        texts.push(if record.entry.texts == NO_TEXTS {
            None
        } else {
            Some(send_texts(shared, record).await?)
        });
    }
    let mut answers = Vec::with_capacity(run.len());
    for (record, texts) in run.iter().zip(texts) {
        let texts = match texts {
            Some(answer) => Some(acknowledged(answer).await?),
            None => None,
        };
        answers.push((record.position, send_record(shared, record, texts).await?));
    }
    for (position, answer) in answers {
        let sequence = acknowledged(answer).await?;
        if sequence != position.0 {
            tracing::warn!(%position, sequence, "the servers stored what was copied at another position");
            return Err(Error::Unclear);
        }
        shared.vital.advance(position);
    }
    Ok(())
}

async fn send_texts(shared: &Shared, record: &Stored) -> Result<PublishAckFuture, Error> {
    let command = record.entry.command;
    let headers = of_texts(command, &format!("copy.{command}"), &shared.names.texts());
    send(shared, shared.names.texts_subject(&record.entry.history), headers, record.entry.texts.clone()).await
}

async fn send_record(
    shared: &Shared,
    record: &Stored,
    texts: Option<u64>,
) -> Result<PublishAckFuture, Error> {
    let before = Position(record.position.0 - 1);
    let mut headers = described(&record.entry, shared.log_id, texts);
    headers.insert(NATS_EXPECTED_STREAM, shared.names.records());
    headers.insert(NATS_EXPECTED_LAST_SEQUENCE, HeaderValue::from(before.0));
    send(shared, shared.names.record_subject(&record.entry.history), headers, record.entry.record.clone())
        .await
}

async fn send(
    shared: &Shared,
    subject: String,
    headers: HeaderMap,
    payload: Bytes,
) -> Result<PublishAckFuture, Error> {
    begin_to_send(&shared.context, subject, headers, payload)
        .await
        .map_err(|error| Error::CutOff { why: error.to_string().into() })
}

async fn acknowledged(answer: PublishAckFuture) -> Result<u64, Error> {
    // The copy is run again, and sees then what became of it.
    answer.await.map(|ack| ack.sequence).map_err(|error| {
        tracing::warn!(%error, "the servers did not store what was copied");
        Error::Unclear
    })
}
