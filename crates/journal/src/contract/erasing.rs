//! The promises of erasing words.

use std::sync::Arc;

use bytes::Bytes;
use record::Position;

use super::{Factory, command, dossier, entry, followed};
use crate::{Entry, Journal, Stored, erase::Error};

const BOTH: &[u8] = br#"["WyJ6b3V0IiwiZWVyc3QiXQ","WyJ6b3V0IiwiZGFuIl0"]"#;
const SECOND: &[u8] = br#"["WyJ6b3V0IiwiZGFuIl0"]"#;
const NONE: &[u8] = b"[]";

/// Appends records with words to three dossiers in turn.
async fn with_words(journal: &dyn Journal, records: u64) -> Vec<Stored> {
    let mut stored = Vec::new();
    for number in 0..records {
        let plain = entry(&dossier(u128::from(number % 3)), number / 3 + 1, u128::from(number));
        let entry = Entry { texts: Bytes::from_static(BOTH), ..plain };
        let position = journal.append(entry.clone()).await.expect("an append");
        stored.push(Stored { position, entry });
    }
    stored
}

/// Makes sure that every way to read gives these records.
async fn reads(journal: &dyn Journal, expected: &[Stored]) {
    let head = Position(expected.len() as u64);
    assert_eq!(followed(&mut *journal.follow(Position::START), head).await, expected);
    for stored in expected {
        assert_eq!(journal.at(stored.position).await.expect("a read").as_ref(), Some(stored));
        assert_eq!(journal.find(stored.entry.command).await.expect("a read"), Some(stored.position));
    }
    for number in 0..3 {
        let own: Vec<_> =
            expected.iter().filter(|stored| stored.entry.history == dossier(number)).cloned().collect();
        assert_eq!(journal.read(&dossier(number)).await.expect("a read"), own);
        assert_eq!(journal.recall(&dossier(number)).await.expect("a read"), own);
    }
}

/// Some of them, then all, and beside nothing else.
pub async fn words_go_and_every_record_stays(factory: &dyn Factory) {
    let journal = factory.empty().await;
    let mut stored = with_words(&*journal, 9).await;
    for (position, remains) in [(5, SECOND), (9, NONE), (1, SECOND), (5, NONE)] {
        let remains = Bytes::from_static(remains);
        journal.erase(Position(position), remains.clone()).await.expect("they go");
        stored[usize::try_from(position).expect("small") - 1].entry.texts = remains;
        reads(&*journal, &stored).await;
    }
    let next = entry(&dossier(0), 4, 100);
    assert_eq!(journal.append(next.clone()).await, Ok(Position(10)), "appending goes on");
    stored.push(Stored { position: Position(10), entry: next });
    reads(&*journal, &stored).await;
}

/// As often as one likes.
pub async fn erasing_again_does_nothing(factory: &dyn Factory) {
    let journal = factory.empty().await;
    let mut stored = with_words(&*journal, 3).await;
    for remains in [BOTH, SECOND, SECOND, NONE, NONE] {
        journal.erase(Position(2), Bytes::from_static(remains)).await.expect("they go, or are gone");
        stored[1].entry.texts = Bytes::from_static(remains);
        reads(&*journal, &stored).await;
    }
}

/// Nothing is put where something was, and nothing comes back.
pub async fn what_remains_is_part_of_what_stands_there(factory: &dyn Factory) {
    let journal = factory.empty().await;
    let mut stored = with_words(&*journal, 3).await;
    journal.erase(Position(2), Bytes::from_static(SECOND)).await.expect("they go");
    stored[1].entry.texts = Bytes::from_static(SECOND);
    for other in [BOTH, br#"["WyJ6b3V0IiwiZWVyc3QiXQ"]"#, br#"["WyJ6b3V0IiwiZGFuIl1"]"#] {
        let answer = journal.erase(Position(2), Bytes::from_static(other)).await;
        assert!(matches!(answer, Err(Error::NotWhatStands { position: Position(2) })), "{answer:?}");
    }
    for malformed in [&b""[..], b"[]\n", b"[\t]", b"[] "] {
        let answer = journal.erase(Position(2), Bytes::from_static(malformed)).await;
        assert!(matches!(answer, Err(Error::Malformed(_))), "{answer:?}");
    }
    reads(&*journal, &stored).await;
}

