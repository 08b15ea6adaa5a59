//! A record as a message: its exact bytes are the payload, and the headers say only where they belong.
//!
//! Whoever reads a message compares what the headers say with what stands in the record: nothing is believed because
//! a header says it. A message that is no record of this log is *foreign*, and every reader stops at it loudly.

use async_nats::{
    HeaderMap,
    header::{
        HeaderValue, NATS_EXPECTED_LAST_SUBJECT_SEQUENCE, NATS_EXPECTED_STREAM, NATS_MESSAGE_ID, NATS_SUBJECT,
    },
};
use bytes::Bytes;
use domain::ids::{CommandId, Revision};
use record::{HistoryId, LogId, Position};
use uuid::Uuid;

use super::names::Names;
use crate::{Entry, Stored};

/// What the payload is: CloudEvents 1.0, NATS binding, structured mode.
const CONTENT_TYPE: &str = "application/cloudevents+json; charset=UTF-8";
const HEADER_CONTENT_TYPE: &str = "Content-Type";
/// The command id; the servers drop a message whose id they have seen within the duplicate window.
const HEADER_COMMAND: &str = "Nats-Msg-Id";
const HEADER_LOG: &str = "Besluitspoor-Log";
const HEADER_REVISION: &str = "Besluitspoor-Revision";
/// The sequence, in the stream of texts, of the texts that belong to the record. Absent: there are none.
const HEADER_TEXTS: &str = "Besluitspoor-Texts";

/// In a message with texts: the command whose words they are.
const HEADER_OF_COMMAND: &str = "Besluitspoor-Command";

/// The texts of a record that has none.
pub(super) const NO_TEXTS: &[u8] = b"[]";

/// A message of the record stream that is a record of this log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) position: Position,
    pub(super) history: HistoryId,
    pub(super) revision: Revision,
    pub(super) command: CommandId,
    /// Empty when only headers were asked for.
    pub(super) record: Bytes,
    /// Where its texts stand in the stream of texts, if it has any.
    pub(super) texts: Option<u64>,
}

/// Why a message is no record of this log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Foreign {
    /// Its subject names no history.
    #[error("a message that is no record stands on subject '{0}'; somebody else has published there")]
    Subject(String),
    /// A header that every record has is missing or cannot be read.
    #[error(
        "a message without a usable header {name} stands on subject '{subject}'; somebody else has published there"
    )]
    Header {
        /// Which header.
        name: &'static str,
        /// Where.
        subject: String,
    },
    /// A server's answer to somebody's question was sent there, and stored.
    #[error(
        "an answer of a server stands on subject '{0}': somebody asked for a stored message and gave that subject to answer \
         on; give readers an account of their own"
    )]
    Answer(String),
    /// It was written for another log.
    #[error("the message was written for log {found}, and this is log {expected}")]
    Log {
        /// The log that it names.
        found: String,
        /// The log that it stands in.
        expected: LogId,
    },
    /// Nothing stands in it.
    #[error("the message on subject '{0}' is empty")]
    Empty(String),
}

/// The headers of a record whose history ends at this sequence of the stream, 0 for none.
pub(super) fn headers(
    entry: &Entry,
    log: LogId,
    stream: &str,
    guard: Position,
    texts: Option<u64>,
) -> HeaderMap {
    let mut headers = described(entry, log, texts);
    headers.insert(NATS_EXPECTED_STREAM, stream);
    headers.insert(NATS_EXPECTED_LAST_SUBJECT_SEQUENCE, HeaderValue::from(guard.0));
    headers
}

/// The headers of a record, without any guard.
pub(super) fn described(entry: &Entry, log: LogId, texts: Option<u64>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(HEADER_CONTENT_TYPE, CONTENT_TYPE);
    headers.insert(HEADER_COMMAND, entry.command.to_string());
    headers.insert(HEADER_LOG, log.to_string());
    headers.insert(HEADER_REVISION, HeaderValue::from(entry.revision.0));
    if let Some(sequence) = texts {
        headers.insert(HEADER_TEXTS, HeaderValue::from(sequence));
    }
    headers
}

/// The headers of texts. They say which command the texts belong to, so that they are never taken for another's; sent again
/// under the same id they are stored once while the servers remember it.
pub(super) fn of_texts(command: CommandId, id: &str, stream: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(NATS_MESSAGE_ID, id);
    headers.insert(NATS_EXPECTED_STREAM, stream);
    headers.insert(HEADER_OF_COMMAND, command.to_string());
    headers
}

/// The headers of what remains of texts, guarded by the number of what remained of them before, 0 for nothing: of two who
/// erase at a time one begins anew.
pub(super) fn of_remains(command: CommandId, id: &str, stream: &str, guard: u64) -> HeaderMap {
    let mut headers = of_texts(command, id, stream);
    headers.insert(NATS_EXPECTED_LAST_SUBJECT_SEQUENCE, HeaderValue::from(guard));
    headers
}

/// The command that texts belong to.
pub(super) fn named_command(headers: Option<&HeaderMap>) -> Option<CommandId> {
    headers?.get(HEADER_OF_COMMAND)?.as_str().parse().ok().map(CommandId)
}

/// Reads a message of the record stream.
///
/// # Errors
/// [`Foreign`] when it is no record of this log.
pub(super) fn read(
    names: &Names,
    log: LogId,
    sequence: u64,
    subject: &str,
    headers: Option<&HeaderMap>,
    payload: Bytes,
) -> Result<Found, Foreign> {
    let history = names.history(subject).ok_or_else(|| Foreign::Subject(subject.to_owned()))?;
    // An answer has all headers of the record that it repeats, and the subject of that. What we asked for ourselves comes as
    // an answer too, which names the subject that it stands on.
    if headers.is_some_and(|headers| headers.get_all(NATS_SUBJECT).any(|named| named.as_str() != subject)) {
        return Err(Foreign::Answer(subject.to_owned()));
    }
    let missing = |name| Foreign::Header { name, subject: subject.to_owned() };
    let header = |name: &'static str| {
        headers.and_then(|headers| headers.get(name)).map(|value| value.as_str()).ok_or_else(|| missing(name))
    };
    let found = header(HEADER_LOG)?;
    if found.parse::<Uuid>().ok() != Some(log.0) {
        return Err(Foreign::Log { found: found.chars().take(80).collect(), expected: log });
    }
    let command = header(HEADER_COMMAND)?.parse().map_err(|_| missing(HEADER_COMMAND))?;
    let revision = header(HEADER_REVISION)?.parse().map_err(|_| missing(HEADER_REVISION))?;
    let texts = match headers.and_then(|headers| headers.get(HEADER_TEXTS)) {
        Some(sequence) => Some(sequence.as_str().parse().map_err(|_| missing(HEADER_TEXTS))?),
        None => None,
    };
    let position = Position(sequence);
    Ok(Found {
        position,
        history,
        revision: Revision(revision),
        command: CommandId(command),
        record: payload,
        texts,
    })
}

impl Found {
    /// The record with the texts beside it.
    pub(super) fn stored(self, texts: Bytes) -> Stored {
        let Self { position, history, revision, command, record, texts: _ } = self;
        Stored { position, entry: Entry { history, revision, command, record, texts } }
    }

    /// Whether something stands in it; asked where payloads were asked for.
    ///
    /// # Errors
    /// [`Foreign::Empty`].
    pub(super) fn filled(self, names: &Names) -> Result<Self, Foreign> {
        if self.record.is_empty() {
            Err(Foreign::Empty(names.record_subject(&self.history)))
        } else {
            Ok(self)
        }
    }
}
