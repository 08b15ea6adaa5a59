//! Known dates of the region of Alkmaar, worked out with a calendar on the table.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use super::{
    Blocked, Deadline, Planned, Standing, Submitted, Trail,
    days::{Arrival, Missed, Why},
    forecast,
    outlook::{Binding, Forecast},
    sample::{body, framework, id, region},
};
use crate::{
    dossier::{
        event::{DocumentRef, Next, Opening, VisitRef},
        state::Phase,
    },
    forecast::trail::{Paid, Treated},
    framework::{Framework, Outcome, Role},
};

fn submitting(on: Date) -> Standing {
    Standing::Submitting { round: id("voorstel"), on }
}

fn first_round(framework: &Framework, on: Date) -> Forecast {
    forecast(framework, &Planned::default(), &submitting(on), &BTreeMap::new()).unwrap()
}

/// The bodies that a round passes, each with when papers are due and when it meets.
fn dates(forecast: &Forecast, leg: usize) -> Vec<(&str, Date, Date)> {
    let passages = forecast.legs[leg].passages.iter();
    passages.map(|passage| (passage.body.as_str(), passage.papers_due, passage.meets)).collect()
}

#[test]
fn a_proposal_passes_the_five_bodies_of_alkmaar() {
    let forecast = first_round(&region(), date(2026, 1, 5));
    assert_eq!(
        dates(&forecast, 0),
        [
            ("beleidsoverleg", date(2026, 1, 6), date(2026, 1, 13)),
            // The 15th comes two days after: papers for it were due on the 8th.
            ("rbo", date(2026, 2, 12), date(2026, 2, 19)),
            ("regisseuroverleg", date(2026, 3, 17), date(2026, 3, 24)),
            // Papers for 1 April were due on 16 March. King's Day and 5 May are no working days.
            ("pora", date(2026, 4, 16), date(2026, 5, 6)),
            ("oogo", date(2026, 6, 4), date(2026, 6, 18)),
        ]
    );
    let outlook = &forecast.legs[0].outlook;
    assert_eq!((outlook.body.as_str(), outlook.decides_on), ("oogo", date(2026, 6, 18)));
    // PORA of 3 June is just in time for OOGO. It wants papers by 15 May: from the regisseuroverleg of 28 April, by 20
    // April; from RBO of 16 April, by 9 April; from the beleidsoverleg of 10 March, by 3 March.
    let deadline = Deadline { on_or_before: date(2026, 3, 3), otherwise: Some(date(2026, 9, 17)) };
    assert_eq!(outlook.deadline, Some(deadline));
    // Had RBO met when its papers were there, on 20 January, OOGO of March would have been reached. Who
    // submits on the last day comes to OOGO with its papers just in time, and can gain a day there at most.
    assert_eq!(outlook.binding, Some(Binding { body: id("rbo"), without: date(2026, 3, 19) }));
    let on_the_last_day = first_round(&region(), date(2026, 3, 3));
    let binding = on_the_last_day.legs[0].outlook.binding.clone();
    assert_eq!(binding, Some(Binding { body: id("oogo"), without: date(2026, 6, 17) }));
}

#[test]
fn the_second_round_is_submitted_at_once_or_when_it_is_said() {
    let forecast = first_round(&region(), date(2026, 1, 5));
    assert_eq!(forecast.legs.len(), 2);
    assert_eq!(forecast.legs[1].submitted, Some(Submitted::AtOnce(date(2026, 6, 18))));
    assert_eq!(forecast.outlook.decides_on, forecast.legs[1].outlook.decides_on);
    assert_eq!(forecast.end, Some(id("adopted")));
    let asked = |on| {
        let later = BTreeMap::from([(id("businesscase"), on)]);
        let standing = submitting(date(2026, 1, 5));
        super::forecast(&region(), &Planned::default(), &standing, &later).unwrap()
    };
    let october = asked(date(2026, 10, 1));
    assert_eq!(october.legs[1].submitted, Some(Submitted::On(date(2026, 10, 1))));
    assert!(october.outlook.decides_on > forecast.outlook.decides_on);
    // Nobody submits a round before the one before it was decided.
    assert_eq!(asked(date(2026, 2, 1)).legs[1].submitted, Some(Submitted::On(date(2026, 6, 18))));
}

