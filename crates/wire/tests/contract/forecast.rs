//! Forecasts: what is asked, and how the answer reads.

use std::collections::BTreeMap;

use domain::{
    calendar::Calendar,
    forecast::{
        Deadline, Forecast, Leg, Outlook, Passage, Standing, Submitted, Times,
        days::{Arrival, Missed, Why},
        outlook::Binding,
        side_by_side::{BodySides, Sides},
        what_if::Stay,
    },
    framework::{Body, End, EndKind, Framework, FrameworkRef, Outcome, Quorum, Role, Round, Route},
    sealed::Digest,
};
use jiff::civil::{Date, date};
use wire::{
    Language,
    convert::{
        forecast,
        query::{
            DossierName, FrameworkSource, When,
            forecast::{DossierForecast, OtherFramework, RouteForecast},
        },
    },
    limits, v1,
};

use crate::fixture::{DOSSIER, faults, id};

fn adopted(family: &str, version: Option<&str>) -> Option<v1::FrameworkSource> {
    let version = version.map(str::to_owned);
    let adopted = v1::framework_source::AdoptedVersion { framework_id: family.into(), version };
    Some(v1::FrameworkSource { source: Some(v1::framework_source::Source::Adopted(adopted)) })
}

fn file(file: &str) -> Option<v1::FrameworkSource> {
    Some(v1::FrameworkSource { source: Some(v1::framework_source::Source::File(file.into())) })
}

fn later(round: &str, on: &str) -> v1::LaterRound {
    v1::LaterRound { round_id: round.into(), submitted_on: on.into() }
}

#[test]
fn a_route_is_asked_by_framework_round_and_day() {
    let asked = RouteForecast::try_from(v1::ForecastRouteRequest {
        framework: adopted("regio-alkmaar", Some("2026.1")),
        round_id: Some("businesscase".into()),
        submitted_on: Some("2026-02-12".into()),
        later: vec![later("uitvoering", "2026-09-01"), later("uitvoering", "2026-10-01")],
        at: None,
    });
    let expected = RouteForecast {
        framework: FrameworkSource::Adopted(id("regio-alkmaar"), Some(id("2026.1"))),
        round: Some(id("businesscase")),
        submitted: Some(date(2026, 2, 12)),
        later: BTreeMap::from([(id("uitvoering"), date(2026, 10, 1))]),
        when: When::Newest,
    };
    assert_eq!(asked, Ok(expected));
    let least = v1::ForecastRouteRequest { framework: file("schema"), ..Default::default() };
    let least = RouteForecast::try_from(least).expect("a good request");
    assert_eq!(
        (least.framework, least.round, least.submitted),
        (FrameworkSource::File("schema".into()), None, None)
    );
}

#[test]
fn every_violation_of_a_route_question_is_told() {
    let request = v1::ForecastRouteRequest {
        framework: adopted("Regio", Some("x y")),
        round_id: Some(String::new()),
        submitted_on: Some("12-02-2026".into()),
        later: vec![later("", "1800-01-01")],
        at: None,
    };
    let expected = [
        ("framework.adopted.framework_id", "NOT_NAME"),
        ("framework.adopted.version", "NOT_NAME"),
        ("round_id", "MISSING"),
        ("submitted_on", "NOT_DATE"),
        ("later[0].round_id", "MISSING"),
        ("later[0].submitted_on", "DATE_OUTSIDE"),
    ];
    let told = faults(RouteForecast::try_from(request));
    assert_eq!(told, expected.map(|(field, rule)| (field.to_owned(), rule)));
    let many = vec![later("a", "2026-01-01"); limits::LATER_ROUNDS_MAX + 1];
    let request = v1::ForecastRouteRequest { framework: file(" "), later: many, ..Default::default() };
    let told = faults(RouteForecast::try_from(request));
    assert_eq!(told, [("framework.file".to_owned(), "BLANK"), ("later".to_owned(), "LIST_TOO_LONG")]);
    let none = v1::ForecastRouteRequest {
        framework: Some(v1::FrameworkSource { source: None }),
        ..Default::default()
    };
    assert_eq!(faults(RouteForecast::try_from(none)), [("framework".to_owned(), "MISSING")]);
}

#[test]
fn a_dossier_is_asked_by_id_or_number() {
    use v1::forecast_dossier_request::Dossier as Named;
    let asked =
        |dossier| DossierForecast::try_from(v1::ForecastDossierRequest { dossier, ..Default::default() });
    let by_id = asked(Some(Named::DossierId(DOSSIER.into()))).expect("a good request");
    assert_eq!((by_id.dossier, by_id.when), (DossierName::Id(id(DOSSIER)), When::Newest));
    let by_number = asked(Some(Named::Reference(" oza-2026-0014 ".into()))).expect("a good request");
    assert_eq!(by_number.dossier, DossierName::Reference("OZA-2026-0014".into()));
    assert_eq!(faults(asked(None)), [("dossier".to_owned(), "MISSING")]);
}

