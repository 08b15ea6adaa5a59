//! What holds for every region, checked against a walk over the calendar day by day.

mod lived;

use std::collections::BTreeMap;

use jiff::{
    Span,
    civil::{Date, date},
};
use proptest::prelude::*;

use self::lived::lived;
use super::{
    Days, Passage, Planned, Standing, Times,
    days::{Arrival, SEARCH_YEARS_MAX},
    forecast,
    outlook::{days, decides_on},
    sample::{self, BODIES, WHOLE, framework, id},
};
use crate::{
    calendar::{Calendar, DateRange},
    framework::{Body, Framework, Role},
};

const RULES: [Option<&str>; 8] = [
    None,
    Some("FREQ=WEEKLY;BYDAY=TU"),
    Some("FREQ=MONTHLY;BYDAY=1WE"),
    Some("FREQ=MONTHLY;BYDAY=-1TH"),
    Some("FREQ=MONTHLY;BYDAY=1MO"),
    Some("FREQ=MONTHLY;BYDAY=4FR"),
    Some("FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=3TH"),
    Some("FREQ=YEARLY;BYMONTH=5;BYDAY=1WE"),
];

fn plus(date: Date, days: i64) -> Date {
    date.saturating_add(Span::new().days(days))
}

fn any_day() -> impl Strategy<Value = Date> {
    (0_i64..1_500).prop_map(|days| plus(date(2025, 12, 1), days))
}

/// A region with other bodies, another route and other holidays.
fn any_framework() -> impl Strategy<Value = Framework> {
    let round = || proptest::sample::subsequence(WHOLE[0].1.to_vec(), 1..=5);
    let body = (0..RULES.len(), 0_u32..16);
    let closed = (any_day(), 0_i64..50).prop_map(|(first, days)| DateRange::new(first, plus(first, days)));
    let parts = (
        proptest::collection::vec(round(), 1..=2),
        proptest::collection::vec(body, BODIES.len()),
        proptest::collection::vec(closed, 0..4),
    );
    parts.prop_map(|(rounds, bodies, closed)| {
        let named: Vec<(&str, &[&str])> =
            rounds.iter().zip(WHOLE).map(|(bodies, (name, _))| (name, bodies.as_slice())).collect();
        let mut framework = framework(&named);
        framework.calendar =
            Calendar::algemene_termijnenwet().closing(closed.into_iter().flatten().collect()).unwrap();
        framework.bodies = BODIES
            .iter()
            .zip(bodies)
            .map(|((name, ..), (rule, due))| sample::body(name, RULES[rule], due))
            .collect();
        framework
    })
}

fn any_planned() -> impl Strategy<Value = Planned> {
    proptest::collection::vec((0..BODIES.len(), any_day(), any::<bool>()), 0..60).prop_map(|days| {
        let mut planned = Planned::default();
        for (body, date, meets) in days {
            let body = id(BODIES[body].0);
            if meets { planned.meets(&body, date) } else { planned.cancels(&body, date) }
        }
        planned
    })
}

/// Cancels the first meetings of some bodies after a day, so that cancelling is met often.
fn with_cancelled(framework: &Framework, mut planned: Planned, from: Date, which: u8) -> Planned {
    for (place, body) in framework.bodies.iter().enumerate() {
        let next = body.meets.as_ref().and_then(|rule| rule.after(from).next());
        if let Some(next) = next.filter(|_| which >> place & 1 == 1) {
            planned.cancels(&body.id, next);
        }
    }
    planned
}

fn submitting(on: Date) -> Standing {
    Standing::Submitting { round: id("voorstel"), on }
}

/// The first meeting in time, found by looking at one day after the other.
fn walked(framework: &Framework, planned: &Planned, body: &Body, arrival: Arrival) -> Option<Date> {
    let calendar = &framework.calendar;
    let first = arrival.papers.max(arrival.not_before);
    let mut day = first;
    while day.year() <= first.year() + SEARCH_YEARS_MAX {
        let is_working = calendar.is_working_day(day);
        let meets = match &body.meets {
            None => is_working,
            Some(_) if planned.is_extra(&body.id, day) => true,
            Some(rule) => {
                is_working && rule.dates(day.year()).contains(&day) && !planned.is_cancelled(&body.id, day)
            }
        };
        if meets && papers_due(calendar, day, body.papers_due_days) >= arrival.papers {
            return Some(day);
        }
        day = plus(day, 1);
    }
    None
}

