//! Requests about what came of an arrangement, and every refusal about that.

use domain::{
    arrangement::{Command, Found, MeasureForm, Numbers, Refusal, evaluation::Refusal as R},
    framework::Conclusion,
    ids::{ArrangementId, DossierId, EvaluationNumber, Revision},
};
use jiff::civil::date;
use wire::{
    convert::evaluation::{conclusion, evaluation, found},
    v1,
};

use crate::fixture::{COMMAND, DOSSIER, Keeper, faults, id, sealed};

const OTHER: &str = "0190b5f0-7c1e-7a53-9f2a-3d1c5e8b9a62";

fn measured(indicator: &str, value: v1::measured_indicator::Value) -> v1::MeasuredIndicator {
    v1::MeasuredIndicator { indicator_id: indicator.into(), value: Some(value) }
}

fn evaluating() -> v1::EvaluateArrangementRequest {
    use v1::measured_indicator::Value as Given;
    v1::EvaluateArrangementRequest {
        command_id: COMMAND.into(),
        acting_as: None,
        dossier_id: DOSSIER.into(),
        expected_revision: Some(1),
        planned_on: Some("2027-06-01".into()),
        evaluated_on: "2027-06-14".into(),
        results: vec![
            measured("aantal-jeugdigen", Given::Pupils(24)),
            measured("vrijstellingen", Given::Pupils(3)),
            measured("doelrealisatie", Given::Share(v1::ShareCounted { part: 20, whole: 24 })),
            measured("uitval-en-bereik", Given::Share(v1::ShareCounted { part: 12, whole: 24 })),
            measured("tevredenheid", Given::Score(v1::ScoreCounted { tenths: 75, by: 6 })),
        ],
        findings: "Het loopt.".into(),
        source: "Registratie.".into(),
    }
}

#[test]
fn an_evaluation_is_read_and_what_gives_small_numbers_away_is_sealed() {
    let mut keeper = Keeper::default();
    let asked = evaluation(evaluating(), 10, &mut keeper).expect("a good request");
    assert_eq!(asked.head.expected, Some(Revision(1)));
    let kept = [
        ("few", "3"),
        ("few", "20/24"),
        ("few", "75/6"),
        ("findings", "Het loopt."),
        ("source", "Registratie."),
    ];
    assert_eq!(keeper.kept, kept.map(|(name, words)| (name.to_owned(), words.to_owned())));
    let Command::Evaluate(evaluate) = asked.command else { panic!("{:?}", asked.command) };
    let results: Vec<_> = evaluate.results.iter().map(|measured| measured.found).collect();
    assert_eq!(
        results,
        [
            Found::Told(Numbers::Pupils(24)),
            Found::Hidden(MeasureForm::Pupils, sealed(1)),
            Found::Hidden(MeasureForm::Share, sealed(2)),
            Found::Told(Numbers::Share { part: 12, whole: 24 }),
            Found::Hidden(MeasureForm::Score, sealed(3)),
        ]
    );
    assert_eq!((evaluate.planned, evaluate.on), (Some(date(2027, 6, 1)), date(2027, 6, 14)));
}

/// Who is in the circle reads the numbers; who is not reads what kind of thing is withheld, and nothing of how many.
#[test]
fn what_is_withheld_is_told_to_the_circle_alone() {
    use v1::result_told::Value as Told;
    let hidden = Found::Hidden(MeasureForm::Share, sealed(1));
    let named = || v1::Named { id: "doelrealisatie".into(), name: "Doelrealisatie".into() };
    let inside = found(&hidden, named(), |_| Some("20/24".into()));
    assert_eq!(inside.value, Some(Told::Share(v1::ShareCounted { part: 20, whole: 24 })));
    for few in [None, Some("veel".to_owned())] {
        let outside = found(&hidden, named(), |_| few);
        assert_eq!(outside.value, Some(Told::Withheld(v1::MeasureForm::Share.into())));
        assert!(outside.is_small && inside.is_small);
    }
    let told = found(&Found::Told(Numbers::Pupils(24)), named(), |_| panic!("nothing is sealed"));
    assert_eq!((told.value, told.is_small), (Some(Told::Pupils(24)), false));
}

fn concluding() -> v1::ConcludeArrangementRequest {
    v1::ConcludeArrangementRequest {
        command_id: COMMAND.into(),
        acting_as: None,
        dossier_id: DOSSIER.into(),
        expected_revision: None,
        evaluation_number: Some(1),
        conclusion: v1::Conclusion::Integrate.into(),
        concluded_on: "2027-07-01".into(),
        body_id: Some("oogo".into()),
        follower_dossier_id: Some(OTHER.into()),
        into_arrangement_id: Some(OTHER.into()),
        reason: "Het hoort bij het gewone aanbod.".into(),
        evaluations_on: vec!["2029-06-01".into(), "2028-06-01".into()],
    }
}

