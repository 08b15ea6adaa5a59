//! How a simulation ends: everybody is told what became of their orders, and everything is read once more.

use std::time::Duration;

use record::Position;

use super::{Life, WAIT_MILLIS};
use crate::{
    invariants::{derived, known},
    readers::{Readers, copied},
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
        let journal = self.ground.journal();
        known::invariant_every_way_to_read_agrees(&*journal, &self.replica).await;
        self.every_link_catches_up().await;
        self.compare_views().await;
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
        if self.readers.is_empty() {
            return;
        }
        let (journal, head) = (self.ground.journal(), self.replica.head());
        let copy = copied(&*journal, self.ground.is_memory()).await;
        let (mut anew, mut from_copy) = (Readers::of(&*journal), Readers::of(&*copy));
        let mut answers = Vec::new();
        for readers in self.readers.iter_mut().chain([&mut anew, &mut from_copy]) {
            readers.catch_up(head);
            let views = readers.views.as_ref().expect("they are open");
            derived::invariants(views, &self.replica, Position(head.0 / 2));
            answers.push(derived::answers(views, &self.replica));
        }
        let copied = answers.pop();
        for live in &answers {
            assert_eq!(
                live, &answers[0],
                "views that followed live say what views say that are derived anew"
            );
        }
        assert_eq!(answers.first(), copied.as_ref(), "views of a copy say the same");
        self.trace.hash(answers[0].as_bytes());
    }
}
