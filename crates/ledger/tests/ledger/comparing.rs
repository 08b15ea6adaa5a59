//! Those who do not sign recompute what was signed; whose turn it is changes.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

use journal::{BoxFuture, Journal, disk::FaultDisk};
use ledger::{
    Board, Ledger, NotCovered, Options, RECORDS_PER_CHECKPOINT_MAX, Role, State, Stop,
    board::{self, Told, Turn},
};
use record::Position;
use tlog::{SignedCheckpoint, SigningKey};
use tokio::sync::watch;

use crate::support::{
    LIMIT, append, audited, beginning, begun, empty, journal, key, options, place, root, session,
};

pub(crate) fn note(size: u64) -> SignedCheckpoint {
    SignedCheckpoint::sign(&key(), size, root(size)).expect("a checkpoint")
}

pub(crate) async fn observer(
    disk: &FaultDisk,
    journal: &Arc<dyn Journal>,
) -> (Ledger, Arc<Told>, ledger::Runner) {
    let told = Arc::new(Told::default());
    let role = Role::Observer(key().verifier());
    let options = Options { role, board: Arc::<Told>::clone(&told), ..options(disk) };
    let ledger = Ledger::open(options, Arc::clone(journal)).await.expect("it opens");
    let runner = ledger.spawn().expect("a runner");
    (ledger, told, runner)
}

#[tokio::test]
async fn what_was_signed_elsewhere_is_recomputed_and_kept() {
    let (disk, journal) = (FaultDisk::new(), journal(300).await);
    let (ledger, told, _runner) = observer(&disk, &journal).await;
    for size in [1, 257, 300] {
        told.observe(note(size));
        let covered = ledger.wait_covered(Position(size), LIMIT).await.expect("compared");
        assert_eq!(*covered, note(size));
        assert_eq!(audited(&disk).size(), size);
    }
    // The journal here is behind what was signed: what was signed is compared once the records are here.
    told.observe(note(10_000));
    append(&*journal, 301..=10_000).await;
    ledger.wait_covered(Position(10_000), LIMIT).await.expect("compared");
    assert_eq!(audited(&disk).root(), root(10_000));
}

#[tokio::test]
async fn another_root_stops_it() {
    let (disk, journal) = (FaultDisk::new(), journal(300).await);
    let (ledger, told, _runner) = observer(&disk, &journal).await;
    told.observe(note(100));
    ledger.wait_covered(Position(100), LIMIT).await.expect("compared");
    let forked = SignedCheckpoint::sign(&key(), 200, root(199)).expect("signed with the real key");
    told.observe(forked);
    let stopped = ledger.wait_covered(Position(200), LIMIT).await.expect_err("stopped");
    let NotCovered::Stopped(why) = stopped else { panic!("{stopped}") };
    assert!(
        matches!(*why, Stop::OtherRoot { size: 200, published, here }
        if published == root(199) && here == root(200)),
        "{why}"
    );
    assert_eq!(audited(&disk).size(), 100, "what was compared stands");
    assert!(matches!(ledger.status().borrow().state, State::Stopped { .. }));
}

#[tokio::test]
async fn a_checkpoint_by_somebody_else_stops_it() {
    let (disk, journal) = (FaultDisk::new(), journal(300).await);
    let (ledger, told, _runner) = observer(&disk, &journal).await;
    let other = SigningKey::new(key().name(), &[8; 32]).expect("a key");
    told.observe(SignedCheckpoint::sign(&other, 100, root(100)).expect("a checkpoint"));
    let stopped = ledger.wait_covered(Position(100), LIMIT).await.expect_err("stopped");
    assert!(matches!(&stopped, NotCovered::Stopped(why) if matches!(**why, Stop::NotOurs(_))), "{stopped}");
}

/// A board that two processes share; each has its own turn.
struct Shared {
    newest: Arc<watch::Sender<Option<SignedCheckpoint>>>,
    signs: AtomicBool,
    turned: watch::Sender<()>,
    published: Mutex<Vec<u64>>,
    left: AtomicBool,
}

