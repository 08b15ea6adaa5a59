//! Notices among everything that can happen to them: of each topic one line, and nobody replaces one that they have not seen.

use std::time::Duration;

use bytes::Bytes;
use futures_util::future::join_all;
use journal::jetstream::notices::{Error, NOTICE_BYTES_MAX, Notice, Notices, Topic};
use tests::nats::Proxy;

use crate::ground::{Ground, made, open, raw, until, why_poisoned};

fn says(text: &str) -> Bytes {
    Bytes::copy_from_slice(text.as_bytes())
}

/// What the newest notice of the topic says.
async fn newest(notices: &Notices, topic: Topic) -> Option<Notice> {
    notices.newest(topic).await.expect("the servers answer")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_notice_follows_the_one_that_its_author_saw() {
    for ground in [Ground::one(), Ground::three()] {
        let journal = made(&ground.options()).await;
        let (notices, other) = (journal.notices().await.expect("named"), open(&ground.options()).await);
        let other = other.notices().await.expect("named");
        assert_eq!(newest(&notices, Topic::Turn).await, None);
        let first = notices.leave(Topic::Turn, 0, says("a")).await.expect("nobody was before");
        assert_eq!(newest(&other, Topic::Turn).await, Some(Notice { number: first, bytes: says("a") }));
        assert!(matches!(other.leave(Topic::Turn, 0, says("b")).await, Err(Error::Moved)));
        // Topics do not see each other.
        let beside = other.leave(Topic::Checkpoint, 0, says("c")).await.expect("nobody was before");
        let second = other.leave(Topic::Turn, first, says("b")).await.expect("seen");
        assert!(matches!(notices.leave(Topic::Turn, first, says("a")).await, Err(Error::Moved)));
        // A number of another topic is as wrong as any.
        assert!(matches!(notices.leave(Topic::Turn, beside, says("a")).await, Err(Error::Moved)));
        assert_eq!(newest(&notices, Topic::Turn).await, Some(Notice { number: second, bytes: says("b") }));
        let large = Bytes::from(vec![b'x'; NOTICE_BYTES_MAX + 1]);
        assert!(matches!(notices.leave(Topic::Turn, second, large).await, Err(Error::TooLarge { .. })));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_at_once_one_gets_in() {
    for ground in [Ground::one(), Ground::three()] {
        let journal = made(&ground.options()).await;
        let notices = journal.notices().await.expect("named");
        // More than the servers keep of a topic.
        let mut before = 0;
        for round in 0..100 {
            let tried = (0..4).map(|author| {
                let bytes = says(&format!("{round} by {author}"));
                let notices = &notices;
                async move { notices.leave(Topic::Checkpoint, before, bytes).await }
            });
            let left: Vec<u64> = join_all(tried).await.into_iter().filter_map(Result::ok).collect();
            // On three servers it may be that all were told to come again, and none got in.
            assert!(left.len() <= 1, "round {round}: {left:?}");
            let found = newest(&notices, Topic::Checkpoint).await;
            let found = found.map_or(0, |notice| notice.number);
            assert!(left.iter().all(|number| *number == found), "round {round}: {left:?}, {found}");
            before = found;
        }
        assert!(before > 64, "{before}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_notice_whose_answer_is_lost_is_there_once() {
    for ground in [Ground::one(), Ground::three()] {
        let proxy = Proxy::new(&ground.url());
        let direct = made(&ground.options()).await.notices().await.expect("named");
        let journal = open(&ground.over(proxy.url())).await;
        let notices = journal.notices().await.expect("named");
        let first = notices.leave(Topic::Checkpoint, 0, says("a")).await.expect("nobody was before");
        proxy.swallow_answers(true);
        let lost = notices.leave(Topic::Checkpoint, first, says("b")).await;
        assert!(matches!(lost, Err(Error::Unclear(_))), "{lost:?}");
        proxy.swallow_answers(false);
        let found = newest(&direct, Topic::Checkpoint).await.expect("a notice");
        assert_eq!(found.bytes, "b");
        // Sent once more it does not get in twice, and whoever looks sees that it is the same.
        until("connected", async || notices.peek(Topic::Checkpoint).await.is_ok()).await;
        assert!(matches!(notices.leave(Topic::Checkpoint, first, says("b")).await, Err(Error::Moved)));
        assert_eq!(newest(&notices, Topic::Checkpoint).await, Some(found));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_arrives_late_does_not_get_in_behind_another() {
    for ground in [Ground::one(), Ground::three()] {
        let proxy = Proxy::new(&ground.url());
        let direct = made(&ground.options()).await.notices().await.expect("named");
        let journal = open(&ground.over(proxy.url())).await;
        let slow = journal.notices().await.expect("named");
        proxy.delay(Duration::from_secs(5));
        let late = slow.leave(Topic::Checkpoint, 0, says("late")).await;
        assert!(matches!(late, Err(Error::Unclear(_))), "{late:?}");
        proxy.delay(Duration::ZERO);
        let first = direct.leave(Topic::Checkpoint, 0, says("other")).await.expect("nobody was before");
        // Answers come in order: this one after whatever the servers said of the late one.
        until("it has arrived", async || slow.peek(Topic::Checkpoint).await.is_ok()).await;
        assert_eq!(
            newest(&direct, Topic::Checkpoint).await,
            Some(Notice { number: first, bytes: says("other") })
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_leader_without_a_majority_tells_nothing_for_certain() {
    let ground = Ground::three();
    let Ground::Three(cluster) = &ground else { unreachable!("there are three") };
    let journal = made(&ground.options()).await;
    let notices = journal.notices().await.expect("named");
    notices.leave(Topic::Turn, 0, says("a")).await.expect("nobody was before");
    let leader = cluster.leader_of("besluitspoor-alkmaar-notices");
    let others = [(leader + 1) % 3, (leader + 2) % 3];
    for other in others {
        cluster[other].freeze();
    }
    until("it is not believed", async || notices.newest(Topic::Turn).await.is_err()).await;
    assert!(notices.leave(Topic::Turn, 1, says("b")).await.is_err());
    for other in others {
        cluster[other].thaw();
    }
    until("it is believed", async || notices.newest(Topic::Turn).await.is_ok()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn notices_that_were_deleted_stop_the_journal() {
    let ground = Ground::one();
    let journal = made(&ground.options()).await;
    let notices = journal.notices().await.expect("named");
    notices.leave(Topic::Turn, 0, says("a")).await.expect("nobody was before");
    let context = async_nats::jetstream::new(raw(&ground.options()).await);
    context.delete_stream("besluitspoor-alkmaar-notices").await.expect("it is deleted");
    let why = why_poisoned(&journal).await;
    assert!(why.contains("stream besluitspoor-alkmaar-notices was deleted"), "{why}");
    assert!(notices.peek(Topic::Turn).await.is_err());
    assert!(matches!(notices.leave(Topic::Turn, 0, says("b")).await, Err(Error::Unclear(_))));
}
