//! The term of a visit: a budget in working days, a ledger of the times that it stood still, and what follows from
//! the two.
//!
//! A term of *n* working days ends on the *n*-th working day after the arrival on which it runs. So a suspension
//! pushes the end by the working days that it really lasted, never by an estimate (gemma-zaken#1953). Nothing here is
//! recorded by a timer: whether a term has passed is asked of a date, by whoever reads.

use jiff::{ToSpan, civil::Date};

use super::{
    event::WaitingOn,
    state::{Progress, Visit},
};
use crate::{calendar::Calendar, ids::Revision, sealed::Sealed};

/// The most suspensions of the term of one visit.
pub const SUSPENSIONS_MAX: usize = 20;

/// A time during which the term of a visit does not run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspension {
    /// The record that says so.
    pub recorded: Revision,
    /// The first day on which the term does not run.
    pub from: Date,
    /// Whom the dossier waits for meanwhile.
    pub waits_for: WaitingOn,
    /// Why.
    pub reason: Sealed,
    /// How it ended. `None`: it runs, or the visit was treated meanwhile.
    pub resumed: Option<Resumption>,
}

/// The end of a suspension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resumption {
    /// The record that says so.
    pub recorded: Revision,
    /// The first day on which the term runs again.
    pub runs_from: Date,
    /// The last day of the term since.
    pub due: Date,
}

/// A time during which a term stood, or stands, still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Still {
    /// The first day on which it did not run.
    pub from: Date,
    /// The first day on which it ran again. `None`: it still stands still.
    pub until: Option<Date>,
}

/// The last day of a term, as the history tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// The step has no term.
    Never,
    /// This day.
    On(Date),
    /// Not known: the term stands still since this day.
    StandsStill(Date),
}

/// How much of a term is used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reckoning {
    /// The working days that the framework gives.
    pub budget: u32,
    /// The working days after the arrival on which the term ran.
    pub spent: u32,
    /// The working days on which it stood still.
    pub stood_still: u32,
}

impl Reckoning {
    /// Counts a term up to and including a day.
    pub fn at(calendar: &Calendar, budget: u32, arrived: Date, ledger: &[Still], day: Date) -> Self {
        let day = day.max(arrived);
        let passed = between(calendar, arrived, day);
        let stood_still = ledger.iter().map(|still| stood_still(calendar, arrived, *still, day)).sum();
        Self { budget, spent: passed.saturating_sub(stood_still), stood_still }
    }

    /// The working days that are left; zero on the last day of the term and after.
    pub fn left(self) -> u32 {
        self.budget.saturating_sub(self.spent)
    }

    /// The working days by which the term was passed.
    pub fn over(self) -> u32 {
        self.spent.saturating_sub(self.budget)
    }
}

impl Suspension {
    /// When the term stood still.
    pub fn still(&self) -> Still {
        Still { from: self.from, until: self.resumed.map(|resumed| resumed.runs_from) }
    }
}

impl Still {
    /// Whether it ended on the day that it began: a suspension that was taken back.
    pub fn is_empty(self) -> bool {
        self.until.is_some_and(|until| until <= self.from)
    }
}

impl Visit {
    /// The suspension that runs. Treating a visit ends its suspension: of a visit that is not waited for none runs.
    pub fn suspension(&self) -> Option<&Suspension> {
        let waiting = self.progress == Progress::Waiting;
        self.suspensions.last().filter(|last| waiting && last.resumed.is_none())
    }

    /// The last day of its term, as the ledger has it.
    pub fn due(&self) -> Due {
        match (self.opening.due, self.suspensions.last()) {
            (None, _) => Due::Never,
            (Some(due), None) => Due::On(due),
            (Some(_), Some(last)) => {
                last.resumed.map_or(Due::StandsStill(last.from), |resumed| Due::On(resumed.due))
            }
        }
    }

    /// The ledger of its term. A suspension that ran when the visit was treated ended on the day of the treatment.
    pub fn ledger(&self) -> Vec<Still> {
        let treated_on = self.treated().map(|treated| treated.treated_on);
        let still = |suspension: &Suspension| {
            let Still { from, until } = suspension.still();
            Still { from, until: until.or(treated_on) }
        };
        self.suspensions.iter().map(still).collect()
    }
}

/// The last day of a term whose ledger has no running suspension. Each suspension must have begun while the term ran.
pub fn due(calendar: &Calendar, budget: u32, arrived: Date, ledger: &[Still]) -> Date {
    let lasted = ledger.iter().map(|still| stood_still(calendar, arrived, *still, Date::MAX)).sum::<u32>();
    calendar.add_working_days(arrived, budget.saturating_add(lasted))
}

/// The working days after the arrival, up to and including a day, that lie in a suspension. The day of arrival never
/// counts, so it cannot stand still.
fn stood_still(calendar: &Calendar, arrived: Date, still: Still, day: Date) -> u32 {
    let before = |date: Date| date.saturating_sub(1.day());
    let last = still.until.map_or(day, |until| before(until).min(day));
    let first = before(still.from).max(arrived);
    if first < last { between(calendar, first, last) } else { 0 }
}

fn between(calendar: &Calendar, from: Date, to: Date) -> u32 {
    u32::try_from(calendar.working_days_between(from, to).max(0)).unwrap_or(u32::MAX)
}
