//! Who comes in, and what they find with themselves inside.

use access::{Act, Read, TokenHash};
use domain::context::Capacity;
use jiff::civil::date;
use tonic::Code;
use tonic_types::StatusExt as _;
use wire::Language;

use super::*;

const EXPIRED_SINCE: Date = date(2026, 3, 14);

fn token(number: u8) -> Token {
    Token::from_random(&[number; 32])
}

fn register(callers: &[(&str, TokenHash, &str)]) -> Register {
    let text: String = callers
        .iter()
        .map(|(actor, hash, rest)| {
            format!("[[caller]]\nactor = \"{actor}\"\ntoken_sha256 = \"{hash}\"\n{rest}\n")
        })
        .collect();
    Register::parse(&text).unwrap()
}

fn door() -> Door {
    let register = register(&[
        ("u-1", token(1).hash(), r#"grants = [{ role = "coordinator", party = "gemeente-heiloo" }]"#),
        ("u-2", token(2).hash(), &format!("expires = {EXPIRED_SINCE}\ngrants = [{{ role = \"auditor\" }}]")),
    ]);
    Door::new(register, || EXPIRED_SINCE)
}

fn request(authorization: &[&str]) -> Request<()> {
    let mut request = Request::new(());
    for value in authorization {
        request.metadata_mut().append("authorization", value.parse().unwrap());
    }
    request
}

fn turned_away(door: &Door, authorization: &[&str]) -> (Code, String) {
    let status = door.clone().call(request(authorization)).unwrap_err();
    let details = status.get_error_details();
    (status.code(), details.error_info().unwrap().reason.clone())
}

#[test]
fn nobody_comes_in_without_a_token_that_is_known_and_valid() {
    let door = door();
    let of = |number| format!("Bearer {}", token(number).reveal());
    let (known, unknown, expired, bare) = (of(1), of(9), of(2), token(1));
    let table: [(&[&str], &str); 10] = [
        (&[], "TOKEN_MISSING"),
        (&[""], "TOKEN_MALFORMED"),
        (&["Bearer"], "TOKEN_MALFORMED"),
        (&["Bearer "], "TOKEN_MALFORMED"),
        (&["Basic dTE6eA=="], "TOKEN_MALFORMED"),
        (&[bare.reveal()], "TOKEN_MALFORMED"),
        (&[&known[..known.len() - 1]], "TOKEN_MALFORMED"),
        (&[&known, &known], "TOKEN_MALFORMED"),
        (&[&unknown], "TOKEN_UNKNOWN"),
        (&[&expired], "TOKEN_EXPIRED"),
    ];
    for (authorization, reason) in table {
        assert_eq!(
            turned_away(&door, authorization),
            (Code::Unauthenticated, reason.into()),
            "{authorization:?}"
        );
    }
}

#[test]
fn no_answer_repeats_a_token() {
    let shown = token(9).reveal().to_owned();
    for value in
        [format!("Bearer {shown}"), format!("Basic {shown}"), shown.clone(), format!("Bearer {shown}x")]
    {
        let status = door().call(request(&[&value])).unwrap_err();
        let told = format!("{status:?} {:?}", status.get_error_details());
        assert!(!told.contains(&shown[8..]), "{told}");
    }
}

#[test]
fn who_comes_in_is_known_inside_and_their_token_is_not() {
    for scheme in ["Bearer", "bearer", "BEARER"] {
        let mut asking = request(&[&format!("{scheme} {}", token(1).reveal())]);
        asking.metadata_mut().insert("accept-language", "en".parse().unwrap());
        asking.metadata_mut().insert("x-request-id", "front-7".parse().unwrap());
        let inside = door().call(asking).unwrap();
        assert!(inside.metadata().get("authorization").is_none());
        let asker = Asker::of(&inside).unwrap();
        assert_eq!(asker.caller.actor.to_string(), "u-1");
        assert_eq!(asker.language, Language::English);
        assert_eq!(asker.request_id.to_string(), "front-7");
    }
}

#[test]
fn what_they_may_not_do_says_so_by_name() {
    let inside = door().call(request(&[&format!("Bearer {}", token(1).reveal())])).unwrap();
    let asker = Asker::of(&inside).unwrap();
    let coordinator = Capacity::Coordinator { party: "gemeente-heiloo".parse().unwrap() };
    assert_eq!(asker.capacity_for(&Act::Coordinate, None).unwrap(), coordinator);
    assert!(asker.may_read(&Read::Agenda).is_ok());
    let wanted = Capacity::Administrator;
    let table = [
        (asker.capacity_for(&Act::Administer, None).unwrap_err(), "NOT_GRANTED"),
        (asker.capacity_for(&Act::Coordinate, Some(&wanted)).unwrap_err(), "CAPACITY_NOT_HELD"),
        (asker.may_read(&Read::Journal).unwrap_err(), "NOT_GRANTED"),
    ];
    for (status, reason) in table {
        assert_eq!(status.code(), Code::PermissionDenied);
        assert_eq!(status.get_error_details().error_info().unwrap().reason, reason);
    }
}

#[test]
fn a_service_without_a_door_answers_nobody() {
    let status = Asker::of(&Request::new(())).unwrap_err();
    assert_eq!(status.code(), Code::Internal);
}

#[test]
fn another_register_counts_from_the_next_call() {
    let door = door();
    let (old, new) = (format!("Bearer {}", token(1).reveal()), format!("Bearer {}", token(3).reveal()));
    let clone = door.clone();
    assert!(clone.identify(request(&[&old]).metadata().as_ref()).is_ok());
    door.replace(register(&[("u-3", token(3).hash(), "grants = []")]));
    assert_eq!(turned_away(&clone, &[&old]).1, "TOKEN_UNKNOWN");
    let caller = clone.identify(request(&[&new]).metadata().as_ref()).unwrap();
    assert_eq!(caller.actor.to_string(), "u-3");
}
