//! When everything happened. The examples say what; here follows when, backwards from today.
//!
//! Bodies treat dossiers on the days that their framework says they meet. Their secretaries write it down the day after.

use domain::framework::Framework;
use jiff::{
    Span, Timestamp, ToSpan as _,
    civil::{Date, Time},
    tz::TimeZone,
};

use super::examples::{Act, Example, Stands, Term, name};

/// How far back a meeting is looked for, in years.
const MEETINGS_YEARS: i16 = 2;
/// Working days from the opening of a dossier to its first document.
const OPENED_DAYS: u32 = 8;
/// Working days between things that happen after a dossier arrived where it stands.
const AFTERWARDS_DAYS: u32 = 6;
/// When the working day begins, and how many minutes of it are used.
const DAY_BEGINS: Time = Time::constant(9, 0, 0, 0);
const DAY_MINUTES: usize = 420;

/// When the things that the examples tell happened.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// When the register was filled; the frameworks were adopted the day before.
    pub(super) register: Date,
    /// What happened to dossiers, in order.
    pub(super) happenings: Vec<Happening>,
}

/// Something that happened to a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Happening {
    /// When it was written down.
    pub(super) at: Timestamp,
    /// To which of the examples.
    pub(super) example: usize,
    /// Which of its acts. `None`: it was opened.
    pub(super) act: Option<usize>,
    /// On which day it happened.
    pub(super) on: Date,
}

/// The machine's clock stands before the framework applies.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("the examples begin on {begins}, and their framework applies only from {effective_from}")]
pub(super) struct TooEarly {
    /// The first day of the history.
    pub(super) begins: Date,
    /// From when the framework applies.
    pub(super) effective_from: Date,
}

impl Plan {
    /// When everything happened to these examples, each on its framework, if today is `today`.
    ///
    /// # Errors
    /// [`TooEarly`].
    pub(super) fn of(
        examples: &[(Example, &Framework)],
        today: Date,
        zone: &TimeZone,
    ) -> Result<Self, TooEarly> {
        let mut happenings = Vec::new();
        let mut first = today;
        for (place, (example, framework)) in examples.iter().enumerate() {
            let days = days(example, framework, today);
            let opened = framework.calendar.subtract_working_days(days[0], OPENED_DAYS);
            first = first.min(opened);
            let moment = |nth: usize, date: Date| moment(date, place * 23 + nth * 7, zone);
            happenings.push(Happening { at: moment(0, opened), example: place, act: None, on: opened });
            happenings.extend(days.iter().zip(&example.acts).enumerate().map(|(nth, (on, act))| {
                let recorded = if matches!(act, Act::Treat(_)) { later(*on, 1.day()) } else { *on };
                Happening { at: moment(nth + 1, recorded), example: place, act: Some(nth), on: *on }
            }));
        }
        happenings.sort_by_key(|happening| happening.at);
        let register = later(first, -2.days());
        let effective = examples.iter().map(|(_, framework)| framework.effective_from).max();
        match effective {
            Some(effective_from) if register < effective_from => {
                Err(TooEarly { begins: register, effective_from })
            }
            Some(_) | None => Ok(Self { register, happenings }),
        }
    }
}

/// The last day up to `latest` on which a body met.
pub(super) fn last_meeting(framework: &Framework, body: &str, latest: Date) -> Date {
    meetings(framework, body, latest).last().copied().unwrap_or(latest)
}

/// The moment of this minute of a working day.
pub(super) fn moment(date: Date, minute: usize, zone: &TimeZone) -> Timestamp {
    let minute = i64::try_from(minute % DAY_MINUTES).unwrap_or_default();
    let time = DAY_BEGINS.wrapping_add(minute.minutes());
    // No clock is changed at this time of the day.
    zone.to_ambiguous_timestamp(date.to_datetime(time)).compatible().unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The day on which each act of an example happened.
fn days(example: &Example, framework: &Framework, today: Date) -> Vec<Date> {
    let calendar = &framework.calendar;
    let last = example.acts.iter().rposition(Act::moves).unwrap_or_default();
    let mut days = vec![arrived(example, &example.acts[last], framework, today)];
    for (nth, act) in example.acts[..last].iter().enumerate().rev() {
        let latest =
            calendar.subtract_working_days(days[days.len() - 1], lead_days(nth + 1, &example.acts[nth + 1]));
        days.push(happened(act, framework, latest));
    }
    days.reverse();
    for _ in &example.acts[last + 1..] {
        days.push(calendar.add_working_days(days[days.len() - 1], AFTERWARDS_DAYS));
    }
    days
}

/// The last day up to `latest` on which an act could happen.
fn happened(act: &Act, framework: &Framework, latest: Date) -> Date {
    if let Act::Treat(treat) = act { last_meeting(framework, &treat.body, latest) } else { latest }
}

/// How many working days before an act the one before it happened, at least.
fn lead_days(nth: usize, act: &Act) -> u32 {
    match act {
        // A business case is more work than a proposal.
        Act::Submit(_) if nth > 0 => 20,
        Act::Resubmit(_) => 12,
        Act::Answer(_) | Act::Withdraw(_) | Act::Submit(_) => 6,
        Act::Correct { .. } | Act::HandOver { .. } => 4,
        Act::Treat(_) => 2,
    }
}

/// The day of the act that brought an example where it stands.
fn arrived(example: &Example, act: &Act, framework: &Framework, today: Date) -> Date {
    let calendar = &framework.calendar;
    let (step, term) = match &example.stands {
        Stands::SinceDays(days) => {
            let latest = calendar.subtract_working_days(later(today, -i64::from(*days).days()), 1);
            return happened(act, framework, latest);
        }
        Stands::Waits { step, term } => (step, *term),
    };
    let term_days = framework.route.step(&name(step)).and_then(|step| step.term_days).unwrap_or_default();
    let Act::Treat(treat) = act else {
        let waiting = match term {
            Term::Overdue => term_days + 6,
            Term::Soon => term_days.saturating_sub(3),
            Term::Fresh => 3,
        };
        return calendar.subtract_working_days(today, waiting);
    };
    // The outcome was written down a day later, and that day has passed.
    let held = meetings(framework, &treat.body, later(today, -2.days()));
    let passed = |day: &&Date| calendar.add_working_days(**day, term_days) < today;
    let found = match term {
        Term::Overdue => held.iter().rfind(passed),
        Term::Soon => held.iter().find(|day| !passed(day)),
        Term::Fresh => held.last(),
    };
    found.copied().unwrap_or(today)
}

/// The days on which a body met, up to `latest`.
fn meetings(framework: &Framework, body: &str, latest: Date) -> Vec<Date> {
    let rule = framework.body(&name(body)).and_then(|body| body.meets.as_ref());
    let Some(rule) = rule else { return vec![latest] };
    let years = (latest.year() - MEETINGS_YEARS)..=latest.year();
    let planned = years.flat_map(|year| rule.dates(year));
    planned.filter(|day| *day <= latest && framework.calendar.is_working_day(*day)).collect()
}

fn later(date: Date, span: Span) -> Date {
    date.saturating_add(span)
}
