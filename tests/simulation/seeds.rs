//! Which seeds are lived, and how a failing one is told.

use std::{
    env, fmt,
    io::{self, Write as _},
    panic::{self, AssertUnwindSafe},
    str::FromStr,
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

use tests::chance::Chance;
use tokio::runtime;

use crate::{
    file_journal::Files,
    ground::Ground,
    life::{Beside, Life},
    memory_journal::Memory,
    shared_journal::Machines,
    tally::Tally,
    trace::Trace,
};

/// In every so many lives, views are on each machine that can have them, and are compared in the end.
const EVERY_VIEW: u64 = 10;

/// Which journal the intake stands on. The names are those of the tests.
#[derive(Debug, Clone, Copy)]
pub(crate) enum On {
    Memory,
    File,
    Shared,
}

impl On {
    /// How many seeds are lived unless `SIMULATION_SEEDS` says otherwise.
    fn seeds(self) -> u64 {
        match self {
            Self::Memory | Self::File => 300,
            Self::Shared => 2_000,
        }
    }

    /// In every so many lives there is a view. They take a third of the time, so only where machines cross each other they
    /// are in all.
    fn one_view(self) -> u64 {
        match self {
            Self::Memory | Self::File => 3,
            Self::Shared => 1,
        }
    }

    /// How many records a life has at least, taken over many lives.
    pub(crate) fn records(self) -> usize {
        match self {
            Self::Memory | Self::File => 15,
            Self::Shared => 10,
        }
    }

    /// How many steps a life has, from the first number to the second. More machines cross each other sooner.
    fn steps(self) -> (usize, usize) {
        match self {
            Self::Memory | Self::File => (300, 1_000),
            Self::Shared => (150, 450),
        }
    }
}

impl fmt::Display for On {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Memory => "memory_journal",
            Self::File => "file_journal",
            Self::Shared => "shared_journal",
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
    let seeds = asked.unwrap_or(on.seeds());
    let sum = live_side_by_side(on, seeds).unwrap_or_else(|failed| panic!("{failed}"));
    if asked.is_some() {
        writeln!(io::stderr(), "{on}, {seeds} lives: {sum:?}").expect("there is an error output");
    }
    let lives = usize::try_from(seeds).expect("a small number");
    let missing = sum.missing(on, lives);
    assert!(lives < 50 || missing.is_empty(), "not enough of {missing:?} in {lives} lives: {sum:?}");
}

/// Lives seeds from 1 on as many threads as there are processors; stops at the first that fails, and gives the line
/// that replays it.
fn live_side_by_side(on: On, seeds: u64) -> Result<Tally, String> {
    let next = AtomicU64::new(1);
    let work = || {
        let mut sum = Tally::default();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed > seeds {
                return Ok(sum);
            }
            match panic::catch_unwind(AssertUnwindSafe(|| live(on, seed, false))) {
                Ok((tally, _)) => sum.add(&tally),
                Err(panic) => {
                    next.store(seeds + 1, Ordering::Relaxed);
                    return Err((seed, replay_line(on, seed, &*panic)));
                }
            }
        }
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let lived: Vec<_> = thread::scope(|scope| {
        let working: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        working.into_iter().map(|worker| worker.join().expect("a panic of a life is caught")).collect()
    });
    let failed = lived.iter().filter_map(|lived| lived.as_ref().err()).min();
    if let Some((_, told)) = failed {
        return Err(told.clone());
    }
    let mut sum = Tally::default();
    lived.into_iter().flatten().for_each(|tally| sum.add(&tally));
    Ok(sum)
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
        On::Memory => Box::new(Memory::from_chance(&mut chance)),
        On::File => Box::new(Files::from_chance(&mut chance)),
        On::Shared => Box::new(Machines::from_chance(&mut chance)),
    };
    let (fewest, most) = on.steps();
    let steps = fewest + chance.below(most - fewest);
    let beside = if seed.is_multiple_of(EVERY_VIEW) {
        Beside::EveryView
    } else if seed.is_multiple_of(on.one_view()) {
        Beside::OneView
    } else {
        Beside::Nothing
    };
    let mut life = Life::new(chance, ground, beside, Trace::new(shown));
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
