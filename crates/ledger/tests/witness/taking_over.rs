//! Whoever takes over from another signer has the witnesses asked what they saw before it signs, and not at the next interval.

use std::sync::{Arc, Mutex};

use journal::{
    BoxFuture, Journal as _, MemoryJournal,
    contract::{dossier, entry},
    disk::FaultDisk,
};
use ledger::{
    Board, Ledger, Options, Place, Role, State, Stop,
    board::{Error, Turn},
    witness::{self, Client, Config},
};
use record::{LogId, Position};
use tlog::{SignedCheckpoint, hash::EMPTY_ROOT};
use tokio::{sync::watch, task::JoinHandle};
use uuid::Uuid;

use crate::{
    ground::{PATIENCE, client, policy, witnesses},
    log::{TestLog, key},
    server::Witness,
};

/// A board on which another has the turn until it is told otherwise.
struct Turned {
    is_turn: watch::Sender<bool>,
    published: Mutex<Vec<SignedCheckpoint>>,
    /// How often it was asked for a checkpoint with cosignatures.
    read: watch::Sender<u32>,
}

impl Board for Turned {
    fn newest(&self) -> BoxFuture<'_, Result<Option<SignedCheckpoint>, Error>> {
        let newest = self.published.lock().expect("no panic").last().cloned();
        Box::pin(async { Ok(newest) })
    }

    fn publish<'a>(
        &'a self,
        _: Option<&'a SignedCheckpoint>,
        next: &'a SignedCheckpoint,
    ) -> BoxFuture<'a, Result<(), Error>> {
        self.published.lock().expect("no panic").push(next.clone());
        Box::pin(async { Ok(()) })
    }

    fn turn(&self, _: u64) -> BoxFuture<'_, Result<Turn, Error>> {
        let mut is_turn = self.is_turn.subscribe();
        Box::pin(async move {
            let waited = is_turn.wait_for(|is_turn| *is_turn).await;
            waited.map_err(|closed| Error::Unavailable(closed.into()))?;
            Ok(Turn::Sign)
        })
    }

    fn is_turn(&self) -> bool {
        *self.is_turn.borrow()
    }

    fn witnessed(&self) -> BoxFuture<'_, Result<Option<SignedCheckpoint>, Error>> {
        self.read.send_modify(|read| *read += 1);
        Box::pin(async { Ok(None) })
    }
}

async fn two() -> [Witness; 2] {
    <[Witness; 2]>::try_from(witnesses(2).await).unwrap_or_else(|_| panic!("two"))
}

/// How the ledger is, and what it had published, once it was its turn and it has signed or stopped. Before that something
/// happens to the witness, or to who asks it.
async fn taken_over(
    witness: Witness,
    happens: impl FnOnce(&Witness, &JoinHandle<witness::Stop>),
) -> (State, Vec<u64>) {
    let board = Arc::new(Turned {
        is_turn: watch::Sender::new(false),
        published: Mutex::default(),
        read: watch::Sender::new(0),
    });
    let journal = MemoryJournal::new(LogId(Uuid::from_u128(42)));
    for number in 1..=3 {
        journal.append(entry(&dossier(1), number, number.into())).await.expect("an append");
    }
    let (disk, place) = (FaultDisk::new(), Place::new("/data/ledger"));
    disk.put(&place.begins(), Vec::new());
    let role = Role::Signer(key());
    let options = Options { place, disk: Arc::new(disk), role, board: Arc::<Turned>::clone(&board) };
    let ledger = Ledger::open(options, Arc::new(journal)).await.expect("it opens");
    let config = Config { patience: PATIENCE, ..Config::new(policy(1, std::slice::from_ref(&witness))) };
    let (client, _watch) = Client::new(config, Arc::new(ledger.clone())).expect("a client");
    ledger.consult(client.comparing());
    let asking = tokio::spawn(client.run());
    let _runner = ledger.spawn().expect("a runner");
    // Another signs, so nobody is asked; the next interval is far.
    board.read.subscribe().wait_for(|read| *read == 1).await.expect("it is there");
    assert_eq!(witness.take_asked(), []);
    happens(&witness, &asking);
    board.is_turn.send_replace(true);
    let mut status = ledger.status();
    let settled = status
        .wait_for(|status| status.position == Position(3) || matches!(status.state, State::Stopped { .. }))
        .await;
    let state = settled.expect("it is there").state.clone();
    asking.abort();
    let published = board.published.lock().expect("no panic");
    (state, published.iter().map(|note| note.checkpoint().size()).collect())
}

#[tokio::test]
async fn a_signer_that_takes_over_asks_witnesses_before_it_signs() {
    let [witness, other] = two().await;
    // The signer before published this to witnesses, and the board lost it.
    let lost = SignedCheckpoint::sign(&key(), 9, EMPTY_ROOT).expect("a checkpoint");
    let (state, published) = taken_over(witness, |witness, _| witness.show(&lost)).await;
    let State::Stopped { why } = state else { panic!("{state:?}") };
    assert!(matches!(&*why, Stop::Told { why } if why.contains("has seen this log with 9 records")), "{why}");
    assert_eq!(published, [0; 0]);

    let (state, published) = taken_over(other, |_, _| ()).await;
    assert!(matches!(state, State::Following), "{state:?}");
    assert_eq!(published, [3]);
}

#[tokio::test]
async fn a_signer_whose_witnesses_nobody_can_ask_any_more_does_not_sign() {
    let [witness, _] = two().await;
    let (state, published) = taken_over(witness, |_, asking| asking.abort()).await;
    let State::Stopped { why } = state else { panic!("{state:?}") };
    assert!(matches!(&*why, Stop::NotConsulted(_)), "{why}");
    assert!(why.to_string().contains("start again"), "{why}");
    assert_eq!(published, [0; 0]);
}

#[tokio::test]
async fn a_signer_that_witnesses_told_just_now_asks_again_before_it_takes_over() {
    let ([witness, other], log) = (two().await, TestLog::new("a", 9));
    let witnesses = [witness, other];
    let (mut client, watch) = client(&log, 1, &witnesses);
    client.round().await.expect("of one history");
    assert_eq!(watch.now().witnesses.iter().filter(|witness| witness.cosigned.is_some()).count(), 2);
    // Another has signed since, the board lost it, and what the witness shows its readers is old.
    witnesses[1].show(&TestLog::new("a", 12).published());
    witnesses[1].show_nothing();
    let comparing = client.comparing();
    let asking = tokio::spawn(client.run());
    assert!(comparing.compared().await.is_err(), "it ended");
    let stop = asking.await.expect("no panic");
    assert!(matches!(stop, witness::Stop::Ahead { seen: 12, size: 9, evidence: None, .. }), "{stop}");
    assert_eq!(log.stops(), [stop]);
}
