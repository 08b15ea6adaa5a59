//! How long a dossier would have taken under another framework, beside how long it took.
//!
//! **Held equal** are the dossier's own facts: the day on which it was first submitted; what each body did with it, visit
//! by visit, so that a deferral stays a deferral and a referral back a referral back; and the days that the submitter took
//! between a decision and the next round, and after a referral back.
//!
//! **Different** are the steps of the route, the meeting days and the days that papers are due before a meeting. Rounds
//! are matched by name; within a round, the n-th visit to a body by its name with the n-th visit there.
//!
//! - A step that the dossier never met is passed in the first meeting for which papers are in time, and with the outcome
//!   that leads on. So is one where the body's outcome is none of its role there.
//! - A body or round that the framework leaves out takes no time, nor does the submitter for it.
//! - Only rounds that the dossier left are looked at: one that is underway or was broken off has no end to compare.
//! - Days on the ladder after no agreement are as many, where the framework leads onto its ladder too.
//! - Where the same outcome ends a dossier under the framework, it ends there. How many visits the framework allows is not
//!   looked at.
//! - What was planned or cancelled besides the meeting rules counts under any framework.
//!
//! The dossier's own framework is best asked too: really, bodies may have let meetings pass, and what differs between two
//! frameworks is seen only where both are kept to the day.

use std::collections::BTreeMap;

use jiff::{Span, civil::Date};

use super::{
    Blocked, Days, Planned,
    days::Arrival,
    outlook::days,
    passing,
    trail::{Paid, Trail, Treated},
    way::{self, Onward},
};
use crate::{
    dossier::event::Next,
    framework::{Framework, Outcome, Round, Route, Step, Target},
    ids::{BodyId, RoundId},
};

/// How long a dossier was, or would have been, with each body. All in calendar days.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Times {
    /// With each body that it met.
    pub bodies: BTreeMap<BodyId, Stay>,
    /// With the submitter: between rounds, and after a referral back.
    pub submitter_days: u32,
    /// From the first submission to the last outcome of the last round that it left.
    pub total_days: u32,
}

/// How long a dossier was with a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stay {
    /// How often it came there.
    pub visits: u32,
    /// The days from each arrival to the meeting that treated it, together.
    pub days: u32,
}

/// The visits of one round that the dossier left.
struct Left<'t> {
    round: &'t RoundId,
    visits: &'t [Paid],
    submitted: Date,
    ended: Date,
}

impl Times {
    /// How long the dossier really was with each body. `None`: it has not left a round yet.
    pub fn really(trail: &Trail) -> Option<Self> {
        let mut times = Self::default();
        let rounds = rounds_left(trail);
        for round in &rounds {
            for (place, visit) in round.visits.iter().enumerate() {
                let Some(treated) = &visit.treated else { continue };
                times.stays(&visit.body, visit.arrived, treated.on);
                if let Some(next) = round.visits.get(place + 1) {
                    times.submitter_takes(days(treated.on, next.arrived));
                }
            }
        }
        for pair in rounds.windows(2) {
            let [before, round] = pair else { continue };
            times.submitter_takes(days(before.ended, round.submitted));
        }
        let (first, last) = (rounds.first()?, rounds.last()?);
        times.total_days = unsigned(days(first.submitted, last.ended));
        Some(times)
    }

    /// How long the dossier would have been with each body under this framework. `None`: it has left no round that the
    /// framework has.
    ///
    /// # Errors
    /// [`Blocked`] when a body would hold no meeting in time.
    pub fn under(framework: &Framework, planned: &Planned, trail: &Trail) -> Result<Option<Self>, Blocked> {
        let left = rounds_left(trail);
        let is_left = |id: &RoundId| left.iter().any(|round| round.round == id);
        let Some(first) = left.first() else { return Ok(None) };
        let Some(last) = framework.route.rounds.iter().rfind(|round| is_left(&round.id)) else {
            return Ok(None);
        };
        let mut walk =
            Walk { days: Days::new(framework, planned), today: first.submitted, times: Self::default() };
        let mut next = framework.route.rounds.first();
        // Outcomes lead forward only, so no sound framework has more rounds to pass than it has.
        for _ in 0..framework.route.rounds.len() {
            let Some(round) = next else { break };
            let place = left.iter().position(|left| left.round == &round.id);
            // Before the first round that the framework has, nobody wrote anything yet.
            let has_begun = !walk.times.bodies.is_empty();
            let pair = place.filter(|_| has_begun).and_then(|place| left.get(place.checked_sub(1)?..=place));
            if let Some([before, now]) = pair {
                walk.submitter_takes(days(before.ended, now.submitted));
            }
            let facts = place.map_or(&[] as &[Paid], |place| left[place].visits);
            next = walk.round(&round.id, facts)?.filter(|_| round.id != last.id);
        }
        walk.times.total_days = unsigned(days(first.submitted, walk.today));
        Ok(Some(walk.times))
    }

    fn stays(&mut self, body: &BodyId, from: Date, until: Date) {
        let stay = self.bodies.entry(body.clone()).or_default();
        stay.visits += 1;
        stay.days += unsigned(days(from, until));
    }

