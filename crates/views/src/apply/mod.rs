//! What a record changes in the view. Exhaustive over events: a new one does not compile until it is thought of here.
//!
//! - `decoded`: a record and its words, read from the journal's bytes
//! - `dossier`: an event of a dossier; `effect`: where it leaves the dossier
//! - `chronicle`: a record of a history that is kept as it is
//! - `register`, `framework`
//! - `keeping`: that words were erased, or a history confirmed

mod chronicle;
mod decoded;
mod dossier;
mod effect;
mod framework;
mod keeping;
mod register;

pub(crate) use decoded::{Decoded, decode};
use domain::{Event, arrangement, ids::Revision};
use record::{HistoryId, Position};

use crate::{change::AgendaChange, chronicle::keeps, live::Live, store};

/// Why a view cannot apply a record. It stops before that record, and what it had until then can still be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The journal skipped or repeated a position.
    #[error("position {expected} should follow, but {found} came: check the journal")]
    Gap {
        /// The position after the last one applied.
        expected: Position,
        /// The position that came.
        found: Position,
    },
    /// The record cannot be read: it is of an unknown type, of a newer version, or damaged.
    #[error("the record at position {position} cannot be read")]
    Record {
        /// Its position.
        position: Position,
        /// Why.
        #[source]
        source: record::decode::Error,
    },
    /// The words beside the record cannot be read.
    #[error("the words beside the record at position {position} cannot be read")]
    Words {
        /// Its position.
        position: Position,
        /// Why.
        #[source]
        source: record::seal::Error,
    },
    /// The record says of itself something else than the journal does.
    #[error("the record at position {position} says that it is another: check the journal")]
    Misplaced {
        /// Its position.
        position: Position,
    },
    /// The record does not follow the last one of its history.
    #[error(
        "{history} is at revision {last}, but the record at position {position} has {found}: check the journal"
    )]
    Revision {
        /// The record's position.
        position: Position,
        /// The history.
        history: HistoryId,
        /// The last revision that was applied.
        last: Revision,
        /// The revision that came.
        found: Revision,
    },
    /// A dossier runs on a framework that was never adopted, so its reference number cannot be known.
    #[error("the dossier opened at position {position} runs on {framework}, which was never adopted")]
    FrameworkNotAdopted {
        /// The record's position.
        position: Position,
        /// The framework's name and version.
        framework: String,
    },
    /// The view's own store failed. It is derived anew.
    #[error("the view's store failed while position {position} was applied")]
    Store {
        /// The record's position.
        position: Position,
        /// How.
        #[source]
        source: store::Error,
    },
}

/// What applying a record needs besides the view.
struct Act<'r> {
    record: &'r Decoded,
    /// Where agenda changes go; `None` while nobody is told.
    changes: Option<&'r mut Vec<AgendaChange>>,
}

/// Applies a record to every part of the view. The record must be the next one.
pub(crate) fn apply(
    live: &mut Live,
    record: &Decoded,
    changes: Option<&mut Vec<AgendaChange>>,
) -> Result<(), Error> {
    let position = record.position;
    if position != live.position().next() {
        return Err(Error::Gap { expected: live.position().next(), found: position });
    }
    let mut act = Act { record, changes };
    match (&record.record.event, &record.record.history) {
        (Event::Dossier(event), HistoryId::Dossier(id)) => dossier::apply(live, &mut act, *id, event),
        (Event::FrameworkAdopted(adopted), HistoryId::Framework(_)) => framework::apply(live, &act, adopted),
        (
            Event::Arrangement(arrangement::Event::ArrangementRegistered(registered)),
            HistoryId::Arrangement(id),
        ) => register::apply(live, &act, *id, registered),
        (Event::Keeping(event), HistoryId::Dossier(id)) => keeping::of_dossier(live, &mut act, *id, event),
        (Event::Keeping(event), HistoryId::Arrangement(id)) if live.register.is_registered(*id) => {
            keeping::of_arrangement(live, &act, *id, event)
        }
        (
            Event::Meeting(_)
            | Event::Mandate(_)
            | Event::Preparation(_)
            | Event::Arrangement(_)
            | Event::Keeping(_),
            history,
        ) if keeps(history) => chronicle::apply(live, &mut act),
        (
            Event::Dossier(_)
            | Event::FrameworkAdopted(_)
            | Event::Arrangement(_)
            | Event::Meeting(_)
            | Event::Mandate(_)
            | Event::Preparation(_)
            | Event::Keeping(_),
            _,
        ) => Err(Error::Misplaced { position }),
    }?;
    let now = record.record.recorded.now;
    live.moments.push(now.as_microsecond());
    live.applied(position, now, record.record.command);
    Ok(())
}

impl Act<'_> {
    fn position(&self) -> u64 {
        self.record.position.0
    }

    fn store(&self, source: store::Error) -> Error {
        Error::Store { position: self.record.position, source }
    }

    /// Checks that the record follows the last one of its history.
    fn follows(&self, last: u64) -> Result<(), Error> {
        let (found, last) = (self.record.record.revision, Revision(last));
        if found == last.next() {
            return Ok(());
        }
        let history = self.record.record.history.clone();
        Err(Error::Revision { position: self.record.position, history, last, found })
    }

    fn tell(&mut self, change: impl FnOnce() -> AgendaChange) {
        if let Some(changes) = &mut self.changes {
            changes.push(change());
        }
    }
}
