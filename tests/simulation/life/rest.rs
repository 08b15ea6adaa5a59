//! How a simulation ends: everybody is told what became of their orders, and everything is read once more.

use std::time::Duration;

use record::Position;

use super::{Beside, Life, WAIT_MILLIS};
use crate::{
    invariants::{derived, known, stored},
    readers::{Readers, copied},
    replica::Replica,
};

/// How often a client asks again at the end, when nothing fails that can be kept from failing.
const LAST_TRIES_MAX: usize = 200;
/// How many turns an order gets at the end before it counts as stuck.
const LAST_TURNS_MAX: usize = 10_000;

impl Life {
    /// Nothing fails any more that can be kept from failing; whoever still does not know asks until told.
    pub(super) async fn come_to_rest(&mut self) {
        self.restart();
        self.ground.calm();
        for ask in 0..self.asks.len() {
            let mut tries = 0;
            while self.notebook.is_in_doubt(self.asks[ask].id) {
                assert!(tries < LAST_TRIES_MAX, "command {} is told in the end", self.asks[ask].id);
                tries += 1;
                self.send(None, ask);
                self.drive().await;
            }
        }
        self.look();
        self.all_beside_catches_up().await;
        stored::invariant_all_is_decided_again_without_words(
            &self.replica,
            self.ground.stored_after(Position::START),
        );
        let journal = self.ground.journal();
        known::invariant_every_way_to_read_agrees(&*journal, &self.replica).await;
        self.every_link_catches_up().await;
        for readers in &mut self.readers {
            read_to_the_end(readers, &self.replica);
        }
        if self.beside == Beside::EveryView {
            self.compare_views().await;
        }
    }

    /// Polls until everything is answered.
    async fn drive(&mut self) {
        for _ in 0..LAST_TURNS_MAX {
            if self.running.is_empty() {
                return;
            }
            self.poll_one();
            self.read_on();
            tokio::time::advance(Duration::from_millis(WAIT_MILLIS)).await;
        }
        panic!("an order is stuck although nothing fails");
    }

    /// However they were fed, views say the same: live, derived anew, and derived from a copy of the journal.
    async fn compare_views(&mut self) {
        let journal = self.ground.journal();
        let copy = copied(&*journal, self.ground.is_memory()).await;
        let (mut anew, mut from_copy) = (Readers::of(&*journal), Readers::of(&*copy));
        for readers in [&mut anew, &mut from_copy] {
            read_to_the_end(readers, &self.replica);
        }
        let answers = |readers: &Readers| {
            derived::answers(readers.views.as_ref().expect("they are open"), &self.replica)
        };
        let said = answers(&anew);
        for live in &self.readers {
            assert_eq!(
                answers(live),
                said,
                "views that followed live say what views say that are derived anew"
            );
        }
        assert_eq!(answers(&from_copy), said, "views of a copy say the same");
        self.trace.hash(said.as_bytes());
    }
}

/// Views that have followed to the end say what the records say.
fn read_to_the_end(readers: &mut Readers, replica: &Replica) {
    let head = replica.head();
    readers.catch_up(head);
    derived::invariants(readers.views.as_ref().expect("they are open"), replica, Position(head.0 / 2));
}
