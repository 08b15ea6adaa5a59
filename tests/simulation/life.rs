//! One seed: clients, intakes and a journal, step by step, with everything that can go wrong.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
    time::Duration,
};

use intake::{Error, Intake, Receipt, Surroundings as _};
use journal::Health;
use record::Position;
use tests::{chance::Chance, region::SOURCE};

use crate::{
    ask::Ask,
    client::{Client, Knowing},
    ground::Ground,
    invariants::{
        Writing,
        answered::{self, Meanwhile},
        derived, known, stored,
    },
    notebook::{Answered, Moment, Notebook},
    readers::{Readers, copied},
    replica::{Replica, family},
    tally::Tally,
    trace::Trace,
    turns::InTurns,
    world::World,
};

/// How long a wait of the intake lasts at most, in milliseconds: more than the longest between two tries.
const WAIT_MILLIS: u64 = 25;
const DAY_SECONDS: usize = 86_400;
/// Two hours around midnight in the region begin at this second of the day in UTC, summer and winter.
const EVENING_SECONDS: i64 = 78_000;
/// How often a client asks again at the end, when nothing fails that can be kept from failing.
const LAST_TRIES_MAX: usize = 200;
/// How many turns an order gets at the end before it counts as stuck.
const LAST_TURNS_MAX: usize = 10_000;

/// Everything that lives on one seed.
pub(crate) struct Life {
    chance: Chance,
    world: Arc<World>,
    ground: Box<dyn Ground>,
    intakes: Vec<(usize, Arc<Intake>)>,
    clients: Vec<Client>,
    running: Vec<Running>,
    asks: Vec<Ask>,
    notebook: Notebook,
    replica: Replica,
    dossiers_max: usize,
    /// Only some lives have views beside them, because a store on this machine's disk takes its time.
    readers: Option<Readers>,
    pub(crate) trace: Trace,
    pub(crate) tally: Tally,
}

/// An order on its way.
struct Running {
    client: Option<usize>,
    ask: usize,
    sent: usize,
    future: Pin<Box<dyn Future<Output = Result<Receipt, Error>>>>,
}

impl Life {
    pub(crate) fn new(mut chance: Chance, ground: Box<dyn Ground>, read: bool, trace: Trace) -> Self {
        let clients = vec![Client::Idle; 2 + chance.below(4)];
        let dossiers_max = 1 + chance.below(4);
        let mut life = Self {
            world: Arc::new(World::from_seed(chance.number())),
            chance,
            ground,
            intakes: Vec::new(),
            clients,
            running: Vec::new(),
            asks: Vec::new(),
            notebook: Notebook::default(),
            replica: Replica::default(),
            dossiers_max,
            readers: None,
            trace,
            tally: Tally::default(),
        };
        life.start_intakes();
        life.readers = read.then(|| Readers::of(&*life.ground.journal()));
        life
    }

    /// Lives so many steps, and then comes to rest.
    pub(crate) async fn live(&mut self, steps: usize) {
        for _ in 0..steps {
            self.trace.step += 1;
            self.step().await;
            self.read_on();
            // Gives the turn back, as every task must that polls others.
            tokio::task::yield_now().await;
        }
        self.come_to_rest().await;
        self.tally.count_records(&self.replica);
        for (stored, _) in &self.replica.records {
            self.trace.hash(&stored.entry.record);
            self.trace.hash(&stored.entry.texts);
        }
    }

    async fn step(&mut self) {
        let poisoned = matches!(self.ground.journal().health(), Health::Poisoned { .. });
        if poisoned && self.chance.percent(15) {
            return self.restart();
        }
        match self.chance.below(1_000) {
            0..=599 if !self.running.is_empty() => self.poll_one(),
            0..=859 => self.begin(),
            860..=871 => self.drop_one(),
            872..=913 => self.move_clock(),
            914..=929 => {
                let told = self.ground.trouble(&mut self.chance);
                self.trace.tell(&told);
            }
            930..=933 => self.restart(),
            934..=953 => self.look(),
            954..=963 => self.follow(),
            _ => tokio::time::advance(Duration::from_millis(WAIT_MILLIS)).await,
        }
    }

