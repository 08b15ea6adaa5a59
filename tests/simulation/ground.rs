//! What an intake stands on: a journal that can get into trouble, and be opened anew.

use std::sync::Arc;

use journal::{Journal, Stored};
use record::Position;
use tests::chance::Chance;

/// A journal with its troubles.
pub(crate) trait Ground {
    /// The journal as it is now. After [`restart`](Self::restart) it is another one.
    fn journal(&self) -> Arc<dyn Journal>;

    /// The records after a position, up to the head: read past the journal where that is possible.
    fn stored_after(&self, position: Position) -> Vec<Stored>;

    /// Something begins to fail, or stops failing. Says what, for the trace.
    fn trouble(&mut self, chance: &mut Chance) -> String;

    /// Everything that runs ends, by a loss of power or not, and the journal is opened again. Nobody holds the
    /// old one any more. Says how, for the trace.
    fn restart(&mut self, chance: &mut Chance) -> String;

    /// From now on nothing fails that can be kept from failing.
    fn calm(&mut self);

    /// Whether it is in memory; otherwise it is in files.
    fn is_memory(&self) -> bool;

    /// How many intakes write to it.
    fn intakes(&self) -> usize;

    /// Whether an entry may be stored after its appender was told that nobody knows.
    fn stores_late(&self) -> bool;

    /// Whether it makes up conflicts all the time.
    fn conflicts_often(&self) -> bool;

    /// What must hold of the ground itself when nothing is on its way.
    fn invariant_nothing_half_written(&self);

    /// How many views follow it.
    fn views(&self) -> usize {
        1
    }

    /// The journal as it is seen from a place. The intakes are at the first places, the views at those after them.
    fn seen_from(&self, _place: usize) -> Arc<dyn Journal> {
        self.journal()
    }

    /// What runs at one place ends and begins anew; the rest goes on.
    fn restart_one(&mut self, place: usize, _: &mut Chance) {
        unreachable!("everything is on one machine, place {place} too");
    }

    /// How often a machine was cut off from the others so far.
    fn cuts(&self) -> usize {
        0
    }

    /// Whether every place is a machine of its own.
    fn has_machines(&self) -> bool {
        false
    }
}
