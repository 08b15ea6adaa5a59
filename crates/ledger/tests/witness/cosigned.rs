//! What is cosigned, by whom, and from where a witness that is behind is told.

use tlog::SignedCheckpoint;

use crate::{
    ground::{client, policy, troubles, witnesses},
    log::{ORIGIN, TestLog},
    server::{FIRST_TIME, Instead, Witness},
};

/// The names of the witnesses whose word the kept checkpoint has.
fn word(log: &TestLog, witnesses: &[Witness]) -> Vec<String> {
    let Some(note) = log.kept() else { return Vec::new() };
    // As it is read by others.
    let note = SignedCheckpoint::parse(note.to_string().as_bytes()).expect("a note");
    let policy = policy(1, witnesses);
    let judged = policy.judge(&note).expect("of the log");
    judged.cosigned.iter().map(|(witness, _)| witness.name.clone()).collect()
}

#[tokio::test]
async fn every_checkpoint_is_cosigned_by_all() {
    let (witnesses, log) = (witnesses(3).await, TestLog::new("a", 1));
    let (mut client, watch) = client(&log, 2, &witnesses);
    client.compare().await.expect("the same");
    let mut size = 1;
    // From every size to many others, over the powers of two.
    for more in [1, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 112, 1, 256, 3] {
        log.grow("a", more);
        client.round().await.expect("of one history");
        for witness in &witnesses {
            let asked = witness.take_asked();
            let first = if size == 1 { ("old 0".to_owned(), 200) } else { (format!("old {size}"), 200) };
            assert_eq!(asked.last(), Some(&(format!("old {size}"), 200)), "{asked:?}");
            assert_eq!(asked[0], first);
        }
        size += more;
        assert_eq!(watch.now().witnessed_size(), size);
        assert_eq!(word(&log, &witnesses), ["w11", "w12", "w13"]);
    }
    let status = watch.now();
    assert!(status.behind_since.is_none() && status.stopped.is_none() && status.trouble.is_none());
    assert_eq!(status.witnesses[0].cosigned, Some((size, FIRST_TIME + 15)));
    assert_eq!(watch.until(size).await.expect("witnessed").checkpoint().size(), size);
}

#[tokio::test]
async fn the_line_is_kept_open_and_opened_anew() {
    let (mut witnesses, log) = (witnesses(1).await, TestLog::new("a", 1));
    let (mut client, watch) = client(&log, 1, &witnesses);
    for _ in 0..5 {
        log.grow("a", 1);
        client.round().await.expect("of one history");
    }
    assert_eq!(witnesses[0].connections(), 1);
    // It closes the connection on the next question, as it does with what was idle for long.
    witnesses[0].next(Instead::HangUp);
    log.grow("a", 1);
    client.round().await.expect("of one history");
    assert_eq!((witnesses[0].connections(), watch.now().witnessed_size()), (2, 7));
    drop(witnesses.remove(0));
    log.grow("a", 1);
    client.round().await.expect("nobody said otherwise");
    assert_eq!(watch.now().witnessed_size(), 7);
    assert!(troubles(&watch)[0].starts_with("no connection"), "{:?}", troubles(&watch));
}

#[tokio::test]
async fn nothing_is_asked_twice_while_nothing_is_added() {
    let (witnesses, log) = (witnesses(2).await, TestLog::new("a", 4));
    let (mut client, _) = client(&log, 2, &witnesses);
    for _ in 0..3 {
        client.round().await.expect("of one history");
    }
    assert_eq!(witnesses[0].take_asked(), [("old 0".to_owned(), 200)]);
    // Once when both had cosigned.
    assert_eq!(log.keeps(), 1);
}

#[tokio::test]
async fn a_client_that_knows_nothing_is_told_the_size() {
    let (witnesses, log) = (witnesses(1).await, TestLog::new("a", 4));
    client(&log, 1, &witnesses).0.round().await.expect("of one history");
    witnesses[0].take_asked();
    // After a restart, on the same size and on a larger one.
    let (mut again, watch) = client(&log, 1, &witnesses);
    again.round().await.expect("of one history");
    assert_eq!(witnesses[0].take_asked(), [("old 0".to_owned(), 409), ("old 4".to_owned(), 200)]);
    log.grow("a", 3);
    let (mut again, _) = client(&log, 1, &witnesses);
    again.round().await.expect("of one history");
    assert_eq!(witnesses[0].take_asked(), [("old 0".to_owned(), 409), ("old 4".to_owned(), 200)]);
    assert_eq!((watch.now().witnessed_size(), witnesses[0].seen(ORIGIN)), (4, Some(7)));
}

