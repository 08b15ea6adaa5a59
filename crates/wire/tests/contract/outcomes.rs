//! Requests of secretaries: what a body did, and when and why.

use domain::{
    dossier::{
        Command,
        command::{Judgement, NewCondition},
        event::{ConditionNumber, VisitRef},
    },
    framework::Outcome,
    ids::Revision,
};
use jiff::civil::date;
use wire::{Language, convert::IntoCommand, limits, v1};

use crate::fixture::{COMMAND, DOSSIER, Keeper, faults, id, sealed};

fn treatment() -> v1::Treatment {
    v1::Treatment {
        outcome: v1::Outcome::PositiveWithConditions.into(),
        treated_on: "2026-03-12".into(),
        motivation: Some("Sluit aan bij de routekaart.".into()),
        conditions: vec![v1::NewCondition {
            text: "Maak de bekostiging rond.".into(),
            holder_party_id: Some("gemeente-alkmaar".into()),
            due_on: Some("2026-06-01".into()),
        }],
        judged: vec![v1::Judgement { condition_number: 1, met: true }],
        resume_at_step_id: None,
        stances: vec![crate::stances::given()],
    }
}

fn record(treatment: v1::Treatment) -> v1::RecordOutcomeRequest {
    v1::RecordOutcomeRequest {
        command_id: COMMAND.into(),
        expected_revision: Some(4),
        acting_as: None,
        dossier_id: DOSSIER.into(),
        visit: Some(v1::VisitRef { step_id: "voorstel-pora".into(), number: 1 }),
        treatment: Some(treatment),
    }
}

#[test]
fn an_outcome_is_read_and_its_words_sealed() {
    let mut keeper = Keeper::default();
    let asked = record(treatment()).into_command(&mut keeper).expect("a good request");
    let Command::RecordOutcome(command) = asked.command else { panic!("another command") };
    assert_eq!(command.visit, VisitRef { step: id("voorstel-pora"), number: 1 });
    assert_eq!(command.treatment.outcome, Outcome::PositiveWithConditions);
    assert_eq!(command.treatment.treated_on, date(2026, 3, 12));
    assert_eq!(command.treatment.motivation, Some(sealed(1)));
    let condition =
        NewCondition { text: sealed(2), holder: Some(id("gemeente-alkmaar")), due: Some(date(2026, 6, 1)) };
    assert_eq!(command.treatment.conditions, [condition]);
    assert_eq!(command.treatment.judged, [Judgement { condition: ConditionNumber(1), met: true }]);
    assert_eq!(command.treatment.stances, [crate::stances::read(3)]);
    let names: Vec<_> = keeper.kept.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["motivation", "condition", "stance", "replacement", "dissent"]);
}

#[test]
fn a_correction_names_what_it_corrects_and_why() {
    let request = v1::CorrectOutcomeRequest {
        command_id: COMMAND.into(),
        dossier_id: DOSSIER.into(),
        corrects_revision: 5,
        reason: "Verkeerd overgenomen.".into(),
        treatment: Some(treatment()),
        ..Default::default()
    };
    let mut keeper = Keeper::default();
    let asked = request.clone().into_command(&mut keeper).expect("a good request");
    let Command::CorrectOutcome(command) = asked.command else { panic!("another command") };
    assert_eq!((command.corrects, command.reason), (Revision(5), sealed(1)));
    let bad =
        v1::CorrectOutcomeRequest { corrects_revision: 0, reason: String::new(), treatment: None, ..request };
    let expected = [("corrects_revision", "NOT_FROM_ONE"), ("reason", "BLANK"), ("treatment", "MISSING")];
    let expected = expected.map(|(field, rule)| (field.to_owned(), rule));
    assert_eq!(faults(bad.into_command(&mut Keeper::default())), expected);
}

#[test]
fn a_date_is_written_in_full_exists_and_can_be_meant() {
    let cases = [
        ("", "MISSING"),
        ("12-03-2026", "NOT_DATE"),
        ("2026-3-12", "NOT_DATE"),
        ("20260312", "NOT_DATE"),
        ("2026-W11-4", "NOT_DATE"),
        ("2026-02-29", "NOT_DATE"),
        ("2026-13-01", "NOT_DATE"),
        ("2026-03-12T10:00", "NOT_DATE"),
        ("１０２６-03-12", "NOT_DATE"),
        ("1800-01-01", "DATE_OUTSIDE"),
        ("1989-12-31", "DATE_OUTSIDE"),
        ("2200-01-01", "DATE_OUTSIDE"),
        ("0000-01-01", "DATE_OUTSIDE"),
    ];
    for (given, rule) in cases {
        let request = record(v1::Treatment { treated_on: given.into(), ..treatment() });
        let found = faults(request.into_command(&mut Keeper::default()));
        assert_eq!(found, [("treatment.treated_on".into(), rule)], "{given}");
    }
    for given in ["1990-01-01", "2199-12-31", "2028-02-29"] {
        let request = record(v1::Treatment { treated_on: given.into(), ..treatment() });
        assert!(request.into_command(&mut Keeper::default()).is_ok(), "{given}");
    }
}

