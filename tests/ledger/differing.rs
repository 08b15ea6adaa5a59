//! Who has other records than the others says so and stops; who has the same has the same root, whatever the journal.

use std::sync::Arc;

use bytes::Bytes;
use journal::{Entry, FileJournal, Journal, MemoryJournal, disk::RealDisk, file};
use ledger::{Ledger, Options, Place, Runner, State, Stop, board::region::Part, key as keys};
use record::{LogId, Position};
use uuid::Uuid;

use crate::{
    ground::{Ground, append, key, record, root, until},
    node::{Node, TERM},
};

/// Why it stopped; waits for it.
async fn why_stopped(ledger: &Ledger) -> Arc<Stop> {
    let mut status = ledger.status();
    let stopped = status.wait_for(|status| matches!(status.state, State::Stopped { .. })).await;
    let state = stopped.expect("it tells until it ends").state.clone();
    let State::Stopped { why } = state else { panic!("{state:?}") };
    why
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_another_record_stops_and_says_so() {
    let ground = Ground::one();
    let journal = ground.journal().await;
    let signer = Node::start(ground.urls(), Part::Signs(TERM)).await;
    append(&*journal, 1, 40).await;
    until("it signs", async || signer.size() == 40).await;
    // The same history with one record changed, as it would be in a copy that somebody wrote to; and a signer with it.
    for part in [Part::Compares, Part::Signs(TERM)] {
        let changed = MemoryJournal::new(LogId(Uuid::from_u128(1)));
        for position in 1..=60 {
            let entry = match position {
                17 => Entry { record: Bytes::from_static(b"{\"other\":\"words\"}"), ..record(17) },
                other => record(other),
            };
            assert_eq!(changed.append(entry).await, Ok(Position(position)));
        }
        let observer = Node::over(Arc::new(changed), ground.urls(), part).await;
        let why = why_stopped(&observer.ledger).await;
        assert!(
            matches!(&*why, Stop::OtherRoot { size: 40, published, .. } if *published == root(40)),
            "{why}"
        );
        assert!(observer.ledger.checkpoint().is_none(), "nothing of it is kept");
    }
    // The others go on; those that stopped hold up nobody.
    append(&*journal, 41, 60).await;
    until("it signs", async || signer.size() == 60).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_records_have_the_same_root_in_files_and_on_nats() {
    const RECORDS: u64 = 700;
    let (ground, directory) = (Ground::one(), tempfile::tempdir().expect("a directory"));
    let shared = ground.journal().await;
    let node = Node::start(ground.urls(), Part::Signs(TERM)).await;
    let path = directory.path().join("journal");
    let file = FileJournal::open(&path, Arc::new(RealDisk), file::Options::default()).expect("a journal");
    let file: Arc<dyn Journal> = Arc::new(file);
    let place = Place::new(directory.path().join("ledger"));
    keys::init(&place, key().name()).expect("a key");
    let own = keys::load(&place).expect("a key");
    let ledger = Ledger::open(Options::alone(place, own), Arc::clone(&file)).await.expect("a ledger");
    let runner: Runner = ledger.spawn().expect("a thread");
    tokio::join!(append(&*shared, 1, RECORDS), append(&*file, 1, RECORDS));
    until("both cover all", async || {
        let here = ledger.status().borrow().position;
        node.size() == RECORDS && here == Position(RECORDS)
    })
    .await;
    let roots =
        [&node.ledger, &ledger].map(|ledger| ledger.checkpoint().expect("a checkpoint").checkpoint().root());
    assert_eq!(roots, [root(RECORDS); 2]);
    tokio::task::spawn_blocking(move || runner.stop()).await.expect("it ends");
}
