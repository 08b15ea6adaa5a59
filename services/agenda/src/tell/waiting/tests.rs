//! Whom a dossier waits for, for how long, and what would move it.

use domain::dossier::{
    event::ConditionNumber,
    term::{Due, Still},
    waiting::Paper,
};
use jiff::civil::date;
use record::Position;
use uuid::Uuid;
use views::{
    ReferenceNumber, Words,
    query::parts::{Condition, Suspension, Term, WaitsFor},
};

use super::*;

fn framework() -> Framework {
    kader::read(kader::shipped::regio_alkmaar()).expect("the shipped framework is sound")
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(name: &str) -> T {
    name.parse().expect("a name")
}

fn pora() -> VisitRef {
    VisitRef { step: id("voorstel-pora"), number: 1 }
}

/// Waits for the PORA since a Thursday.
fn row() -> Row {
    let arrived = date(2026, 3, 12);
    let asked = Asked {
        visit: pora(),
        body: id("pora"),
        role: domain::framework::Role::Advises,
        arrived,
        spoken: Vec::new(),
    };
    Row {
        dossier: domain::ids::DossierId(Uuid::from_u128(14)),
        reference: ReferenceNumber { prefix: "OZA".into(), year: 2026, number: 14 },
        title: Words::Known("Voorbeeld: groep die wacht".into()),
        framework: framework().reference,
        coordinator: id("u-7f3a"),
        party: id("gemeente-heiloo"),
        revision: domain::ids::Revision(3),
        waits_for: WaitsFor::Body(id("pora")),
        since: arrived,
        need: Need::Outcome(asked),
        term: Some(Term {
            arrived,
            due: Due::On(date(2026, 5, 12)),
            ledger: Vec::new(),
            suspensions: Vec::new(),
            over_on: None,
        }),
        conditions: Vec::new(),
        opened: Position(4),
        escalation: None,
    }
}

#[test]
fn a_term_says_how_much_of_it_is_left_and_when_it_is_over() {
    let framework = framework();
    let budget = framework.route.step(&pora().step).and_then(|step| step.term_days).expect("a term");
    let due = framework.calendar.add_working_days(date(2026, 3, 12), budget);
    let mut waits = row();
    if let Some(term) = &mut waits.term {
        term.due = Due::On(due);
    }
    let after = framework.calendar.next_working_day(due);
    // The day; spent, left and over, and whether that is too long.
    let table = [
        (date(2026, 3, 12), (0, budget, 0), false),
        (date(2026, 3, 16), (2, budget - 2, 0), false),
        (due, (budget, 0, 0), false),
        (after, (budget + 1, 0, 1), true),
    ];
    for (day, counted, overdue) in table {
        let told = item(&waits, Some(&framework), &Planned::default(), day, Language::Dutch);
        let days = told.term.expect("a term").days.expect("its days");
        assert_eq!((days.spent, days.left, days.over), counted, "{day}");
        assert_eq!((days.budget, told.overdue), (budget, overdue), "{day}");
    }
}

#[test]
fn a_term_that_stands_still_has_no_end_and_waits_for_another() {
    let mut waits = row();
    let Need::Outcome(asked) = waits.need.clone() else { panic!() };
    waits.need = Need::Resumption(asked);
    waits.waits_for = WaitsFor::Outside(Words::Known("de inspectie".into()));
    waits.since = date(2026, 3, 16);
    waits.term = Some(Term {
        arrived: date(2026, 3, 12),
        due: Due::StandsStill(date(2026, 3, 16)),
        ledger: vec![Still { from: date(2026, 3, 16), until: None }],
        suspensions: vec![Suspension {
            from: date(2026, 3, 16),
            waits_for: waits.waits_for.clone(),
            reason: Words::Erased,
            resumed: None,
            revision: domain::ids::Revision(4),
        }],
        over_on: None,
    });
    let told = item(&waits, Some(&framework()), &Planned::default(), date(2027, 3, 12), Language::Dutch);
    let term = told.term.expect("a term");
    assert_eq!((term.due_on, term.suspended_since.as_deref()), (None, Some("2026-03-16")));
    assert_eq!(term.days.map(|days| (days.spent, days.over)), Some((1, 0)), "the Friday");
    assert!(!told.overdue, "nothing passes that stands still");
    let who = told.waits_for.and_then(|who| who.who);
    assert!(matches!(who, Some(v1::waits_for::Who::Outside(words)) if words.text == "de inspectie"));
    let way = told.way_on.expect("a way");
    assert!(matches!(way.act, Some(v1::way_on::Act::Resume(_))));
    assert!(way.told.starts_with("De opschorting eindigt: PORA"), "{}", way.told);
}

#[test]
fn a_condition_shows_once_its_last_day_has_passed() {
    let condition = |number, due| Condition {
        number: ConditionNumber(number),
        text: Words::Erased,
        set_by: pora(),
        body: Some(id("pora")),
        holder: None,
        due,
        answer: None,
        judged: None,
    };
    let mut waits = row();
    waits.conditions = vec![condition(1, Some(date(2026, 3, 15))), condition(2, None)];
    let late = |day| {
        let told = item(&waits, None, &Planned::default(), day, Language::Dutch).overdue_conditions;
        told.iter().map(|late| late.set.as_ref().map_or(0, |set| set.number)).collect::<Vec<_>>()
    };
    assert!(late(date(2026, 3, 15)).is_empty());
    assert_eq!(late(date(2026, 3, 16)), [1]);
}

#[test]
fn without_its_framework_only_the_dates_are_told() {
    let told = item(&row(), None, &Planned::default(), date(2026, 3, 16), Language::Dutch);
    assert_eq!((told.way_on, told.working_days_waiting, told.days_waiting), (None, 0, 4));
    assert_eq!(told.term.map(|term| (term.days, term.due_on)), Some((None, Some("2026-05-12".into()))));
    let paper = Paper { round: id("voorstel"), filed: Vec::new(), unanswered: Vec::new() };
    let prepares = Row { need: Need::Round(paper), term: None, ..row() };
    assert_eq!(
        item(&prepares, Some(&framework()), &Planned::default(), date(2026, 3, 16), Language::Dutch).term,
        None
    );
}
