//! One seed: clients, intakes and a journal, step by step, with everything that can go wrong.
//!
//! - `orders`: how an order is sent, goes on its way and is answered
//! - `rest`: how it all ends

mod orders;
mod rest;

use std::{sync::Arc, time::Duration};

use intake::{Intake, Surroundings as _};
use journal::Health;
use record::Position;
use tests::{chance::Chance, region::SOURCE};

use self::orders::Running;
use crate::{
    ask::Ask,
    client::Client,
    ground::Ground,
    invariants::{Writing, derived, known, stored},
    notebook::{Answered, Notebook},
    readers::Readers,
    replica::Replica,
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
    /// Only some lives have views beside them, because a store on this machine's disk takes its time.
    readers: Option<Readers>,
    pub(crate) trace: Trace,
    pub(crate) tally: Tally,
}

impl Life {
    pub(crate) fn new(mut chance: Chance, ground: Box<dyn Ground>, read: bool, trace: Trace) -> Self {
        let clients = vec![Client::Idle; 2 + chance.below(4)];
        let dossiers_max = 1 + chance.below(4);
        let restless = chance.percent(12);
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
        if self.is_poisoned() && self.chance.percent(15) {
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

    fn is_poisoned(&self) -> bool {
        matches!(self.ground.journal().health(), Health::Poisoned { .. })
    }

    fn writing(&self) -> Writing {
        let alone = self.ground.intakes() == 1 && !self.ground.stores_late();
        if alone { Writing::Alone } else { Writing::Shared }
    }
}
