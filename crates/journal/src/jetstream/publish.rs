//! The life of one append: publish, and find out what became of it until that is certain.
//!
//! The guard is the last sequence of the history's own subject, and stays the same however often the message is sent: at
//! most one copy gets in, however late the first arrives. An answer that does not come, or that says the guard does not
//! hold, says nothing by itself: a server without a cluster checks the guard before it looks for duplicates, so it also
//! gives that answer to a message that it has stored already. What stands behind the guard is asked of the stream's
//! leader, and only that decides.

use std::{sync::Arc, time::Duration};

use async_nats::{
    HeaderMap,
    connection::State,
    jetstream::{
        self, ErrorCode,
        context::{PublishAckFuture, PublishError, PublishErrorKind},
        message::PublishMessage,
        publish::PublishAck,
    },
};
use bytes::Bytes;
use domain::ids::Revision;
use record::Position;
use tokio::time::{Instant, sleep, timeout_at};
use uuid::Uuid;

use super::{
    Shared,
    index::Tail,
    indexing::{self, INDEX_WAIT},
    message::{self, NO_TEXTS},
    reader::{self, found_at, next_of},
    vital::CUT_OFF_AFTER,
};
use crate::{Entry, append::Error, causes, dice::Dice, read};

/// How long one append may take, with all that is tried.
pub(super) const APPEND_BUDGET: Duration = Duration::from_secs(10);
/// How long one acknowledgement may take before it is looked up what became of the message.
pub(super) const ACK_WAIT: Duration = Duration::from_secs(2);
/// The longest pause before a message is sent again, in milliseconds; the real one is drawn by chance below it.
pub(super) const RESEND_PAUSE_MILLIS_MAX: usize = 50;
/// How long to wait once before a message is sent again that met another one on its subject.
const IN_FLIGHT_PAUSE: Duration = Duration::from_millis(1);
/// How often it is looked whether the connection is there again.
const CONNECTION_LOOK: Duration = Duration::from_millis(20);

/// Stores one entry. The caller sees to it that no other of its history is on its way from here.
///
/// # Errors
/// See [`Error`]. [`Error::Unclear`] when the budget was spent and the message may still get in.
pub(super) async fn store(shared: &Arc<Shared>, entry: &Entry) -> Result<Position, Error> {
    may_append(shared)?;
    let guard = guard(shared, entry).await?;
    connected(shared).await?;
    let until = Instant::now() + APPEND_BUDGET;
    let texts = if entry.texts == NO_TEXTS { None } else { Some(texts(shared, entry, until).await?) };
    if Instant::now() >= until {
        // Only texts were sent, which no record names.
        return Err(Error::CutOff { why: "storing the texts took too long".into() });
    }
    let headers = message::headers(entry, shared.log_id, &shared.names.records(), guard, texts);
    let sending = Sending { shared, entry, guard, headers, told: shared.indexing.read().position() };
    // Whatever was waited for then, a message has been sent.
    let position = timeout_at(until, sending.settle(until)).await.unwrap_or(Err(Error::Unclear))?;
    shared.vital.set_full(false);
    let tail = Tail { revision: entry.revision, position };
    shared.indexing.write().acknowledge(&entry.history, tail, entry.command);
    shared.vital.advance(position);
    Ok(position)
}

fn may_append(shared: &Shared) -> Result<(), Error> {
    if let Some(why) = shared.vital.poisoned() {
        return Err(Error::Poisoned { why });
    }
    let why = shared.vital.cut_off().or_else(|| shared.indexing.too_far_behind());
    why.map_or(Ok(()), |why| Err(Error::CutOff { why }))
}

/// The last sequence of the history, if the entry takes the revision after it.
async fn guard(shared: &Arc<Shared>, entry: &Entry) -> Result<Position, Error> {
    let tail = {
        let index = indexing::index(shared).await.map_err(|error| unread(&error))?;
        if let Some(position) = index.find(entry.command) {
            return Err(Error::Repeated { position });
        }
        index.tail(&entry.history)
    };
    if tail.revision.next() >= entry.revision {
        return judged(entry, tail);
    }
    // Somebody else has stored what comes before it, or its author is mistaken.
    let newest = reader::last_of(shared, &entry.history).await.map_err(|error| unread(&error))?;
    let Some(newest) = newest else { return judged(entry, Tail::default()) };
    indexing::reach(shared, newest.position, INDEX_WAIT).await.map_err(|error| unread(&error))?;
    let index = shared.indexing.read();
    if let Some(position) = index.find(entry.command) {
        return Err(Error::Repeated { position });
    }
    judged(entry, index.tail(&entry.history))
}