    fn submitter_takes(&mut self, days: i32) {
        self.submitter_days += unsigned(days);
    }
}

/// A dossier on its way under a framework.
struct Walk<'a> {
    days: Days<'a>,
    today: Date,
    times: Times,
}

impl<'a> Walk<'a> {
    /// Passes a round with what the bodies really did in it; which round follows.
    fn round(&mut self, round: &RoundId, facts: &[Paid]) -> Result<Option<&'a Round>, Blocked> {
        let route = &self.days.framework.route;
        let mut facts = Facts { visits: facts, seen: BTreeMap::new() };
        let mut step = way::first_step(route, round)?;
        let mut arrival = Arrival::on(self.today);
        // Every fact turns back once at most, and in between outcomes lead forward only.
        for _ in 0..=facts.visits.len().saturating_add(1).saturating_mul(route.steps.len()) {
            let meets = passing::meeting(self.days, step, arrival)?.date;
            self.times.stays(&step.body, self.today, meets);
            self.today = meets;
            match facts.next(step) {
                Fact::Deferred => {
                    let not_before = meets.tomorrow().unwrap_or(meets);
                    arrival = Arrival { papers: arrival.papers, not_before };
                    continue;
                }
                Fact::ReferredBack { resume_at, took } => {
                    self.submitter_takes(took);
                    step = resumes(route, step, resume_at);
                }
                Fact::OffLadder { took } => {
                    self.today = self.today.saturating_add(Span::new().days(took));
                }
                Fact::Outcome(outcome) => match way::after(route, step, outcome)? {
                    Onward::Step(next) => step = next,
                    Onward::Round(next) => return Ok(Some(next)),
                    Onward::End(_) => return Ok(None),
                },
            }
            arrival = Arrival::on(self.today);
        }
        Err(Blocked::LeadsNowhere { step: step.id.clone() })
    }

    fn submitter_takes(&mut self, days: i32) {
        self.times.submitter_takes(days);
        self.today = self.today.saturating_add(Span::new().days(days));
    }
}

/// What the bodies did in one round, told visit by visit.
struct Facts<'t> {
    visits: &'t [Paid],
    /// How many visits to a body were told.
    seen: BTreeMap<BodyId, usize>,
}

/// What a body does at a step.
enum Fact<'t> {
    Deferred,
    ReferredBack {
        /// The body of the step that the dossier went on from.
        resume_at: Option<&'t BodyId>,
        /// The days that the submitter took.
        took: i32,
    },
    /// There was no agreement, and the dossier came back from the ladder after so many days.
    OffLadder {
        took: i32,
    },
    Outcome(Outcome),
}

impl<'t> Facts<'t> {
    fn next(&mut self, step: &Step) -> Fact<'t> {
        let seen = self.seen.entry(step.body.clone()).or_default();
        let visits: &'t [Paid] = self.visits;
        let place = visits.iter().enumerate().filter(|(_, visit)| visit.body == step.body).nth(*seen);
        *seen += 1;
        let leads_on = Fact::Outcome(way::leads_on(step.role));
        let Some((place, Paid { treated: Some(treated), .. })) = place else { return leads_on };
        if !step.role.outcomes().contains(&treated.outcome) {
            leads_on
        } else if treated.outcome == Outcome::Deferred {
            Fact::Deferred
        } else if treated.outcome == Outcome::ReferredBack {
            referred_back(treated, visits.get(place + 1))
        } else if let (Next::Ladder(_), Some(back)) = (&treated.next, visits.get(place + 1))
            && step.on.get(&treated.outcome) == Some(&Target::Ladder)
        {
            Fact::OffLadder { took: days(treated.on, back.arrived) }
        } else {
            Fact::Outcome(treated.outcome)
        }
    }
}

fn referred_back<'t>(treated: &Treated, resumed: Option<&'t Paid>) -> Fact<'t> {
    Fact::ReferredBack {
        resume_at: resumed.map(|resumed| &resumed.body),
        took: resumed.map_or(0, |resumed| days(treated.on, resumed.arrived)),
    }
}

/// The step from which a dossier goes on after a referral back: the body's own, of those up to where it was.
fn resumes<'f>(route: &'f Route, at: &'f Step, body: Option<&BodyId>) -> &'f Step {
    let first = route.first_step(&at.round).unwrap_or(at);
    let steps = route.steps_between(&first.id, &at.id);
    steps.iter().rfind(|step| Some(&step.body) == body).unwrap_or(at)
}

/// The rounds that the dossier left, in order: those whose last visit led out of them.
fn rounds_left(trail: &Trail) -> Vec<Left<'_>> {
    let rounds = trail.visits.chunk_by(|visit, next| visit.round == next.round);
    let left = rounds.filter_map(|visits| {
        let (first, last) = (visits.first()?, visits.last()?);
        let ended = last.treated.as_ref().filter(|treated| treated.leaves_round())?.on;
        Some(Left { round: &first.round, visits, submitted: first.arrived, ended })
    });
    left.collect()
}

fn unsigned(days: i32) -> u32 {
    u32::try_from(days).unwrap_or(0)
}
