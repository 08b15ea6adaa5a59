//! The views that are read, and as of when.
//!
//! - `recorded`: when records were recorded, also while the journal cannot be read

mod recorded;
#[cfg(test)]
mod tests;

use std::{sync::Arc, time::Duration};

use domain::{
    framework::{Framework, FrameworkRef},
    ids::{BodyId, PartyId},
};
use door::incident::internal;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use journal::Journal;
use record::Position;
use tonic::Status;
use views::{AsOf, Views, WaitError};
use wire::{
    Language,
    convert::{
        answer,
        query::{Place, When},
    },
    failure::{Failure, Thing},
    v1,
};

pub(crate) use self::recorded::{Reflected, unread};
use crate::frameworks::Frameworks;

/// How long a reader of their own writes waits for the view to come so far.
pub const WAIT_SECONDS_MAX: u64 = 5;
/// How long a reader of the newest waits for what is acknowledged to be in the view. In vain only while a view is built.
pub const NEWEST_WAIT: Duration = Duration::from_millis(100);

/// The clock of the region.
#[derive(Clone)]
pub struct Clock {
    now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    zone: TimeZone,
}

/// What is read: the views, and the journal for the words that views do not keep.
#[derive(Clone)]
pub struct Reading {
    pub(crate) views: Views,
    pub(crate) journal: Arc<dyn Journal>,
    pub(crate) clock: Clock,
    frameworks: Arc<Frameworks>,
}

/// As of when the views are asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) as_of: AsOf,
    /// For how long nothing had been heard of the journal, just before it was asked where it ends.
    silence: Duration,
}

impl Clock {
    /// A clock that says the moment, in this time zone.
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static, zone: TimeZone) -> Self {
        Self { now: Arc::new(now), zone }
    }

    /// The date that it is in the region.
    pub(crate) fn today(&self) -> Date {
        self.day((self.now)())
    }

    /// The moment at which a day begins in the region.
    pub(crate) fn begins(&self, day: Date) -> Timestamp {
        day.to_zoned(self.zone.clone()).map_or(Timestamp::MAX, |begins| begins.timestamp())
    }

    /// The date that a moment falls on in the region, by what its clocks showed then: an hour before midnight in winter
    /// is not yet the next day, also for who asks in summer.
    pub(crate) fn day(&self, moment: Timestamp) -> Date {
        self.zone.to_datetime(moment).date()
    }
}

impl Reading {
    /// Reads these views of this journal.
    pub fn new(views: Views, journal: Arc<dyn Journal>, clock: Clock) -> Self {
        Self { views, journal, clock, frameworks: Arc::default() }
    }

    /// As of when the views are asked; waits for what the caller wrote.
    pub(crate) async fn as_of(&self, when: When, language: Language) -> Result<Asked, Status> {
        // Before the journal is asked where it ends, so that a silence that is over by then is told rather than missed.
        let silence = self.journal.silence();
        let as_of = self.resolved(when, language).await?;
        // The journal may have been asked meanwhile, and have given no answer.
        Ok(Asked { as_of, silence: silence.max(self.journal.silence()) })
    }

    async fn resolved(&self, when: When, language: Language) -> Result<AsOf, Status> {
        match when {
            When::Newest => {
                // Whoever just had a receipt expects to see it, also from another program that knows no position.
                let _ = self.views.wait_for(self.journal.head(), NEWEST_WAIT).await;
                Ok(AsOf::Now)
            }
            When::AsOfMoment(moment) if moment > (self.clock.now)() => {
                Err(Failure::MomentAhead { asked: moment }.status(language))
            }
            When::AsOfMoment(moment) => {
                // Records of this moment may still be on their way from the journal to the views.
                let head = self.journal.ask_head().await;
                self.wait(head, language).await?;
                Ok(AsOf::Moment { moment, head })
            }
            When::AtLeast(place) => {
                self.wait(self.here(place, language).await?, language).await?;
                Ok(AsOf::Now)
            }
            When::AsOfPosition(place) => {
                let asked = self.here(place, language).await?;
                self.wait(asked, language).await?;
                Ok(AsOf::Position(asked))
            }
        }
    }

    /// Refuses an answer that is older than what was asked for. A view may be derived anew between waiting for a
    /// position and asking.
    pub(crate) fn not_older(&self, when: When, answered: Position, language: Language) -> Result<(), Status> {
        match when {
            When::AtLeast(place) if answered.0 < place.position => Err(self.rebuilding(language)),
            When::Newest | When::AtLeast(_) | When::AsOfPosition(_) | When::AsOfMoment(_) => Ok(()),
        }
    }

    /// A position of this journal that there is, or may be while nothing is heard of the journal.
    async fn here(&self, place: Place, language: Language) -> Result<Position, Status> {
        let log = self.journal.log_id().0;
        if place.log != log {
            return Err(Failure::OtherLog { given: place.log, log }.status(language));
        }
        if place.position > self.journal.head().0 {
            // Another process may have written it a moment ago.
            let last = self.journal.ask_head().await.0;
            if place.position > last && is_heard(self.journal.silence()) {
                return Err(Failure::PositionAhead { asked: place.position, last }.status(language));
            }
        }
        Ok(Position(place.position))
    }

