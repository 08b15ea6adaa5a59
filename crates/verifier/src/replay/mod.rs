//! The semantic replay: every record decided again by the rules of its framework, and compared.
//!
//! A record carries its consequence, so that it can be read without the rules. Here the rules are asked again
//! whether they lead to exactly that consequence. Beside the decision itself this checks what the rules take for
//! granted: positions and revisions without gaps, each record in its own history, time that does not go back
//! within a history, a framework that was adopted before anything ran on it, and its file unchanged.
//!
//! - [`Verifier`]: checks records one after the other, without I/O
//! - [`difference`]: a record that does not hold, in facts
//! - [`adopted_file`]: the rules, as they stand beside the record of their adoption
//! - `redecide`: one record again; `adoptions`: the frameworks met on the way
//! - `mandates`: what was done under one, held against it
//! - `facts`: what an event says, field by field
//!
//! # Memory
//!
//! The state of every dossier stays in memory, for one that has ended can still be corrected. The records
//! themselves are dropped. Of a dossier that came through both rounds, with 23 records and three documents, 10 kB
//! remain (measured by `examples/speed.rs`), so a million of those take 10 GB. Short names are shared with the
//! framework, because the state is folded from the event that the rules gave, not from the one that was read.

pub mod adopted_file;
pub mod difference;

mod adoptions;
mod facts;
mod mandates;
mod redecide;

use std::{
    collections::{BTreeMap, HashMap, hash_map::Entry},
    sync::Arc,
};

use domain::{
    Event, arrangement,
    dossier::{self, State},
    ids::{CommandId, Revision},
    keeping, meeting, preparation,
    sealed::Digest,
};
use jiff::Timestamp;
use record::{HistoryId, Position, Record};

pub use self::difference::{Cause, Difference};
use self::{adoptions::Adoptions, mandates::Mandates};

/// One record as it is kept: where, as what, and with which words beside it.
#[derive(Debug, Clone, Copy)]
pub struct Kept<'a> {
    /// Its place in the journal.
    pub position: Position,
    /// The history that it is kept in.
    pub history: &'a HistoryId,
    /// Its place in that history.
    pub revision: Revision,
    /// The command that it is kept under.
    pub command: CommandId,
    /// The record's exact bytes.
    pub record: &'a [u8],
    /// The disclosures beside it: a JSON array.
    pub texts: &'a [u8],
}

/// Checks records in the order of the journal: the core of the semantic replay, without I/O.
///
/// After a [`Difference`] it goes on from what was recorded, so that whoever wants all of them can go on asking.
#[derive(Debug, Default)]
pub struct Verifier {
    gaps: bool,
    position: Position,
    records: u64,
    recorded: Option<Timestamp>,
    histories: HashMap<HistoryId, Held>,
    adoptions: Adoptions,
}

/// A history up to its last record.
#[derive(Debug)]
struct Held {
    revision: Revision,
    recorded: Timestamp,
    matter: Matter,
    keeping: keeping::State,
}

/// What is true of one thing.
#[derive(Debug)]
enum Matter {
    Dossier(State),
    /// Its versions are kept by the [`Adoptions`].
    Framework,
    Arrangement(arrangement::State),
    Meeting(meeting::State),
    Mandate(Mandates),
    Preparation(preparation::State),
}

impl Verifier {
    /// A verifier of a whole journal: the first record must be at position 1, and none may be missing.
    pub fn of_journal() -> Self {
        Self::default()
    }

    /// A verifier of some histories: positions must rise, and may have gaps. The adoption of every framework
    /// that those histories use, and every mandate that they name, must be among them, in their places.
    pub fn of_histories() -> Self {
        Self { gaps: true, ..Self::default() }
    }

    /// Reads frameworks from these files, by digest, before it looks beside the records of their adoption.
    #[must_use]
    pub fn with_files(mut self, files: Arc<BTreeMap<Digest, Vec<u8>>>) -> Self {
        self.adoptions = Adoptions::of_files(files);
        self
    }

    /// Checks the next record.
    ///
    /// # Errors
    /// The [`Difference`], when the record is not what the rules and the records before it give.
    pub fn check(&mut self, kept: &Kept<'_>) -> Result<(), Difference> {
        match record::decode(kept.record) {
            Ok(record) => self.judge(kept, &record),
            Err(error) => Err(Difference::of(kept, None, Cause::Undecodable(error))),
        }
    }

