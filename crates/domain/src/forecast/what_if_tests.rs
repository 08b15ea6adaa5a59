//! One dossier of Alkmaar that lived through a deferral and a referral back, under other frameworks.

use jiff::civil::{Date, date};

use super::{
    Planned, Times, Trail,
    sample::{framework, id, region},
    side_by_side::{Compared, SideBySide, Sides},
    trail::{Paid, Treated},
    what_if::Stay,
};
use crate::{
    dossier::event::{Next, Opening, VisitRef},
    framework::{EndKind, Outcome, Role},
};

fn opening(round: &str, body: &str, arrived: Date) -> Opening {
    Opening {
        visit: VisitRef { step: id(&format!("{round}-{body}")), number: 1 },
        round: id(round),
        body: id(body),
        role: Role::Advises,
        documents: Vec::new(),
        arrived,
        due: None,
    }
}

/// A round in which each body did something on a day; after a referral back the next visit says when it came again.
fn round(name: &str, visits: &[(&str, Date, Outcome, Date)], leaves: &Next) -> Vec<Paid> {
    let next = |place: usize, outcome| match visits.get(place + 1) {
        Some((body, ..)) if outcome == Outcome::ReferredBack => {
            Next::Revision { resume_at: id(&format!("{name}-{body}")) }
        }
        Some((body, arrived, ..)) => Next::Visit(opening(name, body, *arrived)),
        None => leaves.clone(),
    };
    let paid = visits.iter().enumerate().map(|(place, (body, arrived, outcome, on))| {
        let treated = Treated { outcome: *outcome, on: *on, next: next(place, *outcome) };
        Paid::of(&opening(name, body, *arrived), Some(treated))
    });
    paid.collect()
}

fn adopted() -> Next {
    Next::End { end: id("adopted"), kind: EndKind::Adopted }
}

/// Submitted on 5 January; PORA defers once, OOGO refers back to PORA for twenty days, and adopts in September.
fn lived() -> Trail {
    let (january, may, june) = (date(2026, 1, 5), date(2026, 5, 6), date(2026, 6, 3));
    let visits = round(
        "voorstel",
        &[
            ("beleidsoverleg", january, Outcome::Noted, date(2026, 1, 13)),
            ("rbo", date(2026, 1, 13), Outcome::Negative, date(2026, 2, 19)),
            ("regisseuroverleg", date(2026, 2, 19), Outcome::Positive, date(2026, 3, 24)),
            ("pora", date(2026, 3, 24), Outcome::Deferred, may),
            ("pora", may, Outcome::Positive, june),
            ("oogo", june, Outcome::ReferredBack, date(2026, 6, 18)),
            ("pora", date(2026, 7, 8), Outcome::Positive, date(2026, 8, 5)),
            ("oogo", date(2026, 8, 5), Outcome::Adopted, date(2026, 9, 17)),
        ],
        &Next::Round(id("businesscase")),
    );
    Trail { visits }
}

fn stay(times: &Times, body: &str) -> (u32, u32) {
    times.bodies.get(&id(body)).map_or((0, 0), |stay| (stay.visits, stay.days))
}

#[test]
fn what_it_really_took_is_counted_by_body() {
    let really = Times::really(&lived()).unwrap();
    let table = [
        ("beleidsoverleg", (1, 8)),
        ("rbo", (1, 37)),
        ("regisseuroverleg", (1, 33)),
        ("pora", (3, 43 + 28 + 28)),
        ("oogo", (2, 15 + 43)),
    ];
    for (body, expected) in table {
        assert_eq!(stay(&really, body), expected, "{body}");
    }
    assert_eq!((really.submitter_days, really.total_days), (20, 255));
    assert_eq!(
        Times::under(&region(), &Planned::default(), &lived()).unwrap(),
        Some(really),
        "it kept to the day"
    );
}

#[test]
fn a_body_left_out_takes_no_time_and_one_never_met_is_passed_at_once() {
    // The round without beleidsoverleg and RBO, which takes two months off and reaches OOGO of March.
    let short = framework(&[("voorstel", &["regisseuroverleg", "pora", "oogo!"])]);
    let times = Times::under(&short, &Planned::default(), &lived()).unwrap().unwrap();
    assert_eq!((stay(&times, "beleidsoverleg"), stay(&times, "rbo")), ((0, 0), (0, 0)));
    // Regisseuroverleg 27 January; PORA 4 March, deferred to 1 April; OOGO 18 June, referred back for twenty days; PORA 5
    // August; OOGO 17 September.
    assert_eq!(stay(&times, "regisseuroverleg"), (1, 22));
    assert_eq!(stay(&times, "pora"), (3, 36 + 28 + 28));
    assert_eq!(stay(&times, "oogo"), (2, 78 + 43));
    assert_eq!(
        (times.submitter_days, times.total_days),
        (20, 255),
        "the deferral and the referral stay what they are"
    );

    let own = framework(&[("voorstel", &["pora", "oogo!"])]);
    let trail =
        Trail { visits: lived().visits.into_iter().filter(|visit| visit.body == id("oogo")).collect() };
    let met = Times::under(&own, &Planned::default(), &trail).unwrap().unwrap();
    assert_eq!(
        (stay(&met, "pora").0, stay(&met, "oogo").0),
        (1, 2),
        "it went on from where it was referred back"
    );
}