#[test]
fn what_was_waited_for_is_named() {
    let region = region();
    let mut planned = Planned::default();
    planned.cancels(&id("rbo"), date(2026, 2, 19));
    planned.meets(&id("rbo"), date(2026, 2, 28));
    let forecast = forecast(&region, &planned, &submitting(date(2026, 1, 5)), &BTreeMap::new()).unwrap();
    let rbo = &forecast.legs[0].passages[1];
    let missed = [
        Missed { date: date(2026, 1, 15), why: Why::PapersLate { due: date(2026, 1, 8) } },
        Missed { date: date(2026, 2, 19), why: Why::Cancelled },
    ];
    assert_eq!(rbo.missed, missed);
    assert_eq!(rbo.meets, date(2026, 2, 28), "a Saturday, but planned");
    assert_eq!(rbo.papers_due, date(2026, 2, 23));
    assert!(!rbo.in_term() || rbo.due >= Some(rbo.meets));

    let mondays = with_rule(region, "rbo", "FREQ=MONTHLY;BYDAY=1MO");
    let forecast = first_round(&mondays, date(2026, 3, 2));
    let easter = Missed { date: date(2026, 4, 6), why: Why::NoWorkingDay };
    assert_eq!(forecast.legs[0].passages[1].missed.last(), Some(&easter));
}

fn with_rule(mut framework: Framework, body: &str, rule: &str) -> Framework {
    let body = framework.bodies.iter_mut().find(|known| known.id.as_str() == body).unwrap();
    body.meets = Some(rule.parse().unwrap());
    framework
}

#[test]
fn a_body_without_a_rule_meets_when_its_papers_are_due() {
    let mut on_call = framework(&[("voorstel", &["rbo", "oogo!"])]);
    on_call.bodies = vec![body("rbo", None, 5), body("oogo", None, 0)];
    // A Saturday counts as the Monday after it.
    for (submitted, rbo) in [(date(2026, 3, 6), date(2026, 3, 13)), (date(2026, 3, 7), date(2026, 3, 16))] {
        let forecast = first_round(&on_call, submitted);
        assert_eq!(forecast.legs[0].passages[0].meets, rbo);
        assert!(forecast.legs[0].passages[0].called);
        assert_eq!(forecast.outlook.decides_on, rbo, "OOGO is called on the same day");
        assert_eq!(forecast.outlook.binding, None, "no calendar decides the date");
    }
    let missed = first_round(&on_call, date(2026, 3, 6)).outlook.deadline.unwrap();
    assert_eq!((missed.on_or_before, missed.otherwise), (date(2026, 3, 6), Some(date(2026, 3, 16))));
}

#[test]
fn the_body_that_decides_the_date_is_the_one_whose_calendar_costs_most() {
    // OOGO meets every week, PORA twice a year: it is PORA that decides.
    let rare = with_rule(region(), "pora", "FREQ=YEARLY;BYMONTH=5,11;BYDAY=1WE");
    let weekly = with_rule(rare, "oogo", "FREQ=WEEKLY;BYDAY=TH");
    let forecast = first_round(&weekly, date(2026, 4, 20));
    let outlook = &forecast.legs[0].outlook;
    assert_eq!(outlook.decides_on, date(2026, 11, 19));
    let mut on_call = weekly.clone();
    on_call.bodies.iter_mut().find(|body| body.id.as_str() == "pora").unwrap().meets = None;
    let without = first_round(&on_call, date(2026, 4, 20)).legs[0].outlook.decides_on;
    assert_eq!(outlook.binding, Some(Binding { body: id("pora"), without }));
    assert!(without < date(2026, 8, 1));
}

#[test]
fn of_two_bodies_that_would_do_the_last_on_the_way_decides_the_date() {
    let mut tied = framework(&[("voorstel", &["rbo", "pora", "oogo!"])]);
    tied.bodies = vec![
        body("rbo", Some("FREQ=WEEKLY;BYDAY=TU"), 0),
        body("pora", Some("FREQ=WEEKLY;BYDAY=FR"), 0),
        body("oogo", Some("FREQ=MONTHLY;BYDAY=2TH"), 0),
    ];
    // On 10 and 13 March, a day after OOGO met. Had either met when called, OOGO of 12 March was reached.
    let outlook = first_round(&tied, date(2026, 3, 4)).outlook;
    assert_eq!(outlook.decides_on, date(2026, 4, 9));
    assert_eq!(outlook.binding, Some(Binding { body: id("pora"), without: date(2026, 3, 12) }));
}

