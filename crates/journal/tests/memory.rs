//! The faults of the memory journal: what they do, and that a seed tells them.

#![expect(clippy::unwrap_used, reason = "the functions that tests share fail where they stand")]

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use journal::{
    BoxFuture, Health, Journal, MemoryJournal, append,
    contract::{Factory, command, dossier, entry, followed},
    follow,
    memory::Faults,
    read,
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
        assert_eq!(record.entry.command, command(told[&record.position].into()));
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

/// The contract, on a link of a log that nobody else writes to; its entries may overtake each other between histories.
mod link {
    use super::*;

    journal::contract_tests!(Linked);
}

struct Linked;

impl Factory for Linked {
    fn empty(&self) -> BoxFuture<'_, Arc<dyn Journal>> {
        let link: Arc<dyn Journal> = Arc::new(with(Faults::none()).link(Faults::none()));
        Box::pin(async move { link })
    }
}

/// A link that hears of nothing but what it does itself, so far as chance allows.
fn behind(log: &MemoryJournal, seed: u64) -> journal::memory::Link {
    log.link(Faults { seed, lag: 1_000, ..Faults::none() })
}

#[tokio::test]
async fn a_link_may_be_behind_but_not_in_what_it_read_or_stored_itself() {
    let log = with(Faults::none());
    let (writer, late) = (log.link(Faults::none()), behind(&log, 1));
    writer.append(entry(&dossier(1), 1, 1)).await.unwrap();
    assert_eq!((late.head(), late.find(command(1)).await.unwrap()), (Position::START, None));
    assert_eq!(late.read(&dossier(1)).await.unwrap().len(), 1, "a history is read from the log itself");
    assert_eq!((late.head(), late.find(command(1)).await.unwrap()), (Position(1), Some(Position(1))));
    writer.append(entry(&dossier(1), 2, 2)).await.unwrap();
    let conflict = late.append(entry(&dossier(1), 2, 3)).await;
    assert!(matches!(conflict, Err(append::Error::Conflict { .. })), "judged on the log: {conflict:?}");
    let repeated = late.append(entry(&dossier(1), 3, 2)).await;
    assert_eq!(repeated, Err(append::Error::Repeated { position: Position(2) }));
    assert!(late.at(Position(2)).await.unwrap().is_some(), "where it was told to look it can look");
    assert_eq!(late.append(entry(&dossier(1), 3, 4)).await, Ok(Position(3)));
    assert_eq!(late.head(), Position(3));
}

#[tokio::test]
async fn a_follower_gives_what_its_link_has_heard_and_no_more() {
    let log = with(Faults::none());
    let (writer, late) = (log.link(Faults::none()), log.link(Faults { seed: 3, lag: 900, ..Faults::none() }));
    let mut follower = late.follow(Position::START);
    for number in 1..=100 {
        writer.append(entry(&dossier(number), 1, number)).await.unwrap();
    }
    let mut last = Position::START;
    while last < log.head() {
        last = follower.next().await.unwrap().last().unwrap().position;
        assert!(last <= late.head());
    }
    drop(late);
    assert!(matches!(follower.next().await, Err(follow::Error::Closed)));
}

#[tokio::test]
async fn a_link_that_is_cut_off_hears_and_stores_nothing_until_it_is_mended() {
    let log = with(Faults::none());
    let (writer, cut) = (log.link(Faults::none()), log.link(Faults::none()));
    let mut follower = cut.follow(Position::START);
    cut.cut_off();
    cut.set_silence(Duration::from_secs(7));
    writer.append(entry(&dossier(1), 1, 1)).await.unwrap();
    assert!(matches!(cut.health(), Health::CutOff { .. }));
    assert_eq!((cut.silence(), cut.head()), (Duration::from_secs(7), Position::START));
    assert!(matches!(cut.read(&dossier(1)).await, Err(read::Error::Unavailable { .. })));
    assert!(matches!(cut.at(Position(1)).await, Err(read::Error::Unavailable { .. })));
    let answers = [cut.append(entry(&dossier(2), 1, 2)).await, cut.append(entry(&dossier(2), 1, 2)).await];
    for answer in answers {
        assert!(matches!(answer, Err(append::Error::CutOff { .. } | append::Error::Unclear)), "{answer:?}");
    }
    let waited = tokio::time::timeout(Duration::from_millis(5), follower.next()).await;
    assert!(waited.is_err(), "followers stand still");
    cut.mend();
    assert_eq!((cut.health(), cut.silence()), (Health::Writable, Duration::ZERO));
    assert_eq!(follower.next().await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_on_its_way_when_a_link_is_cut_comes_in_once_or_never() {
    let (mut refused, mut lost, mut late) = (0, 0, 0);
    for seed in 0..100 {
        let log = with(Faults { seed, ..Faults::none() });
        let (writer, cut) = (log.link(Faults::none()), log.link(Faults { seed, ..Faults::none() }));
        cut.cut_off();
        match cut.append(entry(&dossier(1), 1, 1)).await {
            Err(append::Error::CutOff { .. }) => refused += 1,
            answer => assert_eq!(answer, Err(append::Error::Unclear)),
        }
        for number in 2..20 {
            writer.append(entry(&dossier(number), 1, number)).await.unwrap();
        }
        match writer.read(&dossier(1)).await.unwrap().len() {
            0 => lost += 1,
            1 => late += 1,
            more => panic!("seed {seed}: stored {more} times"),
        }
    }
    assert!(refused > 20 && lost > refused && late > 10, "{refused} {lost} {late}");
}

#[tokio::test]
async fn entries_of_different_histories_overtake_each_other_and_those_of_one_do_not() {
    let mut overtaken = 0;
    for seed in 0..50 {
        let log = with(Faults::none());
        let link = log.link(Faults { seed, delayed: 700, ..Faults::none() });
        let sent: Vec<_> =
            (0..12_u64).map(|n| link.append(entry(&dossier((n % 3).into()), n / 3 + 1, n.into()))).collect();
        let mut positions = Vec::new();
        for answer in sent {
            positions
                .push(answer.await.expect("those of one history come in in order, or they would conflict"));
        }
        overtaken += usize::from(!positions.is_sorted());
    }
    assert!(overtaken > 20, "{overtaken}");
}