#[test]
fn a_conclusion_is_read() {
    let mut keeper = Keeper::default();
    let asked = conclusion(concluding(), &mut keeper).expect("a good request");
    assert_eq!(keeper.kept, [("motivation".to_owned(), "Het hoort bij het gewone aanbod.".to_owned())]);
    let Command::Conclude(conclude) = asked.command else { panic!("{:?}", asked.command) };
    assert_eq!(conclude.conclusion, Conclusion::Integrate);
    assert_eq!(conclude.evaluations, [date(2028, 6, 1), date(2029, 6, 1)], "in order");
    assert_eq!(
        conclude.follower.map(|follower| follower.revision),
        Some(Revision::default()),
        "not looked up"
    );
    assert_eq!(conclude.into, Some(ArrangementId(OTHER.parse().expect("a UUID"))));
}

/// A number that cannot have been measured is not repeated: it may be a small one.
#[test]
fn every_violation_is_told() {
    use v1::measured_indicator::Value as Given;
    let bad = v1::EvaluateArrangementRequest {
        dossier_id: "17".into(),
        planned_on: Some("ooit".into()),
        evaluated_on: String::new(),
        results: vec![
            measured("bereik", Given::Share(v1::ShareCounted { part: 7, whole: 6 })),
            measured("bereik", Given::Score(v1::ScoreCounted { tenths: 101, by: 7 })),
            v1::MeasuredIndicator { indicator_id: "Bereik".into(), value: None },
        ],
        findings: " ".into(),
        ..evaluating()
    };
    let expected = [
        ("dossier_id", "NOT_UUID"),
        ("planned_on", "NOT_DATE"),
        ("evaluated_on", "MISSING"),
        ("results[0].value", "NOT_MEASURED"),
        ("results[1].value", "NOT_MEASURED"),
        ("results[2].indicator_id", "NOT_NAME"),
        ("results[2].value", "MISSING"),
        ("findings", "BLANK"),
    ];
    let expected = expected.map(|(field, rule)| (field.to_owned(), rule));
    assert_eq!(faults(evaluation(bad, 10, &mut Keeper::default())), expected);
    let bad = v1::ConcludeArrangementRequest {
        evaluation_number: Some(0),
        conclusion: 0,
        follower_dossier_id: Some("x".into()),
        reason: String::new(),
        ..concluding()
    };
    let expected = [
        ("evaluation_number", "NOT_FROM_ONE"),
        ("conclusion", "MISSING"),
        ("follower_dossier_id", "NOT_UUID"),
        ("reason", "BLANK"),
    ];
    let expected = expected.map(|(field, rule)| (field.to_owned(), rule));
    assert_eq!(faults(conclusion(bad, &mut Keeper::default())), expected);
}

/// Refusals, and what each sentence says.
pub(crate) fn refusals() -> Vec<(Refusal, &'static [&'static str])> {
    let (dossier, arrangement): (DossierId, _) = (id(DOSSIER), ArrangementId(OTHER.parse().expect("a UUID")));
    let day = date(2027, 6, 1);
    let close = Conclusion::Close;
    let told: Vec<(R, &'static [&'static str])> = vec![
        (R::NotPlanned { given: day, known: Vec::new() }, &["2027"]),
        (R::NotPlanned { given: day, known: vec![date(2028, 5, 2)] }, &["2027", "2028"]),
        (R::AlreadyEvaluated { planned: day }, &["2027"]),
        (R::DateInFuture { given: day, today: date(2026, 1, 1) }, &["2027", "2026"]),
        (R::EvaluationUnknown { given: EvaluationNumber(3), last: EvaluationNumber(0) }, &["3"]),
        (R::EvaluationUnknown { given: EvaluationNumber(3), last: EvaluationNumber(2) }, &["3", "2"]),
        (R::AlreadyConcluded { evaluation: EvaluationNumber(4) }, &["4"]),
        (R::EvaluationRequired { conclusion: Conclusion::Adjust }, &[]),
        (R::ConcludedTooEarly { on: day, evaluated: date(2028, 5, 2) }, &["2027", "2028"]),
        (R::Over { conclusion: close, on: day }, &["2027"]),
        (R::BodyUnknown(id("senaat")), &["‘senaat’"]),
        (R::ConcludedElsewhere { conclusion: close, body: id("oogo") }, &["oogo"]),
        (R::FollowerRequired { conclusion: Conclusion::Develop }, &[]),
        (R::IntoNotPossible { conclusion: close }, &[]),
        (R::NothingToEvaluate { conclusion: close }, &[]),
        (R::PlannedTooEarly { given: day, on: date(2028, 5, 2) }, &["2027", "2028"]),
        (R::DoesNotFollow { dossier, followed: dossier }, &[DOSSIER]),
        (R::IntoItself, &[]),
        (R::IntoUnknown { arrangement }, &[OTHER]),
        (R::IntoEnded { arrangement }, &[OTHER]),
    ];
    told.into_iter().map(|(refused, needles)| (Refusal::Evaluation(refused), needles)).collect()
}
