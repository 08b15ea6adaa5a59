//! A follower beside a writer that never rests: what it is given is never beyond the head that the journal tells.

use std::{sync::Arc, thread};

use journal::{Journal, disk::FaultDisk, file::Options};
use record::Position;
use tokio::runtime;

use crate::support::{numbered, open_with};

/// How many records are appended, each by itself, so that the head moves as often as it can. The race that this was written
/// for showed within the first 60,000.
const RECORDS: u64 = 100_000;
/// How many follow.
const FOLLOWERS: usize = 3;

/// Whoever asks the journal how far it is after it was given a record takes a head before it for an older journal that was
/// put back, and stops.
#[test]
fn what_a_follower_is_given_is_not_beyond_the_head() {
    let journal = Arc::new(open_with(&FaultDisk::new(), Options::default()).unwrap());
    let followers: Vec<_> = (0..FOLLOWERS)
        .map(|_| {
            let journal = Arc::clone(&journal);
            let mut follow = journal.follow(Position::START);
            thread::spawn(move || {
                let runtime = runtime::Builder::new_current_thread().build().unwrap();
                let mut last = Position::START;
                while last < Position(RECORDS) {
                    last =
                        runtime.block_on(follow.next()).expect("the next records").last().unwrap().position;
                    let head = journal.head();
                    assert!(last <= head, "{last} was given, and the head is {head}");
                }
            })
        })
        .collect();
    let runtime = runtime::Builder::new_current_thread().build().unwrap();
    for number in 1..=RECORDS {
        runtime.block_on(journal.append(numbered(number))).expect("an append");
    }
    for follower in followers {
        follower.join().expect("it was never given what is beyond the head");
    }
}