#[test]
fn who_was_referred_back_to_a_body_left_out_goes_on_from_where_it_was() {
    let day = |day| date(2026, 3, day);
    let visits = [
        ("pora", day(2), Outcome::Positive, day(4)),
        ("oogo", day(4), Outcome::ReferredBack, day(19)),
        ("rbo", day(23), Outcome::Positive, day(24)),
        ("oogo", day(24), Outcome::Adopted, day(26)),
    ];
    let trail = Trail { visits: round("voorstel", &visits, &adopted()) };
    let without_rbo = framework(&[("voorstel", &["pora", "oogo!"])]);
    let times = Times::under(&without_rbo, &Planned::default(), &trail).unwrap().unwrap();
    assert_eq!((stay(&times, "pora").0, stay(&times, "oogo").0, times.submitter_days), (1, 2, 4));
}

#[test]
fn only_rounds_that_were_left_are_compared() {
    let mut underway = lived();
    let submitted = date(2026, 11, 2);
    underway.visits.push(Paid::of(&opening("businesscase", "beleidsoverleg", submitted), None));
    assert_eq!(Times::really(&underway), Times::really(&lived()));
    let mut first = lived();
    first.visits.truncate(3);
    assert_eq!(Times::really(&first), None);
    assert_eq!(Times::under(&region(), &Planned::default(), &first).unwrap(), None);

    let second = [("oogo", submitted, Outcome::Adopted, date(2026, 12, 17))];
    let mut both = lived();
    both.visits.extend(round("businesscase", &second, &adopted()));
    let really = Times::really(&both).unwrap();
    assert_eq!(really.submitter_days, 20 + 46, "from 17 September to 2 November too");
    assert_eq!(really.total_days, 346);
    // A framework that has the second round only asks for nothing before it.
    let only = framework(&[("businesscase", &["oogo!"])]);
    let times = Times::under(&only, &Planned::default(), &both).unwrap().unwrap();
    assert_eq!((times.submitter_days, times.total_days), (0, 73), "from 5 January to 19 March");
    let other = framework(&[("derde", &["oogo!"])]);
    assert_eq!(Times::under(&other, &Planned::default(), &both).unwrap(), None);
}

#[test]
fn a_rejection_ends_a_dossier_under_the_other_framework_too() {
    let rejects = [
        ("rbo", date(2026, 1, 5), Outcome::Positive, date(2026, 2, 19)),
        ("oogo", date(2026, 2, 19), Outcome::Rejected, date(2026, 3, 19)),
    ];
    let end = Next::End { end: id("rejected"), kind: EndKind::Rejected };
    let trail = Trail { visits: round("voorstel", &rejects, &end) };
    let weekly = framework(&[("voorstel", &["rbo", "pora", "oogo!"]), ("businesscase", &["oogo!"])]);
    let times = Times::under(&weekly, &Planned::default(), &trail).unwrap().unwrap();
    assert_eq!(times.bodies.values().map(|stay| stay.visits).sum::<u32>(), 3);
}

#[test]
fn the_median_of_an_even_number_is_the_lower_of_the_two() {
    let times = |days: u32, body: Option<&str>| Times {
        bodies: body.map(|body| (id(body), Stay { visits: 1, days })).into_iter().collect(),
        submitter_days: 0,
        total_days: days,
    };
    let compared = |really, own, other| Compared {
        really: times(really, Some("pora")),
        own: times(own, Some("pora")),
        other: times(other, None),
    };
    let table =
        SideBySide::of(&[compared(40, 30, 5), compared(10, 10, 6), compared(20, 10, 7), compared(30, 20, 8)]);
    assert_eq!(table.total_days, Sides { really: Some(20), own: Some(10), other: Some(6) });
    let pora = &table.bodies[&id("pora")];
    assert_eq!(pora.days, Sides { really: Some(20), own: Some(10), other: None });
    assert_eq!(pora.visits, Sides { really: 4, own: 4, other: 0 });
    assert_eq!(SideBySide::of(&[]), SideBySide::default());
}
