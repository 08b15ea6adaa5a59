//! Erasing words: what remains of a text is published beside it, and then the text is deleted.
//!
//! In this order, so that a record is never without. What remains stands on a subject that names the text, and a reader
//! who does not find the text looks there: a text that is gone without a trace is damage, as ever. The servers overwrite
//! the bytes of what is deleted.

use std::{sync::PoisonError, time::Duration};

use bytes::Bytes;
use record::Position;
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use super::{
    Shared,
    message::{Found, NO_TEXTS, of_remains},
    publish::{APPEND_BUDGET, RESEND_PAUSE_MILLIS_MAX, send},
    pulse,
    reader::found_at,
    texts::Text,
};
use crate::{
    causes,
    erase::{Error, Verdict, judge},
    read,
};

/// How long one erasure may take, with all that is tried.
const ERASE_BUDGET: Duration = APPEND_BUDGET;
/// How long to wait before what was in doubt is tried again.
const AGAIN_PAUSE: Duration = Duration::from_millis(RESEND_PAUSE_MILLIS_MAX as u64);

/// Why a try came to nothing.
enum Miss {
    /// It stays so.
    Final(Error),
    /// Nothing is certain but that it can be tried again.
    Doubt(String),
}

impl From<Error> for Miss {
    fn from(error: Error) -> Self {
        Self::Final(error)
    }
}

impl From<read::Error> for Miss {
    fn from(error: read::Error) -> Self {
        match error {
            read::Error::Unavailable { .. } => Self::Doubt(causes(&error)),
            read::Error::Damaged { .. } => Self::Final(error.into()),
        }
    }
}

/// Erases words beside a record.
///
/// # Errors
/// See [`Error`]. [`Error::CutOff`] when the time was over before it was certain.
pub(super) async fn erase(shared: &Shared, position: Position, remains: Bytes) -> Result<(), Error> {
    let until = Instant::now() + ERASE_BUDGET;
    loop {
        if let Some(why) = shared.vital.poisoned() {
            return Err(Error::Poisoned { why });
        }
        if let Some(why) = shared.vital.cut_off() {
            return Err(Error::CutOff { why });
        }
        let why = match try_to_erase(shared, position, &remains).await {
            Ok(()) => return Ok(()),
            Err(Miss::Final(error)) => return Err(error),
            Err(Miss::Doubt(why)) => why,
        };
        tracing::debug!(%position, why, "an erasure is in doubt");
        if Instant::now() >= until {
            return Err(Error::CutOff { why: why.into() });
        }
        sleep(AGAIN_PAUSE).await;
    }
}

async fn try_to_erase(shared: &Shared, position: Position, remains: &Bytes) -> Result<(), Miss> {
    if position > shared.vital.head() {
        pulse::ask(shared).await.map_err(|why| Miss::Doubt(why.to_string()))?;
    }
    let head = shared.vital.head();
    if position == Position::START || position > head {
        return Err(Error::Unknown { position, head }.into());
    }
    let record = found_at(shared, position).await?;
    let Some(sequence) = record.texts else {
        return match judge(position, NO_TEXTS, remains)? {
            Verdict::Done => Ok(()),
            Verdict::Erase => Err(Error::NotWhatStands { position }.into()),
        };
    };
    let text = shared.leaders_text(sequence).await?;
    let remained = shared.last_remains(sequence).await?;
    let guard = remained.as_ref().map_or(0, |(number, _)| *number);
    let stands = remained.as_ref().map(|(_, remained)| remained).or(text.as_ref());
    let stands = stands.filter(|stands| stands.command == Some(record.command));
    let stands: &Text = stands.ok_or_else(|| shared.without_texts(&record, sequence))?;
    let last = match judge(position, &stands.bytes, remains)? {
        Verdict::Erase => publish(shared, &record, sequence, guard, remains).await?,
        Verdict::Done if guard == 0 => return Ok(()),
        Verdict::Done => guard,
    };
    if text.is_some() {
        delete(shared, sequence).await?;
    }
    delete_before(shared, sequence, last).await?;
    shared.erased.write().unwrap_or_else(PoisonError::into_inner).insert(sequence);
    tracing::info!(%position, "words were erased");
    Ok(())
}

/// Stores what remains of a text, and answers with its number.
async fn publish(
    shared: &Shared,
    record: &Found,
    sequence: u64,
    guard: u64,
    remains: &Bytes,
) -> Result<u64, Miss> {
    let id = Uuid::new_v4().to_string();
    let headers = of_remains(record.command, &id, &shared.names.texts(), guard);
    let sent = send(&shared.context, shared.names.remains_subject(sequence), headers, remains.clone()).await;
    // Whatever went wrong, the next try reads what stands there.
    sent.map(|ack| ack.sequence).map_err(|error| Miss::Doubt(causes(&error)))
}

/// Deletes what remained of a text earlier.
async fn delete_before(shared: &Shared, sequence: u64, last: u64) -> Result<(), Miss> {
    loop {
        match shared.first_remains(sequence).await? {
            Some((number, _)) if number < last => delete(shared, number).await?,
            Some(_) => return Ok(()),
            None => return Err(Miss::Doubt("what remains is not there yet".to_owned())),
        }
    }
}

/// Deletes a message of the texts; the servers overwrite its bytes. One that another has deleted meanwhile is gone as well.
async fn delete(shared: &Shared, sequence: u64) -> Result<(), Miss> {
    let Err(error) = shared.texts.delete_message(sequence).await else { return Ok(()) };
    match shared.leaders_text(sequence).await? {
        None => Ok(()),
        Some(_) => Err(Miss::Doubt(causes(&error))),
    }
}
