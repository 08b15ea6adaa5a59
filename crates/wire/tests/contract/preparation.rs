//! Requests about preparations, and every refusal about them in both languages.

use domain::{
    action,
    context::Capacity,
    count::Count,
    framework::checklist::ItemKind,
    ids::ActionNumber,
    preparation::{Command, ItemRef, Note, Refusal as R, complete::Missing},
};
use jiff::civil::date;
use tonic::Code;
use tonic_types::StatusExt as _;
use wire::{
    Language, Names,
    convert::preparation::{IntoPreparation as _, counting},
    refusal, v1,
};

use crate::fixture::{COMMAND, Keeper, faults, id, sealed};

fn item(item: &str) -> Option<v1::ChecklistItemRef> {
    Some(v1::ChecklistItemRef { checklist_id: "gespreksmap".into(), item_id: item.into() })
}

fn at(item: &str) -> ItemRef {
    ItemRef { list: id("gespreksmap"), item: id(item) }
}

fn count(number: u32) -> v1::GiveCountRequest {
    v1::GiveCountRequest {
        command_id: COMMAND.into(),
        dossier_id: COMMAND.into(),
        item: item("a"),
        pupils: Some(v1::PupilsGiven {
            number,
            counted_on: "2025-10-01".into(),
            source: "Telling van de school.".into(),
        }),
        ..v1::GiveCountRequest::default()
    }
}

#[test]
fn an_answer_is_read_and_its_words_sealed() {
    let mut keeper = Keeper::default();
    let request = v1::AnswerQuestionRequest {
        command_id: COMMAND.into(),
        dossier_id: COMMAND.into(),
        item: item("2.4"),
        answer: "Ja.".into(),
        agreement: Some("De school schrijft het op.".into()),
        with: Some("school en zorgaanbieder".into()),
        ..v1::AnswerQuestionRequest::default()
    };
    let asked = request.into_preparation(&mut keeper).expect("a good request");
    let Command::Note(Note::Answer(answer)) = asked.command else { panic!("an answer was read otherwise") };
    assert_eq!((answer.at, answer.answer, answer.with), (at("2.4"), sealed(1), Some(sealed(3))));
    let names: Vec<_> = keeper.kept.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["answer", "agreement", "with"]);
}

#[test]
fn something_to_do_is_read_and_its_words_sealed() {
    let mut keeper = Keeper::default();
    let request = v1::AgreePreparationActionRequest {
        command_id: COMMAND.into(),
        dossier_id: COMMAND.into(),
        agreed_on: "2026-02-12".into(),
        what: "Nagaan wat vervoer kost.".into(),
        doer: Some(v1::NewDoer { who: None, words: Some("de school".into()) }),
        due_on: "2026-02-28".into(),
        ..v1::AgreePreparationActionRequest::default()
    };
    let asked = request.into_preparation(&mut keeper).expect("a good request");
    let Command::AgreeAction(agree) = asked.command else { panic!("an action was read otherwise") };
    assert_eq!((agree.on, agree.action.due), (date(2026, 2, 12), date(2026, 2, 28)));
    assert_eq!((agree.action.what, agree.action.about), (sealed(1), None));
    let names: Vec<_> = keeper.kept.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["action", "doer"]);
    let empty = v1::ClosePreparationActionRequest::default().into_preparation(&mut Keeper::default());
    let expected = ["command_id", "dossier_id", "action_number", "on", "how"];
    assert_eq!(faults(empty).into_iter().map(|(field, _)| field).collect::<Vec<_>>(), expected);
}

#[test]
fn a_small_number_is_sealed_and_a_large_one_told() {
    for (number, told) in [(9, None), (10, Some(10))] {
        let mut keeper = Keeper::default();
        let asked = counting(count(number)).expect("a good request").sealed(10, &mut keeper);
        let Command::Note(Note::Count(given)) = asked.command else { panic!("a count was read otherwise") };
        assert_eq!(given.counted.count.told(), told, "{number}");
        assert_eq!(matches!(given.counted.count, Count::Few(_)), told.is_none());
        let names: Vec<_> = keeper.kept.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, if told.is_none() { vec!["few", "source"] } else { vec!["source"] });
    }
}

