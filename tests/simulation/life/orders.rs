//! How an order is sent, goes on its way, and is answered.

use std::{
    pin::Pin,
    task::{Context, Poll, Waker},
};

use intake::{Error, Receipt};

use super::Life;
use crate::{
    client::{Client, Knowing},
    invariants::answered::{self, Meanwhile},
    notebook::{Answered, Moment, Notebook},
    replica::family,
};

/// An order on its way.
pub(super) struct Running {
    /// `None`: nobody asks but the end of the simulation.
    client: Option<usize>,
    ask: usize,
    pub(super) sent: usize,
    future: Pin<Box<dyn Future<Output = Result<Receipt, Error>>>>,
}

impl Life {
    /// A client that has nothing to do asks something.
    pub(super) fn begin(&mut self) {
        let free: Vec<_> = (0..self.clients.len()).filter(|it| !self.clients[*it].is_waiting()).collect();
        if free.is_empty() {
            return;
        }
        let client = *self.chance.one_of(&free);
        let ask = match self.clients[client] {
            Client::Waiting(_) => unreachable!("it is free"),
            Client::Again(ask) => ask,
            Client::Idle => {
                let mut knowing = Knowing {
                    chance: &mut self.chance,
                    world: &self.world,
                    replica: &self.replica,
                    asks: &self.asks,
                    dossiers_max: self.dossiers_max,
                    restless: self.restless,
                    topics: &self.topics,
                };
                self.asks.push(knowing.ask());
                self.asks.len() - 1
            }
        };
        self.clients[client] = Client::Waiting(ask);
        self.send(Some(client), ask);
    }

    pub(super) fn send(&mut self, client: Option<usize>, ask: usize) {
        let order = self.asks[ask].order(family(), self.world.as_ref());
        let (number, intake) = self.chance.one_of(&self.intakes).clone();
        let begun = Moment {
            head: self.replica.head(),
            known_for_long: self.known_for_long(),
            erased: self.replica.gone.carried_out(),
            clock: self.world.moment(),
            step: self.trace.step,
        };
        let sent = self.notebook.send(&self.asks[ask], order.clone(), number, begun);
        let name = self.asks[ask].wish.name();
        self.trace
            .tell(&format!("order {sent}: {name} {} to {}, to intake {number}", order.id, order.history));
        let future = Box::pin(async move { intake.carry_out(&order).await });
        self.running.push(Running { client, ask, sent, future });
    }

    pub(super) fn poll_one(&mut self) {
        let place = self.chance.below(self.running.len());
        self.poll(place);
    }

    fn poll(&mut self, place: usize) {
        let future = self.running[place].future.as_mut();
        if let Poll::Ready(answer) = future.poll(&mut Context::from_waker(Waker::noop())) {
            let running = self.running.swap_remove(place);
            self.read_on();
            self.answer(&running, Notebook::answered(answer));
        }
    }

    /// Holds an answer against the journal and gives it to its client.
    pub(super) fn answer(&mut self, running: &Running, answered: Answered) {
        let sent = &self.notebook.sent[running.sent];
        self.trace.tell(&format!("order {}: {}", running.sent, answered.told()));
        let clock = self.world.since(sent.begun.clock);
        let meanwhile = Meanwhile {
            replica: &self.replica,
            notebook: &self.notebook,
            clock: &clock,
            writing: self.writing(),
            has_machines: self.ground.has_machines(),
            conflicts_often: self.ground.conflicts_often(),
        };
        answered::invariants(&meanwhile, sent, &answered);
        self.tally.count_answer(&answered);
        let command = sent.order.id;
        self.notebook.sent[running.sent].answered = Some(answered);
        self.notebook.sent[running.sent].ended_step = self.trace.step;
        let doubt = self.notebook.is_unclear(command);
        if let (Some(client), Some(answered)) = (running.client, &self.notebook.sent[running.sent].answered) {
            self.clients[client] = Client::told(running.ask, answered, doubt, &mut self.chance);
        }
    }

    /// A client goes away in the middle of its call.
    pub(super) fn drop_one(&mut self) {
        if !self.running.is_empty() {
            let place = self.chance.below(self.running.len());
            let running = self.running.swap_remove(place);
            self.answer(&running, Answered::Unclear("the client went away".to_owned()));
        }
    }
}
