//! What really happened to a dossier, as far as a forecast needs it: its visits and what came of them.

use jiff::civil::Date;

use super::{Standing, days::Arrival};
use crate::{
    dossier::{
        event::{Next, Opening},
        state::{Phase, Visit},
    },
    framework::Outcome,
    ids::{BodyId, RoundId, StepId},
};

/// The visits that a dossier paid, in order. Visits that count for nothing are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trail {
    /// The visits.
    pub visits: Vec<Paid>,
}

/// A visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paid {
    /// The step.
    pub step: StepId,
    /// The round.
    pub round: RoundId,
    /// The body.
    pub body: BodyId,
    /// The day on which the dossier arrived.
    pub arrived: Date,
    /// The last day of the term.
    pub due: Option<Date>,
    /// What the body did, if it has.
    pub treated: Option<Treated>,
}

/// What a body did with a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treated {
    /// What it did.
    pub outcome: Outcome,
    /// The day of the meeting.
    pub on: Date,
    /// Where the dossier went.
    pub next: Next,
}

impl Paid {
    /// A visit that was opened, and what came of it.
    pub fn of(opening: &Opening, treated: Option<Treated>) -> Self {
        Self {
            step: opening.visit.step.clone(),
            round: opening.round.clone(),
            body: opening.body.clone(),
            arrived: opening.arrived,
            due: opening.due,
            treated,
        }
    }
}

impl Treated {
    /// Whether the body was the last of its round.
    pub fn leaves_round(&self) -> bool {
        match self.next {
            Next::Round(_) | Next::End { .. } => true,
            Next::Visit(_) | Next::Revision { .. } | Next::Ladder(_) => false,
        }
    }
}

impl Trail {
    /// The trail of a dossier with these visits.
    pub fn of<'v>(visits: impl IntoIterator<Item = &'v Visit>) -> Self {
        let paid = visits.into_iter().filter(|visit| !visit.is_void()).map(|visit| {
            let treated = visit.treated().map(|treated| Treated {
                outcome: treated.outcome,
                on: treated.treated_on,
                next: treated.next.clone(),
            });
            Paid::of(&visit.opening, treated)
        });
        Self { visits: paid.collect() }
    }

    /// Where the dossier is in this phase, today. `None`: it has ended, or is on the ladder, which has no calendar.
    ///
    /// What is with the submitter is submitted today. What is with a body can be treated from today on, or from the day
    /// after a deferral; minutes may be late, so a meeting that is past counts no longer.
    pub fn standing(&self, phase: &Phase, today: Date) -> Option<Standing> {
        // Who writes down the past may have got ahead of a clock that is behind.
        let today = self.last_day().map_or(today, |last| last.max(today));
        match phase {
            Phase::Preparing { round } => Some(Standing::Submitting { round: round.clone(), on: today }),
            Phase::Revising { resume_at, .. } => {
                Some(Standing::Revising { resume_at: resume_at.clone(), on: today })
            }
            Phase::AtStep { .. } => self.visits.last().map(|visit| Standing::AtVisit {
                step: visit.step.clone(),
                arrived: visit.arrived,
                due: visit.due,
                arrival: self.arrival(today),
            }),
            Phase::Escalated { .. } | Phase::Ended { .. } => None,
        }
    }

    /// Since when the body that the dossier is with could treat it.
    fn arrival(&self, today: Date) -> Arrival {
        let Some((last, before)) = self.visits.split_last() else { return Arrival::on(today) };
        let deferred = before.iter().rev().take_while(|visit| visit.is_deferral_to(last));
        match deferred.last() {
            None => Arrival { papers: last.arrived, not_before: today },
            Some(first) => {
                let after = last.arrived.tomorrow().unwrap_or(last.arrived);
                Arrival { papers: first.arrived, not_before: after.max(today) }
            }
        }
    }

    fn last_day(&self) -> Option<Date> {
        let last = self.visits.last()?;
        Some(last.treated.as_ref().map_or(last.arrived, |treated| treated.on))
    }
}

impl Paid {
    /// Whether this visit was deferred to that one, perhaps by way of others.
    fn is_deferral_to(&self, later: &Self) -> bool {
        self.step == later.step
            && self.treated.as_ref().is_some_and(|treated| treated.outcome == Outcome::Deferred)
    }
}
