//! A cosigned checkpoint is told where the tree has its records and its root, and nowhere else. Who cosigned it is for the
//! policy to judge, and not looked at here.

use std::sync::{Arc, Mutex};

use journal::{BoxFuture, disk::FaultDisk};
use ledger::{
    Board, Ledger, NotCovered, Options, Stop,
    board::{Alone, Error, Turn},
    witness::Log,
};
use record::Position;
use tlog::{Policy, SignedCheckpoint, SigningKey, cosignature};

use crate::{
    comparing::{note, observer},
    support::{LIMIT, append, begun, journal, key, options, place, root, session},
};

async fn told(ledger: &Ledger) -> Option<SignedCheckpoint> {
    Log::witnessed(ledger).await.expect("the disk can be read").into_iter().next()
}

fn witness() -> cosignature::SigningKey {
    cosignature::SigningKey::new("witness.example/w", &[9; 32]).expect("a key")
}

/// The witness is enough.
fn policy() -> Policy {
    let text = format!("log {}\nwitness w {}\nquorum w\n", key().verifier(), witness().verifier());
    Policy::parse(text.as_bytes()).expect("a policy")
}

/// A checkpoint with the word of the witness.
fn cosigned(mut note: SignedCheckpoint) -> SignedCheckpoint {
    note.add(witness().sign(note.checkpoint().text().as_bytes(), 1_767_225_600).expect("a time after 1970"));
    note
}

/// A board on which nobody publishes, with a place for what was cosigned.
#[derive(Default)]
struct Shared {
    witnessed: Mutex<Option<SignedCheckpoint>>,
}

impl Shared {
    fn lies(&self) -> Option<SignedCheckpoint> {
        self.witnessed.lock().expect("no panic").clone()
    }

    fn put(&self, note: SignedCheckpoint) {
        *self.witnessed.lock().expect("no panic") = Some(note);
    }
}

impl Board for Shared {
    fn newest(&self) -> BoxFuture<'_, Result<Option<SignedCheckpoint>, Error>> {
        Alone.newest()
    }

    fn publish<'a>(
        &'a self,
        previous: Option<&'a SignedCheckpoint>,
        next: &'a SignedCheckpoint,
    ) -> BoxFuture<'a, Result<(), Error>> {
        Alone.publish(previous, next)
    }

    fn turn(&self, size: u64) -> BoxFuture<'_, Result<Turn, Error>> {
        Alone.turn(size)
    }

    fn witnessed(&self) -> BoxFuture<'_, Result<Option<SignedCheckpoint>, Error>> {
        Box::pin(async { Ok(self.lies()) })
    }

    fn keep_witnessed<'a>(
        &'a self,
        previous: Option<&'a SignedCheckpoint>,
        note: &'a SignedCheckpoint,
    ) -> BoxFuture<'a, Result<(), Error>> {
        Box::pin(async move {
            assert_eq!(self.lies().as_ref(), previous);
            self.put(note.clone());
            Ok(())
        })
    }
}

/// A ledger that has signed 300 records, with what lies there as cosigned here and for all.
async fn shared(here: &SignedCheckpoint, for_all: &SignedCheckpoint) -> (FaultDisk, Arc<Shared>, Ledger) {
    let (disk, journal, board) = (begun(), journal(300).await, Arc::new(Shared::default()));
    session(&disk, &journal).await.expect("a log");
    disk.put(&place().witnessed(), here.to_string().into_bytes());
    board.put(for_all.clone());
    let options = Options { board: Arc::<Shared>::clone(&board), ..options(&disk) };
    let ledger = Ledger::open(options, journal).await.expect("it opens");
    (disk, board, ledger)
}

#[tokio::test]
async fn what_lies_there_for_all_is_told_and_written_nowhere_before_it_was_judged() {
    let (kept, left) = (cosigned(note(200)), note(300));
    let (disk, _, ledger) = shared(&kept, &left).await;
    assert_eq!(Log::witnessed(&ledger).await.expect("it can be read"), [left.clone(), kept.clone()]);
    let lies = || disk.bytes(&place().witnessed()).map(|bytes| String::from_utf8(bytes).expect("text"));
    assert_eq!(lies(), Some(kept.to_string()));
    Log::adopt_witnessed(&ledger, &left).await.expect("there is room");
    assert_eq!(lies(), Some(left.to_string()));
}

#[tokio::test]
async fn what_only_looks_like_more_keeps_nothing_from_its_place() {
    let stranger = SigningKey::new(key().name(), &[8; 32]).expect("a key");
    let forged = SignedCheckpoint::sign(&stranger, 1_000_000, root(300)).expect("a checkpoint");
    let next = cosigned(note(250));
    // Of another key; of this one, without a witness; and what counts, but is not more.
    for left in [forged.clone(), cosigned(forged), note(300), cosigned(note(249))] {
        let (_, board, ledger) = shared(&cosigned(note(200)), &left).await;
        Log::keep_witnessed(&ledger, &next, &policy()).await.expect("it is kept");
        assert_eq!(board.lies(), Some(next.clone()), "{left}");
    }
    // What counts and is more stands.
    let more = cosigned(note(300));
    let (_, board, ledger) = shared(&cosigned(note(200)), &more).await;
    Log::keep_witnessed(&ledger, &next, &policy()).await.expect("it is there");
    assert_eq!(board.lies(), Some(more));
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
    Log::keep_witnessed(&ledger, &note(400), &policy()).await.expect_err("nobody follows the journal yet");
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
    Log::keep_witnessed(&ledger, &foreign, &policy()).await.expect_err("of another key");
    Log::keep_witnessed(&ledger, &note(200), &policy()).await.expect("of this log");
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
