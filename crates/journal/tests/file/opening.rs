//! What opening keeps, what it refuses, and what the files look like.

use journal::{
    Entry, FileJournal, Follow, Journal,
    contract::{dossier, entry},
    disk::FaultDisk,
    file::{Options, open},
    follow,
};
use record::{LogId, Position};
use uuid::Uuid;

use crate::support::{LOG_ID, all, append, numbered, open, open_small, open_with, segment};

#[tokio::test]
async fn a_journal_opened_again_is_the_same_journal() {
    let disk = FaultDisk::new();
    for records in [0, 1, 5, 6, 20] {
        let journal = open_small(&disk, 1_000).unwrap();
        assert_eq!(journal.log_id(), LOG_ID);
        append(&journal, journal.head().0 + 1..=records).await;
        let stored = all(&journal).await;
        drop(journal);
        let options = Options { log_id: Some(LogId(Uuid::from_u128(99))), ..Options::default() };
        let journal = open_with(&disk, options).unwrap();
        assert_eq!(journal.log_id(), LOG_ID, "a journal keeps its id");
        assert_eq!(all(&journal).await, stored);
    }
}

#[tokio::test]
async fn a_journal_without_a_given_id_gets_a_random_one() {
    let ids = [(); 2].map(|()| {
        let disk = std::sync::Arc::new(FaultDisk::new());
        let journal = FileJournal::open(crate::support::directory(), disk, Options::default()).unwrap();
        journal.log_id()
    });
    assert_ne!(ids[0], ids[1]);
}

#[tokio::test]
async fn segments_are_named_by_their_first_position_and_keep_their_limit() {
    let disk = FaultDisk::new();
    let journal = open_small(&disk, 1_000).unwrap();
    let stored = append(&journal, 1..=40).await;
    let segments: Vec<_> = disk.paths().into_iter().filter(|path| path.extension().is_some()).collect();
    assert!(segments.len() > 5);
    let mut first = 1;
    for path in segments {
        assert_eq!(path, segment(first));
        let bytes = disk.bytes(&path).unwrap();
        assert!(bytes.len() <= 1_000);
        first += bytes.iter().filter(|byte| **byte == b'\n').count() as u64 - 1;
    }
    for after in 0..40 {
        let mut follower = journal.follow(Position(after));
        let records = journal::contract::followed(&mut *follower, Position(40)).await;
        assert!(records.iter().eq(&stored[usize::try_from(after).unwrap()..]));
    }
}

#[tokio::test]
async fn a_group_longer_than_a_segment_gets_one_for_itself() {
    let disk = FaultDisk::new();
    let journal = open_small(&disk, 1_000).unwrap();
    let large = |number| Entry { record: format!("{{{}}}", " ".repeat(5_000)).into(), ..numbered(number) };
    append(&journal, 1..=1).await;
    journal.append(large(2)).await.unwrap();
    journal.append(large(3)).await.unwrap();
    append(&journal, 4..=4).await;
    for first in 1..=4 {
        assert!(disk.bytes(&segment(first)).is_some(), "{first}");
    }
    drop(journal);
    assert_eq!(all(&open(&disk).unwrap()).await.len(), 4);

    let disk = FaultDisk::new();
    let journal = open_small(&disk, 1_000).unwrap();
    disk.power_off_at(3);
    journal.append(large(1)).await.expect("an empty segment is as good as a new one: one write, one sync");
}

#[tokio::test]
async fn a_newer_format_is_refused_with_both_versions() {
    let disk = FaultDisk::new();
    append(&open(&disk).unwrap(), 1..=3).await;
    let covered = "besluitspoor-journal\t2\tand more\tcolumns\tthan today";
    let header = format!("{covered}\t{:08x}\nlines", crc32c::crc32c(covered.as_bytes()));
    disk.put(&segment(1), header.clone().into_bytes());
    let error = open(&disk).map(drop).unwrap_err();
    assert!(matches!(&error, open::Error::NewerVersion { found: 2, known: 1, .. }));
    let text = error.to_string();
    assert!(
        text.contains("version 2") && text.contains("up to 1") && text.contains("newer program"),
        "{text}"
    );
    assert_eq!(disk.bytes(&segment(1)), Some(header.into_bytes()), "nothing is touched");
}

#[tokio::test]
async fn other_files_in_the_directory_are_left_alone() {
    let disk = FaultDisk::new();
    let others = ["notes.txt", "1.log", "00000000000000000001.log.copy"];
    for name in others {
        disk.put(&crate::support::directory().join(name), b"mine".to_vec());
    }
    append(&open(&disk).unwrap(), 1..=3).await;
    assert_eq!(open(&disk).unwrap().head(), Position(3));
    for name in others {
        assert_eq!(disk.bytes(&crate::support::directory().join(name)), Some(b"mine".to_vec()));
    }
}

#[tokio::test]
async fn dropping_the_journal_stores_what_waits_and_ends_its_followers() {
    let disk = FaultDisk::new();
    let journal = open_with(&disk, Options::default()).unwrap();
    let mut follower = journal.follow(Position::START);
    for number in 1..=200 {
        drop(journal.append(entry(&dossier(1), number, number.into())));
    }
    drop(journal);
    let records = journal::contract::followed(&mut *follower, Position(200)).await;
    assert_eq!(records.len(), 200);
    assert!(matches!(follower.next().await, Err(follow::Error::Closed)));
    assert_eq!(open(&disk).unwrap().head(), Position(200));
}

#[tokio::test]
async fn a_journal_can_be_opened_as_soon_as_it_is_dropped() {
    let disk = FaultDisk::new();
    for round in 0..30 {
        let journal = open_with(&disk, Options::default()).unwrap();
        assert_eq!(journal.head(), Position(round * 100));
        for number in round * 100 + 1..=round * 100 + 100 {
            drop(journal.append(entry(&dossier(1), number, number.into())));
        }
    }
}

#[tokio::test]
async fn a_follower_can_be_moved_to_another_thread() {
    fn is_send<T: Send>(_: &T) {}
    let journal = open(&FaultDisk::new()).unwrap();
    let follower: Box<dyn Follow> = journal.follow(Position::START);
    is_send(&follower);
}
