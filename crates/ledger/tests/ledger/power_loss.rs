//! The power goes at every change that the ledger makes to the disk, and comes back.

use std::sync::Arc;

use journal::{FileJournal, Journal, disk::FaultDisk, file};
use record::LogId;
use tlog::Tile;
use uuid::Uuid;

use crate::support::{append, audited, begun, journal, numbered, root, served, session};

/// So many records are there when the ledger is opened, each time. Both sides of full tiles, and more than one at once.
const SESSIONS: [u64; 7] = [3, 5, 255, 256, 300, 1_100, 1_101];
/// What may come back after a crash is thrown so many times.
const SEEDS: u64 = 3;
/// More changes than all sessions make.
const CHANGES_MAX: u64 = 2_000;

/// All sessions, or as many as there was power for. The largest size that was published, and whether all went well.
async fn live(disk: &FaultDisk, journal: &Arc<dyn Journal>) -> (u64, bool) {
    let mut published = 0;
    for records in SESSIONS {
        append(&**journal, journal.head().0 + 1..=records).await;
        match session(disk, journal).await {
            Ok(size) if size == records => published = size,
            Ok(size) => return (published.max(size), false),
            Err(_) => return (published, false),
        }
    }
    (published, true)
}

/// After power has come back: nothing is promised that is not there, and nothing that was published is forgotten.
fn invariant_checkpoint_is_durable(disk: &FaultDisk, published: u64, journal: &dyn Journal) {
    let size = audited(disk).size();
    assert!(size >= published, "{published} was published, and {size} came back");
    assert!(size <= journal.head().0, "{size} of {} records", journal.head());
}

async fn invariant_it_goes_on(disk: &FaultDisk, journal: &Arc<dyn Journal>) {
    let records = journal.head().0;
    assert_eq!(session(disk, journal).await.expect("it opens"), records);
    assert_eq!(audited(disk).root(), root(records));
}

#[tokio::test]
async fn no_checkpoint_is_larger_than_what_is_durable() {
    let mut cut = 0;
    for nth in 1..CHANGES_MAX {
        let (disk, journal) = (begun(), journal(0).await);
        disk.power_off_at(nth);
        let (published, all) = live(&disk, &journal).await;
        if all {
            break;
        }
        cut = nth;
        for seed in 0..SEEDS {
            // Each seed begins from the same moment.
            let disk = if seed == 0 { disk.clone() } else { again(nth).await };
            disk.crash(nth * SEEDS + seed);
            invariant_checkpoint_is_durable(&disk, published, &*journal);
            invariant_it_goes_on(&disk, &journal).await;
        }
    }
    assert!(cut > 100 && cut + 1 < CHANGES_MAX, "the power went at {cut} changes");
}

async fn again(nth: u64) -> FaultDisk {
    let (disk, journal) = (begun(), journal(0).await);
    disk.power_off_at(nth);
    live(&disk, &journal).await;
    disk
}

/// The power goes while tiles are written anew, too.
#[tokio::test]
async fn mending_survives_every_loss_of_power() {
    let journal = journal(600).await;
    for nth in 1..CHANGES_MAX {
        let disk = begun();
        session(&disk, &journal).await.expect("a log");
        let damaged: Vec<_> = Tile::between(0, 600).into_iter().map(served).collect();
        damaged.iter().step_by(2).for_each(|path| disk.flip_bit(path, 77));
        damaged.iter().skip(1).step_by(2).for_each(|path| disk.put(path, Vec::new()));
        disk.power_off_at(nth);
        let opened = session(&disk, &journal).await;
        disk.crash(nth);
        invariant_it_goes_on(&disk, &journal).await;
        if opened.is_ok() {
            assert!(nth > 20, "the power went at {nth} changes");
            return;
        }
    }
    panic!("mending takes more than {CHANGES_MAX} changes");
}

/// Journal and ledger on one disk, as in a data directory: the power goes for both.
#[tokio::test]
async fn the_journal_always_has_what_was_signed() {
    for nth in (1..CHANGES_MAX).step_by(5) {
        let disk = begun();
        disk.power_off_at(nth);
        let all = live_on_one_disk(&disk).await;
        disk.crash(nth);
        let journal = file_journal(&disk).expect("the journal opens");
        let size = audited(&disk).size();
        assert!(size <= journal.head().0, "{size} of {} were signed", journal.head());
        let signed = session(&disk, &journal).await.expect("it opens");
        assert_eq!((signed, audited(&disk).root()), (journal.head().0, root(signed)));
        if all {
            assert!(nth > 300, "the power went at {nth} changes");
            return;
        }
    }
    panic!("there are more than {CHANGES_MAX} changes");
}

async fn live_on_one_disk(disk: &FaultDisk) -> bool {
    let Some(journal) = file_journal(disk) else { return false };
    for records in [2, 3, 130, 257] {
        for number in journal.head().0 + 1..=records {
            if journal.append(numbered(number)).await.is_err() {
                return false;
            }
        }
        if session(disk, &journal).await.is_ok_and(|size| size < records) {
            return false;
        }
    }
    audited(disk).size() == 257
}

fn file_journal(disk: &FaultDisk) -> Option<Arc<dyn Journal>> {
    let log_id = Some(LogId(Uuid::from_u128(42)));
    let options = file::Options { log_id, writing: file::Writing::InCall, ..file::Options::default() };
    let journal = FileJournal::open("/data/journal".as_ref(), Arc::new(disk.clone()), options).ok()?;
    Some(Arc::new(journal))
}
