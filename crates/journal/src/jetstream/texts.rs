//! The texts beside the records: a stream of their own, so that words can be erased and records never.
//!
//! Texts are durable before the record that names them. A crash in between leaves texts that no record names, which are
//! swept; the other order would leave a record whose words never were.

use std::collections::{HashMap, VecDeque};

use async_nats::{
    HeaderMap,
    jetstream::stream::{RawMessageBuilder, RawMessageErrorKind, WithHeaders},
};
use bytes::Bytes;
use domain::ids::CommandId;
use futures_util::{StreamExt as _, stream};

use super::{
    Shared,
    message::{Found, NO_TEXTS, named_command},
    reader::leader_may_know,
};
use crate::{Stored, read::Error};

/// How many texts are asked for at once, each for itself.
const SINGLE_FETCHES_MAX: usize = 64;
/// After so many bytes of texts a batch is given, whatever else is wanted. It can be larger by what was asked for at once.
pub(super) const BATCH_TEXTS_BYTES_MAX: usize = 4 * 1024 * 1024;

/// The texts of one record, as they stand in the stream.
pub(super) struct Text {
    /// Whose words they are. A stream of texts that was made anew gives its numbers out again.
    pub(super) command: Option<CommandId>,
    pub(super) bytes: Bytes,
}

impl Text {
    pub(super) fn of(headers: Option<&HeaderMap>, bytes: Bytes) -> Self {
        Self { command: named_command(headers), bytes }
    }
}

impl Shared {
    /// Puts the texts beside the first of these records, and takes those away: at least one if there is any, and not more
    /// than fit in memory. Texts that are not among those at hand are asked for.
    ///
    /// # Errors
    /// The servers do not give the texts of the first record now, or they are not there any more.
    pub(super) async fn with_texts(
        &self,
        found: &mut VecDeque<Found>,
        texts: &mut HashMap<u64, Text>,
    ) -> Result<Vec<Stored>, Error> {
        let mut stored = Vec::with_capacity(found.len());
        let mut bytes = 0;
        texts.retain(|sequence, _| !self.was_erased(*sequence));
        while bytes < BATCH_TEXTS_BYTES_MAX && !found.is_empty() {
            let beside = match self.beside_first(found, texts).await {
                Ok(beside) => beside,
                // The next call finds it again.
                Err(_) if !stored.is_empty() => break,
                Err(error) => return Err(error),
            };
            bytes += beside.len();
            stored.extend(found.pop_front().map(|record| record.stored(beside)));
        }
        Ok(stored)
    }

    /// The texts of the first of these records.
    async fn beside_first(
        &self,
        found: &VecDeque<Found>,
        texts: &mut HashMap<u64, Text>,
    ) -> Result<Bytes, Error> {
        let first = found.front().map(|record| (record, record.texts));
        let Some((record, Some(sequence))) = first else { return Ok(Bytes::from_static(NO_TEXTS)) };
        if !texts.contains_key(&sequence) {
            self.singles(found, texts).await?;
        }
        let text = texts.remove(&sequence).filter(|text| text.command == Some(record.command));
        Ok(text.ok_or_else(|| self.without_texts(record, sequence))?.bytes)
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

    /// One text: from any member, and from the leader if that one does not give it. Where words of it were erased, what
    /// remained of it.
    async fn text_at(&self, sequence: u64) -> Result<Option<(u64, Text)>, Error> {
        if !self.was_erased(sequence) {
            match self.texts.direct_get(sequence).await {
                Ok(message) => {
                    return Ok(Some((sequence, Text::of(Some(&message.headers), message.payload))));
                }
                Err(error) if leader_may_know(&error) => {}
                Err(error) => return Err(self.texts_unavailable(sequence, error)),
            }
        }
        let text = match self.leaders_text(sequence).await? {
            Some(text) => Some(text),
            None => self.first_remains(sequence).await?.map(|(_, text)| text),
        };
        Ok(text.map(|text| (sequence, text)))
    }

    /// A text as the stream's leader has it.
    pub(super) async fn leaders_text(&self, sequence: u64) -> Result<Option<Text>, Error> {
        match self.texts.get_raw_message(sequence).await {
            Ok(message) => Ok(Some(Text::of(Some(&message.headers), message.payload))),
            Err(error) if error.kind() == RawMessageErrorKind::NoMessageFound => Ok(None),
            Err(error) => Err(self.texts_unavailable(sequence, error)),
        }
    }

    /// What remained of a text when words of it were erased last, with its own number, as the stream's leader has it.
    pub(super) async fn last_remains(&self, sequence: u64) -> Result<Option<(u64, Text)>, Error> {
        let request = self.texts.raw_message_builder().last_by_subject(self.names.remains_subject(sequence));
        self.remains(sequence, request).await
    }

    /// The oldest that is there of what remained of a text. There is another one only while erasing was cut short, and then
    /// whoever reads sees that it was.
    pub(super) async fn first_remains(&self, sequence: u64) -> Result<Option<(u64, Text)>, Error> {
        let subject = self.names.remains_subject(sequence);
        let request = self.texts.raw_message_builder().sequence(1).next_by_subject(subject);
        self.remains(sequence, request).await
    }

    async fn remains(
        &self,
        sequence: u64,
        request: RawMessageBuilder<WithHeaders>,
    ) -> Result<Option<(u64, Text)>, Error> {
        match request.send().await {
            Ok(message) => Ok(Some((message.sequence, Text::of(Some(&message.headers), message.payload)))),
            Err(error) if error.kind() == RawMessageErrorKind::NoMessageFound => Ok(None),
            Err(error) => Err(self.texts_unavailable(sequence, error)),
        }
    }

    /// The error for a record whose texts are not there.
    pub(super) fn without_texts(&self, record: &Found, sequence: u64) -> Error {
        let why = format!(
            "its texts, number {sequence} of stream {}, are gone, or are another command's",
            self.names.texts()
        );
        Error::Damaged { place: self.place(record.position.0), source: why.into() }
    }

    pub(super) fn texts_unavailable(
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