#[tokio::test]
async fn a_witness_that_forgot_is_told_everything() {
    let (witnesses, log) = (witnesses(1).await, TestLog::new("a", 4));
    let (mut client, watch) = client(&log, 1, &witnesses);
    client.round().await.expect("of one history");
    witnesses[0].forget();
    witnesses[0].take_asked();
    log.grow("a", 1);
    client.round().await.expect("of one history");
    assert_eq!(witnesses[0].take_asked(), [("old 4".to_owned(), 409), ("old 0".to_owned(), 200)]);
    assert_eq!(watch.now().witnessed_size(), 5);
}

#[tokio::test]
async fn what_was_kept_is_known_after_a_restart() {
    let (mut witnesses, log) = (witnesses(2).await, TestLog::new("a", 4));
    client(&log, 1, &witnesses).0.round().await.expect("of one history");
    log.grow("a", 4);
    let (gone, left) = (witnesses.remove(0), witnesses);
    let all = [gone, left.into_iter().next().expect("two")];
    for (needed, known) in [(1, 4), (2, 4)] {
        for witness in &all {
            witness.always(Some(Instead::Answer(503, "text/plain", Vec::new())));
        }
        let (mut client, watch) = client(&log, needed, &all);
        client.round().await.expect("nobody said otherwise");
        assert_eq!(watch.now().witnessed_size(), known);
        assert!(watch.now().behind_since.is_some());
    }
    // By a policy that asks for another witness it is not enough.
    let other = crate::ground::witnesses(3).await;
    other[2].always(Some(Instead::Answer(503, "text/plain", Vec::new())));
    let (mut client, watch) = client(&log, 1, &other[2..]);
    client.round().await.expect("nobody said otherwise");
    assert_eq!(watch.now().witnessed_size(), 0);
}

#[tokio::test]
async fn what_the_policy_does_not_pass_takes_the_place_of_nothing() {
    let (witnesses, log) = (witnesses(1).await, TestLog::new("a", 4));
    client(&log, 1, &witnesses).0.round().await.expect("of one history");
    let kept = log.kept().expect("it is kept");
    log.grow("a", 4);
    // A plain checkpoint of this log, by whoever may leave notices.
    log.leave(log.published());
    log.set_anothers_turn(true);
    let (mut other, watch) = client(&log, 1, &witnesses);
    other.round().await.expect("nobody was asked");
    assert_eq!(watch.now().witnessed.as_deref(), Some(&kept));
    assert_eq!(log.kept(), Some(kept));
    // What it passes does.
    log.set_anothers_turn(false);
    let (mut signer, _) = client(&log, 1, &witnesses);
    signer.round().await.expect("of one history");
    let newer = log.kept().expect("it is kept");
    assert_eq!(newer.checkpoint().size(), 8);
    let third = TestLog::new("a", 8);
    third.leave(newer.clone());
    third.set_anothers_turn(true);
    client(&third, 1, &witnesses).0.round().await.expect("nobody was asked");
    assert_eq!(third.kept(), Some(newer));
}

#[tokio::test]
async fn so_many_are_a_quorum() {
    for needed in 1..=3 {
        for down in 0..=3 {
            let (mut witnesses, log) = (witnesses(3).await, TestLog::new("a", 9));
            let (mut client, watch) = client(&log, needed, &witnesses);
            witnesses.truncate(3 - down);
            client.round().await.expect("of one history");
            let is_met = 3 - down >= needed;
            assert_eq!(
                watch.now().witnessed_size(),
                if is_met { 9 } else { 0 },
                "{needed} of 3, {down} down"
            );
            assert_eq!(word(&log, &witnesses).len(), if is_met { 3 - down } else { 0 });
            assert_eq!(watch.now().behind_since.is_none(), is_met);
        }
    }
}

