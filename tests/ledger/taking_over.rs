//! One signs; when it is gone, another does. Never are two different checkpoints of one size published.

use std::{sync::Arc, time::Duration};

use ledger::board::{Board as _, region::Part};
use record::Position;

use crate::{
    ground::{Ground, Published, append, open, options, root, until},
    node::{Node, Process, TERM},
};

const SIGNS: Part = Part::Signs(TERM);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_one_signs_and_the_other_has_the_same() {
    for ground in [Ground::one(), Ground::three()] {
        let journal = ground.journal().await;
        let published = Published::of(&ground).await;
        let nodes = [Node::start(ground.urls(), SIGNS).await, Node::start(ground.urls(), SIGNS).await];
        let observer = Node::start(ground.urls(), Part::Compares).await;
        append(&*journal, 1, 300).await;
        for node in nodes.iter().chain([&observer]) {
            until("all is covered", async || node.size() == 300).await;
            let note = node.ledger.checkpoint().expect("a checkpoint");
            assert_eq!(note.checkpoint().root(), root(300));
        }
        assert_eq!(nodes.iter().filter(|node| node.region.is_turn()).count(), 1);
        assert!(!observer.region.is_turn());
        assert!(published.check().await > 1);
        // The one that signs ends as it is asked to; the other does not wait for the term.
        let [first, second] = nodes;
        let (signing, other) = if first.region.is_turn() { (first, second) } else { (second, first) };
        signing.stop().await;
        append(&*journal, 301, 400).await;
        until("the other signs", async || other.size() == 400 && other.region.is_turn()).await;
        until("and is compared with", async || observer.size() == 400).await;
        published.check().await;
    }
}

/// A turn that lasts longer than anything is waited for here: who signs in its time did not wait for it.
const LONG: Part = Part::Signs(Duration::from_secs(100));

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_ends_in_order_signs_what_it_has_and_nobody_waits_for_it() {
    for ground in [Ground::one(), Ground::three()] {
        let journal = ground.journal().await;
        let published = Published::of(&ground).await;
        let own = open(options(ground.urls())).await;
        let first = Node::over(Arc::clone(&own) as _, ground.urls(), LONG).await;
        append(&*own, 1, 50).await;
        until("it signs", async || published.size() == 50).await;
        append(&*own, 51, 90).await;
        let ledger = first.ledger.clone();
        first.stop().await;
        assert_eq!(ledger.status().borrow().position, Position(90));
        until("it is told", async || published.size() == 90).await;
        let second = Node::start(ground.urls(), LONG).await;
        append(&*journal, 91, 120).await;
        until("the second signs", async || second.size() == 120 && second.region.is_turn()).await;
        published.check().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_the_signer_is_killed_another_signs() {
    for ground in [Ground::one(), Ground::three()] {
        let journal = ground.journal().await;
        let published = Published::of(&ground).await;
        let mut signer = Process::start(&ground.urls());
        append(&*journal, 1, 50).await;
        until("it signs", async || published.size() == 50).await;
        let other = Node::start(ground.urls(), SIGNS).await;
        append(&*journal, 51, 80).await;
        until("it compares", async || other.size() == 80).await;
        assert!(!other.region.is_turn());
        signer.kill();
        append(&*journal, 81, 120).await;
        until("it signs", async || other.size() == 120).await;
        assert!(other.region.is_turn());
        published.check().await;
        assert_eq!(published.size(), 120);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signer_that_was_frozen_publishes_nothing_and_compares_from_then_on() {
    let ground = Ground::one();
    let journal = ground.journal().await;
    let published = Published::of(&ground).await;
    let mut first = Process::start(&ground.urls());
    append(&*journal, 1, 50).await;
    until("it signs", async || published.size() == 50).await;
    let other = Node::start(ground.urls(), SIGNS).await;
    let mut end = 50;
    for _ in 0..2 {
        // Frozen in the middle of its work.
        append(&*journal, end + 1, end + 20).await;
        first.freeze();
        append(&*journal, end + 21, end + 60).await;
        end += 60;
        until("the other signs", async || other.size() == end && other.region.is_turn()).await;
        first.thaw();
        // Both are awake, and there is something to sign.
        append(&*journal, end + 1, end + 40).await;
        end += 40;
        let has_all =
            |process: &Process| process.checkpoint().is_some_and(|note| note.checkpoint().size() == end);
        until("the first has it, too", async || has_all(&first)).await;
        until("the other has it", async || other.size() == end).await;
        assert!(first.is_running() && other.region.is_turn());
        let note = first.checkpoint().expect("a checkpoint");
        assert_eq!(note.checkpoint(), other.ledger.checkpoint().expect("a checkpoint").checkpoint());
        published.check().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_goes_on_while_members_of_the_cluster_die() {
    let mut ground = Ground::three();
    let journal = ground.journal().await;
    let published = Published::of(&ground).await;
    let nodes = [Node::start(ground.urls(), SIGNS).await, Node::start(ground.urls(), SIGNS).await];
    let mut end = 0;
    for _ in 0..3 {
        let Ground::Three(cluster) = &mut ground else { unreachable!("there are three") };
        let leader = cluster.leader_of("besluitspoor-alkmaar-notices");
        append(&*journal, end + 1, end + 20).await;
        cluster[leader].kill();
        append(&*journal, end + 21, end + 60).await;
        end += 60;
        for node in &nodes {
            until("all is covered", async || node.size() == end).await;
        }
        cluster[leader].restart();
        cluster.wait_until_ready();
    }
    assert!(nodes.iter().filter(|node| node.region.is_turn()).count() <= 1);
    published.check().await;
    assert_eq!(published.size(), end);
}