impl Shared {
    fn new(newest: &Arc<watch::Sender<Option<SignedCheckpoint>>>) -> Arc<Self> {
        Arc::new(Self {
            newest: Arc::clone(newest),
            signs: AtomicBool::new(false),
            turned: watch::Sender::new(()),
            published: Mutex::default(),
            left: AtomicBool::new(false),
        })
    }

    /// The sizes of what it published.
    fn published(&self) -> Vec<u64> {
        self.published.lock().expect("no panic").clone()
    }

    fn set_turn(&self, signs: bool) {
        self.signs.store(signs, Ordering::SeqCst);
        self.turned.send_replace(());
    }
}

impl Board for Shared {
    fn newest(&self) -> BoxFuture<'_, Result<Option<SignedCheckpoint>, board::Error>> {
        Box::pin(async { Ok(self.newest.borrow().clone()) })
    }

    fn publish<'a>(
        &'a self,
        previous: Option<&'a SignedCheckpoint>,
        next: &'a SignedCheckpoint,
    ) -> BoxFuture<'a, Result<(), board::Error>> {
        Box::pin(async move {
            let took = self.newest.send_if_modified(|newest| {
                let same = newest.as_ref() == previous;
                if same {
                    *newest = Some(next.clone());
                }
                same
            });
            self.published.lock().expect("no panic").extend(took.then(|| next.checkpoint().size()));
            if took { Ok(()) } else { Err(board::Error::Moved) }
        })
    }

    fn leave(&self) -> BoxFuture<'_, ()> {
        self.left.store(true, Ordering::SeqCst);
        Box::pin(async {})
    }

    fn turn(&self, size: u64) -> BoxFuture<'_, Result<Turn, board::Error>> {
        Box::pin(async move {
            let (mut newest, mut turned) = (self.newest.subscribe(), self.turned.subscribe());
            loop {
                if self.signs.load(Ordering::SeqCst) {
                    return Ok(Turn::Sign);
                }
                let larger = newest.borrow_and_update().clone();
                if let Some(note) = larger.filter(|note| note.checkpoint().size() > size) {
                    return Ok(Turn::Compare(note));
                }
                tokio::select! {
                    _ = newest.changed() => {}
                    _ = turned.changed() => {}
                }
            }
        })
    }
}

/// A ledger whose turn it is to sign.
async fn signer(
    board: &Arc<Shared>,
    disk: &FaultDisk,
    journal: &Arc<dyn Journal>,
) -> (Ledger, ledger::Runner) {
    board.set_turn(true);
    let options = Options { board: Arc::<Shared>::clone(board), ..options(disk) };
    let ledger = Ledger::open(options, Arc::clone(journal)).await.expect("it opens");
    let runner = ledger.spawn().expect("a runner");
    (ledger, runner)
}

#[tokio::test]
async fn whose_turn_it_is_signs_and_the_other_compares() {
    let newest = Arc::new(watch::Sender::new(None));
    let (boards, disks) = ([Shared::new(&newest), Shared::new(&newest)], [beginning(), FaultDisk::new()]);
    let journal = journal(0).await;
    let mut ledgers = Vec::new();
    let mut runners = Vec::new();
    for (board, disk) in boards.iter().zip(&disks) {
        let options = Options { board: Arc::<Shared>::clone(board), ..options(disk) };
        let ledger = Ledger::open(options, Arc::clone(&journal)).await.expect("it opens");
        runners.push(ledger.spawn().expect("a runner"));
        ledgers.push(ledger);
    }
    let mut records = 0;
    for turn in 0..6 {
        let (signer, other) = (&boards[turn % 2], &boards[(turn + 1) % 2]);
        // For a moment it is the turn of both, as when a lease ends that its holder does not know of.
        signer.set_turn(true);
        append(&*journal, records + 1..=records + 170).await;
        records += 170;
        other.set_turn(false);
        for ledger in &ledgers {
            ledger.wait_covered(Position(records), LIMIT).await.expect("covered by both");
        }
    }
    assert_eq!(audited(&disks[0]).root(), root(records));
    assert_eq!(audited(&disks[1]), audited(&disks[0]));
    let mut published: Vec<_> = boards.iter().flat_map(|board| board.published()).collect();
    published.sort_unstable();
    assert!(published.is_sorted_by(|one, next| one < next), "{published:?}");
    drop(runners);
}

