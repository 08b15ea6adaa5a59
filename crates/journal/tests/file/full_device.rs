//! Hazard 12: the device is full, and later it is not.

use journal::{
    Entry, Health, Journal, append,
    disk::{Fault, FaultDisk},
};
use record::Position;

use crate::support::{TWO_LINES, all, append, numbered, open, open_small, segment};

#[tokio::test]
async fn hazard_12_a_full_device_stores_nothing_and_goes_on_when_there_is_room() {
    // Every number of bytes that a line can leave behind before the room ends.
    for room in [0, 1, 50, 100, 135] {
        let disk = FaultDisk::new();
        let journal = open(&disk).unwrap();
        append(&journal, 1..=3).await;
        let before = disk.bytes(&segment(1)).unwrap();
        disk.set_room(Some(before.len() + room));
        for _ in 0..3 {
            assert_eq!(journal.append(numbered(4)).await, Err(append::Error::Full));
            assert_eq!(journal.health(), Health::Full);
            assert_eq!(disk.bytes(&segment(1)).unwrap(), before, "room for {room}");
        }
        assert_eq!(all(&journal).await.len(), 3, "reading goes on");
        disk.set_room(None);
        append(&journal, 4..=5).await;
        assert_eq!(journal.health(), Health::Writable);
        drop(journal);
        disk.crash(1);
        assert_eq!(all(&open(&disk).unwrap()).await.len(), 5);
    }
}

#[tokio::test]
async fn hazard_12_what_found_no_room_does_not_come_back_after_a_crash() {
    for seed in 0..50 {
        let disk = FaultDisk::new();
        let journal = open(&disk).unwrap();
        append(&journal, 1..=3).await;
        disk.fail(1, Fault::WriteFull { written: usize::MAX });
        assert_eq!(journal.append(numbered(4)).await, Err(append::Error::Full));
        drop(journal);
        disk.crash(seed);
        assert_eq!(open(&disk).unwrap().head(), Position(3));
    }
}

#[tokio::test]
async fn hazard_12_a_smaller_record_may_fit_where_a_larger_one_did_not() {
    let disk = FaultDisk::new();
    let journal = open(&disk).unwrap();
    append(&journal, 1..=3).await;
    disk.set_room(Some(disk.bytes(&segment(1)).unwrap().len() + 500));
    let large = Entry { record: format!("{{{}}}", " ".repeat(1_000)).into(), ..numbered(4) };
    assert_eq!(journal.append(large).await, Err(append::Error::Full));
    append(&journal, 4..=4).await;
}

#[tokio::test]
async fn hazard_12_no_room_for_a_new_segment_is_no_room() {
    // No room for the file, for any of its header, for all of its header.
    let faults = [Fault::CreateFull, Fault::WriteFull { written: 0 }, Fault::WriteFull { written: 40 }];
    for (fault, then_crash) in faults.into_iter().flat_map(|fault| [(fault, false), (fault, true)]) {
        let disk = FaultDisk::new();
        let journal = open_small(&disk, TWO_LINES).unwrap();
        append(&journal, 1..=2).await;
        disk.fail(1, fault);
        assert_eq!(journal.append(numbered(3)).await, Err(append::Error::Full), "{fault:?}");
        assert_eq!(journal.health(), Health::Full);
        let before = disk.bytes(&segment(1)).unwrap();
        let journal = if then_crash {
            drop(journal);
            disk.crash(7);
            open_small(&disk, TWO_LINES).unwrap()
        } else {
            journal
        };
        append(&journal, 3..=7).await;
        assert_eq!(journal.health(), Health::Writable);
        if !then_crash {
            assert_eq!(disk.bytes(&segment(1)), Some(before), "the closed segment stays closed");
        }
        drop(journal);
        disk.crash(8);
        assert_eq!(all(&open(&disk).unwrap()).await.len(), 7, "{fault:?}");
    }
}

#[tokio::test]
async fn hazard_12_a_repeated_command_gets_its_receipt_on_a_full_device() {
    let disk = FaultDisk::new();
    let journal = open(&disk).unwrap();
    append(&journal, 1..=3).await;
    disk.set_room(Some(0));
    assert_eq!(journal.append(numbered(4)).await, Err(append::Error::Full));
    assert_eq!(journal.append(numbered(2)).await, Err(append::Error::Repeated { position: Position(2) }));
}

#[tokio::test]
async fn hazard_12_lines_that_cannot_be_taken_back_poison_the_journal() {
    for fault in [Fault::TruncateIo, Fault::SyncIo] {
        let disk = FaultDisk::new();
        let journal = open(&disk).unwrap();
        append(&journal, 1..=3).await;
        disk.fail(1, Fault::WriteFull { written: 60 });
        disk.fail(1, fault);
        assert!(matches!(journal.append(numbered(4)).await, Err(append::Error::Poisoned { .. })));
        assert!(matches!(journal.health(), Health::Poisoned { .. }));
        assert_eq!(all(&journal).await.len(), 3, "reading goes on");
        drop(journal);
        disk.crash(1);
        assert_eq!(open(&disk).unwrap().head(), Position(3));
    }
}
