//! Histories that are kept as their records are, with their words, and folded when they are asked.
//!
//! There are some thousands of them where there are a hundred thousand dossiers, so nothing is made compact: as of a position
//! is a shorter fold (`docs/adr/0016-more-histories.md`). A new kind of history needs an arm in [`keeps`], an index if it has
//! to be found by something else than its id, and a question.
//!
//! - `rows`: the records, whatever they say: one row a record
//! - `mandates`: where mandates are found; `arrangements`: where arrangements that began are
//! - `meetings`: where meetings are found: by body and day, and by the visits that they treat
//! - `actions`: where what they agreed to do is found
//! - `account`: what the records of a meeting say together

pub(crate) mod account;
pub(crate) mod actions;
pub(crate) mod arrangements;
pub(crate) mod mandates;
pub(crate) mod meetings;
mod rows;

use domain::{Event, ids::Revision, keeping::named::RecordTexts, sealed::Sealed};
use journal::Entry;
use record::{HistoryId, Position, Record};

pub(crate) use self::{
    account::Account,
    actions::Actions,
    arrangements::Arrangements,
    mandates::Mandates,
    meetings::Meetings,
    rows::{Kept, Rows},
};
use crate::{
    checkpoint::Checkpoint,
    store::{Error, Store, Writer},
    words::Words,
};

/// Whether a history is kept here. That of an arrangement only if a dossier decided it: one that was registered has no more
/// than its entry in the register.
pub(crate) fn keeps(history: &HistoryId) -> bool {
    match history {
        HistoryId::Meeting(_)
        | HistoryId::Mandate(_)
        | HistoryId::Preparation(_)
        | HistoryId::Arrangement(_) => true,
        HistoryId::Dossier(_) | HistoryId::Framework(_) => false,
    }
}

/// Every history of these kinds: its records, and where it is found.
#[derive(Debug, Default)]
pub(crate) struct Chronicle {
    rows: Rows,
    pub(crate) meetings: Meetings,
    pub(crate) actions: Actions,
    pub(crate) mandates: Mandates,
    pub(crate) arrangements: Arrangements,
}

impl Chronicle {
    pub(crate) fn load(store: &Store, checkpoint: &Checkpoint) -> Result<Self, Error> {
        let mut chronicle = Self::default();
        let mut take = |kept: &Kept| chronicle.index(kept.position, &kept.record);
        let rows = Rows::load(store, checkpoint, &mut take)?;
        Ok(Self { rows, ..chronicle })
    }

    /// How many records are kept.
    pub(crate) fn len(&self) -> u32 {
        self.rows.len()
    }

    /// The last revision of a history; zero if it has none.
    pub(crate) fn last(&self, history: &HistoryId) -> Revision {
        self.rows.last(history)
    }

    /// Keeps one more record. False: it does not begin its history as one begins, and nothing was kept.
    pub(crate) fn push(&mut self, position: Position, record: &Record, entry: &Entry) -> bool {
        let begins = match &record.event {
            Event::Meeting(domain::meeting::Event::MeetingPlanned(_))
            | Event::Arrangement(domain::arrangement::Event::ArrangementBegun(_))
            | Event::Mandate(domain::mandate::Event::MandateGranted(_))
            | Event::Preparation(domain::preparation::Event::PreparationBegun(_)) => true,
            Event::Meeting(_)
            | Event::Keeping(_)
            | Event::Dossier(_)
            | Event::FrameworkAdopted(_)
            | Event::Arrangement(_)
            | Event::Mandate(_)
            | Event::Preparation(_) => false,
        };
        if begins != (self.last(&record.history) == Revision(0)) {
            return false;
        }
        // Of the keeping of a history no view keeps words.
        let texts = match &record.event {
            Event::Keeping(_) => &[],
            Event::Meeting(_)
            | Event::Dossier(_)
            | Event::FrameworkAdopted(_)
            | Event::Arrangement(_)
            | Event::Mandate(_)
            | Event::Preparation(_) => &entry.texts[..],
        };
        self.rows.push(position, &record.history, &entry.record, texts);
        self.index(position, record);
        true
    }

    /// The records of a history up to a position, in order.
    pub(crate) fn read(&self, store: &Store, history: &HistoryId, at: Position) -> Result<Vec<Kept>, Error> {
        self.rows.read(store, history, at)
    }

    /// Forgets words of a record. Whether any of these were kept.
    pub(crate) fn erase(
        &mut self,
        store: &Store,
        history: &HistoryId,
        erased: &RecordTexts,
    ) -> Result<bool, Error> {
        self.rows.erase(store, history, erased)
    }

    /// Says in the indexes what a record changes there.
    fn index(&mut self, position: Position, record: &Record) {
        match (&record.event, &record.history) {
            (Event::Meeting(event), HistoryId::Meeting(id)) => {
                self.meetings.take(*id, position, event);
                self.actions.take(&self.meetings, *id, position, event);
            }
            (Event::Mandate(event), HistoryId::Mandate(id)) => self.mandates.take(*id, position, event),
            (Event::Arrangement(event), HistoryId::Arrangement(id)) => {
                self.arrangements.take(*id, position, event);
            }
            (
                Event::Meeting(_)
                | Event::Keeping(_)
                | Event::Dossier(_)
                | Event::FrameworkAdopted(_)
                | Event::Arrangement(_)
                | Event::Mandate(_)
                | Event::Preparation(_),
                _,
            ) => {}
        }
    }

    pub(crate) fn dirty_bytes(&self) -> usize {
        self.rows.dirty_bytes()
    }

    pub(crate) fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        self.rows.write(writer)
    }

    pub(crate) fn written(&mut self) {
        self.rows.written();
    }
}

/// What the records of a history come to, by the rules' own account. `evolve` takes what its kind of history says, and refuses
/// what another kind does: only a damaged store holds that. `pass` takes a record about the keeping.
pub(crate) fn folded<S: Default>(
    kept: &[Kept],
    mut evolve: impl FnMut(S, &Kept) -> Result<S, Error>,
    pass: fn(S) -> S,
) -> Result<S, Error> {
    let mut state = S::default();
    for kept in kept {
        state = match &kept.record.event {
            Event::Keeping(_) => pass(state),
            Event::Dossier(_)
            | Event::FrameworkAdopted(_)
            | Event::Arrangement(_)
            | Event::Meeting(_)
            | Event::Mandate(_)
            | Event::Preparation(_) => evolve(state, kept)?,
        };
    }
    Ok(state)
}

/// What was said in one of the records of a history, unless it was erased.
pub(crate) fn words(kept: &[Kept], sealed: &Sealed) -> Words {
    Words::of(kept.iter().find_map(|kept| kept.texts.open(sealed)))
}