fn judged(entry: &Entry, tail: Tail) -> Result<Position, Error> {
    if tail.revision.next() == entry.revision {
        return Ok(tail.position);
    }
    Err(Error::Conflict { expected: Revision(entry.revision.0 - 1), actual: tail.revision })
}

/// Nothing was sent yet, so nothing was stored.
fn unread(error: &read::Error) -> Error {
    let why = causes(error);
    match error {
        read::Error::Unavailable { .. } => Error::CutOff { why: why.into() },
        read::Error::Damaged { .. } => Error::Poisoned { why: why.into() },
    }
}

/// Waits for the connection if it broke. What is sent into a broken one could arrive much later.
async fn connected(shared: &Shared) -> Result<(), Error> {
    let (client, until) = (shared.context.client(), Instant::now() + CUT_OFF_AFTER);
    while client.connection_state() != State::Connected {
        if Instant::now() >= until {
            return Err(Error::CutOff { why: "there is no connection to the NATS servers".into() });
        }
        sleep(CONNECTION_LOOK).await;
    }
    Ok(())
}

/// Stores the texts, and answers with their sequence. Sent twice they are stored once, or leave a copy that no record
/// names.
async fn texts(shared: &Shared, entry: &Entry, until: Instant) -> Result<u64, Error> {
    let headers = message::of_texts(entry.command, &Uuid::new_v4().to_string(), &shared.names.texts());
    let subject = shared.names.texts_subject(&entry.history);
    let mut pauses = Pauses::of(entry);
    loop {
        let why = match send(&shared.context, subject.clone(), headers.clone(), entry.texts.clone()).await {
            Ok(ack) => return Ok(ack.sequence),
            Err(error) => error,
        };
        match Told::by(&why, shared.replicas) {
            Told::NoRoom => return Err(no_room(shared)),
            Told::TooLarge => return Err(Error::TextsTooLarge { bytes: entry.texts.len() }),
            Told::WrongStream | Told::InFlight | Told::Doubt => {}
        }
        if let Some(why) = shared.vital.poisoned() {
            return Err(Error::Poisoned { why });
        }
        if Instant::now() >= until {
            return Err(Error::CutOff { why: format!("the texts could not be stored: {why}").into() });
        }
        pauses.wait().await;
    }
}

fn no_room(shared: &Shared) -> Error {
    shared.vital.set_full(true);
    Error::Full
}

/// Sends a message and waits for what the servers say.
pub(super) async fn send(
    context: &jetstream::Context,
    subject: String,
    headers: HeaderMap,
    payload: Bytes,
) -> Result<PublishAck, PublishError> {
    begin_to_send(context, subject, headers, payload).await?.await
}

/// Sends a message, and answers before the servers do.
pub(super) async fn begin_to_send(
    context: &jetstream::Context,
    subject: String,
    headers: HeaderMap,
    payload: Bytes,
) -> Result<PublishAckFuture, PublishError> {
    let message = PublishMessage::build().headers(headers).payload(payload);
    context.send_publish(subject, message).await
}

/// A record on its way.
struct Sending<'a> {
    shared: &'a Arc<Shared>,
    entry: &'a Entry,
    guard: Position,
    headers: HeaderMap,
    /// What the stream had told when this began: a record that is stored now stands after it.
    told: Position,
}

