//! Requests about the keeping of a history: what is read, what is sealed, and every violation together.

use domain::{
    context::Capacity,
    ids::Revision,
    keeping::{
        Command, ERASURE_RECORDS_MAX, ERASURE_TEXTS_MAX, Ground,
        command::{ConfirmErasure, DeclineErasure, LiftHold, PlaceHold, RequestErasure},
    },
};
use wire::{
    convert::{IntoKeeping, Keeping, TextsNamed, Violations, query::History},
    limits, v1,
};

use crate::fixture::{COMMAND, DOSSIER, Keeper, faults, id, sealed};

const REASON: &str = "Er loopt een bezwaar.";

/// What every request has.
#[derive(Clone)]
struct Common {
    command_id: String,
    expected_revision: Option<u64>,
    acting_as: Option<v1::Capacity>,
    history_id: String,
    /// The record of the request or the hold, where there is one.
    revision: u64,
    /// Why, where it is asked.
    reason: String,
}

fn good() -> Common {
    let capacity = v1::capacity::Capacity::Administrator(v1::AdministratorCapacity {});
    Common {
        command_id: COMMAND.into(),
        expected_revision: Some(7),
        acting_as: Some(v1::Capacity { capacity: Some(capacity) }),
        history_id: format!("dossier.{DOSSIER}"),
        revision: 4,
        reason: REASON.into(),
    }
}

/// Everything wrong that can be, with each place and rule.
fn bad() -> Common {
    Common {
        command_id: "1".into(),
        expected_revision: None,
        acting_as: Some(v1::Capacity { capacity: None }),
        history_id: "framework.regio-alkmaar".into(),
        revision: 0,
        reason: "x".repeat(limits::MOTIVATION_CHARS_MAX + 1) + "\u{7}",
    }
}

fn requested(common: Common, ground: i32, texts: Vec<v1::RecordTexts>) -> v1::RequestErasureRequest {
    let Common { command_id, expected_revision, acting_as, history_id, reason, .. } = common;
    let reason = Some(reason);
    v1::RequestErasureRequest { command_id, expected_revision, acting_as, history_id, ground, texts, reason }
}

/// Reads one of the requests, by its name.
fn read(name: &str, common: Common, keeper: &mut Keeper) -> Result<Keeping, Violations> {
    let Common { command_id, expected_revision, acting_as, history_id, revision, reason } = common;
    match name {
        "ConfirmErasure" => v1::ConfirmErasureRequest {
            command_id,
            expected_revision,
            acting_as,
            history_id,
            request_revision: revision,
        }
        .into_keeping(keeper),
        "DeclineErasure" => v1::DeclineErasureRequest {
            command_id,
            expected_revision,
            acting_as,
            history_id,
            request_revision: revision,
            reason,
        }
        .into_keeping(keeper),
        "PlaceHold" => v1::PlaceHoldRequest { command_id, expected_revision, acting_as, history_id, reason }
            .into_keeping(keeper),
        "LiftHold" => v1::LiftHoldRequest {
            command_id,
            expected_revision,
            acting_as,
            history_id,
            hold_revision: revision,
            reason,
        }
        .into_keeping(keeper),
        "ConfirmHistory" => {
            v1::ConfirmHistoryRequest { command_id, expected_revision, acting_as, history_id }
                .into_keeping(keeper)
        }
        other => panic!("no request {other}"),
    }
}

#[test]
fn a_request_to_erase_names_words_and_seals_its_reason() {
    let texts = vec![
        v1::RecordTexts { revision: 2, names: vec!["motivation".into()], digests: vec!["abc".into()] },
        v1::RecordTexts { revision: 3, ..v1::RecordTexts::default() },
    ];
    let mut keeper = Keeper::default();
    let request = requested(good(), v1::ErasureGround::ProceduralFault.into(), texts);
    let read = request.clone().into_keeping(&mut keeper).expect("a good request");
    assert_eq!(read.head.expected, Some(Revision(7)));
    assert_eq!(read.head.acting_as, Some(Capacity::Administrator));
    assert_eq!(read.history, History::Dossier(id(DOSSIER)));
    let named = |revision, names: &[&str], digests: &[&str]| {
        let owned = |list: &[&str]| list.iter().map(|it| (*it).to_owned()).collect();
        TextsNamed { revision: Revision(revision), names: owned(names), digests: owned(digests) }
    };
    assert_eq!(read.named, [named(2, &["motivation"], &["abc"]), named(3, &[], &[])]);
    let ground = Ground::ProceduralFault;
    let expected = RequestErasure { ground, texts: Vec::new(), reason: Some(sealed(1)) };
    assert_eq!(read.command, Command::RequestErasure(expected));
    assert_eq!(keeper.kept, [("reason".to_owned(), REASON.to_owned())]);

    let silent = v1::RequestErasureRequest { reason: None, ..request };
    let mut keeper = Keeper::default();
    let read = silent.into_keeping(&mut keeper).expect("a good request");
    assert!(matches!(read.command, Command::RequestErasure(RequestErasure { reason: None, .. })));
    assert!(keeper.kept.is_empty());
}

