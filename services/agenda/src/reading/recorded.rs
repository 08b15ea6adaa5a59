//! When records were recorded: from the journal, and while that cannot be read, as far as the views tell.

use std::time::Duration;

use door::incident::{causes, internal};
use jiff::{Timestamp, civil::Date};
use journal::{Health, read};
use record::{Position, Recorded};
use tokio::time::timeout;
use tonic::Status;
use views::{AsOf, Views};
use wire::{Language, failure::Failure};

use super::{NEWEST_WAIT, Reading};

/// How long the journal has to say when a record was recorded. In vain only while its servers do not answer.
const RECORD_WAIT: Duration = Duration::from_secs(1);

/// What an answer reflects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reflected {
    /// The last position.
    pub(crate) position: Position,
    /// When that record was recorded; nothing before the first, and while nobody can tell.
    pub(crate) recorded: Option<Timestamp>,
    /// On which day of the region that was. Only the record itself tells.
    pub(crate) day: Option<Date>,
}

/// The journal does not give a record now; trying again may help.
struct NotNow;

impl Reading {
    /// What an answer at this position reflects. It is told also while the journal cannot be read: of the newest
    /// record the views know the moment, of an earlier one nobody then does.
    pub(crate) async fn reflected(
        &self,
        as_of: AsOf,
        position: Position,
        language: Language,
    ) -> Result<Reflected, Status> {
        // Who asks for the newest does not wait for servers that do not answer.
        if as_of == AsOf::Now
            && self.is_cut_off()
            && let Some(recorded) = self.newest(position, language).await
        {
            return Ok(Reflected { position, recorded: Some(recorded), day: None });
        }
        match self.recorded(position, language).await? {
            Ok(recorded) => Ok(Reflected {
                position,
                recorded: recorded.map(|recorded| recorded.now),
                day: recorded.map(|recorded| recorded.today()),
            }),
            Err(NotNow) => {
                Ok(Reflected { position, recorded: self.newest(position, language).await, day: None })
            }
        }
    }

    /// When each of these records was recorded. A journal that does not give one is not asked for the rest.
    pub(crate) async fn each_recorded(
        &self,
        positions: &[Position],
        language: Language,
    ) -> Result<Vec<Option<Timestamp>>, Status> {
        let mut moments = Vec::with_capacity(positions.len());
        for position in positions {
            match self.recorded(*position, language).await? {
                Ok(recorded) => moments.push(recorded.map(|recorded| recorded.now)),
                Err(NotNow) => break,
            }
        }
        moments.resize(positions.len(), None);
        Ok(moments)
    }

    /// When the record at a position was recorded; nothing before the first.
    async fn recorded(
        &self,
        position: Position,
        language: Language,
    ) -> Result<Result<Option<Recorded>, NotNow>, Status> {
        if position == Position::START {
            return Ok(Ok(None));
        }
        let wait = if self.is_cut_off() { NEWEST_WAIT } else { RECORD_WAIT };
        let stored = match timeout(wait, self.journal.at(position)).await {
            Ok(Ok(stored)) => stored,
            Err(_) | Ok(Err(read::Error::Unavailable { .. })) => return Ok(Err(NotNow)),
            Ok(Err(error @ read::Error::Damaged { .. })) => return Err(internal(&error, language)),
        };
        let record = stored.map(|stored| record::decode(&stored.entry.record)).transpose();
        let record = record.map_err(|error| internal(&error, language))?;
        Ok(Ok(record.map(|record| record.recorded)))
    }

    /// When the newest record was recorded, if this is its position. Where clocks jumped back the views know only the
    /// latest moment so far.
    async fn newest(&self, position: Position, language: Language) -> Option<Timestamp> {
        let checkpoint = self.ask(language, Views::checkpoint).await.ok()?;
        checkpoint.latest.filter(|_| checkpoint.position == position)
    }

    fn is_cut_off(&self) -> bool {
        matches!(self.journal.health(), Health::CutOff { .. })
    }
}

/// The answer when a record cannot be read, and nothing can be answered without it.
pub(crate) fn unread(error: &read::Error, language: Language) -> Status {
    match error {
        read::Error::Unavailable { place, .. } => {
            tracing::warn!(%place, "{}", causes(error));
            Failure::JournalUnreadable.status(language)
        }
        read::Error::Damaged { .. } => internal(error, language),
    }
}
