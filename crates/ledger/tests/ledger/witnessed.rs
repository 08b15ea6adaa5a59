//! A cosigned checkpoint is told where the tree has its records and its root, and nowhere else. Who cosigned it is for the
//! policy to judge, and not looked at here.

use journal::disk::FaultDisk;
use ledger::{Ledger, NotCovered, Stop, witness::Log};
use record::Position;
use tlog::{SignedCheckpoint, SigningKey};

use crate::{
    comparing::{note, observer},
    support::{LIMIT, append, begun, journal, key, options, place, root, session},
};

async fn told(ledger: &Ledger) -> Option<SignedCheckpoint> {
    Log::witnessed(ledger).await.expect("the disk can be read")
}

#[tokio::test]
async fn what_another_kept_is_told_once_its_records_are_here() {
    let (disk, journal) = (FaultDisk::new(), journal(300).await);
    let (ledger, board, _runner) = observer(&disk, &journal).await;
    board.observe(note(100));
    ledger.wait_covered(Position(100), LIMIT).await.expect("compared");
    disk.put(&place().witnessed(), note(300).to_string().into_bytes());
    let (found, reached) =
        tokio::join!(async { (told(&ledger).await, ledger.status().borrow().position) }, async {
            board.observe(note(300))
        })
        .0;
    assert_eq!((found, reached), (Some(note(300)), Position(300)));
}

#[tokio::test]
async fn what_goes_beyond_the_tree_is_neither_told_nor_kept_until_somebody_follows() {
    let (disk, journal) = (begun(), journal(300).await);
    session(&disk, &journal).await.expect("a log");
    append(&*journal, 301..=400).await;
    let ledger = Ledger::open(options(&disk), journal).await.expect("it opens");
    Log::keep_witnessed(&ledger, &note(400)).await.expect_err("nobody follows the journal yet");
    assert_eq!(disk.bytes(&place().witnessed()), None);
    disk.put(&place().witnessed(), note(400).to_string().into_bytes());
    assert_eq!(told(&ledger).await, None);
    let _runner = ledger.spawn().expect("a runner");
    ledger.wait_covered(Position(400), LIMIT).await.expect("signed");
    assert_eq!(told(&ledger).await, Some(note(400)));
}

#[tokio::test]
async fn what_another_key_signed_is_not_told() {
    let (disk, journal) = (begun(), journal(300).await);
    session(&disk, &journal).await.expect("a log");
    let stranger = SigningKey::new(key().name(), &[8; 32]).expect("a key");
    let foreign = SignedCheckpoint::sign(&stranger, 300, root(300)).expect("a checkpoint");
    disk.put(&place().witnessed(), foreign.to_string().into_bytes());
    let ledger = Ledger::open(options(&disk), journal).await.expect("it opens");
    assert_eq!(told(&ledger).await, None);
    Log::keep_witnessed(&ledger, &foreign).await.expect_err("of another key");
    Log::keep_witnessed(&ledger, &note(200)).await.expect("of this log");
    assert_eq!(told(&ledger).await, Some(note(200)));
}

#[tokio::test]
async fn what_this_log_cannot_continue_ends_the_signing() {
    let (disk, journal) = (begun(), journal(300).await);
    session(&disk, &journal).await.expect("a log");
    let forked = SignedCheckpoint::sign(&key(), 200, root(199)).expect("signed with the real key");
    disk.put(&place().witnessed(), forked.to_string().into_bytes());
    let ledger = Ledger::open(options(&disk), journal).await.expect("it opens");
    assert_eq!(told(&ledger).await, None);
    let _runner = ledger.spawn().expect("a runner");
    let stopped = ledger.wait_covered(Position(301), LIMIT).await.expect_err("stopped");
    let NotCovered::Stopped(why) = stopped else { panic!("{stopped}") };
    assert!(matches!(&*why, Stop::Told { why } if why.contains("Sign nothing")), "{why}");
}
