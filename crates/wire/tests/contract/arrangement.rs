//! Requests about arrangements, and every refusal about them in both languages.

use domain::{
    arrangement::{Basis, Command, Refusal as R, Value, commitment::Refusal as C},
    context::Capacity,
    count::Count,
};
use jiff::civil::date;
use tonic::Code;
use tonic_types::StatusExt as _;
use wire::{
    Language, Names,
    convert::arrangement::{beginning, named_dossier},
    refusal, v1,
};

use crate::fixture::{COMMAND, DOSSIER, Keeper, faults, id, sealed};

fn line() -> v1::FundingLine {
    v1::FundingLine {
        funding_id: "tlv".into(),
        party_id: Some("swv-ppo-nk".into()),
        basis: v1::FundingBasis::Individual.into(),
        amount_cents: Some(12_500_000),
        from: "2026-08-01".into(),
        until: None,
    }
}

fn planned(indicator: &str, value: v1::planned_indicator::Value) -> v1::PlannedIndicator {
    v1::PlannedIndicator { indicator_id: indicator.into(), value: Some(value) }
}

fn request() -> v1::BeginArrangementRequest {
    use v1::planned_indicator::Value as Aim;
    v1::BeginArrangementRequest {
        command_id: COMMAND.into(),
        acting_as: None,
        dossier_id: DOSSIER.into(),
        function_ids: vec!["opbouwen".into()],
        target_group: "Kleuters.".into(),
        partners: vec!["Parlan".into()],
        funding: vec![line()],
        indicators: vec![
            planned("aantal-jeugdigen", Aim::Pupils(24)),
            planned("vrijstellingen", Aim::Pupils(3)),
            planned("doelrealisatie", Aim::SharePermille(800)),
            planned("tevredenheid", Aim::ScoreTenths(75)),
        ],
        evaluations_on: vec!["2028-06-01".into(), "2027-06-01".into()],
        pupils: Some(v1::PupilsGiven {
            number: 9,
            counted_on: "2026-08-01".into(),
            source: "Inschrijvingen.".into(),
        }),
    }
}

#[test]
fn a_beginning_is_read_and_small_numbers_are_sealed() {
    let mut keeper = Keeper::default();
    let asked = beginning(request(), 10, &mut keeper).expect("a good request");
    assert_eq!(Some(asked.dossier), named_dossier(DOSSIER));
    let Command::Begin(begin) = asked.command else { panic!("{:?}", asked.command) };
    let kept = [
        ("target-group", "Kleuters."),
        ("partner", "Parlan"),
        ("few", "3"),
        ("few", "9"),
        ("source", "Inschrijvingen."),
    ];
    assert_eq!(keeper.kept, kept.map(|(name, words)| (name.to_owned(), words.to_owned())));
    let values: Vec<_> = begin.plan.indicators.iter().map(|planned| planned.value).collect();
    assert_eq!(
        values,
        [
            Value::Pupils(Count::Told(24)),
            Value::Pupils(Count::Few(sealed(3))),
            Value::Share(800),
            Value::Score(75)
        ]
    );
    assert_eq!(
        begin.plan.pupils.map(|counted| (counted.count, counted.source)),
        Some((Count::Few(sealed(4)), sealed(5)))
    );
    assert_eq!(begin.plan.evaluations, [date(2027, 6, 1), date(2028, 6, 1)], "in order");
    assert_eq!(begin.plan.funding[0].basis, Basis::Individual);
    let mut other = Keeper::default();
    let asked = beginning(request(), 3, &mut other).expect("a good request");
    let Command::Begin(begin) = asked.command else { panic!() };
    assert_eq!(
        begin.plan.pupils.map(|counted| counted.count),
        Some(Count::Told(9)),
        "another region tells more"
    );
}

#[test]
fn every_violation_is_told() {
    let bad = v1::BeginArrangementRequest {
        dossier_id: "17".into(),
        function_ids: Vec::new(),
        target_group: String::new(),
        funding: vec![v1::FundingLine { basis: 0, from: "ooit".into(), ..line() }],
        indicators: vec![v1::PlannedIndicator { indicator_id: "bereik".into(), value: None }],
        evaluations_on: vec!["2027".into()],
        pupils: Some(v1::PupilsGiven::default()),
        ..request()
    };
    let expected = [
        ("dossier_id", "NOT_UUID"),
        ("function_ids", "LIST_EMPTY"),
        ("target_group", "BLANK"),
        ("funding[0].basis", "MISSING"),
        ("funding[0].from", "NOT_DATE"),
        ("indicators[0].value", "MISSING"),
        ("evaluations_on[0]", "NOT_DATE"),
        ("pupils.counted_on", "MISSING"),
        ("pupils.source", "BLANK"),
    ];
    let expected = expected.map(|(field, rule)| (field.to_owned(), rule));
    assert_eq!(faults(beginning(bad, 10, &mut Keeper::default())), expected);
}

