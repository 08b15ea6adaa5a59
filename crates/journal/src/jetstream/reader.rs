//! Reading single records and histories. What must be the newest is asked of the stream's leader.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use async_nats::{
    StatusCode,
    jetstream::{
        message::StreamMessage,
        stream::{DirectGetError, DirectGetErrorKind, RawMessageErrorKind},
    },
};
use domain::ids::FrameworkId;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use record::{HistoryId, Position};

use super::{
    Shared,
    feed::foreign_at,
    index::Misplaced,
    indexing::{self, INDEX_WAIT},
    message::Found,
    pulse,
};
use crate::{Stored, read::Error};

/// How many records of a history are asked for at once.
const FETCHES_MAX: usize = 64;

/// The error while the stream's leader is not heard.
fn away(shared: &Shared, why: &str) -> Error {
    Error::Unavailable { place: format!("stream {}", shared.names.records()), source: why.into() }
}

/// Nobody waits for servers that do not answer, and nobody is given what cannot be trusted.
fn in_touch(shared: &Shared) -> Result<(), Error> {
    if let Some(why) = shared.vital.poisoned() {
        return Err(shared.stopped(&why));
    }
    shared.vital.cut_off().map_or(Ok(()), |why| Err(away(shared, &why)))
}

/// Whether whoever has just answered was the stream's leader. A leader that was cut off does not know it, and answers as if
/// nothing had happened since. The others wait longer before they elect another than it may have been out of touch with them
/// to be believed.
async fn was_leader(shared: &Shared) -> Result<(), Error> {
    if shared.replicas == 1 {
        return Ok(());
    }
    pulse::ask(shared).await.map_err(|why| away(shared, &why))
}

/// The record at this position.
pub(super) async fn at(shared: &Shared, position: Position) -> Result<Option<Stored>, Error> {
    in_touch(shared)?;
    if position == Position::START || position > shared.vital.head() {
        return Ok(None);
    }
    let found = found_at(shared, position).await?;
    Ok(shared.with_texts(&mut VecDeque::from([found]), &mut HashMap::new()).await?.pop())
}

/// The records of a history as the stream's leader has them, first to last.
pub(super) async fn history(shared: &Arc<Shared>, history: &HistoryId) -> Result<Vec<Stored>, Error> {
    in_touch(shared)?;
    let last = last_of(shared, history).await?;
    was_leader(shared).await?;
    let Some(last) = last else { return Ok(Vec::new()) };
    let last = last.position;
    drop(indexing::index(shared).await?);
    indexing::reach(shared, last, INDEX_WAIT).await?;
    indexed(shared, history).await
}

/// The records of a history as far as they are known here, first to last.
pub(super) async fn known(shared: &Arc<Shared>, history: &HistoryId) -> Result<Vec<Stored>, Error> {
    let newest = indexing::index(shared).await?.tail(history).position;
    // Our own last append may be known before the stream has told it.
    indexing::reach(shared, newest, INDEX_WAIT).await?;
    indexed(shared, history).await
}

async fn indexed(shared: &Arc<Shared>, history: &HistoryId) -> Result<Vec<Stored>, Error> {
    let positions = shared.indexing.read().positions(history);
    if positions.is_empty() {
        return Ok(Vec::new());
    }
    in_touch(shared)?;
    let mut fetches = Vec::with_capacity(positions.len());
    for position in positions {
        fetches.push(found_at(shared, position));
    }
    let found: Vec<Found> = stream::iter(fetches).buffered(FETCHES_MAX).try_collect().await?;
    let mut revision = domain::ids::Revision(0);
    for record in &found {
        if record.history != *history || record.revision != revision.next() {
            let (history, found) = (record.history.clone(), record.revision);
            let source = Misplaced::Revision { history, last: revision, found }.into();
            return Err(Error::Damaged { place: shared.place(record.position.0), source });
        }
        revision = record.revision;
    }
    let (mut found, mut stored, mut texts) = (VecDeque::from(found), Vec::new(), HashMap::new());
    while !found.is_empty() {
        stored.append(&mut shared.with_texts(&mut found, &mut texts).await?);
    }
    Ok(stored)
}

