//! Hazard 12: the device fails on a write, on a sync, on the sync of a directory, on a read.

use journal::{
    FileJournal, Health, Journal, append,
    disk::{Fault, FaultDisk},
    file::open,
    read,
};
use record::Position;

use crate::support::{THREE_LINES, all, append, explained, numbered, open, open_small, segment};

/// Every later append is refused, and everything stored can be read.
async fn is_poisoned(journal: &FileJournal, stored: usize) {
    let Health::Poisoned { why } = journal.health() else {
        panic!("the journal is poisoned");
    };
    assert!(why.contains("as planned"), "the device's own words are told: {why}");
    for number in [1, 20, 21] {
        let answer = journal.append(numbered(number)).await;
        assert_eq!(answer, Err(append::Error::Poisoned { why: why.clone() }));
    }
    assert_eq!(all(journal).await.len(), stored, "reading goes on");
}

/// Three records, then one whose append meets the fault; then the journal is opened anew, with a loss of power before
/// that or after, and goes on. What is acknowledged then must be there for good.
async fn poisons(fault: Fault, segment_bytes: u64) {
    for (seed, crash_before_opening) in (0..40).flat_map(|seed| [(seed, false), (seed, true)]) {
        let disk = FaultDisk::new();
        let journal = open_small(&disk, segment_bytes).unwrap();
        append(&journal, 1..=3).await;
        disk.fail(1, fault);
        let answer = journal.append(numbered(4)).await;
        assert!(matches!(answer, Err(append::Error::Poisoned { .. })), "{answer:?}");
        is_poisoned(&journal, 3).await;
        drop(journal);
        if crash_before_opening {
            disk.crash(seed);
        }
        let journal = open_small(&disk, segment_bytes).unwrap();
        assert_eq!(journal.health(), Health::Writable);
        let head = journal.head().0;
        assert!((3..=4).contains(&head), "the fourth may be there");
        append(&journal, head + 1..=6).await;
        drop(journal);
        disk.crash(seed + 1_000);
        let stored = all(&open(&disk).unwrap()).await;
        assert!(stored.into_iter().map(|record| record.entry).eq((1..=6).map(numbered)), "{fault:?}, {seed}");
    }
}

#[tokio::test]
async fn hazard_12_a_failed_write_poisons_the_journal() {
    for written in [0, 30, 150, usize::MAX] {
        poisons(Fault::WriteIo { written }, 100_000).await;
    }
}

#[tokio::test]
async fn hazard_12_a_failed_sync_poisons_the_journal_and_is_not_tried_again() {
    poisons(Fault::SyncIo, 100_000).await;
}

#[tokio::test]
async fn hazard_12_a_failed_write_of_a_header_poisons_the_journal() {
    for written in [0, 30, usize::MAX] {
        poisons(Fault::WriteIo { written }, THREE_LINES).await;
    }
}

#[tokio::test]
async fn hazard_12_a_failed_sync_of_a_header_poisons_the_journal() {
    poisons(Fault::SyncIo, THREE_LINES).await;
}

#[tokio::test]
async fn hazard_12_a_failed_sync_of_the_directory_poisons_the_journal() {
    poisons(Fault::SyncDirectoryIo, THREE_LINES).await;
}

#[tokio::test]
async fn hazard_12_a_failed_sync_in_opening_is_an_error() {
    for fault in [Fault::SyncIo, Fault::SyncDirectoryIo] {
        let disk = FaultDisk::new();
        append(&open(&disk).unwrap(), 1..=3).await;
        disk.fail(1, fault);
        assert!(matches!(open(&disk), Err(open::Error::Device { doing: "syncing", .. })), "{fault:?}");
        assert_eq!(all(&open(&disk).unwrap()).await.len(), 3);
    }
}

#[tokio::test]
async fn hazard_12_a_failed_read_is_told_by_place_and_may_be_tried_again() {
    let disk = FaultDisk::new();
    let journal = open(&disk).unwrap();
    let stored = append(&journal, 1..=3).await;
    disk.fail(1, Fault::ReadIo);
    let error = journal.at(Position(1)).await.unwrap_err();
    assert!(matches!(&error, read::Error::Unavailable { .. }));
    let text = explained(&error);
    assert!(text.contains(segment(1).to_str().unwrap()) && text.contains("as planned"), "{text}");
    assert_eq!(journal.at(Position(1)).await.unwrap(), Some(stored[0].clone()));

    let mut follower = journal.follow(Position::START);
    disk.fail(1, Fault::ReadIo);
    follower.next().await.unwrap_err();
    assert_eq!(follower.next().await.unwrap(), stored, "nothing is skipped");

    drop(journal);
    disk.fail(2, Fault::ReadIo);
    assert!(matches!(open(&disk), Err(open::Error::Device { doing: "reading", .. })));
}
