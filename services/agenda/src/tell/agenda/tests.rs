//! How long a dossier waits, and whether that is too long.

use domain::framework::Role;
use jiff::civil::date;
use record::Position;
use uuid::Uuid;
use views::{
    ReferenceNumber, Words,
    query::parts::{Term, WaitsFor},
};

use super::*;

/// The framework of the region Alkmaar: what it says about working days counts.
fn framework() -> Framework {
    kader::read(kader::shipped::regio_alkmaar()).expect("the shipped framework is sound")
}

/// Waits since a Thursday.
fn row(due: Option<Date>) -> Row {
    Row {
        dossier: domain::ids::DossierId(Uuid::from_u128(14)),
        reference: ReferenceNumber { prefix: "OZA".into(), year: 2026, number: 14 },
        title: Words::Known("Voorbeeld: groep die wacht".into()),
        framework: framework().reference,
        coordinator: "u-7f3a".parse().expect("an actor"),
        party: "gemeente-heiloo".parse().expect("a party"),
        revision: domain::ids::Revision(3),
        body: "pora".parse().expect("a body"),
        waits_for: WaitsFor::Body("pora".parse().expect("a body")),
        visit: domain::dossier::event::VisitRef { step: "voorstel-pora".parse().expect("a step"), number: 1 },
        round: "voorstel".parse().expect("a round"),
        role: Role::Advises,
        arrived: date(2026, 3, 12),
        term: due.map(|due| Term {
            arrived: date(2026, 3, 12),
            due: Due::On(due),
            ledger: Vec::new(),
            suspensions: Vec::new(),
            over_on: None,
        }),
        opened: Position(4),
        documents: Vec::new(),
        voices: Vec::new(),
        outcomes: Vec::new(),
        escalation: None,
        conditions: Vec::new(),
        meeting: None,
    }
}

#[test]
fn days_are_counted_to_the_day_that_is_asked_about() {
    let framework = framework();
    let waits = row(Some(date(2026, 3, 26)));
    // The day, the days since it came, the working days among them, and whether its term is over.
    let table = [
        ("before it came", date(2026, 3, 11), 0, 0, false),
        ("the day it came", date(2026, 3, 12), 0, 0, false),
        ("the next day", date(2026, 3, 13), 1, 1, false),
        ("after a weekend", date(2026, 3, 16), 4, 2, false),
        ("the day before the term ends", date(2026, 3, 25), 13, 9, false),
        ("the last day of the term", date(2026, 3, 26), 14, 10, false),
        ("the day after the term", date(2026, 3, 27), 15, 11, true),
        ("the Thursday before Easter", date(2026, 4, 2), 21, 15, true),
        ("the Tuesday after Easter", date(2026, 4, 7), 26, 16, true),
        // Fifty-two weeks and a Friday, less eight holidays that fall on a weekday.
        ("a year later", date(2027, 3, 12), 365, 253, true),
    ];
    for (when, day, days, working_days, overdue) in table {
        let told = item(&waits, Some(&framework), day);
        let counted = (told.days_waiting, told.working_days_waiting, told.overdue);
        assert_eq!(counted, (days, working_days, overdue), "{when}");
        let dates = (told.arrived_on.as_str(), told.due_on.as_deref());
        assert_eq!(dates, ("2026-03-12", Some("2026-03-26")), "{when}");
    }
}

#[test]
fn without_a_term_nothing_is_overdue() {
    let told = item(&row(None), Some(&framework()), date(2036, 3, 12));
    assert_eq!((told.due_on, told.overdue), (None, false));
    assert_eq!(told.days_waiting, 3_653);
}

#[test]
fn without_its_framework_only_days_are_counted() {
    let told = item(&row(Some(date(2026, 3, 26))), None, date(2026, 3, 27));
    assert_eq!((told.days_waiting, told.working_days_waiting, told.overdue), (15, 0, true));
}
