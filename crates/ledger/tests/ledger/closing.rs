//! Whoever is told to end signs what it has, for so long as that may take, and tells what it leaves.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
    time::Duration,
};

use journal::BoxFuture;
use ledger::{
    Board, Ledger, Options, RECORDS_PER_CHECKPOINT_MAX, Runner, State,
    board::{Alone, Error, Turn},
    runner::ROUND_CHECKPOINTS_MAX,
};
use record::Position;
use tlog::SignedCheckpoint;

use crate::support::{LIMIT, audited, beginning, journal, options, root};

/// How long such a board takes: less than any answer is waited for, and too long for a whole round.
const SLOW: Duration = Duration::from_millis(1_500);

/// How often it is looked whether the board is asked again, before more time passes all the same.
const LOOKS_MAX: usize = 100_000;

/// A board with nobody else on it.
struct Slow {
    /// How long it takes for each checkpoint.
    pace: Duration,
    published: Mutex<Vec<u64>>,
    /// How many checkpoints it was given.
    asked: AtomicUsize,
}

impl Slow {
    fn new(pace: Duration) -> Arc<Self> {
        Arc::new(Self { pace, published: Mutex::default(), asked: AtomicUsize::new(0) })
    }
}

impl Board for Slow {
    fn newest(&self) -> BoxFuture<'_, Result<Option<SignedCheckpoint>, Error>> {
        Alone.newest()
    }

    fn publish<'a>(
        &'a self,
        _: Option<&'a SignedCheckpoint>,
        next: &'a SignedCheckpoint,
    ) -> BoxFuture<'a, Result<(), Error>> {
        Box::pin(async move {
            // From now on, whenever it is waited for.
            let pace = tokio::time::sleep(self.pace);
            self.asked.fetch_add(1, Ordering::SeqCst);
            pace.await;
            self.published.lock().expect("no panic").push(next.checkpoint().size());
            Ok(())
        })
    }

    fn turn(&self, size: u64) -> BoxFuture<'_, Result<Turn, Error>> {
        Alone.turn(size)
    }
}

#[tokio::test]
async fn a_board_that_is_slow_does_not_keep_it_for_a_whole_round() {
    let records = RECORDS_PER_CHECKPOINT_MAX * ROUND_CHECKPOINTS_MAX as u64;
    let (disk, journal) = (beginning(), journal(records).await);
    let board = Slow::new(SLOW);
    let options = Options { board: Arc::<Slow>::clone(&board), ..options(&disk) };
    let ledger = Ledger::open(options, journal).await.expect("it opens");
    // From here on time passes only when it is told.
    tokio::time::pause();
    let (give, given) = mpsc::channel::<Runner>();
    let is_told = Arc::new(AtomicBool::new(false));
    let telling = Arc::clone(&is_told);
    let stopping = tokio::task::spawn_blocking(move || {
        let runner = given.recv().expect("a runner");
        telling.store(true, Ordering::SeqCst);
        runner.stop()
    });
    let runner = ledger.spawn().expect("a runner");
    let asked = || board.asked.load(Ordering::SeqCst);
    while asked() == 0 {
        tokio::task::yield_now().await;
    }
    give.send(runner).expect("it waits for that");
    while !is_told.load(Ordering::SeqCst) {
        tokio::task::yield_now().await;
    }
    // Each answer has its time, and no more passes before the next is waited for, or long nothing happens.
    let (mut answered, mut looks) = (0, 0);
    while !stopping.is_finished() {
        if asked() == answered && looks < LOOKS_MAX {
            looks += 1;
            tokio::task::yield_now().await;
        } else {
            (answered, looks) = (asked(), 0);
            tokio::time::advance(SLOW).await;
        }
    }
    let unsigned = stopping.await.expect("an end");
    let published = board.published.lock().expect("no panic").clone();
    let signed = published.last().copied().unwrap_or_default();
    assert!(published.len() < ROUND_CHECKPOINTS_MAX, "{published:?}");
    assert_eq!(unsigned, records - signed);
    // What was published counts here, too.
    let status = ledger.status().borrow().clone();
    assert!(matches!(status.state, State::Closed), "{status:?}");
    assert_eq!(status.position, Position(signed));
    if signed > 0 {
        assert_eq!(audited(&disk).root(), root(signed));
    }
}

#[tokio::test]
async fn who_had_the_time_leaves_nothing() {
    let (disk, journal) = (beginning(), journal(300).await);
    let board = Slow::new(Duration::ZERO);
    let options = Options { board: Arc::<Slow>::clone(&board), ..options(&disk) };
    let ledger = Ledger::open(options, journal).await.expect("it opens");
    let runner = ledger.spawn().expect("a runner");
    ledger.wait_covered(Position(300), LIMIT).await.expect("signed");
    assert_eq!(tokio::task::spawn_blocking(move || runner.stop()).await.expect("an end"), 0);
}
