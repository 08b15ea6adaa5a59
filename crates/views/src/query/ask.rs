//! Every question, as [`Views`] takes it.

use jiff::civil::Date;
use record::Position;

use super::{
    AsOf, Error, actions, agenda, arrangement, bound, dossier, dossiers, frameworks, mandates, meeting,
    meetings, preparation, register, similar, waiting,
};
use crate::{Checkpoint, Views, live::Live};

/// Asking the view.
impl Views {
    /// What the view reflects.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn checkpoint(&self) -> Result<Checkpoint, Error> {
        self.ask(|live| Ok(live.checkpoint()))
    }

    /// The last position whose record had been written down at a moment, of those that are applied.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn position_at(&self, moment: jiff::Timestamp) -> Result<Position, Error> {
        self.ask(|live| live.resolve(AsOf::Moment { moment, head: Position::START }))
    }

    /// What waits, or waited, for a body.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn agenda(&self, query: &agenda::Query) -> Result<agenda::Page, Error> {
        self.ask(|live| live.agenda(query))
    }

    /// How many dossiers wait for each body now, in the order of the bodies' names.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn agendas(&self) -> Result<(Position, Vec<agenda::Waiting>), Error> {
        self.ask(|live| Ok(live.agendas()))
    }

    /// Whom every open dossier waits for, or waited for.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn waiting(&self, query: &waiting::Query) -> Result<waiting::Page, Error> {
        self.ask(|live| live.waiting(query))
    }

    /// One dossier.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn dossier(&self, key: &dossier::Key, as_of: AsOf) -> Result<dossier::Answer, Error> {
        self.ask(|live| live.dossier(key, as_of))
    }

    /// A list of dossiers, as they are now.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn dossiers(&self, query: &dossiers::Query) -> Result<dossiers::Page, Error> {
        self.ask(|live| live.dossiers(query))
    }

    /// How many dossiers a filter finds now.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn dossier_count(&self, filter: &dossiers::Filter) -> Result<dossiers::Count, Error> {
        self.ask(|live| Ok(live.dossier_count(filter)))
    }

    /// The register of mandates, now or as it was.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn mandates(&self, query: &mandates::Query) -> Result<mandates::Page, Error> {
        self.ask(|live| live.mandates(query))
    }

    /// Actions, now or as they were.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn actions(&self, query: &actions::Query) -> Result<actions::Page, Error> {
        self.ask(|live| live.actions(query))
    }

    /// Meetings, now or as they were.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn meetings(&self, query: &meetings::Query) -> Result<meetings::Page, Error> {
        self.ask(|live| live.meetings(query))
    }

    /// The sessions of every body that were planned for a day or later; every one without a day.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn sessions(&self, from: Option<Date>, as_of: AsOf) -> Result<Vec<meetings::Session>, Error> {
        self.ask(|live| live.sessions(from, as_of))
    }

    /// One meeting.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn meeting(&self, id: domain::ids::MeetingId, as_of: AsOf) -> Result<meeting::Answer, Error> {
        self.ask(|live| live.meeting(id, as_of))
    }

    /// One arrangement that a dossier decided.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn arrangement(
        &self,
        dossier: domain::ids::DossierId,
        as_of: AsOf,
    ) -> Result<arrangement::Answer, Error> {
        self.ask(|live| live.arrangement(dossier, as_of))
    }

    /// Who is bound by what was decided, or was.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn bound(&self, query: &bound::Query) -> Result<bound::Page, Error> {
        self.ask(|live| live.bound(query))
    }

    /// The preparation of a dossier.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn preparation(
        &self,
        dossier: domain::ids::DossierId,
        as_of: AsOf,
    ) -> Result<preparation::Answer, Error> {
        self.ask(|live| live.preparation(dossier, as_of))
    }

    /// Which existing arrangements a proposal resembles.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn similar(&self, query: &similar::Query) -> Result<similar::Answer, Error> {
        self.ask(|live| live.similar(query))
    }

    /// The arrangements that exist, or existed.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn register(&self, query: &register::Query) -> Result<register::Page, Error> {
        self.ask(|live| live.register(query))
    }

    /// The framework versions that were adopted.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn frameworks(&self) -> Result<frameworks::Answer, Error> {
        self.ask(Live::frameworks)
    }
}