#[test]
fn a_comparison_runs_forward() {
    let asked = |from: &str, until: &str| {
        OtherFramework::try_from(v1::CompareFrameworksRequest {
            other: file("schema"),
            opened_from: Some(from.into()),
            opened_until: Some(until.into()),
            at: None,
        })
    };
    let day = asked("2026-01-01", "2026-01-01").expect("one day is a period");
    assert_eq!((day.from, day.until), (Some(date(2026, 1, 1)), Some(date(2026, 1, 1))));
    assert_eq!(faults(asked("2026-01-02", "2026-01-01")), [("opened_until".to_owned(), "EARLIER_THAN_FROM")]);
    let both = v1::CompareFrameworksRequest::default();
    assert_eq!(faults(OtherFramework::try_from(both)), [("other".to_owned(), "MISSING")]);
}

/// Two bodies with names for people, and one round.
fn framework() -> Framework {
    let body = |name: &str| Body {
        id: id(name),
        name: name.to_uppercase(),
        composition: "wie erbij hoort".into(),
        seats: Vec::new(),
        quorum: Quorum::default(),
        meets: None,
        papers_due_days: 0,
        dispatch_days: 0,
    };
    Framework {
        reference: FrameworkRef { id: id("regio"), version: id("1"), digest: Digest([7; 32]) },
        title: "Regio".into(),
        reference_prefix: "OZA".into(),
        supersedes: None,
        effective_from: date(2026, 1, 1),
        calendar: Calendar::algemene_termijnenwet(),
        parties: Vec::new(),
        bodies: vec![body("pora"), body("oogo")],
        formats: Vec::new(),
        route: Route {
            rounds: vec![Round {
                id: id("voorstel"),
                name: "Ronde 1".into(),
                opens_with: Vec::new(),
                prepared: Vec::new(),
            }],
            steps: Vec::new(),
            ends: vec![End { id: id("vastgesteld"), name: "Vastgesteld".into(), kind: EndKind::Adopted }],
        },
        functions: Vec::new(),
        ladder: domain::framework::Ladder::default(),
        funding_codes: Vec::new(),
        indicators: Vec::new(),
        checklists: Vec::new(),
        evaluation: BTreeMap::new(),
        small_number_threshold: 10,
    }
}

fn passage(body: &str, role: Role, meets: Date) -> Passage {
    let late = Missed { date: date(2026, 4, 1), why: Why::PapersLate { due: date(2026, 3, 16) } };
    Passage {
        step: id(&format!("voorstel-{body}")),
        body: id(body),
        role,
        outcome: if role == Role::Decides { Outcome::Adopted } else { Outcome::Positive },
        arrives: date(2026, 3, 24),
        papers_due: date(2026, 4, 16),
        meets,
        called: false,
        by_parties: false,
        missed: vec![late, Missed { date: date(2026, 4, 6), why: Why::NoWorkingDay }],
        due: Some(date(2026, 5, 1)),
    }
}

fn foretold(deadline: Option<Deadline>, binding: Option<Binding>) -> Forecast {
    let outlook = Outlook {
        step: id("voorstel-oogo"),
        body: id("oogo"),
        decides_on: date(2026, 6, 4),
        deadline,
        binding,
    };
    let leg = Leg {
        round: id("voorstel"),
        submitted: Some(Submitted::On(date(2026, 2, 2))),
        passages: vec![
            passage("pora", Role::Advises, date(2026, 5, 6)),
            passage("oogo", Role::Decides, date(2026, 6, 4)),
        ],
        outlook: outlook.clone(),
    };
    Forecast { legs: vec![leg], outlook, end: Some(id("vastgesteld")) }
}

fn by(on_or_before: Date) -> Option<Deadline> {
    Some(Deadline { on_or_before, otherwise: Some(date(2026, 9, 3)) })
}

fn oogo() -> Option<Binding> {
    Some(Binding { body: id("oogo"), without: date(2026, 5, 21) })
}

fn sentences(told: &Forecast, standing: &Standing) -> [String; 2] {
    [Language::Dutch, Language::English].map(|language| {
        let told = forecast::forecast(told, &framework(), standing, language);
        let sentence = told.outlook.expect("an outlook").sentence;
        assert_eq!(told.rounds[0].outlook.as_ref().map(|outlook| &outlook.sentence), Some(&sentence));
        sentence
    })
}

