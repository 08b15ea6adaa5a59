//! Which history is asked for, and whether this caller may read it.

use access::Read;
use domain::{Event, dossier, ids::ActorId};
use door::Asker;
use journal::{Stored, read};
use record::{HistoryId, Position};
use tonic::Status;
use wire::{
    convert::query::{History, Place},
    failure::{Failure, Thing},
};

use super::{Desk, status};

impl Desk {
    /// The records of a history that this caller may read; at least one.
    ///
    /// A dossier's history is for auditors, administrators and its own coordinator; any other only for the first
    /// two. Whoever takes part may know that a dossier does not exist.
    pub(super) async fn readable(&self, asker: &Asker, history: &HistoryId) -> Result<Vec<Stored>, Status> {
        let records = self.journal.read(history).await;
        let records = records.map_err(|error| status::reading(&error, asker.language))?;
        self.permit(asker, history, &records)?;
        Ok(records)
    }

    /// Whether this caller may verify a history. One that is damaged is for who may read the journal: the damage
    /// is then the difference.
    pub(super) async fn verifiable(&self, asker: &Asker, history: &HistoryId) -> Result<(), Status> {
        match self.journal.read(history).await {
            Ok(records) => self.permit(asker, history, &records),
            Err(read::Error::Damaged { .. }) => asker.may_read(&Read::Journal),
            Err(error @ read::Error::Unavailable { .. }) => {
                asker.may_read(&Read::Dossier)?;
                Err(status::reading(&error, asker.language))
            }
        }
    }

    /// Whether this caller may read a history with these records.
    fn permit(&self, asker: &Asker, history: &HistoryId, records: &[Stored]) -> Result<(), Status> {
        asker.may_read(&Read::Dossier)?;
        if records.is_empty() {
            // While nothing is heard of the journal, it may have been begun without anybody here knowing.
            let is_heard = self.journal.silence().as_secs() == 0;
            let unreadable = || Failure::JournalUnreadable.status(asker.language);
            return Err(if is_heard { unknown(asker, history) } else { unreadable() });
        }
        let read = coordinator(records).map_or(Read::Journal, |coordinator| Read::History { coordinator });
        asker.may_read(&read)
    }

    /// Why there is no such position: the journal does not go so far, or nobody here has heard that it does.
    pub(super) fn ahead(&self, asked: u64, head: Position) -> Failure {
        if self.journal.silence().as_secs() == 0 {
            Failure::PositionAhead { asked, last: head.0 }
        } else {
            Failure::PositionNotReached { asked, reached: head.0 }
        }
    }

    /// A position of this journal.
    pub(super) fn own(&self, asker: &Asker, place: &Place) -> Result<u64, Status> {
        let log = self.journal.log_id().0;
        if place.log == log {
            Ok(place.position)
        } else {
            Err(Failure::OtherLog { given: place.log, log }.status(asker.language))
        }
    }
}

/// The history that a question names.
pub(super) fn named(history: &History) -> HistoryId {
    match history {
        History::Dossier(id) => HistoryId::Dossier(*id),
        History::Framework(id) => HistoryId::Framework(id.clone()),
        History::Arrangement(id) => HistoryId::Arrangement(*id),
        History::Meeting(id) => HistoryId::Meeting(*id),
        History::Mandate(id) => HistoryId::Mandate(*id),
        History::Preparation(id) => HistoryId::Preparation(*id),
    }
}

/// The answer when there is no such history.
pub(super) fn unknown(asker: &Asker, history: &HistoryId) -> Status {
    let (what, asked) = match history {
        HistoryId::Dossier(id) => (Thing::Dossier, id.to_string()),
        HistoryId::Framework(_)
        | HistoryId::Arrangement(_)
        | HistoryId::Meeting(_)
        | HistoryId::Mandate(_)
        | HistoryId::Preparation(_) => (Thing::History, history.to_string()),
    };
    Failure::NotFound { what, asked }.status(asker.language)
}

/// Who answers for a dossier now. `None`: it is no dossier, or a record of it cannot be read; then nobody can be
/// taken for its coordinator.
fn coordinator(records: &[Stored]) -> Option<ActorId> {
    let mut state = dossier::State::default();
    for stored in records {
        state = match record::decode(&stored.entry.record).ok()?.event {
            Event::Dossier(event) => dossier::evolve(state, &event),
            Event::Keeping(_) => dossier::pass(state),
            Event::FrameworkAdopted(_)
            | Event::Arrangement(_)
            | Event::Meeting(_)
            | Event::Mandate(_)
            | Event::Preparation(_) => {
                return None;
            }
        };
    }
    state.dossier().map(|dossier| dossier.coordinator.clone()).ok()
}
