//! One seed: clients, intakes and a journal, step by step, with everything that can go wrong.
//!
//! - `machines`: the intakes and views, where each is a machine of its own; `beside`: what else runs on them
//! - `orders`: how an order is sent, goes on its way and is answered
//! - `rest`: how it all ends

mod beside;
mod machines;
mod orders;
mod rest;

use std::{sync::Arc, time::Duration};

use intake::{Intake, Surroundings as _};
use journal::Health;
use record::Position;
use tests::chance::Chance;
use tokio::time::Instant;

use self::orders::Running;
use crate::{
    ask::Ask,
    client::{Client, Topic},
    erasers::Erasing,
    ground::Ground,
    invariants::{Writing, known, stored},
    ledgers::Ledger,
    notebook::{Answered, Notebook},
    readers::Readers,
    replica::Replica,
    tally::Tally,
    trace::Trace,
    troubles::Appends,
    world::World,
};

/// How long a wait of the intake lasts at most, in milliseconds: more than the longest between two tries.
const WAIT_MILLIS: u64 = 25;
const DAY_SECONDS: usize = 86_400;
/// Two hours around midnight in the region begin at this second of the day in UTC, summer and winter.
const EVENING_SECONDS: i64 = 78_000;

/// The views beside the intakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    Nothing,
    /// On the first machine that can have them.
    OneView,
    /// On each that can. In the end they are compared with each other, with views that are derived anew, and with those
    /// of a copy: not in every life, because a store on this machine's disk takes its time.
    EveryView,
}

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
    restless: bool,
    topics: Vec<Topic>,
    /// When the journal came to end where.
    heads: Vec<(Instant, Position)>,
    readers: Vec<Readers>,
    /// Of each machine with an intake.
    erasers: Vec<Erasing>,
    ledgers: Vec<Ledger>,
    beside: Beside,
    appends: Arc<Appends>,
    pub(crate) trace: Trace,
    pub(crate) tally: Tally,
}

impl Life {
    pub(crate) fn new(mut chance: Chance, ground: Box<dyn Ground>, beside: Beside, trace: Trace) -> Self {
        let clients = vec![Client::Idle; 2 + chance.below(4)];
        let dossiers_max = 1 + chance.below(3);
        let restless = chance.percent(25);
        let mut topics = vec![Topic::Keeping, Topic::Meetings, Topic::Preparations, Topic::Mandates];
        topics.retain(|_| chance.percent(50));
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
            restless,
            topics,
            heads: Vec::new(),
            readers: Vec::new(),
            erasers: Vec::new(),
            ledgers: Vec::new(),
            beside,
            appends: Arc::default(),
            trace,
            tally: Tally::default(),
        };
        life.start_intakes();
        life.start_beside();
        life.readers = Self::views_of(&*life.ground, beside);
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
        self.tally.cuts = self.ground.cuts();
        self.tally.troubles = self.appends.troubles(&self.replica);
        for (stored, _) in &self.replica.records {
            self.trace.hash(&stored.entry.record);
            self.trace.hash(&stored.entry.texts);
        }
        self.trace.hash(&self.replica.tree.root().0);
    }

    async fn step(&mut self) {
        if self.is_poisoned() && self.chance.percent(15) {
            return self.restart();
        }
        match self.chance.below(1_000) {
            0..=599 if !self.running.is_empty() => self.poll_one(),
            0..=829 => self.begin(),
            830..=859 => self.erase().await,
            860..=871 => self.drop_one(),
            872..=913 => self.move_clock(),
            914..=929 => {
                let told = self.ground.trouble(&mut self.chance);
                self.trace.tell(&told);
            }
            930..=933 => self.restart(),
            934..=953 => self.look(),
            954..=963 => self.follow(),
            964..=979 => self.upset_one(),
            980 => self.wait_long().await,
            _ => tokio::time::advance(Duration::from_millis(WAIT_MILLIS)).await,
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
        self.tally.crashes += usize::from(!self.running.is_empty());
        for running in std::mem::take(&mut self.running) {
            self.answer(&running, Answered::Unclear("the intake ended".to_owned()));
        }
        self.intakes.clear();
        self.readers.iter_mut().for_each(Readers::close);
        self.end_beside();
        let told = self.ground.restart(&mut self.chance);
        self.trace.tell(&told);
        self.tally.restarts += 1;
        stored::invariant_what_was_stored_stays(&self.replica, &self.ground.stored_after(Position::START));
        self.start_intakes();
        self.start_beside();
        self.read_on();
        self.open_views();
    }

    /// Takes in what was stored since, and holds it against everything before.
    fn read_on(&mut self) {
        for stored in self.ground.stored_after(self.replica.head()) {
            let record = stored::invariants(&self.replica, &self.notebook, &stored);
            self.trace
                .tell(&format!("position {} is {} of {}", stored.position, record.revision, record.history));
            self.replica.add(stored, record);
            self.note_head();
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
        self.extend_ledgers();
        self.tally.looks += 1;
    }

    fn is_poisoned(&self) -> bool {
        matches!(self.ground.journal().health(), Health::Poisoned { .. })
    }

    fn writing(&self) -> Writing {
        let alone = self.ground.intakes() == 1 && !self.ground.stores_late();
        if alone { Writing::Alone } else { Writing::Shared }
    }
}
