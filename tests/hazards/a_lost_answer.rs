//! The answer to an append is lost, or the append arrives late: one record, and the first receipt.

use std::time::Duration;

use journal::{Journal as _, append::Error};
use record::Position;
use tests::nats::Proxy;
use tokio::time::{Instant, sleep};

use crate::ground::{Ground, everything, made, open, raw, record, stream, until, with_other_words};

/// How late the first copy arrives.
const LATE: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_01_an_append_whose_answer_is_lost_is_stored_once_on_one_server() {
    an_answer_is_lost(&Ground::one()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_01_an_append_whose_answer_is_lost_is_stored_once_on_three_servers() {
    an_answer_is_lost(&Ground::three()).await;
}

async fn an_answer_is_lost(ground: &Ground) {
    let (direct, proxy) = (ground.options(), Proxy::new(&ground.url()));
    let journal = made(&ground.over(proxy.url())).await;
    assert_eq!(journal.append(record(1, 1, 1)).await, Ok(Position(1)));
    let client = raw(&direct).await;
    let lost = record(1, 2, 2);
    proxy.swallow_answers(true);
    let losing = async {
        until("it is stored", async || stream(&client, &direct).await.cached_info().state.last_sequence == 2)
            .await;
        // So that the answer has come and is lost, and not only on its way.
        sleep(Duration::from_millis(500)).await;
        proxy.swallow_answers(false);
    };
    let (answer, ()) = tokio::join!(journal.append(lost.clone()), losing);
    assert_eq!(answer, Ok(Position(2)));
    assert_eq!(journal.append(lost).await, Err(Error::Repeated { position: Position(2) }));
    assert_eq!(journal.append(record(1, 3, 3)).await, Ok(Position(3)), "and it goes on");
    assert_eq!(everything(&direct).await.len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_02_a_late_copy_of_what_another_intake_has_sent_meanwhile_is_not_stored_again() {
    for ground in [Ground::one(), Ground::three()] {
        let (direct, proxy) = (ground.options(), Proxy::new(&ground.url()));
        let quick = made(&direct).await;
        let slow = open(&ground.over(proxy.url())).await;
        let entry = record(1, 1, 1);
        let retried = async {
            // What was sent by now waits; what is sent after it waits behind it.
            sleep(Duration::from_millis(200)).await;
            proxy.delay(Duration::ZERO);
            quick.append(entry.clone()).await
        };
        let begun = Instant::now();
        proxy.delay(LATE);
        let (late, retried) = tokio::join!(slow.append(entry.clone()), retried);
        assert_eq!(retried, Ok(Position(1)));
        assert_eq!(late, Ok(Position(1)), "after {:?}", begun.elapsed());
        assert!(begun.elapsed() > LATE / 2, "it was late");
        settled().await;
        assert_eq!(everything(&direct).await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hazard_02_a_late_copy_does_not_get_in_behind_another_command() {
    for ground in [Ground::one(), Ground::three()] {
        let (direct, proxy) = (ground.options(), Proxy::new(&ground.url()));
        let quick = made(&direct).await;
        let slow = open(&ground.over(proxy.url())).await;
        let other = async {
            sleep(Duration::from_millis(200)).await;
            proxy.delay(Duration::ZERO);
            quick.append(record(1, 1, 2)).await
        };
        proxy.delay(LATE);
        let (late, other) = tokio::join!(slow.append(with_other_words(record(1, 1, 1))), other);
        assert_eq!(other, Ok(Position(1)));
        assert!(matches!(late, Err(Error::Conflict { .. })), "{late:?}");
        settled().await;
        assert_eq!(everything(&direct).await.len(), 1, "neither the late copy nor one sent again");
    }
}

/// Whatever is still on its way has arrived.
async fn settled() {
    sleep(Duration::from_secs(3)).await;
}
