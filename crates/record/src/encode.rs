//! From a record to its bytes. They are made once, here; afterwards they are only ever copied.

use domain::{Event, framework::Outcome, ids::Revision};

use crate::{
    HistoryId, RECORD_BYTES_MAX, REVISION_MAX, Record,
    attributes::{DATACONTENTTYPE, SPECVERSION, Written, belongs, is_source},
    data::{Newest, types},
    scalar::{Number, Text},
};

/// Room for a typical record, so that most are written without growing.
const RECORD_BYTES_TYPICAL: usize = 1_280;

/// Why a record has no written form. Each is a fault of who made the record, except [`Error::TooLarge`].
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not fit.
    #[error("the record has {bytes} bytes, at most {max} can be kept: use fewer sections or conditions")]
    TooLarge {
        /// How many bytes it would have.
        bytes: usize,
        /// How many it may have.
        max: usize,
    },
    /// The source is not a URI reference.
    #[error(
        "'{given}' is not a source: use a URI such as urn:nld:oin:00000001823288444000:systeem:besluitspoor"
    )]
    InvalidSource {
        /// What was given.
        given: String,
    },
    /// The revision is not from 1 to [`REVISION_MAX`].
    #[error("revision {revision} cannot be written: a history has records 1 to {REVISION_MAX}")]
    InvalidRevision {
        /// The revision.
        revision: Revision,
    },
    /// The event cannot be part of the history.
    #[error("an event of type {event_type} cannot be part of {history}")]
    ForeignHistory {
        /// The type.
        event_type: &'static str,
        /// The history.
        history: HistoryId,
    },
    /// The event is not the one that its outcome is.
    #[error("outcome {outcome} cannot be written as {event_type}")]
    ForeignOutcome {
        /// The type of the event.
        event_type: &'static str,
        /// The outcome in it.
        outcome: Outcome,
    },
    /// A moment or date has no written form.
    #[error("the record holds a value that cannot be written")]
    Unwritable(#[source] serde_json::Error),
}

/// Writes a record: one JSON object, without a line end.
///
/// `source` names the installation, as a URN of its organisation (NL GOV profile). It is not part of [`Record`],
/// because no rule and no view depends on it.
///
/// # Errors
/// [`Error`]; nothing that is written fails to be read back equal.
pub fn encode(record: &Record, source: &str) -> Result<Vec<u8>, Error> {
    let event_type = types::of(&record.event);
    check(record, event_type, source)?;
    let written = Written {
        specversion: SPECVERSION,
        id: Text(record.id),
        source,
        event_type,
        subject: Text(record.history.clone()),
        time: Text(record.recorded),
        datacontenttype: DATACONTENTTYPE,
        revision: Number(record.revision),
        commandid: Text(record.command),
        actor: Text(record.actor.clone()),
        actingas: Text(record.capacity.clone()),
        data: Newest(&record.event),
    };
    let mut bytes = Vec::with_capacity(RECORD_BYTES_TYPICAL);
    serde_json::to_writer(&mut bytes, &written).map_err(Error::Unwritable)?;
    if bytes.len() > RECORD_BYTES_MAX {
        return Err(Error::TooLarge { bytes: bytes.len(), max: RECORD_BYTES_MAX });
    }
    Ok(bytes)
}

/// What [`crate::decode()`] would refuse must not be written.
fn check(record: &Record, event_type: &'static str, source: &str) -> Result<(), Error> {
    if !is_source(source) {
        return Err(Error::InvalidSource { given: source.to_owned() });
    }
    if !(1..=REVISION_MAX).contains(&record.revision.0) {
        return Err(Error::InvalidRevision { revision: record.revision });
    }
    if !belongs(&record.event, &record.history) {
        return Err(Error::ForeignHistory { event_type, history: record.history.clone() });
    }
    match outcome(&record.event) {
        Some(outcome) if types::of_outcome(outcome) != event_type => {
            Err(Error::ForeignOutcome { event_type, outcome })
        }
        Some(_) | None => Ok(()),
    }
}

fn outcome(event: &Event) -> Option<Outcome> {
    match event {
        Event::Dossier(event) => event.treatment().map(|treated| treated.outcome),
        Event::FrameworkAdopted(_)
        | Event::Arrangement(_)
        | Event::Meeting(_)
        | Event::Mandate(_)
        | Event::Preparation(_)
        | Event::Keeping(_) => None,
    }
}