#[test]
fn every_violation_is_told() {
    let violations = |expected: &[(&str, &'static str)]| -> Vec<(String, &'static str)> {
        expected.iter().map(|(field, rule)| ((*field).to_owned(), *rule)).collect()
    };
    let empty = v1::CarryOutStepRequest::default().into_preparation(&mut Keeper::default());
    let expected = [
        ("command_id", "MISSING"),
        ("dossier_id", "MISSING"),
        ("item", "MISSING"),
        ("done_on", "MISSING"),
        ("holder", "BLANK"),
        ("result", "BLANK"),
    ];
    assert_eq!(faults(empty), violations(&expected));
    let bad = v1::GiveCountRequest { item: item("A B"), pupils: None, ..count(1) };
    assert_eq!(faults(counting(bad)), violations(&[("item.item_id", "NOT_NAME"), ("pupils", "MISSING")]));
}

fn refusals() -> Vec<R> {
    let (given, today) = (date(2027, 1, 5), date(2026, 12, 31));
    let list = || id("gespreksmap");
    vec![
        R::PreparationUnknown,
        R::AlreadyBegun,
        R::NotPermitted { acted_as: Capacity::Administrator },
        R::NoLists,
        R::ListUnknown { list: id("routekaart"), known: vec![list()] },
        R::Repeated { list: list() },
        R::ListAlreadyTaken { list: list() },
        R::ListNotTaken { list: list(), taken: vec![id("stappenplan-zio")] },
        R::ItemUnknown { at: at("9.9") },
        R::OtherKind { at: at("a"), noted: ItemKind::Question, is: ItemKind::Count },
        R::DateInFuture { given, today },
        R::FewInTheClear { threshold: 10 },
        R::TooMany { max: 2_000 },
        R::NotPrepared {
            round: id("voorstel"),
            missing: vec![Missing { list: list(), items: vec![id("1.1"), id("a")] }],
        },
        R::Action(action::Refusal::AlreadyClosed { action: ActionNumber(1), on: today }),
        R::Action(action::Refusal::ActionUnknown { action: ActionNumber(3), known: vec![ActionNumber(1)] }),
    ]
}

#[test]
fn every_refusal_is_told_with_its_facts_in_both_languages() {
    for refused in refusals() {
        let told = Language::ALL.map(|language| {
            let status = refusal::preparation(&refused, language, Names::none());
            let details = status.get_error_details();
            let info = details.error_info().expect("an error info").clone();
            assert_eq!(info.reason, refused.name());
            let code = match refused.name() {
                "PREPARATION_UNKNOWN" => Code::NotFound,
                "NOT_PERMITTED" => Code::PermissionDenied,
                _ => Code::FailedPrecondition,
            };
            assert_eq!(status.code(), code, "{refused:?}");
            let message = details.localized_message().expect("a message").message.clone();
            assert!(message.ends_with('.') && message.contains(". "), "no rule with its help: {message}");
            message
        });
        assert_ne!(told[0], told[1], "{refused:?}");
    }
    let missing = refusal::preparation(&refusals()[13], Language::Dutch, Names::none());
    let facts = missing.get_error_details().error_info().expect("an error info").metadata.clone();
    assert_eq!((facts["count"].as_str(), facts["missing"].as_str()), ("2", "gespreksmap:1.1,gespreksmap:a"));
}

/// However much is missing, the answer stays within what clients accept.
#[test]
fn a_long_list_of_what_is_missing_fits_in_an_answer() {
    let items = (0..300).map(|n| id(&format!("een-lange-naam-{n}"))).collect();
    let missing = vec![Missing { list: id("gespreksmap"), items }];
    let refused = R::NotPrepared { round: id("voorstel"), missing };
    for language in Language::ALL {
        let status = refusal::preparation(&refused, language, Names::none());
        assert!(status.details().len() <= wire::limits::ERROR_DETAILS_BYTES_MAX);
        let facts = status.get_error_details().error_info().expect("an error info").metadata.clone();
        assert_eq!(facts["count"], "300");
    }
}
