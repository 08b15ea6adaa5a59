//! A dossier as it was.

use domain::ids::DossierId;
use door::{Asker, incident::internal};
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

use super::Desk;
use crate::{cut, replay::Replay};

impl Desk {
    /// A dossier as of a position or a moment, folded from its records.
    pub(super) async fn dossier(
        &self,
        asker: &Asker,
        asked: &query::Replay,
    ) -> Result<ReplayResponse, Status> {
        // Before the history is read, so that everything up to it is in there.
        let head = self.journal.head();
        let history = HistoryId::Dossier(asked.dossier);
        let records = self.readable(asker, &history).await?;
        let (count, position) = self.cut(asker, &records, head, &asked.when).await?;
        let replay = Replay::of(&records[..count]).map_err(|error| internal(&error, asker.language))?;
        let framework = match replay.state().dossier() {
            Ok(dossier) => self.frameworks.named(self.journal.as_ref(), &dossier.framework).await,
            Err(_) => None,
        };
        let names = framework.as_deref().map_or_else(Names::none, Names::of);
        let dossier = replay.told(asked.dossier, names).ok_or_else(|| not_yet(asker, asked.dossier))?;
        Ok(ReplayResponse {
            dossier: Some(dossier),
            reflects: Some(self.reflects(asker, position.unwrap_or(replay.position())).await?),
            records: count as u64,
        })
    }

    /// How many records count, and which position the answer reflects: with `None`, that of the last of them.
    async fn cut(
        &self,
        asker: &Asker,
        records: &[Stored],
        head: Position,
        when: &When,
    ) -> Result<(usize, Option<Position>), Status> {
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
                    return Err(fails(Failure::PositionAhead { asked, last: head.0 }));
                }
                Position(asked)
            }
            When::AsOfMoment(moment) => {
                if *moment > (self.clock)() {
                    return Err(fails(Failure::MomentAhead { asked: *moment }));
                }
                let known = &records[..cut::at_position(records, head)];
                let count = cut::at_moment(self.journal.as_ref(), known, *moment).await;
                let count = count.map_err(|error| internal(&error, asker.language))?;
                return Ok((count, None));
            }
        };
        Ok((cut::at_position(records, last), Some(last)))
    }

    async fn reflects(&self, asker: &Asker, position: Position) -> Result<v1::Reflects, Status> {
        let stored = self.journal.at(position).await;
        let stored = stored.map_err(|error| internal(&error, asker.language))?;
        // Without the moment when that record cannot be read: the dossier's own records could.
        let record = stored.and_then(|stored| record::decode(&stored.entry.record).ok());
        let recorded = record.map(|record| record.recorded.now);
        Ok(answer::reflects(self.journal.log_id().0, position.0, recorded))
    }
}

/// The dossier had not been opened yet.
fn not_yet(asker: &Asker, dossier: DossierId) -> Status {
    Failure::NotFound { what: Thing::Dossier, asked: dossier.to_string() }.status(asker.language)
}