    /// Checks the next record, which was decoded before.
    ///
    /// # Errors
    /// As those of [`check`](Self::check).
    pub fn judge(&mut self, kept: &Kept<'_>, record: &Record) -> Result<(), Difference> {
        let judged = self.accept(kept, record);
        self.position = self.position.max(kept.position);
        self.recorded = Some(record.recorded.now);
        match judged {
            Ok(()) => {
                self.records += 1;
                Ok(())
            }
            Err(cause) => Err(Difference::of(kept, Some(record.clone()), cause)),
        }
    }

    /// The last record that was checked; [`Position::START`] before the first.
    pub fn position(&self) -> Position {
        self.position
    }

    /// How many histories were met.
    pub fn histories(&self) -> usize {
        self.histories.len()
    }

    /// When that record was recorded.
    pub fn recorded(&self) -> Option<Timestamp> {
        self.recorded
    }

    /// How many records were checked.
    pub fn records(&self) -> u64 {
        self.records
    }

    fn accept(&mut self, kept: &Kept<'_>, record: &Record) -> Result<(), Cause> {
        let expected = self.position.next();
        let in_place = kept.position == expected || (self.gaps && kept.position > expected);
        let covered = self.covered(kept, record);
        let Self { histories, adoptions, .. } = self;
        let held = match histories.entry(kept.history.clone()) {
            Entry::Occupied(held) => held.into_mut(),
            Entry::Vacant(place) => {
                let empty = Held::empty(place.key());
                place.insert(empty)
            }
        };
        let judged = if in_place { held.envelope(kept, record) } else { Err(Cause::Position { expected }) };
        let judged = judged.and_then(|()| held.decide(adoptions, kept, record));
        if judged.is_err() {
            held.take_as_recorded(record);
        }
        let judged = judged.and(covered);
        held.revision = held.revision.max(kept.revision);
        held.recorded = held.recorded.max(record.recorded.now);
        judged
    }
}

impl Held {
    fn empty(history: &HistoryId) -> Self {
        let matter = match history {
            HistoryId::Dossier(_) => Matter::Dossier(State::default()),
            HistoryId::Framework(_) => Matter::Framework,
            HistoryId::Arrangement(_) => Matter::Arrangement(arrangement::State::default()),
            HistoryId::Meeting(_) => Matter::Meeting(meeting::State::default()),
            HistoryId::Mandate(_) => Matter::Mandate(Mandates::default()),
            HistoryId::Preparation(_) => Matter::Preparation(preparation::State::default()),
        };
        let keeping = keeping::State::default();
        Self { revision: Revision::default(), recorded: Timestamp::MIN, matter, keeping }
    }

    /// Whether the record is the next of its history, and is what the journal keeps it as.
    fn envelope(&self, kept: &Kept<'_>, record: &Record) -> Result<(), Cause> {
        if record.history != *kept.history {
            return Err(Cause::ForeignSubject);
        }
        if kept.revision != self.revision.next() || record.revision != kept.revision {
            return Err(Cause::Revision { expected: self.revision.next() });
        }
        if record.command != kept.command {
            return Err(Cause::OtherCommand { kept_as: kept.command });
        }
        if record.recorded.now < self.recorded {
            return Err(Cause::TimeBefore { last: self.recorded });
        }
        Ok(())
    }

