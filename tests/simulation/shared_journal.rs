//! One log in memory, as several machines write to one stream: every intake and every view has a link of its own, which
//! is behind, fails, is cut off and mended, and ends without the others.

use std::{sync::Arc, time::Duration};

use journal::{
    Health, Journal, MemoryJournal, Stored,
    memory::{Faults, Link},
};
use record::{LogId, Position};
use tests::chance::Chance;
use uuid::Uuid;

use crate::{ground::Ground, memory_journal};

/// How many views there are, each on a machine of its own.
const VIEWS: usize = 2;

/// The log, and a link for each place: the intakes first, then the views.
pub(crate) struct Machines {
    log: Arc<MemoryJournal>,
    faults: Faults,
    links: Vec<Arc<Link>>,
    intakes: usize,
    cuts: usize,
}

impl Machines {
    pub(crate) fn from_chance(chance: &mut Chance) -> Self {
        let faults = match chance.below(10) {
            // Nothing fails but that links are behind and cut off.
            0 | 1 => Faults { lag: 700, delayed: 333, ..Faults::none() },
            2..=4 => Faults { lag: 900, ..Faults::some(0) },
            5..=7 => Faults { delayed: 700, ..Faults::some(0) },
            8 => Faults { conflict: 200, lag: 980, ..Faults::some(0) },
            _ => Faults { late: 200, ack_lost: 200, lost: 100, duplicate: 100, ..Faults::some(0) },
        };
        let landing = Faults { seed: chance.number(), ..Faults::none() };
        let log = Arc::new(MemoryJournal::with_faults(LogId(Uuid::from_u128(1)), landing));
        let intakes = 2 + chance.below(2);
        let mut machines = Self { log, faults, links: Vec::new(), intakes, cuts: 0 };
        machines.links = (0..intakes + VIEWS).map(|_| machines.link(chance)).collect();
        machines
    }

    fn link(&self, chance: &mut Chance) -> Arc<Link> {
        Arc::new(self.log.link(Faults { seed: chance.number(), ..self.faults.clone() }))
    }

    fn is_cut(&self, place: usize) -> bool {
        matches!(self.links[place].health(), Health::CutOff { .. })
    }
}

impl Ground for Machines {
    fn journal(&self) -> Arc<dyn Journal> {
        self.log.clone()
    }

    fn stored_after(&self, position: Position) -> Vec<Stored> {
        memory_journal::stored_after(&self.log, position)
    }

    /// The net between a machine and the log is cut or mended. More than one may be cut.
    fn trouble(&mut self, chance: &mut Chance) -> String {
        let place = chance.below(self.links.len());
        let cut: Vec<_> = (0..self.links.len()).filter(|place| self.is_cut(*place)).collect();
        if !cut.is_empty() && chance.percent(75) {
            let place = *chance.one_of(&cut);
            self.links[place].mend();
            return format!("the link of place {place} is mended");
        }
        // One that is cut already stays so, for another while.
        self.cuts += usize::from(!self.is_cut(place));
        self.links[place].cut_off();
        self.links[place].set_silence(Duration::from_secs(1 + chance.below(300) as u64));
        format!("the link of place {place} is cut off")
    }

    fn restart(&mut self, chance: &mut Chance) -> String {
        for place in 0..self.links.len() {
            self.links[place] = self.link(chance);
        }
        "every machine restarts".to_owned()
    }

    fn calm(&mut self) {
        self.links.iter().for_each(|link| link.mend());
    }

    fn is_memory(&self) -> bool {
        true
    }

    fn intakes(&self) -> usize {
        self.intakes
    }

    fn stores_late(&self) -> bool {
        true
    }

    fn conflicts_often(&self) -> bool {
        self.faults.conflict > 100
    }

    fn invariant_nothing_half_written(&self) {}

    fn views(&self) -> usize {
        VIEWS
    }

    fn seen_from(&self, place: usize) -> Arc<dyn Journal> {
        self.links[place].clone()
    }

    fn restart_one(&mut self, place: usize, chance: &mut Chance) {
        self.links[place] = self.link(chance);
    }

    fn cuts(&self) -> usize {
        self.cuts
    }

    fn has_machines(&self) -> bool {
        true
    }
}
