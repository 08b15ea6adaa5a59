//! The journal in memory, with lost and late acknowledgements, duplicates and conflicts from a seed; under one intake
//! or two, as on a journal that several machines write to.

use std::sync::Arc;

use journal::{Health, Journal, MemoryJournal, Stored, memory::Faults};
use record::{LogId, Position};
use tests::chance::Chance;
use uuid::Uuid;

use crate::ground::Ground;

/// A memory journal and those who write to it.
pub(crate) struct Memory {
    journal: Arc<MemoryJournal>,
    intakes: usize,
    late: u32,
    conflict: u32,
}

impl Memory {
    pub(crate) fn from_chance(chance: &mut Chance) -> Self {
        let faults = match chance.below(10) {
            0 => Faults::none(),
            1..=3 => Faults { late: 0, ..Faults::some(chance.number()) },
            4..=7 => Faults::some(chance.number()),
            // So many conflicts that a command gives up.
            8 => Faults { conflict: 800, ..Faults::some(chance.number()) },
            _ => Faults {
                late: 200,
                ack_lost: 200,
                lost: 100,
                duplicate: 100,
                ..Faults::some(chance.number())
            },
        };
        let (late, conflict) = (faults.late, faults.conflict);
        let journal = Arc::new(MemoryJournal::with_faults(LogId(Uuid::from_u128(1)), faults));
        let intakes = if chance.percent(35) { 2 } else { 1 };
        Self { journal, intakes, late, conflict }
    }
}

impl Ground for Memory {
    fn journal(&self) -> Arc<dyn Journal> {
        self.journal.clone()
    }

    fn stored_after(&self, position: Position) -> Vec<Stored> {
        stored_after(&self.journal, position)
    }

    fn trouble(&mut self, chance: &mut Chance) -> String {
        match self.journal.health() {
            // What is poisoned stays so until the next start.
            Health::Poisoned { .. } => {}
            Health::Full | Health::CutOff { .. } => self.journal.set_health(Health::Writable),
            Health::Writable if chance.percent(30) => {
                self.journal.set_health(Health::Poisoned { why: "as planned".into() });
            }
            Health::Writable => self.journal.set_health(Health::Full),
        }
        format!("the journal is {:?}", self.journal.health())
    }

    fn restart(&mut self, _: &mut Chance) -> String {
        self.journal.set_health(Health::Writable);
        "the intake restarts".to_owned()
    }

    fn calm(&mut self) {
        self.journal.set_health(Health::Writable);
    }

    fn is_memory(&self) -> bool {
        true
    }

    fn intakes(&self) -> usize {
        self.intakes
    }

    fn stores_late(&self) -> bool {
        self.late > 0
    }

    fn conflicts_often(&self) -> bool {
        self.conflict > 100
    }

    fn invariant_nothing_half_written(&self) {}
}

/// The records of a memory journal after a position.
pub(crate) fn stored_after(journal: &MemoryJournal, position: Position) -> Vec<Stored> {
    let mut records = Vec::new();
    for position in position.0 + 1..=journal.head().0 {
        let read = crate::at_once(journal.at(Position(position)));
        records.push(read.expect("memory can be read").expect("up to its head there are records"));
    }
    records
}
