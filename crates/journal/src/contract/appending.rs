//! The promises of appending and reading back.

use std::sync::Arc;

use bytes::Bytes;
use domain::ids::Revision;
use record::{HistoryId, Position};

use super::{Factory, command, dossier, entry, filled, followed};
use crate::{Entry, Health, append};

/// Nothing is there, and asking for it is no error.
pub async fn an_empty_journal_has_nothing(factory: &dyn Factory) {
    let journal = factory.empty().await;
    assert_eq!(journal.head(), Position::START);
    assert_eq!(journal.health(), Health::Writable);
    assert!(journal.read(&dossier(1)).await.expect("a read").is_empty());
    for position in [0, 1, u64::MAX] {
        assert_eq!(journal.at(Position(position)).await.expect("a read"), None);
    }
    assert_eq!(journal.find(command(1)).await.expect("a read"), None);
}

/// Every kind of history, every column, every way to read.
pub async fn what_was_appended_is_read_back_to_the_byte(factory: &dyn Factory) {
    let journal = factory.empty().await;
    let histories: Vec<HistoryId> = ["framework.regio-alkmaar", &dossier(7).to_string()]
        .into_iter()
        .chain(["arrangement.0190b5f0-1111-7222-8333-444455556666"])
        .map(|text| text.parse().expect("a history"))
        .collect();
    for (nth, history) in histories.iter().enumerate() {
        let number = nth as u128;
        let spaced = Entry {
            record: " { \"naam\" : \"é€𝄞\\t\\n\" }\r ".into(),
            texts: Bytes::from_static(br#"[["zout","motivering","woorden"]]"#),
            ..entry(history, 1, number)
        };
        let position = journal.append(spaced.clone()).await.expect("an append");
        let found = journal.find(spaced.command).await.expect("a read");
        assert_eq!(found, Some(position));
        let stored = journal.at(position).await.expect("a read").expect("a record");
        assert_eq!((stored.position, &stored.entry), (position, &spaced));
        assert_eq!(journal.read(history).await.expect("a read"), [stored]);
    }
}

/// Every framework once, and nothing else.
pub async fn frameworks_are_listed_by_name(factory: &dyn Factory) {
    let journal = factory.empty().await;
    assert!(journal.frameworks().await.expect("a read").is_empty());
    let histories = ["framework.zuid", "framework.noord", "framework.zuid"];
    for (history, (revision, number)) in histories.into_iter().zip([(1, 1), (1, 2), (2, 3)]) {
        let history = history.parse().expect("a history");
        journal.append(entry(&history, revision, number)).await.expect("an append");
    }
    journal.append(entry(&dossier(1), 1, 4)).await.expect("an append");
    let refused = "framework.oost".parse().expect("a history");
    journal.append(entry(&refused, 2, 5)).await.expect_err("a conflict");
    let frameworks = journal.frameworks().await.expect("a read");
    assert!(frameworks.iter().map(ToString::to_string).eq(["noord", "zuid"]), "{frameworks:?}");
}

/// The n-th append gets position n; each history counts for itself.
pub async fn positions_have_no_gaps_and_revisions_count_per_history(factory: &dyn Factory) {
    let journal = factory.empty().await;
    let stored = filled(&*journal, 30, 7).await;
    for (record, expected) in stored.iter().zip(1..) {
        assert_eq!(record.position, Position(expected));
    }
    assert_eq!(journal.head(), Position(30));
    for number in 0..7 {
        let history = journal.read(&dossier(number)).await.expect("a read");
        let expected: Vec<_> =
            stored.iter().filter(|record| record.entry.history == dossier(number)).cloned().collect();
        assert_eq!(history, expected);
        for (record, revision) in history.iter().zip(1..) {
            assert_eq!(record.entry.revision, Revision(revision));
        }
    }
}

/// The entries queue up in the calls, so a caller may build on what it has not seen acknowledged.
pub async fn appends_of_one_caller_keep_their_order(factory: &dyn Factory) {
    let journal = factory.empty().await;
    let answers: Vec<_> = (1..=100).map(|n| journal.append(entry(&dossier(1), n, n.into()))).collect();
    for (answer, expected) in answers.into_iter().zip(1..) {
        assert_eq!(answer.await, Ok(Position(expected)));
    }
}

/// When the answer comes, every way to read knows the record.
pub async fn what_is_acknowledged_is_seen_at_once(factory: &dyn Factory) {
    let journal = factory.empty().await;
    for number in 1..=50 {
        let position = journal.append(entry(&dossier(1), number, number.into())).await.expect("an append");
        assert!(journal.head() >= position);
        assert!(journal.at(position).await.expect("a read").is_some());
        assert_eq!(journal.find(command(number.into())).await.expect("a read"), Some(position));
        let history = journal.read(&dossier(1)).await.expect("a read");
        assert_eq!(history.last().map(|record| record.position), Some(position));
    }
}

/// Sixteen tasks append to histories of their own at once.
pub async fn many_appenders_leave_no_gap(factory: &dyn Factory) {
    const APPENDERS: u64 = 16;
    const APPENDS: u64 = 40;
    let journal = factory.empty().await;
    let appender = |task: u64| {
        let journal = Arc::clone(&journal);
        tokio::spawn(async move {
            let mut positions = Vec::new();
            for revision in 1..=APPENDS {
                let entry = entry(&dossier(task.into()), revision, (task * APPENDS + revision).into());
                positions.push(journal.append(entry).await.expect("an append"));
            }
            positions
        })
    };
    let tasks: Vec<_> = (0..APPENDERS).map(appender).collect();
    let mut positions = Vec::new();
    for task in tasks {
        let own = task.await.expect("the task ends");
        assert!(own.is_sorted(), "one history goes forward");
        positions.extend(own);
    }
    positions.sort_unstable();
    assert!(positions.iter().copied().eq((1..=APPENDERS * APPENDS).map(Position)));
    let records = followed(&mut *journal.follow(Position::START), journal.head()).await;
    for record in records {
        assert_eq!(journal.find(record.entry.command).await.expect("a read"), Some(record.position));
    }
}

/// At every revision of one history sixteen commands compete; one gets it, the others are told what stands there.
pub async fn of_many_appenders_at_one_revision_one_wins(factory: &dyn Factory) {
    let journal = factory.empty().await;
    for revision in 1..=20_u64 {
        let appender = |task: u128| {
            let journal = Arc::clone(&journal);
            let entry = entry(&dossier(1), revision, u128::from(revision) * 100 + task);
            tokio::spawn(async move { journal.append(entry).await })
        };
        let tasks: Vec<_> = (0..16).map(appender).collect();
        let mut won = 0;
        for task in tasks {
            match task.await.expect("the task ends") {
                Ok(position) => {
                    assert_eq!(position, Position(revision));
                    won += 1;
                }
                Err(append::Error::Conflict { expected, actual }) => {
                    assert_eq!((expected, actual), (Revision(revision - 1), Revision(revision)));
                }
                Err(error) => panic!("a conflict was expected, not: {error}"),
            }
        }
        assert_eq!(won, 1, "revision {revision}");
    }
    assert_eq!(journal.read(&dossier(1)).await.expect("a read").len(), 20);
}

/// A caller that gave up, in any state of its wait, takes nothing back and spoils nothing.
pub async fn an_append_whose_future_is_dropped_is_stored_all_the_same(factory: &dyn Factory) {
    let journal = factory.empty().await;
    for number in 1..=20 {
        let mut answer = journal.append(entry(&dossier(1), number, number.into()));
        if number % 2 == 0 {
            let mut context = std::task::Context::from_waker(std::task::Waker::noop());
            let _ready = answer.as_mut().poll(&mut context);
        }
        drop(answer);
    }
    let last = journal.append(entry(&dossier(1), 21, 21)).await;
    assert_eq!(last, Ok(Position(21)));
    let history = journal.read(&dossier(1)).await.expect("a read");
    assert!(history.iter().map(|record| record.entry.command).eq((1..=21).map(command)));
    let again = journal.append(entry(&dossier(1), 1, 1)).await;
    assert_eq!(again, Err(append::Error::Repeated { position: Position(1) }));
}