/// The `days`-th working day before a meeting; zero is the day itself, or the working day before it.
fn papers_due(calendar: &Calendar, meeting: Date, days: u32) -> Date {
    let mut day = meeting;
    let mut left = days;
    while left > 0 || !calendar.is_working_day(day) {
        day = plus(day, -1);
        left = left.saturating_sub(u32::from(calendar.is_working_day(day)));
    }
    day
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_passage_is_what_a_walk_over_the_calendar_finds(
        framework in any_framework(),
        planned in any_planned(),
        on in any_day(),
        which in any::<u8>(),
    ) {
        let planned = with_cancelled(&framework, planned, on, which);
        let forecast = forecast(&framework, &planned, &submitting(on), &BTreeMap::new()).unwrap();
        let passages: Vec<&Passage> = forecast.legs.iter().flat_map(|leg| &leg.passages).collect();
        let mut arrives = on;
        for passage in &passages {
            let body = framework.body(&passage.body).unwrap();
            prop_assert_eq!(passage.arrives, arrives);
            prop_assert_eq!(Some(passage.meets), walked(&framework, &planned, body, Arrival::on(arrives)));
            let calendar = &framework.calendar;
            prop_assert_eq!(passage.papers_due, papers_due(calendar, passage.meets, body.papers_due_days));
            let step = framework.route.step(&passage.step).unwrap();
            let due = step.term_days.map(|term| framework.calendar.add_working_days(arrives, term));
            prop_assert_eq!(passage.due, due);
            prop_assert_eq!(passage.in_term(), due.is_none_or(|due| passage.meets <= due));
            arrives = passage.meets;
        }
        prop_assert_eq!(passages.len(), framework.route.steps.len());
        let decides = passages.iter().rfind(|passage| passage.role == Role::Decides);
        prop_assert_eq!(forecast.outlook.decides_on, decides.map_or(arrives, |passage| passage.meets));
    }

    #[test]
    fn what_has_been_with_a_body_is_treated_on_the_day_that_a_walk_finds(
        framework in any_framework(),
        planned in any_planned(),
        papers in any_day(),
        later in 0_i64..200,
    ) {
        let days = Days::new(&framework, &planned);
        let arrival = Arrival { papers, not_before: plus(papers, later) };
        for body in &framework.bodies {
            let found = days.first_in_time(body, arrival).map(|meeting| meeting.date);
            prop_assert_eq!(found, walked(&framework, &planned, body, arrival));
        }
    }

    #[test]
    fn who_submits_earlier_is_never_decided_on_later(
        framework in any_framework(),
        planned in any_planned(),
        on in any_day(),
        later in 0_i64..100,
    ) {
        let days = Days::new(&framework, &planned);
        let decided = |on| decides_on(days, &submitting(on), &BTreeMap::new()).unwrap();
        prop_assert!(decided(on) <= decided(plus(on, later)));
    }

    #[test]
    fn the_last_day_is_exact(
        framework in any_framework(),
        planned in any_planned(),
        on in any_day(),
    ) {
        let asked = |on| forecast(&framework, &planned, &submitting(on), &BTreeMap::new()).unwrap();
        let now = asked(on);
        let deadline = now.outlook.deadline.unwrap();
        prop_assert!(deadline.on_or_before >= on);
        prop_assert_eq!(asked(deadline.on_or_before).outlook.decides_on, now.outlook.decides_on);
        let next_working_day = framework.calendar.next_working_day(deadline.on_or_before);
        let after = asked(next_working_day).outlook.decides_on;
        prop_assert!(after > now.outlook.decides_on);
        prop_assert_eq!(deadline.otherwise, Some(after));
        let leg = &now.legs[0].outlook;
        let deadline = leg.deadline.unwrap();
        let on_the_last_day = &asked(deadline.on_or_before).legs[0].outlook;
        prop_assert_eq!(on_the_last_day.decides_on, leg.decides_on);
        prop_assert_eq!(on_the_last_day.deadline, leg.deadline);
        let after = asked(framework.calendar.next_working_day(deadline.on_or_before));
        prop_assert_eq!(deadline.otherwise, Some(after.legs[0].outlook.decides_on));
        prop_assert!(after.legs[0].outlook.decides_on > leg.decides_on);
    }

    #[test]
    fn the_binding_body_would_bring_the_date_forward_most(framework in any_framework(), on in any_day()) {
        let planned = Planned::default();
        let asked = |framework: &Framework| {
            decides_on(Days::new(framework, &planned), &submitting(on), &BTreeMap::new()).unwrap()
        };
        let now = asked(&framework);
        let on_call = |body: &Body| {
            let mut other = framework.clone();
            other.bodies.iter_mut().filter(|known| known.id == body.id).for_each(|body| body.meets = None);
            asked(&other)
        };
        let binding = forecast(&framework, &planned, &submitting(on), &BTreeMap::new()).unwrap().outlook.binding;
        let earliest = framework.bodies.iter().map(on_call).min().unwrap();
        match &binding {
            None => prop_assert_eq!(earliest, now),
            Some(binding) => {
                prop_assert!(binding.without < now);
                prop_assert_eq!(binding.without, earliest);
                prop_assert_eq!(on_call(framework.body(&binding.body).unwrap()), earliest);
            }
        }
    }

    #[test]
    fn under_its_own_framework_a_dossier_takes_no_longer_than_it_took(
        framework in any_framework(),
        planned in any_planned(),
        on in any_day(),
        choices in proptest::collection::vec((0_u8..8, 0_u8..3, 0_i64..30), 1..20),
    ) {
        let trail = lived(&framework, &planned, on, &choices, true);
        let really = Times::really(&trail).unwrap();
        let own = Times::under(&framework, &planned, &trail).unwrap().unwrap();
        prop_assert!(own.total_days <= really.total_days, "{:?} after {:?}", own, really);
        prop_assert_eq!(own.submitter_days, really.submitter_days);
        let visits = |times: &Times| times.bodies.iter().map(|(body, stay)| (body.clone(), stay.visits)).collect::<Vec<_>>();
        prop_assert_eq!(visits(&own), visits(&really));
        for times in [&own, &really] {
            let days: u32 = times.bodies.values().map(|stay| stay.days).sum();
            prop_assert_eq!(days + times.submitter_days, times.total_days, "every day is with somebody");
        }
        // Who let no meeting pass took exactly as long as it takes.
        let to_the_day = lived(&framework, &planned, on, &choices, false);
        let really = Times::really(&to_the_day);
        prop_assert_eq!(Times::under(&framework, &planned, &to_the_day).unwrap(), really);
    }
}

#[test]
fn days_between_dates_are_counted_forward() {
    assert_eq!(days(date(2026, 1, 5), date(2027, 1, 5)), 365);
    assert_eq!(days(date(2027, 1, 5), date(2026, 1, 5)), 0);
}
