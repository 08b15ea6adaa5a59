//! Texts that no record names.
//!
//! What is removed is at least an hour old by the servers' clock, and no test can wait so long: that old orphans are
//! counted and removed is not shown here. What is shown is that nothing young is ever taken for one.

use std::time::Duration;

use async_nats::jetstream;
use bytes::Bytes;
use journal::{
    Entry, Journal as _,
    jetstream::sweep::{SWEEP_AGE_MIN, Swept},
};

use crate::ground::{Ground, everything, made, open, publish, raw, record};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn young_texts_are_counted_and_kept_whether_a_record_names_them_or_not() {
    let ground = Ground::one();
    let options = ground.options();
    let journal = made(&options).await;
    let none = journal.sweep(Duration::ZERO, true).await.expect("a sweep");
    assert_eq!(none, Swept::default(), "nothing is there");
    for revision in 1..=5 {
        let texts = Bytes::from(format!("[[\"words {revision}\"]]"));
        journal.append(Entry { texts, ..record(1, revision, revision.into()) }).await.expect("an append");
    }
    let (client, orphan) = (raw(&options).await, options.names.texts_subject(&record(2, 1, 1).history));
    publish(&client, orphan, &[], "[[\"nobody's words\"]]").await.expect("stored");
    for age in [Duration::ZERO, Duration::from_secs(1), SWEEP_AGE_MIN, 24 * SWEEP_AGE_MIN] {
        for remove in [false, true] {
            let swept = journal.sweep(age, remove).await.expect("a sweep");
            assert_eq!(swept, Swept { texts: 6, orphans: 0, removed: 0 }, "{age:?}, {remove}");
        }
    }
    assert_eq!(everything(&options).await.len(), 5, "all with their texts");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_text_that_was_erased_is_no_reason_to_stop_sweeping() {
    let ground = Ground::one();
    let options = ground.options();
    let journal = made(&options).await;
    for revision in 1..=3 {
        let texts = Bytes::from_static(b"[[\"words\"]]");
        journal.append(Entry { texts, ..record(1, revision, revision.into()) }).await.expect("an append");
    }
    let context = jetstream::new(raw(&options).await);
    let texts = context.get_stream(options.names.texts()).await.expect("the stream");
    for (sequence, left) in [(3, 2), (1, 1), (2, 0)] {
        texts.delete_message(sequence).await.expect("erased");
        let swept = open(&options).await.sweep(Duration::ZERO, true).await.expect("a sweep");
        assert_eq!(swept, Swept { texts: left, orphans: 0, removed: 0 });
    }
}
