//! Several machines: one ends and begins anew while the others go on.

use std::{sync::Arc, time::Duration};

use intake::{FRAMEWORKS_KNOWN_FOR, Intake};
use journal::Journal;
use record::Position;
use tests::region::SOURCE;
use tokio::time::Instant;

use super::{Beside, Life};
use crate::{
    ground::Ground,
    invariants::{derived, known},
    notebook::Answered,
    readers::Readers,
    turns::InTurns,
};

/// How often a link that stands is looked at before it must have heard of everything.
const LOOKS_MAX: usize = 10_000;

impl Life {
    /// Something befalls one machine: it ends and begins anew, or is cut off, or is heard of again.
    pub(super) fn upset_one(&mut self) {
        if !self.ground.has_machines() {
            return;
        }
        if self.chance.percent(50) {
            let told = self.ground.trouble(&mut self.chance);
            return self.trace.tell(&told);
        }
        let place = self.chance.below(self.ground.intakes() + self.ground.views());
        self.trace.tell(&format!("place {place} restarts"));
        self.tally.restarts += 1;
        match place.checked_sub(self.intakes.len()) {
            None => self.restart_intake(place),
            Some(view) => self.restart_view(view, place),
        }
    }

    fn restart_intake(&mut self, place: usize) {
        let ended = self.intakes[place].0;
        let (gone, rest) = std::mem::take(&mut self.running)
            .into_iter()
            .partition(|running| self.notebook.sent[running.sent].intake == ended);
        self.running = rest;
        self.tally.crashes += usize::from(!gone.is_empty());
        for running in Vec::into_iter(gone) {
            self.answer(&running, Answered::Unclear("its intake ended".to_owned()));
        }
        self.ground.restart_one(place, &mut self.chance);
        self.intakes[place] = self.started(place);
        self.start_beside_one(place);
    }

    fn restart_view(&mut self, view: usize, place: usize) {
        self.readers.get_mut(view).iter_mut().for_each(|readers| readers.close());
        self.ground.restart_one(place, &mut self.chance);
        if let Some(readers) = self.readers.get_mut(view) {
            readers.open(&*self.ground.seen_from(place));
            self.hold_views(view);
        }
    }

    pub(super) fn start_intakes(&mut self) {
        self.intakes = (0..self.ground.intakes()).map(|place| self.started(place)).collect();
    }

    fn started(&mut self, place: usize) -> (usize, Arc<Intake>) {
        let journal = self.in_turns(place);
        let number = self.tally.intakes;
        self.tally.intakes += 1;
        (number, Arc::new(Intake::new(journal, self.world.clone(), SOURCE.to_owned())))
    }

    /// The journal of a machine, on which nobody is alone.
    pub(super) fn in_turns(&mut self, place: usize) -> Arc<dyn Journal> {
        let (seen, log) = (self.ground.seen_from(place), self.ground.journal());
        Arc::new(InTurns::new(seen, self.chance.number(), log, Arc::clone(&self.appends)))
    }

    pub(super) fn open_views(&mut self) {
        for view in 0..self.readers.len() {
            self.readers[view].open(&*self.ground.seen_from(self.ground.intakes() + view));
            self.hold_views(view);
        }
    }

    /// The views of one machine follow, or forget everything.
    pub(super) fn follow(&mut self) {
        if self.readers.is_empty() {
            return;
        }
        let view = self.chance.below(self.readers.len());
        let journal = self.ground.seen_from(self.ground.intakes() + view);
        if self.chance.percent(5) {
            self.readers[view].rebuild(&*journal);
        }
        let told = self.readers[view].follow(&mut self.chance);
        self.trace.tell(&told);
        self.hold_views(view);
    }

    fn hold_views(&mut self, view: usize) {
        if let Some(views) = self.readers[view].views.as_ref() {
            let journal = self.ground.seen_from(self.ground.intakes() + view);
            derived::invariant_views_have_not_heard_more_than_their_journal(views, &*journal);
            let earlier = Position(self.chance.below(self.replica.records.len() + 1) as u64);
            derived::invariants(views, &self.replica, earlier);
        }
    }

    /// Empty views.
    pub(super) fn views_of(ground: &dyn Ground, beside: Beside) -> Vec<Readers> {
        let views = match beside {
            Beside::Nothing => 0,
            Beside::OneView => 1,
            Beside::EveryView => ground.views(),
        };
        (0..views).map(|view| Readers::of(&*ground.seen_from(ground.intakes() + view))).collect()
    }

    /// The last position of so long ago that every intake which does not read it now has read it since.
    pub(super) fn known_for_long(&self) -> Position {
        let long = self.heads.partition_point(|(moment, _)| moment.elapsed() >= FRAMEWORKS_KNOWN_FOR);
        long.checked_sub(1).map_or(Position::START, |place| self.heads[place].1)
    }

    pub(super) fn note_head(&mut self) {
        self.heads.push((Instant::now(), self.replica.head()));
    }

    /// Waits long enough that what was known for long is read again.
    pub(super) async fn wait_long(&mut self) {
        tokio::time::advance(FRAMEWORKS_KNOWN_FOR + Duration::from_millis(1)).await;
    }

    /// Every link that stands hears of everything in the end, and then it reads as the log does.
    pub(super) async fn every_link_catches_up(&self) {
        for place in 0..self.ground.intakes() + self.ground.views() {
            let journal = self.ground.seen_from(place);
            let heard = (0..LOOKS_MAX).any(|_| journal.head() == self.replica.head());
            assert!(heard, "place {place} hears of everything in the end");
            known::invariant_every_way_to_read_agrees(&*journal, &self.replica).await;
        }
    }
}
