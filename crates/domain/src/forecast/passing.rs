//! The bodies that a dossier passes, in order, each in the first meeting for which its papers are in time.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    Blocked, Days, Standing,
    days::{Arrival, Meeting, Missed},
    way::{self, Onward},
};
use crate::{
    framework::{Outcome, Role, Step},
    ids::{BodyId, EndId, RoundId, StepId},
};

/// A body that a dossier passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The step.
    pub step: StepId,
    /// The body.
    pub body: BodyId,
    /// What it is asked to do.
    pub role: Role,
    /// The outcome with which it lets the dossier go on.
    pub outcome: Outcome,
    /// The day on which the dossier arrives.
    pub arrives: Date,
    /// The last day on which papers for the meeting can arrive.
    pub papers_due: Date,
    /// The day of the meeting.
    pub meets: Date,
    /// Whether the body has no meeting rule and meets because it is called.
    pub called: bool,
    /// Whether each party ratifies for itself, in meetings of its own of which nothing is known: the day is that of the
    /// arrival, which is the earliest on which the last could have spoken.
    pub by_parties: bool,
    /// Which meetings came too early or are not held; the dossier waited for the one after them.
    pub missed: Vec<Missed>,
    /// The last day of the term. `None`: no term.
    pub due: Option<Date>,
}

/// On which day the document of a round is submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Submitted {
    /// It was, or the question says when.
    On(Date),
    /// On the day that the round before was left, which is the earliest that there can be.
    AtOnce(Date),
}

/// When later rounds are submitted; those that are not named, at once.
pub type Later = BTreeMap<RoundId, Date>;

/// One round, or what is left of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) round: RoundId,
    /// When the round, or its new version, is submitted. `None`: the dossier is with a body already.
    pub(super) submitted: Option<Submitted>,
    /// At least one.
    pub(super) passages: Vec<Passage>,
    /// The day on which the last body lets the dossier go.
    pub(super) left: Date,
    /// How the dossier ended after it, if it did.
    pub(super) end: Option<EndId>,
}

impl Passage {
    /// Whether the meeting is within the term.
    pub fn in_term(&self) -> bool {
        self.due.is_none_or(|due| self.meets <= due)
    }
}

impl Submitted {
    /// The day.
    pub fn date(self) -> Date {
        match self {
            Self::On(date) | Self::AtOnce(date) => date,
        }
    }
}

/// Every round from here to the end, in order. `left` is the day on which the body that the dossier is with lets it go;
/// `None`: its first meeting for which papers are in time.
pub(super) fn ways(
    days: Days<'_>,
    standing: &Standing,
    left: Option<Date>,
    later: &Later,
) -> Result<Vec<Way>, Blocked> {
    let route = &days.framework.route;
    let (mut way, mut onward) = first(days, standing, left)?;
    let mut ways = Vec::new();
    // Outcomes lead forward only, so no sound framework has more rounds to pass than it has.
    for _ in 0..route.rounds.len() {
        let left = way.left;
        ways.push(way);
        let Onward::Round(round) = onward else { break };
        let submitted = match later.get(&round.id) {
            Some(given) => Submitted::On((*given).max(left)),
            None => Submitted::AtOnce(left),
        };
        (way, onward) = one(days, way::first_step(route, &round.id)?, &Entry::submitting(submitted))?;
    }
    Ok(ways)
}

/// The round that the dossier is in, or what is left of it; `left` as in [`ways`].
pub(super) fn first<'f>(
    days: Days<'f>,
    standing: &Standing,
    left: Option<Date>,
) -> Result<(Way, Onward<'f>), Blocked> {
    let route = &days.framework.route;
    let submitting = |on: &Date| Entry::submitting(Submitted::On(*on));
    match standing {
        Standing::Submitting { round, on } => one(days, way::first_step(route, round)?, &submitting(on)),
        Standing::Revising { resume_at, on } => one(days, way::step(route, resume_at)?, &submitting(on)),
        Standing::AtVisit { step, arrived, due, arrival } => {
            let entry =
                Entry { submitted: None, arrives: *arrived, arrival: *arrival, term: Term::Runs(*due), left };
            one(days, way::step(route, step)?, &entry)
        }
    }
}

/// How a dossier comes to the first step of a way.
struct Entry {
    submitted: Option<Submitted>,
    arrives: Date,
    arrival: Arrival,
    term: Term,
    left: Option<Date>,
}

/// The term of a visit.
#[derive(Clone, Copy)]
enum Term {
    /// It begins when the dossier arrives.
    Begins,
    /// It runs up to this day; `None`: there is none.
    Runs(Option<Date>),
}

impl Entry {
    fn submitting(submitted: Submitted) -> Self {
        Self { submitted: Some(submitted), ..Self::arriving(submitted.date()) }
    }

    fn arriving(date: Date) -> Self {
        let arrival = Arrival::on(date);
        Self { submitted: None, arrives: date, arrival, term: Term::Begins, left: None }
    }
}

/// From this step to the end of its round.
fn one<'f>(days: Days<'f>, first: &'f Step, entry: &Entry) -> Result<(Way, Onward<'f>), Blocked> {
    let route = &days.framework.route;
    let mut passages = vec![passage(days, first, entry)?];
    let mut step = first;
    // Outcomes lead forward only, so no sound framework has more steps to pass than it has.
    for _ in 0..route.steps.len() {
        let left = passages.last().map_or(entry.arrives, |passage| passage.meets);
        let onward = way::after(route, step, way::leads_on(step.role))?;
        if let Onward::Step(next) = onward {
            passages.push(passage(days, next, &Entry::arriving(left))?);
            step = next;
            continue;
        }
        let end = match onward {
            Onward::End(end) => Some(end.id.clone()),
            Onward::Round(_) | Onward::Step(_) => None,
        };
        let round = first.round.clone();
        return Ok((Way { round, submitted: entry.submitted, passages, left, end }, onward));
    }
    Err(Blocked::LeadsNowhere { step: step.id.clone() })
}

fn passage(days: Days<'_>, step: &Step, entry: &Entry) -> Result<Passage, Blocked> {
    let due = match entry.term {
        Term::Begins => due(days, step, entry.arrives),
        Term::Runs(due) => due,
    };
    let meeting = meeting(days, step, entry.arrival)?;
    Ok(Passage {
        step: step.id.clone(),
        body: step.body.clone(),
        role: step.role,
        outcome: way::leads_on(step.role),
        arrives: entry.arrives,
        papers_due: meeting.papers_due,
        meets: entry.left.unwrap_or(meeting.date),
        called: meeting.called,
        by_parties: step.is_for_each_party(),
        missed: meeting.missed,
        due,
    })
}

/// The first meeting of a step's body for which papers are in time; where each party ratifies for itself, the first day
/// on which all could have.
pub(super) fn meeting(days: Days<'_>, step: &Step, arrival: Arrival) -> Result<Meeting, Blocked> {
    if step.is_for_each_party() {
        let date = arrival.papers.max(arrival.not_before);
        return Ok(Meeting { date, papers_due: date, called: false, missed: Vec::new() });
    }
    let leads_nowhere = || Blocked::LeadsNowhere { step: step.id.clone() };
    let body = days.framework.body(&step.body).ok_or_else(leads_nowhere)?;
    days.first_in_time(body, arrival).ok_or_else(|| Blocked::NeverMeets {
        step: step.id.clone(),
        body: body.id.clone(),
        after: arrival.papers.max(arrival.not_before),
    })
}

fn due(days: Days<'_>, step: &Step, arrives: Date) -> Option<Date> {
    step.term_days.map(|term_days| days.framework.calendar.add_working_days(arrives, term_days))
}