impl Sending<'_> {
    /// Sends until it is certain what became of the record, or the time is over.
    async fn settle(&self, until: Instant) -> Result<Position, Error> {
        let subject = self.shared.names.record_subject(&self.entry.history);
        let mut pauses = Pauses::of(self.entry);
        let (mut may_arrive_late, mut was_in_flight) = (false, false);
        loop {
            let sent =
                send(&self.shared.context, subject.clone(), self.headers.clone(), self.entry.record.clone());
            let told = match sent.await {
                Ok(ack) if !ack.duplicate => return self.stored_at(Position(ack.sequence)),
                Ok(ack) => match self.same_as(Position(ack.sequence)).await {
                    Some(answer) => return answer,
                    None => Told::Doubt,
                },
                Err(error) => {
                    tracing::debug!(history = %self.entry.history, why = %error, "an append is in doubt");
                    may_arrive_late |= is_silence(&error);
                    Told::by(&error, self.shared.replicas)
                }
            };
            match told {
                Told::WrongStream => {
                    let why = format!(
                        "subject {subject} belongs to another stream than {}",
                        self.shared.names.records()
                    );
                    self.shared.vital.poison(&why);
                    return Err(Error::Poisoned { why: why.into() });
                }
                Told::TooLarge => return Err(Error::RecordTooLarge { bytes: self.entry.record.len() }),
                // The leader acknowledges a message a moment before it forgets that it was in flight.
                Told::InFlight if !std::mem::replace(&mut was_in_flight, true) => {
                    sleep(IN_FLIGHT_PAUSE).await;
                    continue;
                }
                Told::InFlight | Told::NoRoom | Told::Doubt => {}
            }
            match self.behind_guard().await {
                Ok(Some(answer)) => return answer,
                Ok(None) if told == Told::NoRoom && !may_arrive_late => return Err(no_room(self.shared)),
                Ok(None) => {}
                Err(error) => tracing::debug!(%error, "what became of an append could not be read"),
            }
            if let Some(why) = self.shared.vital.poisoned() {
                return Err(Error::Poisoned { why });
            }
            if Instant::now() >= until {
                return Err(Error::Unclear);
            }
            pauses.wait().await;
            // What is sent into a broken connection arrives whenever that is mended.
            connected(self.shared).await.map_err(|_| Error::Unclear)?;
        }
    }

    /// The servers say that it was stored. Positions only grow, so one that was told long ago means another stream.
    fn stored_at(&self, position: Position) -> Result<Position, Error> {
        if position > self.told {
            return Ok(position);
        }
        let why = format!(
            "stream {} stored a record at {position} although it had come to {} before: it is not the stream that was opened",
            self.shared.names.records(),
            self.told
        );
        self.shared.vital.poison(&why);
        Err(Error::Poisoned { why: why.into() })
    }

    /// The servers have seen the command id before, and stored what stands at this position then.
    async fn same_as(&self, position: Position) -> Option<Result<Position, Error>> {
        let found = found_at(self.shared, position).await.ok()?;
        // Whoever is told where it stands must be able to read it there.
        self.shared.vital.advance(position);
        let is_ours = found.history == self.entry.history && found.record == self.entry.record;
        Some(if is_ours { Ok(position) } else { Err(Error::Repeated { position }) })
    }

    /// What stands behind the guard as the leader has it, and what that means; `None` while nothing does.
    async fn behind_guard(&self) -> Result<Option<Result<Position, Error>>, read::Error> {
        let Some(next) = next_of(self.shared, &self.entry.history, self.guard).await? else {
            return Ok(None);
        };
        let position = next.position;
        self.shared.vital.advance(position);
        if next.record == self.entry.record {
            return Ok(Some(Ok(position)));
        }
        if next.command == self.entry.command {
            return Ok(Some(Err(Error::Repeated { position })));
        }
        let last = reader::last_of(self.shared, &self.entry.history).await?;
        let actual = last.map_or(next.revision, |last| last.revision);
        Ok(Some(Err(Error::Conflict { expected: Revision(self.entry.revision.0 - 1), actual })))
    }
}

/// What an error of a publish says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Nothing for certain.
    Doubt,
    /// Another message on its subject is not quite stored yet, and the guard cannot be judged.
    InFlight,
    /// There is no room for it.
    NoRoom,
    /// It is larger than the servers take.
    TooLarge,
    /// Its subject belongs to another stream.
    WrongStream,
}

impl Told {
    fn by(error: &PublishError, replicas: usize) -> Self {
        match code(error) {
            Some(ErrorCode::STREAM_NOT_MATCH) => Self::WrongStream,
            Some(ErrorCode::STREAM_WRONG_LAST_SEQUENCE_CONSTANT) => Self::InFlight,
            Some(ErrorCode::STORAGE_RESOURCES_EXCEEDED | ErrorCode::INSUFFICIENT_RESOURCES) => Self::NoRoom,
            // Of several copies the others may have been stored.
            Some(ErrorCode::STREAM_STORE_FAILED) if replicas == 1 => Self::NoRoom,
            _ if error.kind() == PublishErrorKind::MaxPayloadExceeded => Self::TooLarge,
            _ => Self::Doubt,
        }
    }
}

/// Whether no server answered, so that the message may still be on its way.
fn is_silence(error: &PublishError) -> bool {
    code(error).is_none() && error.kind() != PublishErrorKind::WrongLastSequence
}

fn code(error: &PublishError) -> Option<ErrorCode> {
    let source = std::error::Error::source(error)?;
    source.downcast_ref::<jetstream::Error>().map(jetstream::Error::error_code)
}

/// The pauses between tries of one append: by chance, so that writers that met do not meet again.
struct Pauses(Dice);

impl Pauses {
    fn of(entry: &Entry) -> Self {
        Self(Dice::new(entry.command.0.as_u64_pair().1))
    }

    async fn wait(&mut self) {
        let millis = self.0.up_to(RESEND_PAUSE_MILLIS_MAX) as u64;
        sleep(Duration::from_millis(millis)).await;
    }
}