    /// A client that has nothing to do asks something.
    fn begin(&mut self) {
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
                };
                self.asks.push(knowing.ask());
                self.asks.len() - 1
            }
        };
        self.clients[client] = Client::Waiting(ask);
        self.send(Some(client), ask);
    }

    fn send(&mut self, client: Option<usize>, ask: usize) {
        let order = self.asks[ask].order(family(), self.world.as_ref());
        let (number, intake) = self.chance.one_of(&self.intakes).clone();
        let begun = Moment { head: self.replica.head(), clock: self.world.moment(), step: self.trace.step };
        let sent = self.notebook.send(&self.asks[ask], order.clone(), number, begun);
        let name = self.asks[ask].wish.name();
        self.trace
            .tell(&format!("order {sent}: {name} {} to {}, to intake {number}", order.id, order.history));
        let future = Box::pin(async move { intake.carry_out(&order).await });
        self.running.push(Running { client, ask, sent, future });
    }

    fn poll_one(&mut self) {
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
    fn answer(&mut self, running: &Running, answered: Answered) {
        let sent = &self.notebook.sent[running.sent];
        self.trace.tell(&format!("order {}: {}", running.sent, answered.told()));
        let clock = self.world.since(sent.begun.clock);
        let meanwhile = Meanwhile {
            replica: &self.replica,
            notebook: &self.notebook,
            clock: &clock,
            writing: self.writing(),
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
    fn drop_one(&mut self) {
        if !self.running.is_empty() {
            let place = self.chance.below(self.running.len());
            let running = self.running.swap_remove(place);
            self.answer(&running, Answered::Unclear("the client went away".to_owned()));
        }
    }

    /// Forward mostly, often to about midnight, where a date goes wrong first; sometimes back, by moments or by days.
    fn move_clock(&mut self) {
        let seconds = |number| i64::try_from(number).unwrap_or(0);
        let by = match self.chance.below(12) {
            0 | 1 => -1_000_000 * seconds(self.chance.below(200_000)),
            2 => -seconds(self.chance.below(3_000)),
            3 => 1_000_000 * seconds(self.chance.below(10 * DAY_SECONDS)),
            4..=6 => {
                let now = self.world.now().now.as_second();
                let around = EVENING_SECONDS + seconds(self.chance.below(7_200)) - now;
                1_000_000 * around.rem_euclid(seconds(DAY_SECONDS))
            }
            _ => 1_000 * seconds(self.chance.below(20_000_000)),
        };
        self.world.pass(by);
        self.trace.tell(&format!("the clock says {}", self.world.now().now));
    }

    /// Everything that runs ends, and begins anew on what the journal kept.
    fn restart(&mut self) {
        for running in std::mem::take(&mut self.running) {
            self.answer(&running, Answered::Unclear("the intake ended".to_owned()));
        }
        self.intakes.clear();
        self.readers.iter_mut().for_each(Readers::close);
        let told = self.ground.restart(&mut self.chance);
        self.trace.tell(&told);
        self.tally.restarts += 1;
        stored::invariant_what_was_stored_stays(&self.replica, &self.ground.stored_after(Position::START));
        self.start_intakes();
        self.read_on();
        if let Some(readers) = &mut self.readers {
            readers.open(&*self.ground.journal());
            self.hold_views();
        }
    }

    fn start_intakes(&mut self) {
        for _ in 0..self.ground.intakes() {
            let journal = Arc::new(InTurns::new(self.ground.journal(), self.chance.number()));
            let number = self.tally.intakes;
            self.tally.intakes += 1;
            let intake = Intake::new(journal, self.world.clone(), SOURCE.to_owned());
            self.intakes.push((number, Arc::new(intake)));
        }
    }

    /// Takes in what was stored since, and holds it against everything before.
    fn read_on(&mut self) {
        for stored in self.ground.stored_after(self.replica.head()) {
            let record = stored::invariants(&self.replica, &self.notebook, &stored);
            self.trace
                .tell(&format!("position {} is {} of {}", stored.position, record.revision, record.history));
            self.replica.add(stored, record);
        }
    }

    /// What the intakes remember, and what stands on the disk.
    fn look(&mut self) {
        self.ground.invariant_nothing_half_written();
        let writing = self.writing();
        for (number, intake) in &self.intakes {
            let (replica, notebook) = (&self.replica, &self.notebook);
            known::invariant_an_intake_knows_what_is_stored((*number, intake), replica, notebook, writing);
        }
        self.tally.looks += 1;
    }

    /// The views follow, or forget everything.
    fn follow(&mut self) {
        let Some(readers) = &mut self.readers else { return };
        if self.chance.percent(5) {
            readers.rebuild(&*self.ground.journal());
        }
        let told = readers.follow(&mut self.chance);
        self.trace.tell(&told);
        self.hold_views();
    }

    fn hold_views(&mut self) {
        if let Some(views) = self.readers.as_ref().and_then(|readers| readers.views.as_ref()) {
            let earlier = Position(self.chance.below(self.replica.records.len() + 1) as u64);
            derived::invariants(views, &self.replica, earlier);
        }
    }

    /// However they were fed, views say the same: live, derived anew, and derived from a copy of the journal.
    async fn compare_views(&mut self) {
        let Some(readers) = &mut self.readers else { return };
        let (journal, head) = (self.ground.journal(), self.replica.head());
        let copy = copied(&*journal, self.ground.is_memory()).await;
        let (mut anew, mut from_copy) = (Readers::of(&*journal), Readers::of(&*copy));
        let mut answers = Vec::new();
        for readers in [readers, &mut anew, &mut from_copy] {
            readers.catch_up(head);
            let views = readers.views.as_ref().expect("they are open");
            derived::invariants(views, &self.replica, Position(head.0 / 2));
            answers.push(derived::answers(views, &self.replica));
        }
        assert_eq!(
            answers[0], answers[1],
            "views that followed live say what views say that are derived anew"
        );
        assert_eq!(answers[0], answers[2], "views of a copy say the same");
        self.trace.hash(answers[0].as_bytes());
    }

    fn writing(&self) -> Writing {
        let alone = self.ground.intakes() == 1 && !self.ground.stores_late();
        if alone { Writing::Alone } else { Writing::Shared }
    }

    /// Nothing fails any more that can be kept from failing; whoever still does not know asks until told.
    async fn come_to_rest(&mut self) {
        self.restart();
        self.ground.calm();
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
}
