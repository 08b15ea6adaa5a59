//! The board itself: a checkpoint gets in only behind the one that its signer saw, however its answer is lost.

use std::time::Duration;

use journal::jetstream::{Notices, Servers, notices::Topic};
use ledger::board::{Board as _, Error, Region, Turn, region::Part};
use tests::nats::Proxy;
use tlog::SignedCheckpoint;

use crate::{
    ground::{Ground, key, open, options, root, until},
    node::TERM,
};

fn note(size: u64) -> SignedCheckpoint {
    SignedCheckpoint::sign(&key(), size, root(size)).expect("a checkpoint")
}

/// A board over a connection of its own, whose turn it is.
async fn signing(options: journal::jetstream::Options, term: Duration) -> Region {
    let journal = open(options).await;
    let region = Region::open(&journal, Part::Signs(term)).await.expect("a board");
    std::mem::forget(journal);
    // What lies there it is told to compare first.
    while region.turn(u64::MAX).await.expect("it answers") != Turn::Sign {}
    region
}

/// What the newest notice of a turn ends with: for how many milliseconds it holds.
async fn term(notices: &Notices) -> String {
    let turn = notices.newest(Topic::Turn).await.expect("it answers").expect("a notice");
    let text = String::from_utf8(turn.bytes.to_vec()).expect("text");
    text.lines().last().expect("lines").to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_opens_its_ledger_takes_no_turn_until_it_asks_what_to_do() {
    let ground = Ground::one();
    let journal = ground.journal().await;
    let notices = journal.notices().await.expect("named");
    let long = Part::Signs(Duration::from_secs(100));
    let opening = Region::open(&journal, long).await.expect("a board");
    // It opens for as long as another takes to come, sign and go.
    let other = signing(options(ground.urls()), Duration::from_secs(100)).await;
    other.publish(None, &note(5)).await.expect("nobody was before");
    other.leave().await;
    assert!(!opening.is_turn());
    assert_eq!((term(&notices).await.as_str(), other.is_turn()), ("0", false));
    // As long as it is behind, others may sign.
    assert_eq!(opening.turn(4).await.expect("it answers"), Turn::Compare(note(5)));
    assert_eq!(opening.turn(4).await.expect("it answers"), Turn::Compare(note(5)));
    assert_eq!((term(&notices).await.as_str(), opening.is_turn()), ("0", false));
    assert_eq!(opening.turn(5).await.expect("it answers"), Turn::Sign);
    assert_eq!(term(&notices).await, "100000");
    // Whoever gave it up takes none any more, also when it is asked.
    opening.leave().await;
    assert_eq!(term(&notices).await, "0");
    let next = signing(options(ground.urls()), Duration::from_secs(100)).await;
    assert!(next.is_turn() && !opening.is_turn());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_turn_that_was_just_prolonged_is_given_up_all_the_same() {
    let ground = Ground::one();
    let journal = ground.journal().await;
    let notices = journal.notices().await.expect("named");
    // It looks so seldom that it does not hear of what follows.
    let board = signing(options(ground.urls()), Duration::from_secs(100)).await;
    // What was sent before it was cut off gets in all the same.
    let turn = notices.newest(Topic::Turn).await.expect("it answers").expect("a notice");
    notices.leave(Topic::Turn, turn.number, turn.bytes).await.expect("behind it");
    board.leave().await;
    assert_eq!(term(&notices).await, "0");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_checkpoint_follows_the_one_that_its_signer_saw() {
    for ground in [Ground::one(), Ground::three()] {
        let journal = ground.journal().await;
        let (board, notices) =
            (signing(options(ground.urls()), TERM).await, journal.notices().await.expect("named"));
        let [first, second, third] = [note(1), note(2), note(3)];
        assert!(board.newest().await.expect("it answers").is_none());
        assert!(matches!(board.publish(Some(&first), &second).await, Err(Error::Moved)));
        board.publish(None, &first).await.expect("nobody was before");
        board.publish(None, &first).await.expect("it is there already");
        board.publish(Some(&first), &second).await.expect("behind it");
        // Another signer, of whom this one does not know.
        let newest = notices.newest(Topic::Checkpoint).await.expect("it answers").expect("a notice");
        notices.leave(Topic::Checkpoint, newest.number, third.to_string().into()).await.expect("behind it");
        assert!(matches!(board.publish(Some(&second), &note(4)).await, Err(Error::Moved)));
        board.publish(Some(&third), &note(4)).await.expect("behind it");
        assert_eq!(board.newest().await.expect("it answers"), Some(note(4)));
        board.leave().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_that_both_think_it_is_their_turn_publish_one_history() {
    for ground in [Ground::one(), Ground::three()] {
        let journal = ground.journal().await;
        let notices = journal.notices().await.expect("named");
        // It looks so seldom whose turn it is that it does not notice for seconds.
        let first = signing(options(ground.urls()), Duration::from_secs(100)).await;
        let turn = notices.newest(Topic::Turn).await.expect("it answers").expect("a notice");
        let given_up = "besluitspoor/turn/v1\nsomebody\n0\n";
        notices.leave(Topic::Turn, turn.number, given_up.into()).await.expect("behind it");
        let second = signing(options(ground.urls()), Duration::from_secs(100)).await;
        assert!(first.is_turn() && second.is_turn());
        let mut before = None;
        for size in 1..=20 {
            let (one, other) = (note(2 * size), note(2 * size + 1));
            let published =
                tokio::join!(first.publish(before.as_ref(), &one), second.publish(before.as_ref(), &other));
            let newest = first.newest().await.expect("it answers");
            match published {
                (Ok(()), Err(_)) => assert_eq!(newest, Some(one)),
                (Err(_), Ok(())) => assert_eq!(newest, Some(other)),
                // On three servers it may be that both were told to come again.
                (Err(_), Err(_)) => assert_eq!(newest, before),
                (Ok(()), Ok(())) => panic!("two checkpoints behind {before:?}"),
            }
            before = newest;
        }
        assert!(before.is_some());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_checkpoint_whose_answer_is_lost_is_published_once() {
    for ground in [Ground::one(), Ground::three()] {
        let journal = ground.journal().await;
        let proxy = Proxy::new(&ground.urls()[0]);
        let servers = Servers { addresses: vec![proxy.url()], only_these: true, ..Servers::default() };
        // It has the turn for long enough, though it cannot prolong it.
        let over = journal::jetstream::Options { servers, ..options(ground.urls()) };
        let board = signing(over, Duration::from_secs(100)).await;
        board.publish(None, &note(1)).await.expect("nobody was before");
        proxy.swallow_answers(true);
        let lost = board.publish(Some(&note(1)), &note(2)).await;
        assert!(matches!(lost, Err(Error::Unavailable(_))), "{lost:?}");
        proxy.swallow_answers(false);
        until("it answers", async || board.newest().await.is_ok()).await;
        board.publish(Some(&note(1)), &note(2)).await.expect("it is there");
        board.publish(Some(&note(2)), &note(3)).await.expect("behind it");
        let notices = journal.notices().await.expect("named");
        let newest = notices.newest(Topic::Checkpoint).await.expect("it answers").expect("a notice");
        assert_eq!(newest.bytes, note(3).to_string());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_compares_never_signs_and_is_told_what_there_is() {
    let ground = Ground::one();
    let journal = ground.journal().await;
    let observer = Region::open(&journal, Part::Compares).await.expect("a board");
    let signer = signing(options(ground.urls()), TERM).await;
    signer.publish(None, &note(5)).await.expect("nobody was before");
    // Once even one that it has: it may have another.
    assert_eq!(observer.turn(9).await.expect("it answers"), Turn::Compare(note(5)));
    assert_eq!(observer.turn(4).await.expect("it answers"), Turn::Compare(note(5)));
    let waiting = observer.turn(5);
    let publishing = async { signer.publish(Some(&note(5)), &note(6)).await };
    let (told, published) = tokio::join!(waiting, publishing);
    published.expect("behind it");
    assert_eq!(told.expect("it answers"), Turn::Compare(note(6)));
    assert!(matches!(observer.publish(Some(&note(6)), &note(7)).await, Err(Error::Moved)));
    // Whoever gave up its turn is refused, too, and who comes next does not wait for the term.
    signer.leave().await;
    let next = signing(options(ground.urls()), Duration::from_secs(100)).await;
    next.publish(Some(&note(6)), &note(7)).await.expect("behind it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_witnesses_said_is_there_for_all() {
    let ground = Ground::one();
    let journal = ground.journal().await;
    let (board, other) = (
        Region::open(&journal, Part::Compares).await.expect("a board"),
        Region::open(&journal, Part::Compares).await.expect("a board"),
    );
    assert!(board.witnessed().await.expect("it answers").is_none());
    board.keep_witnessed(None, &note(5)).await.expect("it is kept");
    other.keep_witnessed(Some(&note(5)), &note(6)).await.expect("it is kept");
    // Whoever did not see what lies there does not take its place.
    let refused = board.keep_witnessed(Some(&note(5)), &note(7)).await;
    assert!(matches!(refused, Err(Error::Moved)), "{refused:?}");
    assert_eq!(board.witnessed().await.expect("it answers"), Some(note(6)));
    // Garbage is nothing, for whoever reads and for whoever keeps.
    let notices = journal.notices().await.expect("named");
    let newest = notices.newest(Topic::Witnessed).await.expect("it answers").expect("a notice");
    notices.leave(Topic::Witnessed, newest.number, "garbage".into()).await.expect("behind it");
    assert!(board.witnessed().await.expect("it answers").is_none());
    board.keep_witnessed(None, &note(7)).await.expect("it is kept");
    assert_eq!(other.witnessed().await.expect("it answers"), Some(note(7)));
}