    pub(crate) async fn wait(&self, asked: Position, language: Language) -> Result<(), Status> {
        let waited = self.views.wait_for(asked, Duration::from_secs(WAIT_SECONDS_MAX)).await;
        match waited {
            Ok(_) => Ok(()),
            Err(WaitError::Late { asked, applied } | WaitError::Stopped { asked, applied }) => {
                Err(Failure::PositionNotReached { asked: asked.0, reached: applied.0 }.status(language))
            }
        }
    }

    /// Asks the views something, off the threads that serve calls.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        language: Language,
        question: impl FnOnce(&Views) -> Result<T, views::query::Error> + Send + 'static,
    ) -> Result<T, Status> {
        let views = self.views.clone();
        match tokio::task::spawn_blocking(move || question(&views)).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(views::query::Error::NotReached { asked, applied })) => {
                Err(Failure::PositionNotReached { asked: asked.0, reached: applied.0 }.status(language))
            }
            Ok(Err(views::query::Error::Store(error))) => {
                tracing::warn!(%error, "a view is derived anew");
                Err(self.rebuilding(language))
            }
            Ok(Err(views::query::Error::Rebuilding)) => Err(self.rebuilding(language)),
            Ok(Err(error @ views::query::Error::Broken)) => Err(internal(&error, language)),
            Err(error) => Err(internal(&error, language)),
        }
    }

    fn rebuilding(&self, language: Language) -> Status {
        let (reached, last) = (self.views.position().0, self.journal.head().0);
        Failure::Rebuilding { reached, last }.status(language)
    }

    /// What an answer to this question says of itself.
    pub(crate) fn reflects(&self, asked: Asked, reflected: Reflected) -> v1::Reflects {
        self.reflects_after(asked.silence(reflected.position), reflected)
    }

    /// What an answer says of itself when nothing has been heard of the journal for so long.
    pub(crate) fn reflects_after(&self, silence: Duration, reflected: Reflected) -> v1::Reflects {
        answer::reflects(self.journal.log_id().0, reflected.position.0, reflected.recorded, silence)
    }

    /// The day that an answer is about: today, or the day of the moment or record that was asked about.
    pub(crate) fn day(&self, as_of: AsOf, reflected: Reflected, language: Language) -> Result<Date, Status> {
        match as_of {
            AsOf::Now | AsOf::Position(Position::START) => Ok(self.clock.today()),
            // Another day would make another answer, so none is given.
            AsOf::Position(_) => reflected.day.ok_or_else(|| Failure::JournalUnreadable.status(language)),
            AsOf::Moment { moment, .. } => Ok(self.clock.day(moment)),
        }
    }

    pub(crate) fn framework(&self, reference: &FrameworkRef) -> Option<Arc<Framework>> {
        self.frameworks.get(&self.views, reference)
    }

    /// Whether there is such a body; an agenda of one that there is not would look like one with nothing on it.
    pub(crate) fn known(&self, body: &BodyId, language: Language) -> Result<(), Status> {
        self.named(Thing::Body, body, |framework| framework.body(body).is_some(), language)
    }

    /// Whether there is such a party; one that there is not would look like one that has nothing to do with anything.
    pub(crate) fn known_party(&self, party: &PartyId, language: Language) -> Result<(), Status> {
        self.named(Thing::Party, party, |framework| framework.party(party).is_some(), language)
    }

    /// Whether a framework knows this. While the views are behind the journal, or nothing is heard of it, nobody can say.
    fn named(
        &self,
        what: Thing,
        asked: &impl ToString,
        has: impl Fn(&Framework) -> bool,
        language: Language,
    ) -> Result<(), Status> {
        if !is_heard(self.journal.silence())
            || self.views.position() < self.journal.head()
            || self.frameworks.any(&self.views, has)
        {
            return Ok(());
        }
        Err(Failure::NotFound { what, asked: asked.to_string() }.status(language))
    }

    /// The framework that was adopted last up to a position.
    pub(crate) fn newest_framework(&self, until: Position) -> Option<Arc<Framework>> {
        self.frameworks.newest(&self.views, until)
    }
}

impl Asked {
    /// For how long the journal may have taken records that this answer lacks.
    fn silence(self, answered: Position) -> Duration {
        match self.as_of {
            AsOf::Now => self.silence,
            // What was there at a position never changes.
            AsOf::Position(_) => Duration::ZERO,
            // The next record is known, and is of a later moment.
            AsOf::Moment { head, .. } if answered < head => Duration::ZERO,
            AsOf::Moment { .. } => self.silence,
        }
    }
}

/// The answer when something is not there. While newer records may exist, one of them may have brought it.
pub(crate) fn missing(
    read: Asked,
    answered: Position,
    what: Thing,
    asked: String,
    language: Language,
) -> Status {
    if is_heard(read.silence(answered)) {
        Failure::NotFound { what, asked }.status(language)
    } else {
        Failure::JournalUnreadable.status(language)
    }
}

/// Whether a silence is so short that answers do not tell of it.
fn is_heard(silence: Duration) -> bool {
    silence.as_secs() == 0
}
