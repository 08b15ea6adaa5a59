//! Somebody publishes with a wrong last message id, which stops a replicated stream for good.

use std::time::Duration;

use journal::{Health, Journal as _, append::Error, jetstream::vital::CUT_OFF_AFTER};
use record::Position;
use tests::nats::{Cluster, Mode, Role};
use tokio::time::Instant;

use crate::{
    credentials::as_role,
    ground::{Ground, everything, made, open, options, publish, raw, record, subject, until},
};

const LAST_ID: (&str, &str) = ("Nats-Expected-Last-Msg-Id", "another");
/// The budget of one append, and a second for a busy machine.
const ANSWERED_WITHIN: Duration = Duration::from_secs(14);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_06_a_reader_cannot_stop_the_stream_with_a_wrong_last_id() {
    let cluster = Cluster::start(Mode::Ours);
    let folder = tempfile::tempdir().expect("a directory");
    let plain = options(cluster.urls());
    let role = |role| as_role(&plain, &cluster[0], role, folder.path());
    journal::JetStreamJournal::init(&role(Role::Administrator)).await.expect("the administrator may");
    let intake = open(&role(Role::Intake)).await;
    assert_eq!(intake.append(record(1, 1, 1)).await, Ok(Position(1)));
    let reader = cluster.options(Role::Reader).connect(cluster.urls()).await.expect("the reader may");
    assert_eq!(publish(&reader, subject(&plain, 1), &[LAST_ID], "{}").await, None);
    assert_eq!(intake.append(record(1, 2, 2)).await, Ok(Position(2)));
    assert_eq!(everything(&role(Role::Reader)).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_06_where_it_was_not_prevented_the_journal_says_that_the_stream_is_stuck() {
    let ground = Ground::three();
    let options = ground.options();
    let journal = made(&options).await;
    assert_eq!(journal.append(record(1, 1, 1)).await, Ok(Position(1)));
    let client = raw(&options).await;
    assert_eq!(publish(&client, subject(&options, 1), &[LAST_ID], "{}").await, None, "it is refused");
    let begun = Instant::now();
    let answer = journal.append(record(1, 2, 2)).await;
    println!("after {:?}: {answer:?}", begun.elapsed());
    assert!(begun.elapsed() < ANSWERED_WITHIN, "{answer:?} after {:?}", begun.elapsed());
    if answer.is_ok() {
        // Servers that are mended. `tests/nats/a_wrong_last_id.rs` says which ones are not.
        return;
    }
    assert!(
        matches!(answer, Err(Error::Unclear | Error::CutOff { .. } | Error::Poisoned { .. })),
        "{answer:?}"
    );
    let is_stuck = async || matches!(journal.health(), Health::CutOff { .. } | Health::Poisoned { .. });
    until("its health says that it is stuck", is_stuck).await;
    println!("{:?}, silent for {:?}", journal.health(), journal.silence());
    assert!(journal.silence() >= CUT_OFF_AFTER || matches!(journal.health(), Health::Poisoned { .. }));
    let begun = Instant::now();
    let refused = journal.append(record(2, 1, 3)).await;
    assert!(matches!(refused, Err(Error::CutOff { .. } | Error::Poisoned { .. })), "{refused:?}");
    assert!(begun.elapsed() < Duration::from_secs(1), "at once");
}
