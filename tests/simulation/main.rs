//! The real intakes on journals that fail, from a seed: one thread a seed, so that a seed is one story.
//!
//! Clients ask over a handful of dossiers, are refused, repeat themselves, use a command id twice, go away in the
//! middle; the intake ends and begins anew; the journal loses acknowledgements, or its disk loses power, or several
//! machines share it and are cut off from it. After every step the invariants hold. In reading order:
//!
//! - [`life`]: one seed, step by step; [`seeds`]: which seeds, and how one is replayed
//! - [`world`], [`rules`]: time, chance, and the region's frameworks
//! - [`client`], [`ask`], [`acts`], [`ladder`], [`ratification`], [`treatment`], [`mandates`], [`keeping`], [`meetings`], [`preparing`]: what is asked
//! - [`ground`], [`memory_journal`], [`file_journal`], [`shared_journal`], [`turns`]: what the intakes stand on, and how
//!   that fails
//! - [`notebook`]: what the clients know; [`replica`]: what the journal says; [`redecided`]: whether the rules say so too; [`gone`]: which words it says are gone
//! - [`readers`], [`erasers`], [`ledgers`]: what follows the journal beside the intakes
//! - [`invariants`]: what holds; [`tally`], [`troubles`], [`kept`], [`trace`]: what there was of it
//!
//! `SIMULATION_SEEDS=20000` lives more seeds; `SIMULATION_SEED=17` lives one and shows it.

mod acts;
mod ask;
mod client;
mod erasers;
mod file_journal;
mod gone;
mod ground;
mod invariants;
mod keeping;
mod kept;
mod ladder;
mod ledgers;
mod life;
mod mandates;
mod meetings;
mod memory_journal;
mod notebook;
mod preparing;
mod ratification;
mod readers;
mod redecided;
mod replica;
mod rules;
mod seeds;
mod shared_journal;
mod tally;
mod trace;
mod treatment;
mod troubles;
mod turns;
mod world;

use std::{
    collections::BTreeSet,
    error::Error,
    pin::pin,
    task::{Context, Poll, Waker},
};

use seeds::On;

#[test]
fn memory_journal() {
    seeds::live_all(On::Memory);
}

#[test]
fn file_journal() {
    seeds::live_all(On::File);
}

#[test]
fn shared_journal() {
    seeds::live_all(On::Shared);
}

#[test]
fn the_same_seed_tells_the_same_story() {
    for on in [On::Memory, On::File, On::Shared] {
        let mut digests = BTreeSet::new();
        // The last two compare views in the end.
        for seed in [1, 2, 3, 4, 5, 6, 7, 8, 10, 20] {
            let once = seeds::live(on, seed, false);
            assert_eq!(once, seeds::live(on, seed, false), "{on}, seed {seed}");
            digests.insert(once.1);
        }
        assert_eq!(digests.len(), 10, "another seed tells another story");
    }
}

/// The answer of what does not wait for anything.
fn at_once<T>(asked: impl Future<Output = T>) -> T {
    match pin!(asked).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("it waits"),
    }
}

/// An error with all its causes.
fn explained(error: &dyn Error) -> String {
    let causes = std::iter::successors(Some(error), |error: &&dyn Error| (*error).source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