/// Refusals, and what each sentence says.
fn refusals() -> Vec<(R, &'static [&'static str])> {
    let dossier = id(DOSSIER);
    vec![
        (R::NotPermitted { acted_as: Capacity::Secretary { body: id("pora") } }, &["pora"]),
        (R::AlreadyRegistered, &["UUID"]),
        (R::PartyUnknown(id("gemeente-x")), &["‘gemeente-x’"]),
        (R::FunctionUnknown(id("vermaken")), &["‘vermaken’"]),
        (R::FundingUnknown(id("ibp")), &["‘ibp’"]),
        (R::TooMany { given: 51, max: 50 }, &["51", "50"]),
        (R::AlreadyBegun, &[]),
        (R::DossierUnknown { dossier }, &[DOSSIER]),
        (R::NotAdopted { dossier, end: None }, &[]),
        (R::NotAdopted { dossier, end: Some(id("afgewezen")) }, &["‘afgewezen’"]),
        (
            R::OutsideDossier {
                acted_as: Capacity::Administrator,
                coordinator: id("u-1"),
                body: Some(id("oogo")),
            },
            &["u-1", "oogo"],
        ),
        (R::OutsideDossier { acted_as: Capacity::Auditor, coordinator: id("u-1"), body: None }, &["u-1"]),
        (R::FunctionRequired, &["5"]),
        (R::IndicatorUnknown { indicator: id("geluk"), known: vec![id("bereik")] }, &["‘geluk’", "‘bereik’"]),
        (R::Repeated { which: "bereik".into() }, &["‘bereik’"]),
        (R::EndsBeforeItBegins { from: date(2027, 1, 5), until: date(2026, 12, 31) }, &["2026", "2027"]),
        (R::ValueBeyond { indicator: id("bereik"), max: 100 }, &["bereik", "100"]),
        (R::SmallNumberShown { threshold: 10 }, &["10"]),
        (R::NotBegun, &[]),
        (
            R::Commitment(C::SecretaryNeeded { acted_as: Capacity::Administrator, bodies: vec![id("oogo")] }),
            &["oogo"],
        ),
        (
            R::Commitment(C::DateInFuture { given: date(2027, 1, 5), today: date(2026, 12, 31) }),
            &["2027", "2026"],
        ),
        (
            R::Commitment(C::BeforeDecision { given: date(2026, 1, 5), decided: date(2027, 7, 1) }),
            &["2026", "2027"],
        ),
        (
            R::Commitment(C::MandateRequired { party: id("gemeente-heiloo"), step: id("oogo") }),
            &["‘oogo’", "gemeente-heiloo"],
        ),
        (R::Commitment(C::NothingToPledge { party: id("gemeente-heiloo") }), &["gemeente-heiloo"]),
        (
            R::Commitment(C::PeriodsOverlap { from: date(2026, 8, 1), until: date(2027, 7, 31) }),
            &["2026", "2027"],
        ),
        (
            R::Commitment(C::OutsideBinding { from: date(2026, 8, 1), until: date(2027, 7, 31) }),
            &["2026", "2027"],
        ),
        (R::Commitment(C::NothingReported), &[]),
    ]
}

#[test]
fn every_refusal_is_told_with_its_facts_in_both_languages() {
    for (refused, needles) in refusals().into_iter().chain(crate::evaluation::refusals()) {
        let told = Language::ALL.map(|language| {
            let status = refusal::arrangement(&refused, language, Names::none());
            let details = status.get_error_details();
            assert_eq!(details.error_info().expect("an error info").reason, refused.name());
            let code = match refused.name() {
                "DOSSIER_UNKNOWN" | "INTO_UNKNOWN" => Code::NotFound,
                "NOT_PERMITTED" | "OUTSIDE_DOSSIER" | "SECRETARY_NEEDED" => Code::PermissionDenied,
                _ => Code::FailedPrecondition,
            };
            assert_eq!(status.code(), code, "{refused:?}");
            let message = details.localized_message().expect("a message").message.clone();
            assert!(message.ends_with('.') && message.contains(['.', ';']), "{message}");
            assert!(needles.iter().all(|needle| message.contains(needle)), "{message}");
            message
        });
        assert_ne!(told[0], told[1], "{refused:?}");
    }
}
