//! A dossier as it was.

use std::time::Duration;

use domain::ids::DossierId;
use door::{Asker, incident::internal};
use jiff::Timestamp;
use journal::Stored;
use record::{HistoryId, Position};
use tonic::Status;
use wire::{
    Names,
    convert::{
        answer,
        query::{self, When},
    },
    failure::{Failure, Thing},
    v1::{self, ReplayResponse},
};

use super::{Desk, status};
use crate::{cut, replay::Replay};

/// Up to where a history counts.
struct Cut {
    /// How many of its records.
    count: usize,
    /// Which position the answer reflects. `None`: that of the last of them.
    position: Option<Position>,
    /// Whether newer records do not change the answer.
    complete: bool,
}

impl Desk {
    /// A dossier as of a position or a moment, folded from its records.
    pub(super) async fn dossier(
        &self,
        asker: &Asker,
        asked: &query::Replay,
    ) -> Result<ReplayResponse, Status> {
        // Before the history is read, so that everything up to the head is in there.
        let silence = self.journal.silence();
        let head = self.journal.ask_head().await;
        let history = HistoryId::Dossier(asked.dossier);
        let records = self.readable(asker, &history).await?;
        let Cut { count, position, complete } = self.cut(asker, &records, head, silence, &asked.when).await?;
        let replay = Replay::of(&records[..count]).map_err(|error| internal(&error, asker.language))?;
        let framework = match replay.state().dossier() {
            Ok(dossier) => self.frameworks.named(self.journal.as_ref(), &dossier.framework).await,
            Err(_) => None,
        };
        let names = framework.as_deref().map_or_else(Names::none, Names::of);
        let dossier = replay.told(asked.dossier, names).ok_or_else(|| not_yet(asker, asked.dossier))?;
        let silence = if complete { Duration::ZERO } else { silence };
        let position = position.unwrap_or(replay.position());
        Ok(ReplayResponse {
            dossier: Some(dossier),
            reflects: Some(self.reflects(asker, position, silence).await?),
            records: count as u64,
        })
    }

    /// How many records count.
    async fn cut(
        &self,
        asker: &Asker,
        records: &[Stored],
        head: Position,
        silence: Duration,
        when: &When,
    ) -> Result<Cut, Status> {
        let fails = |failure: Failure| failure.status(asker.language);
        let last = match when {
            When::Newest => head,
            When::AtLeast(place) => {
                let asked = self.own(asker, place)?;
                if asked > head.0 {
                    return Err(fails(Failure::PositionNotReached { asked, reached: head.0 }));
                }
                head
            }
            When::AsOfPosition(place) => {
                let asked = self.own(asker, place)?;
                if asked > head.0 {
                    return Err(fails(self.ahead(asked, head)));
                }
                Position(asked)
            }
            When::AsOfMoment(moment) => {
                if *moment > (self.clock)() {
                    return Err(fails(Failure::MomentAhead { asked: *moment }));
                }
                let known = &records[..cut::at_position(records, head)];
                let count = cut::at_moment(self.journal.as_ref(), known, *moment).await;
                let count = count.map_err(|error| status::cutting(&error, asker.language))?;
                let complete = silence.is_zero() || self.is_past(asker, *moment, head).await;
                return Ok(Cut { count, position: None, complete });
            }
        };
        // What was there at a position never changes.
        let complete = matches!(when, When::AsOfPosition(_));
        Ok(Cut { count: cut::at_position(records, last), position: Some(last), complete })
    }

    /// Whether the last record that is known is of a later moment: no new one is then of this moment.
    async fn is_past(&self, asker: &Asker, moment: Timestamp, head: Position) -> bool {
        let newest = self.recorded(asker, head).await;
        newest.is_ok_and(|newest| newest.is_some_and(|newest| newest > moment))
    }

    async fn reflects(
        &self,
        asker: &Asker,
        position: Position,
        silence: Duration,
    ) -> Result<v1::Reflects, Status> {
        let recorded = self.recorded(asker, position).await?;
        Ok(answer::reflects(self.journal.log_id().0, position.0, recorded, silence))
    }

    /// When the record at a position was recorded.
    async fn recorded(&self, asker: &Asker, position: Position) -> Result<Option<Timestamp>, Status> {
        let stored = self.journal.at(position).await;
        let stored = stored.map_err(|error| status::reading(&error, asker.language))?;
        // Without the moment when that record cannot be read: the dossier's own records could.
        let record = stored.and_then(|stored| record::decode(&stored.entry.record).ok());
        Ok(record.map(|record| record.recorded.now))
    }
}

/// The dossier had not been opened yet.
fn not_yet(asker: &Asker, dossier: DossierId) -> Status {
    Failure::NotFound { what: Thing::Dossier, asked: dossier.to_string() }.status(asker.language)
}
