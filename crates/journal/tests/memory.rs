//! The faults of the memory journal: what they do, and that a seed tells them.

#![expect(clippy::unwrap_used, reason = "the functions that tests share fail where they stand")]

use std::collections::BTreeMap;

use journal::{
    Health, Journal, MemoryJournal, append,
    contract::{dossier, entry, followed},
    follow,
    memory::Faults,
};
use record::{LogId, Position};
use uuid::Uuid;

const LOG_ID: LogId = LogId(Uuid::from_u128(1));

fn with(faults: Faults) -> MemoryJournal {
    MemoryJournal::with_faults(LOG_ID, faults)
}

#[tokio::test]
async fn a_lost_acknowledgement_leaves_a_record() {
    let journal = with(Faults { ack_lost: 1_000, ..Faults::none() });
    assert_eq!(journal.append(entry(&dossier(1), 1, 1)).await, Err(append::Error::Unclear));
    let again = journal.append(entry(&dossier(1), 1, 1)).await;
    assert_eq!(again, Err(append::Error::Repeated { position: Position(1) }));
}

#[tokio::test]
async fn a_lost_append_leaves_none() {
    let journal = with(Faults { lost: 1_000, ..Faults::none() });
    for _ in 0..3 {
        assert_eq!(journal.append(entry(&dossier(1), 1, 1)).await, Err(append::Error::Unclear));
    }
    assert_eq!(journal.head(), Position::START);
}

#[tokio::test]
async fn a_late_append_arrives_once_or_never() {
    let mut arrived = 0;
    for seed in 0..50 {
        let journal = with(Faults { seed, late: 400, ..Faults::none() });
        for round in 0..10 {
            let mut answer = journal.append(entry(&dossier(1), 1, 1)).await;
            if answer == Err(append::Error::Unclear) {
                answer = journal.append(entry(&dossier(2), round, 100 + u128::from(round))).await;
            }
            drop(answer);
        }
        let history = journal.read(&dossier(1)).await.unwrap();
        assert!(history.len() <= 1, "a late copy meets the guard");
        arrived += history.len();
    }
    assert!(arrived > 40, "{arrived}");
}

#[tokio::test]
async fn a_duplicate_names_its_own_position() {
    let journal = with(Faults { duplicate: 1_000, ..Faults::none() });
    let answer = journal.append(entry(&dossier(1), 1, 1)).await;
    assert_eq!(answer, Err(append::Error::Repeated { position: Position(1) }));
    assert_eq!(journal.head(), Position(1));
}

#[tokio::test]
async fn overload_and_conflicts_store_nothing() {
    let overloaded = with(Faults { overloaded: 1_000, ..Faults::none() });
    assert_eq!(overloaded.append(entry(&dossier(1), 1, 1)).await, Err(append::Error::Overloaded));
    let conflict = with(Faults { conflict: 1_000, ..Faults::none() });
    let answer = conflict.append(entry(&dossier(1), 1, 1)).await;
    assert!(matches!(answer, Err(append::Error::Conflict { expected, actual }) if expected == actual));
    assert_eq!((overloaded.head(), conflict.head()), (Position::START, Position::START));
}

#[tokio::test]
async fn a_full_or_poisoned_journal_goes_on_reading() {
    let journal = with(Faults::none());
    journal.append(entry(&dossier(1), 1, 1)).await.unwrap();
    for (health, expected) in [
        (Health::Full, append::Error::Full),
        (Health::Poisoned { why: "a test".into() }, append::Error::Poisoned { why: "a test".into() }),
    ] {
        journal.set_health(health.clone());
        assert_eq!(journal.health(), health);
        assert_eq!(journal.append(entry(&dossier(1), 2, 2)).await, Err(expected));
        assert!(journal.at(Position(1)).await.unwrap().is_some());
    }
    journal.set_health(Health::Writable);
    journal.append(entry(&dossier(1), 2, 2)).await.unwrap();
}

#[tokio::test]
async fn followers_end_with_the_journal() {
    let journal = with(Faults::none());
    let mut follower = journal.follow(Position::START);
    journal.append(entry(&dossier(1), 1, 1)).await.unwrap();
    drop(journal);
    assert_eq!(follower.next().await.unwrap().len(), 1);
    assert!(matches!(follower.next().await, Err(follow::Error::Closed)));
}

/// Appends with retries, as an intake would; gives every answer, in order.
async fn story(seed: u64) -> Vec<Result<Position, append::Error>> {
    let journal = with(Faults::some(seed));
    let mut answers = Vec::new();
    let mut told = BTreeMap::new();
    for number in 1..=200_u64 {
        let dossier = dossier(u128::from(number % 7));
        loop {
            let revision = journal.read(&dossier).await.unwrap().len() as u64 + 1;
            let answer = journal.append(entry(&dossier, revision, number.into())).await;
            answers.push(answer.clone());
            if let Ok(position) | Err(append::Error::Repeated { position }) = answer {
                told.insert(position, number);
                break;
            }
        }
    }
    let stored = followed(&mut *journal.follow(Position::START), journal.head()).await;
    assert_eq!(stored.len(), 200, "seed {seed}: every command once");
    for record in stored {
        assert_eq!(record.entry.command, journal::contract::command(told[&record.position].into()));
    }
    answers
}

#[tokio::test]
async fn one_record_a_command_whatever_goes_wrong_and_the_same_seed_again() {
    let mut stories = Vec::new();
    for seed in 0..50 {
        let once = story(seed).await;
        assert_eq!(once, story(seed).await, "seed {seed}");
        stories.push(once);
    }
    stories.dedup();
    assert_eq!(stories.len(), 50, "and another seed is another story");
}