#[test]
fn every_violation_of_a_request_to_erase_is_told_and_nothing_is_sealed() {
    let long = "x".repeat(limits::TEXT_NAME_CHARS_MAX + 1);
    let texts = vec![
        v1::RecordTexts { revision: 2, ..v1::RecordTexts::default() },
        v1::RecordTexts {
            revision: 0,
            names: vec![String::new(), "a\nb".into()],
            digests: vec!["abc".into(), long],
        },
    ];
    let mut keeper = Keeper::default();
    let found = faults(requested(bad(), 99, texts).into_keeping(&mut keeper));
    let expected = [
        ("command_id", "NOT_UUID"),
        ("acting_as.capacity", "MISSING"),
        ("history_id", "NOT_HISTORY"),
        ("ground", "VALUE_UNKNOWN"),
        ("texts[1].revision", "NOT_FROM_ONE"),
        ("texts[1].names[0]", "BLANK"),
        ("texts[1].names[1]", "NOT_ONE_LINE"),
        ("texts[1].digests[1]", "TOO_LONG"),
        ("reason", "TOO_LONG"),
        ("reason", "CONTROL_CHARACTER"),
    ];
    assert_eq!(found, expected.map(|(field, rule)| (field.to_owned(), rule)));
    assert!(keeper.kept.is_empty());
}

#[test]
fn a_request_to_erase_has_bounds() {
    let one = v1::RecordTexts { revision: 1, ..v1::RecordTexts::default() };
    let many = v1::RecordTexts { names: vec!["motivation".into(); ERASURE_TEXTS_MAX + 1], ..one.clone() };
    let most = v1::RecordTexts { names: vec!["motivation".into(); ERASURE_TEXTS_MAX], ..one.clone() };
    let privacy = i32::from(v1::ErasureGround::Privacy);
    let table = [
        (privacy, vec![], Some(("texts", "LIST_EMPTY"))),
        (0, vec![one.clone()], Some(("ground", "MISSING"))),
        (privacy, vec![one.clone(); ERASURE_RECORDS_MAX + 1], Some(("texts", "LIST_TOO_LONG"))),
        (privacy, vec![many], Some(("texts[0].names", "LIST_TOO_LONG"))),
        (privacy, vec![one; ERASURE_RECORDS_MAX], None),
        (privacy, vec![most], None),
    ];
    for (ground, texts, fault) in table {
        let read = requested(good(), ground, texts).into_keeping(&mut Keeper::default());
        match fault {
            None => assert!(read.is_ok(), "{read:?}"),
            Some((field, rule)) => assert_eq!(faults(read), [(field.to_owned(), rule)]),
        }
    }
}

#[test]
fn what_is_asked_of_a_request_or_a_hold_is_read() {
    let (request, reason) = (Revision(4), sealed(1));
    let table = [
        ("ConfirmErasure", Command::ConfirmErasure(ConfirmErasure { request }), false),
        ("DeclineErasure", Command::DeclineErasure(DeclineErasure { request, reason }), true),
        ("PlaceHold", Command::PlaceHold(PlaceHold { reason }), true),
        ("LiftHold", Command::LiftHold(LiftHold { hold: request, reason }), true),
        ("ConfirmHistory", Command::ConfirmHistory, false),
    ];
    for (name, command, has_reason) in table {
        for history in [format!("dossier.{DOSSIER}"), format!("arrangement.{DOSSIER}")] {
            let mut keeper = Keeper::default();
            let read = read(name, Common { history_id: history.clone(), ..good() }, &mut keeper);
            let read = read.expect("a good request");
            assert_eq!((&read.command, &read.named), (&command, &Vec::new()), "{name}");
            let expected = match history.starts_with("dossier") {
                true => History::Dossier(id(DOSSIER)),
                false => History::Arrangement(id(DOSSIER)),
            };
            assert_eq!(read.history, expected, "{name}");
            assert_eq!(read.head.expected, Some(Revision(7)), "{name}");
            let kept = has_reason.then(|| ("reason".to_owned(), REASON.to_owned()));
            assert_eq!(keeper.kept, Vec::from_iter(kept), "{name}");
        }
    }
}

#[test]
fn every_violation_of_what_is_asked_of_a_request_or_a_hold_is_told() {
    let head = [("command_id", "NOT_UUID"), ("acting_as.capacity", "MISSING"), ("history_id", "NOT_HISTORY")];
    let reason = [("reason", "TOO_LONG"), ("reason", "CONTROL_CHARACTER")];
    let at = |field| vec![(field, "NOT_FROM_ONE")];
    let table = [
        ("ConfirmErasure", at("request_revision")),
        ("DeclineErasure", [at("request_revision"), reason.to_vec()].concat()),
        ("PlaceHold", reason.to_vec()),
        ("LiftHold", [at("hold_revision"), reason.to_vec()].concat()),
        ("ConfirmHistory", Vec::new()),
    ];
    for (name, own) in table {
        let mut keeper = Keeper::default();
        let expected: Vec<_> =
            head.into_iter().chain(own).map(|(field, rule)| (field.to_owned(), rule)).collect();
        assert_eq!(faults(read(name, bad(), &mut keeper)), expected, "{name}");
        assert!(keeper.kept.is_empty(), "{name}");
    }
    // Nothing given at all: everything that is needed is missed.
    let nothing = Common {
        command_id: String::new(),
        expected_revision: None,
        acting_as: None,
        history_id: String::new(),
        revision: 0,
        reason: String::new(),
    };
    let found = faults(read("LiftHold", nothing, &mut Keeper::default()));
    let expected = [
        ("command_id", "MISSING"),
        ("history_id", "NOT_HISTORY"),
        ("hold_revision", "NOT_FROM_ONE"),
        ("reason", "BLANK"),
    ];
    assert_eq!(found, expected.map(|(field, rule)| (field.to_owned(), rule)));
}