#[tokio::test]
async fn a_slow_witness_holds_up_nobody() {
    let (witnesses, log) = (witnesses(3).await, TestLog::new("a", 9));
    let (mut client, watch) = client(&log, 2, &witnesses);
    witnesses[1].next(Instead::Silence);
    {
        let round = client.round();
        let known = watch.until(9);
        tokio::pin!(round);
        // The word of two is there while the third is still waited for.
        tokio::select! {
            biased;
            _ = &mut round => panic!("it waited for a witness that says nothing"),
            note = known => assert_eq!(note.expect("witnessed").checkpoint().size(), 9),
        }
    }
    assert_eq!(word(&log, &witnesses), ["w11", "w13"]);
    // The round was cut off there; the next one asks who has not said a word.
    client.round().await.expect("of one history");
    assert_eq!(word(&log, &witnesses), ["w11", "w12", "w13"]);
    assert_eq!(log.keeps(), 2);
}

#[tokio::test]
async fn a_word_that_comes_later_is_added() {
    let (witnesses, log) = (witnesses(2).await, TestLog::new("a", 9));
    let (mut client, watch) = client(&log, 2, &witnesses);
    witnesses[0].always(Some(Instead::Answer(500, "text/plain", b"not\nwell".to_vec())));
    client.round().await.expect("of one history");
    assert_eq!((watch.now().witnessed_size(), log.keeps()), (0, 0));
    assert_eq!(troubles(&watch), ["it is overloaded or not well (500 Internal Server Error)", ""]);
    witnesses[0].always(None);
    client.round().await.expect("of one history");
    assert_eq!((watch.now().witnessed_size(), log.keeps()), (9, 1));
    assert_eq!(word(&log, &witnesses), ["w11", "w12"]);
    assert_eq!(troubles(&watch), ["", ""]);
}

#[tokio::test]
async fn what_cannot_be_kept_is_tried_again() {
    let (witnesses, log) = (witnesses(1).await, TestLog::new("a", 9));
    let (mut client, watch) = client(&log, 1, &witnesses);
    log.set_cannot_keep(true);
    client.round().await.expect("of one history");
    assert_eq!(watch.now().witnessed_size(), 0);
    assert_eq!(watch.now().trouble.as_deref(), Some("a cosigned checkpoint cannot be kept: no room"));
    log.set_cannot_keep(false);
    client.round().await.expect("of one history");
    assert_eq!((watch.now().witnessed_size(), watch.now().trouble), (9, None));
    assert_eq!(witnesses[0].take_asked().len(), 1);
}

#[tokio::test]
async fn it_goes_on_by_itself() {
    let (witnesses, log) = (witnesses(2).await, TestLog::new("a", 9));
    let (client, watch) = client(&log, 2, &witnesses);
    let running = tokio::spawn(client.run());
    assert!(watch.until(9).await.is_some());
    running.abort();
    assert!(running.await.expect_err("aborted").is_cancelled());
    // Nobody asks any more.
    assert!(watch.until(10).await.is_none());
}

#[tokio::test]
async fn who_does_not_sign_reads_what_the_signer_kept() {
    let (witnesses, log) = (witnesses(2).await, TestLog::new("a", 9));
    let ((mut signer, _), (mut other, watch)) = (client(&log, 2, &witnesses), client(&log, 2, &witnesses));
    log.set_anothers_turn(true);
    other.round().await.expect("nobody was asked");
    assert_eq!((watch.now().witnessed_size(), witnesses[0].take_asked()), (0, vec![]));
    assert!(watch.now().behind_since.is_some());
    log.set_anothers_turn(false);
    signer.round().await.expect("of one history");
    witnesses[0].take_asked();
    log.set_anothers_turn(true);
    other.round().await.expect("nobody was asked");
    assert_eq!((watch.now().witnessed_size(), witnesses[0].take_asked()), (9, vec![]));
    assert!(watch.now().behind_since.is_none());
    // And then it is its turn.
    log.set_anothers_turn(false);
    log.grow("a", 1);
    other.round().await.expect("of one history");
    assert_eq!(watch.now().witnessed_size(), 10);
}