#[test]
fn the_sentence_says_what_to_do_and_what_it_costs_not_to() {
    let submitting = Standing::Submitting { round: id("voorstel"), on: date(2026, 2, 2) };
    let revising = Standing::Revising { resume_at: id("voorstel-pora"), on: date(2026, 2, 2) };
    let visit = Standing::AtVisit {
        step: id("voorstel-pora"),
        arrived: date(2026, 3, 24),
        due: None,
        arrival: Arrival::on(date(2026, 3, 24)),
    };
    let table = [
        (
            foretold(by(date(2026, 2, 12)), oogo()),
            &submitting,
            "Dien uiterlijk 12 februari 2026 in, dan kan OOGO besluiten op 4 juni 2026; daarna wordt het 3 september 2026. \
             OOGO bepaalt deze datum: vergaderde alleen dit gremium zodra de stukken op tijd zijn, dan werd het 21 mei 2026.",
            "Submit by 12 February 2026, and OOGO can decide on 4 June 2026; after that it becomes 3 September 2026. OOGO \
             decides this date: if that body alone met as soon as the papers are in time, it would be 21 May 2026.",
        ),
        (
            foretold(by(date(2026, 2, 12)), None),
            &revising,
            "Dien de nieuwe versie uiterlijk 12 februari 2026 in, dan kan OOGO besluiten op 4 juni 2026; daarna wordt het 3 \
             september 2026. Geen gremium alleen kan deze datum vervroegen.",
            "Send the new version by 12 February 2026, and OOGO can decide on 4 June 2026; after that it becomes 3 September \
             2026. No body alone can bring this date forward.",
        ),
        (
            foretold(Some(Deadline { on_or_before: date(2026, 5, 6), otherwise: None }), None),
            &visit,
            "Behandelt PORA het dossier uiterlijk 6 mei 2026, dan kan OOGO besluiten op 4 juni 2026; daarna is er geen datum \
             te geven. Geen gremium alleen kan deze datum vervroegen.",
            "If PORA treats the dossier by 6 May 2026, OOGO can decide on 4 June 2026; after that no date can be given. No \
             body alone can bring this date forward.",
        ),
        (
            foretold(None, None),
            &visit,
            "OOGO kan besluiten op 4 juni 2026. Geen gremium alleen kan deze datum vervroegen.",
            "OOGO can decide on 4 June 2026. No body alone can bring this date forward.",
        ),
    ];
    for (told, standing, nl, en) in table {
        assert_eq!(sentences(&told, standing), [nl, en]);
    }
}

#[test]
fn a_forecast_tells_every_passage_and_what_it_assumes() {
    let standing = Standing::Submitting { round: id("voorstel"), on: date(2026, 2, 2) };
    let told = forecast::forecast(
        &foretold(by(date(2026, 2, 12)), oogo()),
        &framework(),
        &standing,
        Language::Dutch,
    );
    let round = &told.rounds[0];
    assert_eq!((round.submitted_on.as_deref(), round.at_once), (Some("2026-02-02"), false));
    let pora = &round.passages[0];
    assert_eq!(pora.body.as_ref().map(|body| body.name.as_str()), Some("PORA"));
    assert_eq!((pora.meets_on.as_str(), pora.papers_due_on.as_str()), ("2026-05-06", "2026-04-16"));
    assert_eq!((pora.due_on.as_deref(), pora.in_term), (Some("2026-05-01"), false));
    assert_eq!(pora.missed[0].papers_due_on.as_deref(), Some("2026-03-16"));
    assert_eq!(pora.missed[1].reason(), v1::MissedReason::NoWorkingDay);
    let deadline = told.outlook.as_ref().and_then(|outlook| outlook.deadline.clone()).expect("a deadline");
    assert_eq!(
        (deadline.act(), deadline.otherwise_on.as_deref()),
        (v1::ForecastAct::Submit, Some("2026-09-03"))
    );
    assert_eq!(told.end.map(|end| end.kind()), Some(v1::EndKind::Adopted));
    let codes: Vec<_> = told.assumptions.iter().map(v1::Assumption::code).collect();
    assert_eq!(codes, [v1::AssumptionCode::FirstMeetingInTime]);
}

#[test]
fn every_assumption_is_told_in_both_languages() {
    let codes = (1..).map_while(|code| v1::AssumptionCode::try_from(code).ok());
    let mut told: Vec<String> = Vec::new();
    for code in codes {
        for language in Language::ALL {
            let message = forecast::assumption(code, language).message;
            assert!(message.ends_with('.') && !told.contains(&message), "{code:?}: {message}");
            told.push(message);
        }
    }
    assert_eq!(told.len(), 18);
}

#[test]
fn times_stand_side_by_side() {
    let stay = Stay { visits: 2, days: 71 };
    let times = Times { bodies: BTreeMap::from([(id("pora"), stay)]), submitter_days: 20, total_days: 91 };
    let told = forecast::compare::times(&times);
    assert_eq!((told.bodies[0].body_id.as_str(), told.bodies[0].days, told.total_days), ("pora", 71, 91));
    let sides = BodySides {
        visits: Sides { really: 2, own: 2, other: 0 },
        days: Sides { really: Some(71), own: Some(60), other: None },
    };
    let named = v1::Named { id: "pora".into(), name: "PORA".into() };
    let told = forecast::compare::body(named, &sides);
    assert_eq!(told.visits, Some(v1::ComparedCounts { really: 2, own: 2, other: 0 }));
    assert_eq!(told.days, Some(v1::ComparedDays { really: Some(71), own: Some(60), other: None }));
}