#[test]
fn what_is_with_a_body_may_be_treated_up_to_a_day() {
    let visit = Standing::AtVisit {
        step: id("voorstel-regisseuroverleg"),
        arrived: date(2026, 2, 19),
        due: Some(date(2026, 4, 7)),
        arrival: Arrival { papers: date(2026, 2, 19), not_before: date(2026, 3, 2) },
    };
    let forecast = forecast(&region(), &Planned::default(), &visit, &BTreeMap::new()).unwrap();
    let leg = &forecast.legs[0];
    assert_eq!((leg.submitted, leg.passages.len()), (None, 3));
    assert_eq!((leg.passages[0].meets, leg.passages[0].due), (date(2026, 3, 24), Some(date(2026, 4, 7))));
    assert!(leg.passages[0].in_term());
    let deadline = Deadline { on_or_before: date(2026, 5, 15), otherwise: Some(date(2026, 9, 17)) };
    assert_eq!(leg.outlook.deadline, Some(deadline), "PORA of 3 June wants its papers by 15 May");
    let at_oogo = Standing::AtVisit {
        step: id("voorstel-oogo"),
        arrived: date(2026, 5, 6),
        due: None,
        arrival: Arrival::on(date(2026, 5, 6)),
    };
    let last = super::forecast(&region(), &Planned::default(), &at_oogo, &BTreeMap::new()).unwrap();
    assert_eq!(last.legs[0].outlook.deadline, None, "it is with the body that decides");
    assert_eq!(last.legs[0].outlook.decides_on, date(2026, 6, 18));
}

/// A visit to a step of the first round.
fn paid(body: &str, arrived: Date, treated: Option<(Outcome, Date, Next)>) -> Paid {
    let opening = opening(body, arrived);
    Paid::of(&opening, treated.map(|(outcome, on, next)| Treated { outcome, on, next }))
}

fn opening(body: &str, arrived: Date) -> Opening {
    Opening {
        visit: VisitRef { step: id(&format!("voorstel-{body}")), number: 1 },
        round: id("voorstel"),
        body: id(body),
        role: Role::Advises,
        documents: Vec::<DocumentRef>::new(),
        arrived,
        due: None,
    }
}

#[test]
fn after_a_deferral_the_papers_are_there_already() {
    let (came, deferred) = (date(2026, 4, 1), date(2026, 5, 6));
    let again = Next::Visit(opening("pora", deferred));
    let trail = Trail {
        visits: vec![
            paid("pora", came, Some((Outcome::Deferred, deferred, again))),
            paid("pora", deferred, None),
        ],
    };
    let phase = Phase::AtStep { visit: VisitRef { step: id("voorstel-pora"), number: 2 } };
    let standing = trail.standing(&phase, deferred).unwrap();
    let arrival = Arrival { papers: came, not_before: date(2026, 5, 7) };
    assert!(matches!(&standing, Standing::AtVisit { arrival: since, .. } if *since == arrival));
    let forecast = forecast(&region(), &Planned::default(), &standing, &BTreeMap::new()).unwrap();
    assert_eq!(
        forecast.legs[0].passages[0].meets,
        date(2026, 6, 3),
        "papers due on 15 May were there in April"
    );
}

#[test]
fn a_meeting_that_is_past_is_no_longer_waited_for() {
    let trail = Trail { visits: vec![paid("rbo", date(2026, 1, 13), None)] };
    let phase = Phase::AtStep { visit: VisitRef { step: id("voorstel-rbo"), number: 1 } };
    let meets = |today| {
        let standing = trail.standing(&phase, today).unwrap();
        forecast(&region(), &Planned::default(), &standing, &BTreeMap::new()).unwrap().legs[0].passages[0]
            .meets
    };
    assert_eq!(meets(date(2026, 2, 19)), date(2026, 2, 19));
    assert_eq!(meets(date(2026, 2, 20)), date(2026, 3, 19));
    assert_eq!(
        trail.standing(
            &Phase::Ended { end: id("adopted"), kind: crate::framework::EndKind::Adopted },
            date(2026, 2, 1)
        ),
        None
    );
}

#[test]
fn what_cannot_be_foretold_is_named() {
    let asked = |framework: &Framework, standing: &Standing| {
        forecast(framework, &Planned::default(), standing, &BTreeMap::new()).unwrap_err()
    };
    let round = Standing::Submitting { round: id("derde"), on: date(2026, 1, 5) };
    assert_eq!(asked(&region(), &round), Blocked::RoundUnknown { round: id("derde") });
    let step = Standing::Revising { resume_at: id("derde-pora"), on: date(2026, 1, 5) };
    assert_eq!(asked(&region(), &step), Blocked::StepUnknown { step: id("derde-pora") });
    let last_days = submitting(date(2199, 12, 20));
    let never = Blocked::NeverMeets {
        step: id("voorstel-beleidsoverleg"),
        body: id("beleidsoverleg"),
        after: date(2199, 12, 20),
    };
    assert_eq!(asked(&region(), &last_days), never);
}
