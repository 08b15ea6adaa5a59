//! The promises of following.

use std::{
    sync::Arc,
    task::{Context, Waker},
};

use record::Position;

use super::{Factory, dossier, entry, filled, followed};
use crate::{Entry, FOLLOW_BATCH_RECORDS_MAX, Follow, Stored, TEXTS_BYTES_MAX, follow};

/// All records, in order, in batches.
pub async fn a_follower_from_the_start_sees_everything(factory: &dyn Factory) {
    let journal = factory.empty().await;
    let mut stored = Vec::new();
    let records = FOLLOW_BATCH_RECORDS_MAX as u64 * 2 + 10;
    let entries = (1..=records).map(|number| entry(&dossier(1), number, number.into()));
    let answers: Vec<_> = entries.map(|entry| (entry.clone(), journal.append(entry))).collect();
    for (entry, answer) in answers {
        stored.push(Stored { position: answer.await.expect("an append"), entry });
    }
    assert_eq!(followed(&mut *journal.follow(Position::START), Position(records)).await, stored);
}

/// From every position on.
pub async fn a_follower_from_the_middle_sees_the_rest(factory: &dyn Factory) {
    let journal = factory.empty().await;
    let stored = filled(&*journal, 20, 3).await;
    for after in 0..20 {
        let records = followed(&mut *journal.follow(Position(after)), Position(20)).await;
        assert!(records.iter().eq(stored.iter().filter(|record| record.position.0 > after)), "after {after}");
    }
}

/// Nothing is there, so nothing comes; then something is appended, and it comes.
pub async fn a_follower_at_the_head_waits(factory: &dyn Factory) {
    let journal = factory.empty().await;
    for number in 1..=5 {
        let mut follower = journal.follow(journal.head());
        assert!(is_waiting(&mut *follower), "nothing is there yet");
        let position = journal.append(entry(&dossier(1), number, number.into())).await.expect("an append");
        let batch = follower.next().await.expect("a batch");
        assert_eq!(batch.iter().map(|record| record.position).collect::<Vec<_>>(), [position]);
        assert!(is_waiting(&mut *follower), "a record comes once");
    }
}

/// The follower runs in a task of its own while others append.
pub async fn a_follower_sees_what_is_appended_meanwhile(factory: &dyn Factory) {
    const RECORDS: u64 = 300;
    let journal = factory.empty().await;
    let mut follower = journal.follow(Position::START);
    let following = tokio::spawn(async move { followed(&mut *follower, Position(RECORDS)).await });
    let appender = |task: u64| {
        let journal = Arc::clone(&journal);
        tokio::spawn(async move {
            for revision in 1..=RECORDS / 3 {
                let entry = entry(&dossier(task.into()), revision, (task * RECORDS + revision).into());
                journal.append(entry).await.expect("an append");
            }
        })
    };
    let appenders: Vec<_> = (0..3).map(appender).collect();
    for task in appenders {
        task.await.expect("the appender ends");
    }
    let records = following.await.expect("the follower ends");
    assert!(records.iter().map(|record| record.position).eq((1..=RECORDS).map(Position)));
    for number in 0..3 {
        let history = journal.read(&dossier(number)).await.expect("a read");
        assert!(history.iter().eq(records.iter().filter(|record| record.entry.history == dossier(number))));
    }
}

/// A call whose future is dropped while it waits takes nothing along.
pub async fn a_follower_loses_nothing_when_it_is_interrupted(factory: &dyn Factory) {
    let journal = factory.empty().await;
    let mut follower = journal.follow(Position::START);
    let mut records = Vec::new();
    for number in 1..=20 {
        assert!(is_waiting(&mut *follower));
        let position = journal.append(entry(&dossier(1), number, number.into())).await.expect("an append");
        if number % 3 == 0 {
            records.extend(followed(&mut *follower, position).await);
        } else {
            // The future of this one is dropped as soon as it has been made.
            drop(follower.next());
            records.extend(follower.next().await.expect("a batch"));
        }
    }
    assert!(records.iter().map(|record| record.position).eq((1..=20).map(Position)));
}

/// Each has its own place.
pub async fn followers_do_not_disturb_each_other(factory: &dyn Factory) {
    let journal = factory.empty().await;
    let stored = filled(&*journal, 10, 2).await;
    let mut first = journal.follow(Position::START);
    let mut second = journal.follow(Position(5));
    assert_eq!(followed(&mut *second, Position(10)).await, stored[5..]);
    assert_eq!(followed(&mut *first, Position(10)).await, stored);
    assert!(is_waiting(&mut *first) && is_waiting(&mut *second));
}

/// It remembers a journal that had more records than this one.
pub async fn a_follower_ahead_of_the_journal_is_refused(factory: &dyn Factory) {
    let journal = factory.empty().await;
    filled(&*journal, 3, 1).await;
    let answer = journal.follow(Position(4)).next().await;
    let Err(follow::Error::Ahead { after, head }) = answer else {
        panic!("a follower cannot begin after the end");
    };
    assert_eq!((after, head), (Position(4), Position(3)));
}

/// Lines longer than what is read at once, between short ones.
pub async fn large_records_are_followed(factory: &dyn Factory) {
    let journal = factory.empty().await;
    let mut stored = Vec::new();
    for number in 1..=9 {
        let small = entry(&dossier(1), number, number.into());
        let large = Entry { texts: format!("[{}]", "0".repeat(TEXTS_BYTES_MAX - 2)).into(), ..small.clone() };
        let entry = if number % 3 == 0 { large } else { small };
        let position = journal.append(entry.clone()).await.expect("an append");
        stored.push(Stored { position, entry });
    }
    assert_eq!(followed(&mut *journal.follow(Position::START), Position(9)).await, stored);
}

/// Whether the follower has nothing to give now.
fn is_waiting(follower: &mut dyn Follow) -> bool {
    follower.next().as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending()
}