/// Nor anything where no record is.
pub async fn there_is_nothing_to_erase_beyond_the_end(factory: &dyn Factory) {
    let journal = factory.empty().await;
    let stored = with_words(&*journal, 2).await;
    for position in [Position::START, Position(3), Position(u64::MAX)] {
        let answer = journal.erase(position, Bytes::from_static(NONE)).await;
        let Err(Error::Unknown { position: asked, head }) = answer else { panic!("{answer:?}") };
        assert_eq!((asked, head), (position, Position(2)));
    }
    reads(&*journal, &stored).await;
}

/// A record without words has none to lose.
pub async fn where_no_words_are_nothing_goes(factory: &dyn Factory) {
    let journal = factory.empty().await;
    journal.append(entry(&dossier(1), 1, 1)).await.expect("an append");
    journal.erase(Position(1), Bytes::from_static(NONE)).await.expect("nothing goes");
    let answer = journal.erase(Position(1), Bytes::from_static(SECOND)).await;
    assert!(matches!(answer, Err(Error::NotWhatStands { .. })), "{answer:?}");
    let stored = journal.at(Position(1)).await.expect("a read").expect("a record");
    assert_eq!(stored.entry, entry(&dossier(1), 1, 1));
}

/// While others append, read and follow. Whoever reads is given all of the words or what remains, and never half of them.
pub async fn erasing_disturbs_nobody(factory: &dyn Factory) {
    const RECORDS: u64 = 60;
    let journal = factory.empty().await;
    with_words(&*journal, RECORDS).await;
    let appending = tokio::spawn({
        let journal = Arc::clone(&journal);
        async move {
            for revision in 1..=RECORDS {
                let number = 1_000 + u128::from(revision);
                journal.append(entry(&dossier(9), revision, number)).await.expect("an append");
            }
        }
    });
    let reader = |number: u64| {
        let journal = Arc::clone(&journal);
        tokio::spawn(async move {
            for round in 0..10 {
                let history = journal.read(&dossier(u128::from(number))).await.expect("a read");
                assert_eq!(history.len() as u64, RECORDS / 3, "round {round}");
                let records = followed(&mut *journal.follow(Position::START), Position(RECORDS)).await;
                for stored in history.iter().chain(&records) {
                    let texts: &[u8] = &stored.entry.texts;
                    assert!([BOTH, SECOND, NONE].contains(&texts), "{texts:?}");
                }
            }
        })
    };
    let readers: Vec<_> = (0..2).map(reader).collect();
    for remains in [SECOND, NONE] {
        for position in (1..=RECORDS).map(Position) {
            journal.erase(position, Bytes::from_static(remains)).await.expect("they go");
        }
    }
    for task in readers.into_iter().chain([appending]) {
        task.await.expect("nobody fails");
    }
    let records = followed(&mut *journal.follow(Position::START), Position(2 * RECORDS)).await;
    assert!(records.iter().all(|stored| stored.entry.texts == NONE));
    assert_eq!(journal.find(command(1_060)).await.expect("a read"), Some(records[119].position));
}

/// Two who worked out what remains at the same time, each for words of their own: the later one is told.
pub async fn of_two_who_erase_at_once_nobody_brings_words_back(factory: &dyn Factory) {
    let journal = factory.empty().await;
    with_words(&*journal, 20).await;
    let first: &[u8] = br#"["WyJ6b3V0IiwiZWVyc3QiXQ"]"#;
    for position in (1..=20).map(Position) {
        let eraser = |remains: &'static [u8]| {
            let journal = Arc::clone(&journal);
            tokio::spawn(async move { journal.erase(position, Bytes::from_static(remains)).await })
        };
        let tasks = [(first, eraser(first)), (SECOND, eraser(SECOND))];
        let mut erased = Vec::new();
        for (remains, task) in tasks {
            match task.await.expect("the task ends") {
                Ok(()) => erased.push(remains),
                Err(Error::NotWhatStands { .. }) => {}
                Err(error) => panic!("{error}"),
            }
        }
        let [remains] = erased[..] else { panic!("one of the two: {erased:?}") };
        let stored = journal.at(position).await.expect("a read").expect("a record");
        assert_eq!(stored.entry.texts, remains);
    }
}