    /// Decides the record again, and goes on from what the rules gave.
    fn decide(&mut self, adoptions: &mut Adoptions, kept: &Kept<'_>, record: &Record) -> Result<(), Cause> {
        match (&mut self.matter, &record.event) {
            (Matter::Dossier(state), Event::Dossier(event)) => {
                let decided = redecide::dossier(adoptions, state, event, record)?;
                *state = dossier::evolve(std::mem::take(state), &decided);
                Ok(())
            }
            (Matter::Framework, Event::FrameworkAdopted(adopted)) => {
                adoptions.adopt(adopted, kept.texts, &record.context())
            }
            (Matter::Arrangement(state), Event::Arrangement(event)) => {
                redecide::arrangement(adoptions, state, event, &record.context())?;
                *state = arrangement::evolve(std::mem::take(state), event);
                Ok(())
            }
            (Matter::Mandate(state), Event::Mandate(event)) => {
                redecide::mandate(adoptions, state.last(), event, &record.context())?;
                state.evolve(event);
                Ok(())
            }
            (Matter::Preparation(state), Event::Preparation(event)) => {
                redecide::preparation(adoptions, state, event, &record.context())?;
                *state = preparation::evolve(std::mem::take(state), event);
                Ok(())
            }
            (Matter::Meeting(state), Event::Meeting(event)) => {
                redecide::meeting(adoptions, state, event, &record.context())?;
                *state = meeting::evolve(std::mem::take(state), event);
                Ok(())
            }
            (
                Matter::Dossier(_)
                | Matter::Arrangement(_)
                | Matter::Meeting(_)
                | Matter::Mandate(_)
                | Matter::Preparation(_),
                Event::Keeping(event),
            ) => self.keep(event, record),
            (
                Matter::Dossier(_)
                | Matter::Framework
                | Matter::Arrangement(_)
                | Matter::Meeting(_)
                | Matter::Mandate(_)
                | Matter::Preparation(_),
                Event::Dossier(_)
                | Event::FrameworkAdopted(_)
                | Event::Arrangement(_)
                | Event::Meeting(_)
                | Event::Mandate(_)
                | Event::Preparation(_)
                | Event::Keeping(_),
            ) => Err(Cause::ForeignSubject),
        }
    }

    /// Decides again what happened to the keeping of this history. That digests which are to be erased stand in the
    /// records they name is no rule of one history's state; a digest that stands nowhere erases nothing.
    fn keep(&mut self, event: &keeping::Event, record: &Record) -> Result<(), Cause> {
        redecide::keeping(&self.keeping, self.revision, event, &record.context())?;
        self.pass(event, record);
        Ok(())
    }

    /// Goes on from what happened to the keeping.
    fn pass(&mut self, event: &keeping::Event, record: &Record) {
        let state = std::mem::take(&mut self.keeping);
        self.keeping = keeping::evolve(state, record.revision, &record.actor, event);
        match &mut self.matter {
            Matter::Dossier(state) => *state = dossier::pass(std::mem::take(state)),
            Matter::Meeting(state) => *state = meeting::pass(std::mem::take(state)),
            Matter::Mandate(states) => states.pass(),
            Matter::Preparation(state) => *state = preparation::pass(std::mem::take(state)),
            Matter::Arrangement(state) => *state = arrangement::pass(std::mem::take(state)),
            Matter::Framework => {}
        }
    }

    /// Goes on from what a record says, though it does not hold.
    fn take_as_recorded(&mut self, record: &Record) {
        match (&mut self.matter, &record.event) {
            (Matter::Dossier(state), Event::Dossier(event)) => {
                *state = dossier::evolve(std::mem::take(state), event);
            }
            (Matter::Arrangement(state), Event::Arrangement(event)) => {
                *state = arrangement::evolve(std::mem::take(state), event);
            }
            (Matter::Mandate(state), Event::Mandate(event)) => {
                state.evolve(event);
            }
            (Matter::Preparation(state), Event::Preparation(event)) => {
                *state = preparation::evolve(std::mem::take(state), event);
            }
            (Matter::Meeting(state), Event::Meeting(event)) => {
                *state = meeting::evolve(std::mem::take(state), event);
            }
            (
                Matter::Dossier(_)
                | Matter::Arrangement(_)
                | Matter::Meeting(_)
                | Matter::Mandate(_)
                | Matter::Preparation(_),
                Event::Keeping(event),
            ) => {
                self.pass(event, record);
            }
            (
                Matter::Dossier(_)
                | Matter::Framework
                | Matter::Arrangement(_)
                | Matter::Meeting(_)
                | Matter::Mandate(_)
                | Matter::Preparation(_),
                Event::Dossier(_)
                | Event::FrameworkAdopted(_)
                | Event::Arrangement(_)
                | Event::Meeting(_)
                | Event::Mandate(_)
                | Event::Preparation(_)
                | Event::Keeping(_),
            ) => {}
        }
    }
}
