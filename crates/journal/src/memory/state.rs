//! What a memory journal holds, and what becomes of an append to it.

use std::{
    collections::HashMap,
    mem,
    sync::{Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;
use domain::ids::{CommandId, FrameworkId, Revision};
use record::{HistoryId, Position};

use super::faults::{Fate, Plan};
use crate::{
    Entry, Health, Stored,
    append::{Error, judge},
    erase,
};

pub(super) struct State {
    pub(super) records: Vec<Stored>,
    pub(super) histories: HashMap<HistoryId, Vec<Position>>,
    pub(super) commands: HashMap<CommandId, Position>,
    pub(super) health: Health,
    pub(super) plan: Plan,
    /// Entries whose appender was told that nobody knows, and that may still be stored.
    late: Vec<Entry>,
}

impl State {
    pub(super) fn new(plan: Plan) -> Self {
        let (records, late) = Default::default();
        let (histories, commands) = Default::default();
        Self { records, histories, commands, health: Health::Writable, plan, late }
    }

    /// Stores an entry, unless its guards, the journal's health or its fate are against it.
    pub(super) fn append(&mut self, entry: Entry) -> Result<Position, Error> {
        entry.check()?;
        match &self.health {
            Health::Writable => {}
            Health::Full => return Err(Error::Full),
            Health::CutOff { why } => return Err(Error::CutOff { why: why.clone() }),
            Health::Poisoned { why } => return Err(Error::Poisoned { why: why.clone() }),
        }
        self.land_late_ones();
        self.judge(&entry)?;
        let fate = self.plan.fate();
        self.befall(entry, fate)
    }

    /// An entry that was sent over a link comes in, if this is not its fate.
    pub(super) fn arrive(&mut self, entry: Entry, fate: Fate) -> Result<Position, Error> {
        self.land_late_ones();
        self.judge(&entry)?;
        self.befall(entry, fate)
    }

    /// An entry may come in later, although its appender has stopped waiting.
    pub(super) fn leave_on_its_way(&mut self, entry: Entry) {
        self.late.push(entry);
    }

    pub(super) fn head(&self) -> Position {
        Position(self.records.len() as u64)
    }

    pub(super) fn at(&self, position: Position) -> Option<Stored> {
        let place = usize::try_from(position.0.checked_sub(1)?).ok()?;
        self.records.get(place).cloned()
    }

    pub(super) fn read(&self, history: &HistoryId) -> Vec<Stored> {
        let positions = self.histories.get(history).into_iter().flatten();
        positions.filter_map(|position| self.at(*position)).collect()
    }

    /// Takes words away beside a record, unless the journal's health is against it.
    pub(super) fn erase(&mut self, position: Position, remains: Bytes) -> Result<(), erase::Error> {
        match &self.health {
            Health::Writable => {}
            Health::Full => return Err(erase::Error::Full),
            Health::CutOff { why } => return Err(erase::Error::CutOff { why: why.clone() }),
            Health::Poisoned { why } => return Err(erase::Error::Poisoned { why: why.clone() }),
        }
        let head = self.head();
        let place = position.0.checked_sub(1).and_then(|place| usize::try_from(place).ok());
        let record = place.and_then(|place| self.records.get_mut(place));
        let record = record.ok_or(erase::Error::Unknown { position, head })?;
        if erase::judge(position, &record.entry.texts, &remains)? == erase::Verdict::Erase {
            record.entry.texts = remains;
        }
        Ok(())
    }

    /// The frameworks of which a record stands up to a position, by name.
    pub(super) fn frameworks(&self, head: Position) -> Vec<FrameworkId> {
        let begun = |positions: &[Position]| positions.first().is_some_and(|first| *first <= head);
        let named = self.histories.iter().filter_map(|(history, positions)| match history {
            HistoryId::Framework(framework) => begun(positions).then(|| framework.clone()),
            HistoryId::Dossier(_)
            | HistoryId::Arrangement(_)
            | HistoryId::Meeting(_)
            | HistoryId::Mandate(_)
            | HistoryId::Preparation(_) => None,
        });
        let mut frameworks: Vec<_> = named.collect();
        frameworks.sort_unstable();
        frameworks
    }

    fn befall(&mut self, entry: Entry, fate: Fate) -> Result<Position, Error> {
        match fate {
            Fate::Stored => Ok(self.store(entry)),
            Fate::Overloaded => Err(Error::Overloaded),
            Fate::Conflict => {
                let actual = self.tail(&entry.history);
                Err(Error::Conflict { expected: actual, actual })
            }
            Fate::Duplicate => Err(Error::Repeated { position: self.store(entry) }),
            Fate::AckLost => {
                self.store(entry);
                Err(Error::Unclear)
            }
            Fate::Lost => Err(Error::Unclear),
            Fate::Late => {
                self.late.push(entry);
                Err(Error::Unclear)
            }
        }
    }

    /// What was on its way arrives now or later; its guards are judged only then.
    fn land_late_ones(&mut self) {
        for entry in mem::take(&mut self.late) {
            if !self.plan.lands_now() {
                self.late.push(entry);
            } else if self.judge(&entry).is_ok() {
                self.store(entry);
            }
        }
    }

    fn judge(&self, entry: &Entry) -> Result<(), Error> {
        judge(entry, self.commands.get(&entry.command).copied(), self.tail(&entry.history))
    }

    fn tail(&self, history: &HistoryId) -> Revision {
        Revision(self.histories.get(history).map_or(0, Vec::len) as u64)
    }

    fn store(&mut self, entry: Entry) -> Position {
        let position = self.head().next();
        self.commands.insert(entry.command, position);
        self.histories.entry(entry.history.clone()).or_default().push(position);
        self.records.push(Stored { position, entry });
        position
    }
}

pub(super) fn locked(state: &Mutex<State>) -> MutexGuard<'_, State> {
    // A test that panicked has failed already; what others find is whole.
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
