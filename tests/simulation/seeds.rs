//! Which seeds are lived, and how a failing one is told.

use std::{
    env, fmt,
    io::{self, Write as _},
    panic::{self, AssertUnwindSafe},
    str::FromStr,
};

use tests::chance::Chance;
use tokio::runtime;

use crate::{
    file_journal::Files, ground::Ground, life::Life, memory_journal::Memory, tally::Tally, trace::Trace,
};

/// How many seeds are lived unless `SIMULATION_SEEDS` says otherwise.
const SEEDS: u64 = 300;
/// Every so many lives have views beside the intake.
const WITH_VIEWS: u64 = 10;
/// How many steps a life has.
const STEPS: (usize, usize) = (250, 850);

/// Which journal the intake stands on. The names are those of the tests.
#[derive(Debug, Clone, Copy)]
pub(crate) enum On {
    MemoryJournal,
    FileJournal,
}

impl fmt::Display for On {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MemoryJournal => "memory_journal",
            Self::FileJournal => "file_journal",
        })
    }
}

/// Lives every seed, or the one that `SIMULATION_SEED` names.
pub(crate) fn live_all(on: On) {
    if let Some(seed) = from_environment("SIMULATION_SEED") {
        let (tally, digest) = live(on, seed, true);
        writeln!(io::stderr(), "{on}, seed {seed}: {digest:016x}, {tally:?}")
            .expect("there is an error output");
        return;
    }
    let asked = from_environment("SIMULATION_SEEDS");
    let seeds = asked.unwrap_or(SEEDS);
    let mut sum = Tally::default();
    for seed in 1..=seeds {
        let lived = panic::catch_unwind(AssertUnwindSafe(|| live(on, seed, false)));
        match lived {
            Ok((tally, _)) => sum.add(&tally),
            Err(panic) => panic!("{}", replay_line(on, seed, &*panic)),
        }
    }
    if asked.is_some() {
        writeln!(io::stderr(), "{on}, {seeds} lives: {sum:?}").expect("there is an error output");
    }
    let lives = usize::try_from(seeds).expect("a small number");
    assert!(lives < 50 || sum.is_eventful(lives), "too little happened in {lives} lives: {sum:?}");
}

/// Lives one seed. Gives what there was of it, and the digest of all that happened.
///
/// # Panics
/// When an invariant does not hold.
pub(crate) fn live(on: On, seed: u64, shown: bool) -> (Tally, u64) {
    let runtime = runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    let runtime = runtime.expect("a runtime without threads");
    let mut chance = Chance::from_seed(seed);
    let ground: Box<dyn Ground> = match on {
        On::MemoryJournal => Box::new(Memory::from_chance(&mut chance)),
        On::FileJournal => Box::new(Files::from_chance(&mut chance)),
    };
    let steps = STEPS.0 + chance.below(STEPS.1 - STEPS.0);
    let read = seed.is_multiple_of(WITH_VIEWS);
    let mut life = Life::new(chance, ground, read, Trace::new(shown));
    runtime.block_on(life.live(steps));
    (life.tally, life.trace.digest())
}

fn replay_line(on: On, seed: u64, panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic without words");
    let again = format!("SIMULATION_SEED={seed} cargo test -p tests --test simulation {on} -- --exact");
    format!("seed {seed} fails: {text}\nsee it again, with its trace: {again}")
}

fn from_environment<T: FromStr>(name: &str) -> Option<T> {
    let text = env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name}={text} is not a number")))
}
