//! The stream is deleted, and made anew under its name.

use std::time::Duration;

use async_nats::jetstream;
use journal::{Health, Journal as _, append, follow, read};
use record::Position;
use tokio::time::timeout;

use crate::ground::{Ground, everything, made, open, raw, record, told, until, why_poisoned};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_10_a_stream_made_anew_is_another_log_and_nobody_goes_on_with_it() {
    for ground in [Ground::one(), Ground::three()] {
        let options = ground.options();
        let (old, client) = (made(&options).await, raw(&options).await);
        for revision in 1..=3 {
            old.append(record(1, revision, revision.into())).await.expect("an append");
        }
        let mut waiting = old.follow(Position(3));
        jetstream::new(client).delete_stream(options.names.records()).await.expect("it is deleted");
        let new = made(&options).await;
        assert_ne!(new.log_id(), old.log_id());
        assert_eq!(new.head(), Position::START);
        let stopped = timeout(Duration::from_secs(10), waiting.next()).await.expect("it does not hang");
        let error = stopped.expect_err("nothing comes of another log");
        assert!(matches!(error, follow::Error::Read(read::Error::Damaged { .. })), "{error:?}");
        assert!(told(&error).contains("was deleted and made anew"), "{}", told(&error));
        assert!(why_poisoned(&old).await.contains("was deleted and made anew"));
        let answer = old.append(record(2, 1, 4)).await;
        assert!(matches!(answer, Err(append::Error::Poisoned { .. })), "{answer:?}");
        assert!(old.follow(Position::START).next().await.is_err(), "nor does a follower begin");
        // Views that had come to position 3 are told that this log never did.
        let ahead = new.follow(Position(3)).next().await;
        assert!(matches!(ahead, Err(follow::Error::Ahead { .. })), "{ahead:?}");
        assert_eq!(new.append(record(1, 1, 1)).await, Ok(Position(1)), "the new log takes records");
        assert_eq!(everything(&options).await.len(), 1);
        assert_eq!(open(&options).await.log_id(), new.log_id());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_10_an_append_right_after_a_stream_was_made_anew_is_not_acknowledged() {
    let ground = Ground::one();
    let options = ground.options();
    let (old, client) = (made(&options).await, raw(&options).await);
    old.append(record(1, 1, 1)).await.expect("an append");
    jetstream::new(client).delete_stream(options.names.records()).await.expect("it is deleted");
    journal::JetStreamJournal::init(&options).await.expect("it is made anew");
    // Before the next pulse.
    let answer = old.append(record(2, 1, 2)).await;
    assert!(matches!(answer, Err(append::Error::Poisoned { .. })), "{answer:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_10_without_its_stream_the_journal_is_cut_off_and_says_so() {
    let ground = Ground::one();
    let options = ground.options();
    let (old, client) = (made(&options).await, raw(&options).await);
    old.append(record(1, 1, 1)).await.expect("an append");
    jetstream::new(client).delete_stream(options.names.records()).await.expect("it is deleted");
    until("cut off", async || matches!(old.health(), Health::CutOff { .. })).await;
    let answer = timeout(Duration::from_secs(1), old.append(record(1, 2, 2))).await.expect("at once");
    let Err(append::Error::CutOff { why }) = answer else { panic!("{answer:?}") };
    assert!(why.contains("stream not found"), "{why}");
}
