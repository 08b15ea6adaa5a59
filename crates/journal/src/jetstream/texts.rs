//! The texts beside the records: a stream of their own, so that words can be erased and records never.
//!
//! Texts are durable before the record that names them. A crash in between leaves texts that no record names, which are
//! swept; the other order would leave a record whose words never were.

use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

use async_nats::{
    HeaderMap, StatusCode,
    header::NATS_SEQUENCE,
    jetstream::stream::{DirectGetErrorKind, RawMessageErrorKind},
};
use bytes::Bytes;
use domain::ids::CommandId;
use futures_util::{StreamExt as _, stream};
use tokio::time::timeout;

use super::{
    Shared,
    message::{Found, NO_TEXTS, named_command},
};
use crate::{Stored, read::Error};

/// How many texts are asked for at once, each for itself.
const SINGLE_FETCHES_MAX: usize = 64;
/// From so many texts on they are asked for as a run, if they stand close together.
const RUN_TEXTS_MIN: usize = 16;
/// Close together: at least one of so many texts of the run is wanted.
const RUN_SPARSENESS_MAX: u64 = 4;
/// After so many bytes of texts a batch is given, whatever else is wanted. It can be larger by what was asked for at once.
const BATCH_TEXTS_BYTES_MAX: usize = 16 * 1024 * 1024;
/// How long the next text of a run may take.
const RUN_WAIT: Duration = Duration::from_secs(2);

/// The texts of one record, as they stand in the stream.
struct Text {
    /// Whose words they are. A stream of texts that was made anew gives its numbers out again.
    command: Option<CommandId>,
    bytes: Bytes,
}

impl Text {
    fn of(headers: Option<&HeaderMap>, bytes: Bytes) -> Self {
        Self { command: named_command(headers), bytes }
    }
}

impl Shared {
    /// Puts the texts beside the first of these records, and takes those away: at least one if there is any, and not more
    /// than fit in memory.
    ///
    /// # Errors
    /// The servers do not give the texts now, or they are not there any more.
    pub(super) async fn with_texts(&self, found: &mut VecDeque<Found>) -> Result<Vec<Stored>, Error> {
        let mut stored = Vec::with_capacity(found.len());
        let mut texts = self.run(found).await;
        let mut bytes = 0;
        while let Some(record) = found.front()
            && bytes < BATCH_TEXTS_BYTES_MAX
        {
            let beside = match record.texts {
                None => Bytes::from_static(NO_TEXTS),
                Some(sequence) => {
                    if !texts.contains_key(&sequence) {
                        self.singles(found, &mut texts).await?;
                    }
                    let text = texts.remove(&sequence).filter(|text| text.command == Some(record.command));
                    text.ok_or_else(|| self.without_texts(record, sequence))?.bytes
                }
            };
            bytes += beside.len();
            stored.extend(found.pop_front().map(|record| record.stored(beside)));
        }
        Ok(stored)
    }

    /// The next texts that are not there yet, each asked for by itself.
    async fn singles(&self, found: &VecDeque<Found>, texts: &mut HashMap<u64, Text>) -> Result<(), Error> {
        let mut fetches = Vec::with_capacity(SINGLE_FETCHES_MAX);
        for sequence in found.iter().filter_map(|record| record.texts) {
            if fetches.len() < SINGLE_FETCHES_MAX && !texts.contains_key(&sequence) {
                fetches.push(self.text_at(sequence));
            }
        }
        let mut fetched = stream::iter(fetches).buffer_unordered(SINGLE_FETCHES_MAX);
        while let Some(text) = fetched.next().await {
            texts.extend(text?);
        }
        Ok(())
    }

    /// The texts of these records if they stand close together, as far as one member gives them in one answer. What it does
    /// not give is asked for otherwise, so it answers with no error.
    async fn run(&self, found: &VecDeque<Found>) -> HashMap<u64, Text> {
        let wanted = || found.iter().filter_map(|record| record.texts);
        let mut texts = HashMap::with_capacity(found.len());
        if let (Some(first), Some(last)) = (wanted().min(), wanted().max()) {
            let count = wanted().count();
            if count >= RUN_TEXTS_MIN && (last - first) / RUN_SPARSENESS_MAX < count as u64 {
                self.fetch_run(first, last, &mut texts).await;
            }
        }
        texts
    }

    /// One text: from any member, and from the leader if that one does not have it.
    async fn text_at(&self, sequence: u64) -> Result<Option<(u64, Text)>, Error> {
        match self.texts.direct_get(sequence).await {
            Ok(message) => return Ok(Some((sequence, Text::of(Some(&message.headers), message.payload)))),
            Err(error) if error.kind() == DirectGetErrorKind::NotFound => {}
            Err(error) => return Err(self.texts_unavailable(sequence, error)),
        }
        match self.texts.get_raw_message(sequence).await {
            Ok(message) => Ok(Some((sequence, Text::of(Some(&message.headers), message.payload)))),
            Err(error) if error.kind() == RawMessageErrorKind::NoMessageFound => Ok(None),
            Err(error) => Err(self.texts_unavailable(sequence, error)),
        }
    }

    async fn fetch_run(&self, first: u64, last: u64, texts: &mut HashMap<u64, Text>) -> Option<()> {
        let client = self.context.client();
        let inbox = client.new_inbox();
        let mut answers = client.subscribe(inbox.clone()).await.ok()?;
        let count = last - first + 1;
        // Asked for by number alone: with a pattern of subjects the servers look at every subject for every message.
        let request = format!(r#"{{"seq":{first},"batch":{count},"max_bytes":{BATCH_TEXTS_BYTES_MAX}}}"#);
        let subject = format!("{}.DIRECT.GET.{}", self.api, self.names.texts());
        client.publish_with_reply(subject, inbox, request.into()).await.ok()?;
        while let Ok(Some(answer)) = timeout(RUN_WAIT, answers.next()).await {
            // 204 ends the answer; anything else that is no message ends the asking.
            if answer.status.is_some_and(|status| status != StatusCode::OK) {
                break;
            }
            let Some(sequence) = sequence_of(answer.headers.as_ref()) else { break };
            if sequence > last {
                break;
            }
            texts.insert(sequence, Text::of(answer.headers.as_ref(), answer.payload));
            if sequence == last {
                break;
            }
        }
        Some(())
    }

    fn without_texts(&self, record: &Found, sequence: u64) -> Error {
        let why = format!(
            "its texts, number {sequence} of stream {}, are gone, or are another command's",
            self.names.texts()
        );
        Error::Damaged { place: self.place(record.position.0), source: why.into() }
    }

    fn texts_unavailable(
        &self,
        sequence: u64,
        error: impl std::error::Error + Send + Sync + 'static,
    ) -> Error {
        Error::Unavailable {
            place: format!("stream {} at {sequence}", self.names.texts()),
            source: error.into(),
        }
    }
}

fn sequence_of(headers: Option<&HeaderMap>) -> Option<u64> {
    headers?.get(NATS_SEQUENCE)?.as_str().parse().ok()
}
