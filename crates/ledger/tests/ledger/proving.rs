//! Proofs from the folder, which others accept.

use std::{sync::Arc, time::Duration};

use journal::Journal;
use ledger::{Ledger, NotCovered, State, proofs::Error};
use record::Position;
use tlog::{TlogProof, consistency, hash::leaf_hash, inclusion};

use crate::support::{LIMIT, append, begun, journal, key, options, record, root};

#[tokio::test]
async fn a_record_is_proved_as_soon_as_it_is_covered() {
    let (disk, journal) = (begun(), journal(0).await);
    let ledger = Ledger::open(options(&disk), Arc::clone(&journal)).await.expect("it opens");
    let none = ledger.wait_covered(Position(1), Duration::ZERO).await;
    assert!(matches!(none, Err(NotCovered::NotYet { position: Position(1), size: 0 })), "{none:?}");
    let _runner = ledger.spawn().expect("a runner");
    for number in [1, 2, 300] {
        append(&*journal, journal.head().0 + 1..=number).await;
        let covered = ledger.wait_covered(Position(number), LIMIT).await.expect("covered");
        let text = ledger.tlog_proof(Position(number), &covered).expect("a proof");
        let proof = TlogProof::parse(&text).expect("a proof");
        assert_eq!(proof.index, number - 1);
        proof.verify(leaf_hash(&record(number)), &key().verifier()).expect("proved");
        let other = record(number + 1);
        assert!(proof.verify(leaf_hash(&other), &key().verifier()).is_err());
    }
}

#[tokio::test]
async fn any_size_is_proved_from_the_folder() {
    let (disk, journal): (_, Arc<dyn Journal>) = (begun(), journal(1_000).await);
    let ledger = Ledger::open(options(&disk), journal).await.expect("it opens");
    let runner = ledger.spawn().expect("a runner");
    ledger.wait_covered(Position(1_000), LIMIT).await.expect("covered");
    let proofs = ledger.proofs().expect("tiles");
    for size in [1, 2, 255, 256, 257, 700, 1_000] {
        assert_eq!(proofs.root_at(size).expect("a root"), root(size));
        for position in [1, size / 2 + 1, size] {
            let hashes = proofs.inclusion(Position(position), size).expect("a proof");
            let leaf = leaf_hash(&record(position));
            assert_eq!(proofs.leaf(Position(position)).expect("a leaf"), leaf);
            inclusion::verify(&hashes, position - 1, size, root(size), leaf).expect("proved");
        }
        for from in [0, 1, size / 2, size] {
            let hashes = proofs.consistency(from, size).expect("a proof");
            consistency::verify(&hashes, from, root(from), size, root(size)).expect("proved");
        }
    }
    assert!(matches!(ledger.root_at(1_001), Err(Error::Ahead { asked: 1_001, size: 1_000 })));
    assert!(matches!(ledger.prove_consistency(8, 7), Err(Error::Ahead { asked: 8, size: 7 })));
    for position in [Position(0), Position(8), Position(u64::MAX)] {
        let refused = ledger.prove_inclusion(position, 7);
        assert!(matches!(refused, Err(Error::NotInTree { size: 7, .. })), "{position}");
    }
    drop(runner);
}

#[tokio::test]
async fn one_that_was_halted_signs_nothing_any_more() {
    let (disk, journal) = (begun(), journal(5).await);
    let ledger = Ledger::open(options(&disk), Arc::clone(&journal)).await.expect("it opens");
    let _runner = ledger.spawn().expect("a runner");
    ledger.wait_covered(Position(5), LIMIT).await.expect("covered");
    ledger.halt("a witness has seen another history");
    append(&*journal, 6..=300).await;
    let covered = ledger.wait_covered(Position(6), LIMIT).await.expect_err("halted");
    let NotCovered::Stopped(why) = covered else { panic!("{covered}") };
    assert_eq!(why.to_string(), "a witness has seen another history");
    assert_eq!(ledger.checkpoint().expect("the last one").checkpoint().size(), 5);
}

#[tokio::test]
async fn one_whose_runner_is_dropped_ends() {
    let (disk, journal) = (begun(), journal(5).await);
    let ledger = Ledger::open(options(&disk), Arc::clone(&journal)).await.expect("it opens");
    drop(ledger.spawn().expect("a runner"));
    let mut status = ledger.status();
    let closed = status.wait_for(|status| matches!(status.state, State::Closed)).await;
    assert_eq!(closed.expect("a status").position, Position(5));
}
