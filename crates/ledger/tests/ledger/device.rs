//! A device that fails or is full: nothing is signed that was not made durable.

use std::sync::Arc;

use journal::disk::{Fault, FaultDisk};
use ledger::{Ledger, NotCovered, State, Stop};
use record::Position;

use crate::support::{LIMIT, audited, begun, journal, options, root, session};

/// Every sync, creation and write fails once, the first to the last of them.
#[tokio::test]
async fn after_a_failure_of_the_device_nothing_is_signed() {
    let journal = journal(700).await;
    for fault in [Fault::SyncIo, Fault::SyncDirectoryIo, Fault::WriteIo { written: 9 }] {
        let mut failed = 0;
        for nth in 1.. {
            let disk = begun();
            disk.fail(nth, fault);
            let size = session(&disk, &journal).await.expect("it opens");
            if size == 700 {
                break;
            }
            failed = nth;
            // What the device lost is lost with the power.
            disk.crash(nth);
            assert!(audited(&disk).size() >= size, "{fault:?} {nth}");
            assert_eq!(session(&disk, &journal).await.expect("it opens"), 700);
            assert_eq!(audited(&disk).root(), root(700));
        }
        assert!(failed > 5, "{fault:?} {failed}");
    }
}

#[tokio::test]
async fn why_it_stopped_is_told_to_those_who_wait() {
    let (disk, journal) = (begun(), journal(3).await);
    disk.fail(1, Fault::SyncIo);
    let ledger = Ledger::open(options(&disk), journal).await.expect("it opens");
    let _runner = ledger.spawn().expect("a runner");
    assert!(ledger.spawn().is_err(), "it follows once");
    let covered = ledger.wait_covered(Position(3), LIMIT).await;
    assert!(
        matches!(&covered, Err(NotCovered::Stopped(why)) if matches!(**why, Stop::Device(_))),
        "{covered:?}"
    );
}

#[tokio::test]
async fn a_full_disk_is_waited_for() {
    let (disk, journal): (FaultDisk, Arc<_>) = (begun(), journal(300).await);
    let ledger = Ledger::open(options(&disk), journal).await.expect("it opens");
    disk.set_room(Some(2_000));
    let _runner = ledger.spawn().expect("a runner");
    let mut status = ledger.status();
    let waits = status.wait_for(|status| matches!(status.state, State::Waiting { .. })).await;
    assert_eq!(waits.expect("a status").position, Position(0));
    disk.set_room(None);
    ledger.wait_covered(Position(300), LIMIT).await.expect("covered");
    assert!(matches!(ledger.status().borrow().state, State::Following));
    assert_eq!(audited(&disk).root(), root(300));
}
