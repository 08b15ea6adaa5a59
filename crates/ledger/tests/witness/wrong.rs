//! Answers that are of no use: they are told, and nothing comes of them.

use tlog::SigningKey;

use crate::{
    ground::{client, troubles, witnesses},
    log::{ORIGIN, TestLog, key},
    server::{FIRST_TIME, Instead},
};

fn answer(status: u16, kind: &'static str, body: &[u8]) -> Instead {
    Instead::Answer(status, kind, body.to_vec())
}

#[tokio::test]
async fn an_answer_of_no_use_is_told_and_left() {
    const SIZE: &str = "text/x.tlog.size";
    const PLAIN: &str = "text/plain";
    let line = |name: &str, bytes: &[u8]| {
        let line = tlog::signed::Signature::new(name.to_owned(), 7, bytes.to_vec()).expect("a line");
        line.to_bytes()
    };
    let no_lines = "it answers with what are no signature lines";
    let no_size = "it answers 409, but not with the size that it saw last";
    let cases = [
        (answer(200, PLAIN, b""), no_lines),
        (answer(200, PLAIN, b"\n"), no_lines),
        (answer(200, PLAIN, b"ok\n"), no_lines),
        (answer(200, PLAIN, &[0xff; 5]), no_lines),
        (answer(200, PLAIN, "\u{2014} w11 AAAA\n".as_bytes()), no_lines),
        (Instead::And(b"and more\n".to_vec()), no_lines),
        (Instead::And("\u{2014} w11".as_bytes().to_vec()), no_lines),
        (
            answer(200, PLAIN, &line("witness.example/w11", &[1; 72])),
            "it answers with signatures of other keys only",
        ),
        (Instead::SignsOther, "it answers with a signature that is not one over this checkpoint: "),
        (Instead::SignsWithoutTime, "it answers with a signature without a time"),
        (Instead::Trickle, "the answer has more than 262144 bytes"),
        (answer(409, PLAIN, b"5\n"), no_size),
        (answer(409, SIZE, b"5"), no_size),
        (answer(409, SIZE, b"05\n"), no_size),
        (answer(409, SIZE, b"-5\n"), no_size),
        (answer(409, SIZE, b"99999999999999999999\n"), no_size),
        (answer(400, PLAIN, b""), "it answers 400 Bad Request, which means nothing here"),
        (answer(302, PLAIN, b""), "it answers 302 Found, which means nothing here"),
        (answer(204, PLAIN, b""), "it answers 204 No Content, which means nothing here"),
        (answer(404, PLAIN, b""), "it does not know this log: "),
        (
            answer(403, PLAIN, b"no\nkey"),
            "it does not take the signature of this log: give its operator the key of the log (no key)",
        ),
        (answer(429, PLAIN, b""), "it is overloaded or not well (429 Too Many Requests)"),
        (Instead::HangUp, "the connection broke: "),
    ];
    for (instead, told) in cases {
        let (witnesses, log) = (witnesses(1).await, TestLog::new("a", 9));
        let (mut client, watch) = client(&log, 1, &witnesses);
        witnesses[0].always(Some(instead.clone()));
        client.round().await.expect("that stops nobody");
        assert!(troubles(&watch)[0].starts_with(told), "{instead:?}: {:?}", troubles(&watch));
        assert_eq!((watch.now().witnessed_size(), log.kept(), log.stops()), (0, None, vec![]));
        // And then it is well.
        witnesses[0].always(None);
        client.round().await.expect("of one history");
        assert_eq!(watch.now().witnessed_size(), 9, "{instead:?}");
    }
}

#[tokio::test]
async fn a_witness_that_is_unwell_for_a_moment_is_asked_again() {
    for instead in [answer(503, "text/plain", b""), answer(429, "text/plain", b""), Instead::HangUp] {
        let (witnesses, log) = (witnesses(1).await, TestLog::new("a", 9));
        let (mut client, watch) = client(&log, 1, &witnesses);
        witnesses[0].next(instead.clone());
        witnesses[0].next(instead);
        client.round().await.expect("of one history");
        assert_eq!(watch.now().witnessed_size(), 9);
    }
}

#[tokio::test]
async fn a_witness_that_names_other_sizes_all_the_time_is_left() {
    let (witnesses, log) = (witnesses(1).await, TestLog::new("a", 9));
    let (mut client, watch) = client(&log, 1, &witnesses);
    for size in ["3\n", "4\n", "3\n", "4\n"] {
        witnesses[0].next(answer(409, "text/x.tlog.size", size.as_bytes()));
    }
    client.round().await.expect("that stops nobody");
    assert_eq!(troubles(&watch), ["it names one size after another as the one that it saw last"]);
}

#[tokio::test]
async fn lines_of_other_keys_are_not_taken_along() {
    let (witnesses, log) = (witnesses(1).await, TestLog::new("a", 9));
    let (mut client, watch) = client(&log, 1, &witnesses);
    let other = tlog::cosignature::SigningKey::new("witness.example/other", &[99; 32]).expect("a key");
    let text = log.published().checkpoint().text();
    witnesses[0].next(Instead::And(other.sign(text.as_bytes(), FIRST_TIME).expect("a line").to_bytes()));
    client.round().await.expect("of one history");
    assert_eq!(watch.now().witnessed_size(), 9);
    assert_eq!(log.kept().expect("kept").signatures().len(), 2);
}

#[tokio::test]
async fn a_log_that_a_witness_does_not_know_is_told_so() {
    let (witnesses, log) = (witnesses(2).await, TestLog::new("a", 9));
    let (mut client, watch) = client(&log, 2, &witnesses);
    witnesses[0].know(vec![]);
    witnesses[1].know(vec![SigningKey::new(ORIGIN, &[2; 32]).expect("a key").verifier()]);
    client.compare().await.expect("that stops nobody");
    let told = troubles(&watch);
    assert!(told[0].starts_with("it does not know this log"), "{told:?}");
    assert!(told[1].starts_with("it does not take the signature of this log"), "{told:?}");
    for witness in &witnesses {
        witness.know(vec![key().verifier()]);
    }
    client.round().await.expect("of one history");
    assert_eq!(watch.now().witnessed_size(), 9);
}
