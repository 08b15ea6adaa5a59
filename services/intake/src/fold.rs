//! What a history amounts to: the state that its next command is decided on.

use domain::{
    Event, arrangement,
    dossier::{self, State},
    framework::adoption::{self, Adopted},
    ids::Revision,
    keeping, mandate, meeting, preparation,
};
use jiff::Timestamp;
use record::{HistoryId, Record, Recorded};

/// A history folded up to its last record.
#[derive(Debug, Clone)]
pub(crate) struct Fold {
    /// What is true.
    pub(crate) matter: Matter,
    /// What is true of its keeping: a request to erase words, holds.
    pub(crate) keeping: keeping::State,
    /// The last record.
    pub(crate) revision: Revision,
    /// When the last record was made; the next is never earlier, even when the clock was set back.
    pub(crate) last: Recorded,
}

/// What is true of one thing.
#[derive(Debug, Clone)]
pub(crate) enum Matter {
    /// A dossier.
    Dossier(State),
    /// The versions of a framework.
    Framework(Adopted),
    /// An arrangement.
    Arrangement(arrangement::State),
    /// A meeting.
    Meeting(meeting::State),
    /// A mandate.
    Mandate(mandate::State),
    /// The preparation of a dossier.
    Preparation(preparation::State),
}

impl Fold {
    /// A history without records.
    pub(crate) fn empty(history: &HistoryId) -> Self {
        let matter = match history {
            HistoryId::Dossier(_) => Matter::Dossier(State::default()),
            HistoryId::Framework(_) => Matter::Framework(Adopted::default()),
            HistoryId::Arrangement(_) => Matter::Arrangement(arrangement::State::default()),
            HistoryId::Meeting(_) => Matter::Meeting(meeting::State::default()),
            HistoryId::Mandate(_) => Matter::Mandate(mandate::State::default()),
            HistoryId::Preparation(_) => Matter::Preparation(preparation::State::default()),
        };
        let (keeping, revision) = (keeping::State::default(), Revision::default());
        Self { matter, keeping, revision, last: Recorded::new(Timestamp::MIN, 0) }
    }

    /// The history with one more record.
    pub(crate) fn with(self, record: &Record) -> Self {
        let matter = match (self.matter, &record.event) {
            (Matter::Dossier(state), Event::Dossier(event)) => Matter::Dossier(dossier::evolve(state, event)),
            (Matter::Framework(adopted), Event::FrameworkAdopted(event)) => {
                Matter::Framework(adoption::evolve(adopted, event))
            }
            (Matter::Arrangement(state), Event::Arrangement(event)) => {
                Matter::Arrangement(arrangement::evolve(state, event))
            }
            (Matter::Arrangement(state), Event::Keeping(_)) => Matter::Arrangement(arrangement::pass(state)),
            (Matter::Meeting(state), Event::Meeting(event)) => Matter::Meeting(meeting::evolve(state, event)),
            (Matter::Mandate(state), Event::Mandate(event)) => Matter::Mandate(mandate::evolve(state, event)),
            (Matter::Preparation(state), Event::Preparation(event)) => {
                Matter::Preparation(preparation::evolve(state, event))
            }
            (Matter::Preparation(state), Event::Keeping(_)) => Matter::Preparation(preparation::pass(state)),
            (Matter::Mandate(state), Event::Keeping(_)) => Matter::Mandate(mandate::pass(state)),
            (Matter::Meeting(state), Event::Keeping(_)) => Matter::Meeting(meeting::pass(state)),
            (Matter::Dossier(state), Event::Keeping(_)) => Matter::Dossier(dossier::pass(state)),
            (matter @ Matter::Framework(_), Event::Keeping(_)) => matter,
            // Only a damaged journal holds an event in a history of another kind; it changes nothing.
            (
                matter,
                Event::Dossier(_)
                | Event::FrameworkAdopted(_)
                | Event::Arrangement(_)
                | Event::Meeting(_)
                | Event::Mandate(_)
                | Event::Preparation(_),
            ) => matter,
        };
        let last = if record.recorded.now < self.last.now { self.last } else { record.recorded };
        let keeping = match &record.event {
            Event::Keeping(event) => keeping::evolve(self.keeping, record.revision, &record.actor, event),
            Event::Dossier(_)
            | Event::FrameworkAdopted(_)
            | Event::Arrangement(_)
            | Event::Meeting(_)
            | Event::Mandate(_)
            | Event::Preparation(_) => self.keeping,
        };
        Self { matter, keeping, revision: record.revision, last }
    }
}