#[test]
fn a_date_in_1800_is_told_clearly() {
    let request = record(v1::Treatment { treated_on: "1800-01-01".into(), ..treatment() });
    let violations = request.into_command(&mut Keeper::default()).expect_err("a violation");
    let told: Vec<_> = Language::ALL
        .iter()
        .map(|language| violations.iter().next().expect("one").fault.told(*language))
        .collect();
    assert_eq!(
        told[0],
        "De datum 1800-01-01 kan niet bedoeld zijn. Geef een datum van 1990 tot en met 2199."
    );
    assert!(told[1].contains("1800-01-01") && told[1].contains("1990") && told[1].contains("2199"));
}

#[test]
fn every_violation_of_a_treatment_is_told() {
    let bad = v1::Treatment {
        outcome: 99,
        treated_on: "morgen".into(),
        motivation: Some("x".repeat(limits::MOTIVATION_CHARS_MAX + 1)),
        conditions: vec![
            treatment().conditions[0].clone(),
            v1::NewCondition {
                text: String::new(),
                holder_party_id: Some("Gemeente".into()),
                due_on: Some("ooit".into()),
            },
        ],
        judged: vec![v1::Judgement { condition_number: 0, met: false }],
        resume_at_step_id: Some("-".into()),
        stances: vec![crate::stances::wrong()],
    };
    let request = v1::RecordOutcomeRequest {
        visit: Some(v1::VisitRef { step_id: "PORA".into(), number: 0 }),
        ..record(bad)
    };
    let expected = [
        ("visit.step_id", "NOT_NAME"),
        ("visit.number", "NOT_FROM_ONE"),
        ("treatment.outcome", "VALUE_UNKNOWN"),
        ("treatment.treated_on", "NOT_DATE"),
        ("treatment.motivation", "TOO_LONG"),
        ("treatment.conditions[1].text", "BLANK"),
        ("treatment.conditions[1].holder_party_id", "NOT_NAME"),
        ("treatment.conditions[1].due_on", "NOT_DATE"),
        ("treatment.judged[0].condition_number", "NOT_FROM_ONE"),
        ("treatment.stances[0].party_id", "NOT_NAME"),
        ("treatment.stances[0].stance", "MISSING"),
        ("treatment.stances[0].words", "BLANK"),
        ("treatment.stances[0].replacement.seated_actor_id", "MISSING"),
        ("treatment.stances[0].replacement.replaces_actor_id", "NOT_ACTOR"),
        ("treatment.stances[0].replacement.office", "VALUE_UNKNOWN"),
        ("treatment.stances[0].replacement.reported_on", "NOT_DATE"),
        ("treatment.stances[0].mandate_id", "NOT_UUID"),
        ("treatment.resume_at_step_id", "NOT_NAME"),
    ];
    let expected = expected.map(|(field, rule)| (field.to_owned(), rule));
    let mut keeper = Keeper::default();
    assert_eq!(faults(request.into_command(&mut keeper)), expected);
    assert!(keeper.kept.is_empty());
}

#[test]
fn an_outcome_has_bounds() {
    let condition = treatment().conditions[0].clone();
    let judgement = treatment().judged[0];
    let bad = v1::Treatment {
        outcome: 0,
        conditions: vec![condition; limits::CONDITIONS_MAX + 1],
        judged: vec![judgement; limits::JUDGEMENTS_MAX + 1],
        stances: vec![v1::NewStance::default(); limits::STANCES_MAX + 1],
        ..treatment()
    };
    let expected = [
        ("treatment.outcome", "MISSING"),
        ("treatment.conditions", "LIST_TOO_LONG"),
        ("treatment.judged", "LIST_TOO_LONG"),
        ("treatment.stances", "LIST_TOO_LONG"),
    ];
    let expected = expected.map(|(field, rule)| (field.to_owned(), rule));
    assert_eq!(faults(record(bad).into_command(&mut Keeper::default())), expected);
}