#[tokio::test]
async fn a_log_that_moves_to_a_board_is_published_there_first() {
    let newest = Arc::new(watch::Sender::new(None));
    let (board, disk, journal) = (Shared::new(&newest), begun(), journal(7).await);
    disk.put(&place().begins(), Vec::new());
    let (ledger, _runner) = signer(&board, &disk, &journal).await;
    ledger.wait_covered(Position(7), LIMIT).await.expect("covered");
    assert_eq!(board.published(), [0, 7]);
    assert_eq!(disk.bytes(&place().begins()), None, "it is not begun again");
}

#[tokio::test]
async fn a_log_is_begun_only_where_it_was_said_to_begin() {
    // Whoever has the key and nothing else, or the checkpoint of the empty log, knows nothing of what was signed.
    for disk in [FaultDisk::new(), begun()] {
        let newest = Arc::new(watch::Sender::new(None));
        let (board, journal) = (Shared::new(&newest), journal(7).await);
        let (ledger, runner) = signer(&board, &disk, &journal).await;
        let stopped = ledger.wait_covered(Position(7), LIMIT).await.expect_err("stopped");
        assert!(
            matches!(&stopped, NotCovered::Stopped(why) if matches!(**why, Stop::MayNotBegin { .. })),
            "{stopped}"
        );
        assert_eq!((board.published(), board.left.load(Ordering::SeqCst)), (vec![], true), "others may sign");
        // Once somebody has begun it, it goes on from there.
        newest.send_replace(Some(empty()));
        tokio::task::spawn_blocking(move || runner.stop()).await.expect("an end");
        drop(ledger);
        let (ledger, _runner) = signer(&board, &disk, &journal).await;
        ledger.wait_covered(Position(7), LIMIT).await.expect("covered");
        assert_eq!(board.published(), [7]);
    }
}

#[tokio::test]
async fn a_board_that_was_put_back_is_told_again_what_was_signed() {
    for back in [empty(), note(3)] {
        let newest = Arc::new(watch::Sender::new(Some(back)));
        let (board, disk, journal) = (Shared::new(&newest), begun(), journal(7).await);
        session(&disk, &journal).await.expect("a log");
        append(&*journal, 8..=9).await;
        let (ledger, _runner) = signer(&board, &disk, &journal).await;
        ledger.wait_covered(Position(9), LIMIT).await.expect("covered");
        assert_eq!(board.published(), [7, 9]);
        assert_eq!(newest.borrow().as_ref().map(|note| note.checkpoint().root()), Some(root(9)));
    }
}

#[tokio::test]
async fn a_board_that_was_put_back_to_another_history_stops_it() {
    let other = SignedCheckpoint::sign(&key(), 3, root(2)).expect("signed with the real key");
    let newest = Arc::new(watch::Sender::new(Some(other)));
    let (board, disk, journal) = (Shared::new(&newest), begun(), journal(7).await);
    session(&disk, &journal).await.expect("a log");
    let (ledger, _runner) = signer(&board, &disk, &journal).await;
    let stopped = ledger.wait_covered(Position(8), LIMIT).await.expect_err("stopped");
    assert!(
        matches!(&stopped, NotCovered::Stopped(why)
        if matches!(**why, Stop::OtherRoot { size: 3, published, here } if published == root(2) && here == root(3))),
        "{stopped}"
    );
    assert_eq!((board.published(), board.left.load(Ordering::SeqCst)), (vec![], true));
}

#[tokio::test]
async fn no_checkpoint_covers_more_than_a_tile_more_than_the_one_before() {
    let newest = Arc::new(watch::Sender::new(None));
    let (board, disk, journal) = (Shared::new(&newest), beginning(), journal(10_000).await);
    let (ledger, _runner) = signer(&board, &disk, &journal).await;
    ledger.wait_covered(Position(10_000), LIMIT).await.expect("covered");
    let published = board.published();
    let mut before = 0;
    for size in published {
        assert!(size - before <= RECORDS_PER_CHECKPOINT_MAX, "{before}, then {size}");
        before = size;
    }
    assert_eq!(before, 10_000);
}
