//! What runs beside the intake of a machine: its eraser and its ledger.

use std::time::Duration;

use eraser::RETRY_EVERY;

use super::{Life, WAIT_MILLIS};
use crate::{erasers::Erasing, ledgers::Ledger};

/// How many turns the erasers and ledgers get at the end before they count as stuck.
const LAST_TURNS_MAX: usize = 20_000;

impl Life {
    /// Begins them on every machine, on journals that were opened again.
    pub(super) fn start_beside(&mut self) {
        self.erasers.clear();
        self.ledgers.resize_with(self.ground.intakes(), Ledger::default);
        for place in 0..self.ground.intakes() {
            let journal = self.in_turns(place);
            self.erasers.push(Erasing::on(journal));
            self.ledgers[place].open(&*self.ground.seen_from(place), &mut self.chance);
        }
    }

    /// The same on one machine.
    pub(super) fn start_beside_one(&mut self, place: usize) {
        self.erasers[place] = Erasing::on(self.in_turns(place));
        self.ledgers[place].open(&*self.ground.seen_from(place), &mut self.chance);
    }

    /// Ends them, so that nobody holds the journal.
    pub(super) fn end_beside(&mut self) {
        self.erasers.clear();
        self.ledgers.iter_mut().for_each(Ledger::close);
    }

    /// The eraser of one machine goes on; now and then what it tries again later is due.
    pub(super) async fn erase(&mut self) {
        if self.chance.percent(10) {
            tokio::time::advance(RETRY_EVERY).await;
        }
        let place = self.chance.below(self.erasers.len());
        let told = self.erasers[place].go_on();
        self.trace.tell(&told);
        self.tally.kept.erased_in_life += self.note_what_is_gone();
    }

    /// The ledgers take in what their machines have heard of.
    pub(super) fn extend_ledgers(&mut self) {
        for place in 0..self.ledgers.len() {
            let heard = self.ledgers[place].heard();
            self.read_on();
            self.ledgers[place].take(heard, &self.replica.tree);
        }
    }

    /// Whatever one eraser has passed is gone everywhere. Gives how many erasures that are.
    fn note_what_is_gone(&mut self) -> usize {
        let mut passed = 0;
        while let Some(next) = self.replica.gone.next() {
            if !self.erasers.iter().any(|eraser| eraser.has_passed(next)) {
                break;
            }
            self.replica.gone.pass(next);
            passed += 1;
        }
        passed
    }

    /// Goes on until every eraser has passed everything and every ledger has all records. Nothing fails any more.
    pub(super) async fn all_beside_catches_up(&mut self) {
        // What was asked last came after they began.
        self.end_beside();
        self.start_beside();
        let head = self.replica.head();
        for _ in 0..LAST_TURNS_MAX {
            let erased = self.erasers.iter().all(Erasing::is_current);
            if erased && self.ledgers.iter().all(|ledger| ledger.size() == head.0) {
                self.note_what_is_gone();
                assert_eq!(self.replica.gone.next(), None, "what is to be gone is gone in the end");
                return;
            }
            for eraser in &mut self.erasers {
                eraser.go_on();
            }
            self.extend_ledgers();
            tokio::time::advance(Duration::from_millis(WAIT_MILLIS)).await;
        }
        panic!("an eraser or a ledger is stuck although nothing fails");
    }
}