/// The frameworks that have a history as the stream's leader knows them, by name.
pub(super) async fn frameworks(shared: &Arc<Shared>) -> Result<Vec<FrameworkId>, Error> {
    in_touch(shared)?;
    let pattern = shared.names.framework_subjects();
    let place = || format!("stream {}", shared.names.records());
    let info = shared.records.info_with_subjects(pattern).await;
    let info = info.map_err(|error| Error::Unavailable { place: place(), source: error.into() })?;
    let subjects: Vec<_> = info
        .try_collect()
        .await
        .map_err(|error| Error::Unavailable { place: place(), source: error.into() })?;
    was_leader(shared).await?;
    let named = subjects.iter().filter_map(|(subject, _)| match shared.names.history(subject) {
        Some(HistoryId::Framework(framework)) => Some(framework),
        Some(
            HistoryId::Dossier(_)
            | HistoryId::Arrangement(_)
            | HistoryId::Meeting(_)
            | HistoryId::Mandate(_)
            | HistoryId::Preparation(_),
        )
        | None => None,
    });
    let mut frameworks: Vec<_> = named.collect();
    frameworks.sort_unstable();
    Ok(frameworks)
}

/// The last record of a history, as the stream's leader has it.
pub(super) async fn last_of(shared: &Shared, history: &HistoryId) -> Result<Option<Found>, Error> {
    let subject = shared.names.record_subject(history);
    match shared.records.get_last_raw_message_by_subject(&subject).await {
        Ok(message) => understood(shared, message).map(Some),
        Err(error) if error.kind() == RawMessageErrorKind::NoMessageFound => Ok(None),
        Err(error) => {
            let place = format!("the last record of {history} in stream {}", shared.names.records());
            Err(Error::Unavailable { place, source: error.into() })
        }
    }
}

/// The first record of a history after a position, as the stream's leader has it.
pub(super) async fn next_of(
    shared: &Shared,
    history: &HistoryId,
    after: Position,
) -> Result<Option<Found>, Error> {
    let subject = shared.names.record_subject(history);
    let request = shared.records.raw_message_builder().sequence(after.next().0).next_by_subject(subject);
    match request.send().await {
        Ok(message) => understood(shared, message).map(Some),
        Err(error) if error.kind() == RawMessageErrorKind::NoMessageFound => Ok(None),
        Err(error) => {
            let place = format!("{history} after {after} in stream {}", shared.names.records());
            Err(Error::Unavailable { place, source: error.into() })
        }
    }
}

/// Whether the stream's leader is asked what any member was asked in vain: the one that was reached does not have the
/// message yet, or none listens yet, as where the stream was made a moment ago.
pub(super) fn leader_may_know(error: &DirectGetError) -> bool {
    match error.kind() {
        DirectGetErrorKind::NotFound => true,
        DirectGetErrorKind::ErrorResponse(status, _) => status == StatusCode::NO_RESPONDERS,
        DirectGetErrorKind::InvalidSubject
        | DirectGetErrorKind::TimedOut
        | DirectGetErrorKind::Request
        | DirectGetErrorKind::Other => false,
    }
}

/// The record at a position that is known to be stored: from any member, and from the leader if that one does not give it.
pub(super) async fn found_at(shared: &Shared, position: Position) -> Result<Found, Error> {
    let unavailable = |source| Error::Unavailable { place: shared.place(position.0), source };
    match shared.records.direct_get(position.0).await {
        Ok(message) => return understood(shared, message),
        Err(error) if leader_may_know(&error) => {}
        Err(error) => return Err(unavailable(error.into())),
    }
    match shared.records.get_raw_message(position.0).await {
        Ok(message) => understood(shared, message),
        Err(error) if error.kind() == RawMessageErrorKind::NoMessageFound => {
            let why = "the stream has no message there, although it has later ones".into();
            Err(Error::Damaged { place: shared.place(position.0), source: why })
        }
        Err(error) => Err(unavailable(error.into())),
    }
}

fn understood(shared: &Shared, message: StreamMessage) -> Result<Found, Error> {
    let StreamMessage { subject, sequence, headers, payload, .. } = message;
    let found = shared.understand(sequence, &subject, Some(&headers), payload);
    found
        .and_then(|found| found.filled(&shared.names))
        .map_err(|foreign| foreign_at(shared, sequence, foreign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_leader_is_asked_where_no_member_listens_and_not_where_the_servers_are_silent() {
        let said = |status| DirectGetErrorKind::ErrorResponse(status, "said".to_owned());
        for (kind, asked) in [
            (DirectGetErrorKind::NotFound, true),
            (said(StatusCode::NO_RESPONDERS), true),
            (said(StatusCode::TIMEOUT), false),
            (DirectGetErrorKind::TimedOut, false),
        ] {
            assert_eq!(leader_may_know(&DirectGetError::new(kind.clone())), asked, "{kind}");
        }
    }
}
