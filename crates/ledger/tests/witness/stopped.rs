//! A witness has seen what this log cannot continue: nothing is signed any more.

use ledger::witness::Stop;
use tlog::{SignedCheckpoint, SigningKey, hash::leaf_hash};

use crate::{
    ground::{client, witnesses},
    log::{ORIGIN, TestLog},
    server::Instead,
};

fn name() -> String {
    "w11".to_owned()
}

#[tokio::test]
async fn a_fork_with_the_real_key_is_found_by_the_witness() {
    // The fork has as many leaves, or more: five of its own in place of the last, or one changed within.
    for (kept, other, size) in [(4, 5, 9), (8, 1, 9), (0, 9, 9), (4, 9, 13)] {
        let (witnesses, log) = (witnesses(2).await, TestLog::new("a", 9));
        client(&log, 1, &witnesses[..1]).0.round().await.expect("of one history");
        let fork = TestLog::new("a", kept);
        fork.grow("b", other);
        assert_eq!(fork.published().checkpoint().size(), size);
        let (mut client, watch) = client(&fork, 1, &witnesses);
        let stop = client.round().await.expect_err("two histories");
        let Stop::Inconsistent { witness, seen, size: shown, .. } = &stop else { panic!("{stop}") };
        assert_eq!((witness, *seen, *shown), (&name(), 9, size));
        assert_eq!(fork.stops(), std::slice::from_ref(&stop));
        assert_eq!(watch.now().stopped, Some(stop.clone()));
        assert!(watch.now().is_alarming(tokio::time::Instant::now()));
        // Nobody waits for what will never come.
        assert!(watch.until(shown + 1).await.is_none());
        assert!(stop.to_string().contains("Nothing is signed any more. If a backup was restored"), "{stop}");
    }
}

#[tokio::test]
async fn it_ends_by_itself_when_it_must() {
    let (witnesses, log) = (witnesses(1).await, TestLog::new("a", 9));
    client(&log, 1, &witnesses).0.round().await.expect("of one history");
    let (client, watch) = client(&TestLog::new("b", 9), 1, &witnesses);
    let stop = client.run().await;
    assert!(matches!(stop, Stop::Inconsistent { seen: 9, size: 9, .. }), "{stop}");
    assert_eq!(watch.now().stopped, Some(stop));
}

#[tokio::test]
async fn an_older_copy_is_found_before_anything_is_signed() {
    for shows in [true, false] {
        let (witnesses, log) = (witnesses(1).await, TestLog::new("a", 9));
        client(&log, 1, &witnesses).0.round().await.expect("of one history");
        if !shows {
            witnesses[0].show_nothing();
        }
        let restored = TestLog::new("a", 5);
        let stop = client(&restored, 1, &witnesses).0.compare().await.expect_err("an older copy");
        let Stop::Ahead { witness, seen: 9, size: 5, evidence } = &stop else { panic!("{stop}") };
        assert_eq!((witness, restored.stops()), (&name(), vec![stop.clone()]));
        // What the log once signed itself.
        let shown = evidence.as_ref().map(|note| SignedCheckpoint::parse(note.as_bytes()).expect("a note"));
        assert_eq!(
            shown.map(|note| note.checkpoint().clone()),
            shows.then(|| log.published().checkpoint().clone())
        );
    }
}

#[tokio::test]
async fn an_empty_log_of_a_known_name_is_an_older_copy() {
    let (witnesses, log) = (witnesses(1).await, TestLog::new("a", 9));
    client(&log, 1, &witnesses).0.round().await.expect("of one history");
    let stop = client(&TestLog::new("a", 0), 1, &witnesses).0.compare().await.expect_err("an older copy");
    assert!(matches!(stop, Stop::Ahead { seen: 9, size: 0, evidence: Some(_), .. }), "{stop}");
}

#[tokio::test]
async fn another_history_is_found_before_anything_is_signed() {
    let (witnesses, log) = (witnesses(2).await, TestLog::new("a", 9));
    client(&log, 1, &witnesses[..1]).0.round().await.expect("of one history");
    // It went on from there by itself, so that its size tells nothing.
    let other = TestLog::new("b", 12);
    let stop = client(&other, 1, &witnesses).0.compare().await.expect_err("another history");
    let Stop::OtherRoot { witness, seen: 9, evidence } = &stop else { panic!("{stop}") };
    assert_eq!(*witness, name());
    let shown = SignedCheckpoint::parse(evidence.as_bytes()).expect("a note");
    assert_eq!(shown.checkpoint(), log.published().checkpoint());
    assert_eq!(other.stops(), [stop]);
    // The other witness never signed it.
    assert_eq!(witnesses[1].seen(ORIGIN), None);
}

#[tokio::test]
async fn who_is_ahead_by_another_signer_stops_nobody() {
    let (witnesses, log) = (witnesses(1).await, TestLog::new("a", 9));
    let (mut client, watch) = client(&log, 1, &witnesses);
    client.round().await.expect("of one history");
    // The other signer publishes 12, shows it to the witness, and both just after we chose 10.
    log.grow("a", 1);
    log.grow_meanwhile("a", 2);
    let newer = TestLog::new("a", 12);
    witnesses[0].show(&newer.published());
    client.round().await.expect("of one history");
    assert_eq!((log.stops(), watch.now().witnessed_size()), (vec![], 9));
}

#[tokio::test]
async fn what_a_witness_shows_counts_only_if_the_log_signed_it() {
    let plain = |body: &[u8]| Instead::Answer(200, "text/plain", body.to_vec());
    let foreign = SigningKey::new(ORIGIN, &[2; 32]).expect("a key");
    let foreign = SignedCheckpoint::sign(&foreign, 1_000_000, leaf_hash(b"")).expect("a checkpoint");
    let other = SigningKey::new("log.example/other", &[1; 32]).expect("a key");
    let other = SignedCheckpoint::sign(&other, 1_000_000, leaf_hash(b"")).expect("a checkpoint");
    for shown in [
        plain(b"garbage"),
        plain(foreign.to_string().as_bytes()),
        plain(other.to_string().as_bytes()),
        Instead::Answer(500, "text/plain", Vec::new()),
        Instead::Answer(301, "text/plain", Vec::new()),
    ] {
        let (witnesses, log) = (witnesses(1).await, TestLog::new("a", 9));
        let (mut client, watch) = client(&log, 1, &witnesses);
        // As often as it is asked what it can show.
        let tries = if matches!(shown, Instead::Answer(500, ..)) { 3 } else { 1 };
        for _ in 0..tries {
            witnesses[0].next(shown.clone());
        }
        client.compare().await.expect("that says nothing");
        assert_eq!((log.stops(), watch.now().witnessed_size()), (vec![], 9), "{shown:?}");
    }
}
