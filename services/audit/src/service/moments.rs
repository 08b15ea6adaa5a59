//! Which moment is asked for, by the rule of the views: a position, or the last position such that everything up to
//! it was recorded no later.

use std::time::Duration;

use door::Asker;
use jiff::Timestamp;
use journal::Stored;
use record::Position;
use tonic::Status;
use wire::{
    convert::{answer, query::When},
    failure::Failure,
    v1,
};

use super::{Desk, status};
use crate::cut;

/// Where the journal ended when somebody asked, and for how long nothing had been heard of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub(super) head: Position,
    pub(super) silence: Duration,
}

/// Up to where a history counts.
pub(super) struct Cut {
    /// How many of its records.
    pub(super) count: usize,
    /// Which position the answer reflects. `None`: that of the last of them.
    pub(super) position: Option<Position>,
    /// For how long the journal may have taken records that change the answer.
    pub(super) silence: Duration,
}

/// Up to where the whole journal counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Until {
    /// The last position that counts.
    pub(super) position: Position,
    /// For how long the journal may have taken records that change the answer.
    pub(super) silence: Duration,
}

/// What a question names: a position, or a moment that has passed.
enum Named {
    Position(Until),
    Moment(Timestamp),
}

impl Desk {
    /// What is known of the journal now. Ask it before anything is read, so that everything up to its head is in there.
    pub(super) async fn known(&self) -> Known {
        let silence = self.journal.silence();
        Known { head: self.journal.ask_head().await, silence }
    }

    /// How many records of a history count.
    pub(super) async fn cut(
        &self,
        asker: &Asker,
        records: &[Stored],
        known: Known,
        when: &When,
    ) -> Result<Cut, Status> {
        match self.named(asker, known, when)? {
            Named::Position(Until { position, silence }) => {
                Ok(Cut { count: cut::at_position(records, position), position: Some(position), silence })
            }
            Named::Moment(moment) => {
                let there = &records[..cut::at_position(records, known.head)];
                let count = cut::at_moment(self.journal.as_ref(), there, moment).await;
                let count = count.map_err(|error| status::cutting(&error, asker.language))?;
                let silence = self.silence_of(asker, moment, known).await;
                Ok(Cut { count, position: None, silence })
            }
        }
    }

    /// Up to where the journal counts.
    pub(super) async fn until(&self, asker: &Asker, known: Known, when: &When) -> Result<Until, Status> {
        match self.named(asker, known, when)? {
            Named::Position(until) => Ok(until),
            Named::Moment(moment) => {
                let position = cut::position_at(self.journal.as_ref(), known.head, moment).await;
                let position = position.map_err(|error| status::cutting(&error, asker.language))?;
                Ok(Until { position, silence: self.silence_of(asker, moment, known).await })
            }
        }
    }

    fn named(&self, asker: &Asker, known: Known, when: &When) -> Result<Named, Status> {
        let fails = |failure: Failure| failure.status(asker.language);
        let newest = Named::Position(Until { position: known.head, silence: known.silence });
        match when {
            When::Newest => Ok(newest),
            When::AtLeast(place) => {
                let asked = self.own(asker, place)?;
                if asked > known.head.0 {
                    return Err(fails(Failure::PositionNotReached { asked, reached: known.head.0 }));
                }
                Ok(newest)
            }
            When::AsOfPosition(place) => {
                let asked = self.own(asker, place)?;
                if asked > known.head.0 {
                    return Err(fails(self.ahead(asked, known.head)));
                }
                // What was there at a position never changes.
                Ok(Named::Position(Until { position: Position(asked), silence: Duration::ZERO }))
            }
            When::AsOfMoment(moment) if *moment > (self.clock)() => {
                Err(fails(Failure::MomentAhead { asked: *moment }))
            }
            When::AsOfMoment(moment) => Ok(Named::Moment(*moment)),
        }
    }

    /// For how long the journal may have taken records of this moment. None once the last record that is known is of
    /// a later one.
    async fn silence_of(&self, asker: &Asker, moment: Timestamp, known: Known) -> Duration {
        if known.silence.is_zero() {
            return known.silence;
        }
        let newest = self.recorded(asker, known.head).await;
        let is_past = newest.is_ok_and(|newest| newest.is_some_and(|newest| newest > moment));
        if is_past { Duration::ZERO } else { known.silence }
    }

    /// What an answer at this position says of itself.
    pub(super) async fn reflects(
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
        // Without the moment when that record cannot be read: the records that were asked for could.
        let record = stored.and_then(|stored| record::decode(&stored.entry.record).ok());
        Ok(record.map(|record| record.recorded.now))
    }
}
