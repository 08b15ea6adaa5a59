//! The term of a visit as a message.

use domain::{
    dossier::{
        event::VisitRef,
        term::{Due, Reckoning},
    },
    framework::Framework,
};
use jiff::civil::Date;
use views::query::parts::{Suspension, Term};
use wire::{Names, convert::answer, v1};

use super::{waits_for, words};

/// The term of a visit, counted to this day. Its days are left out where the framework, or the day, is not known.
pub(crate) fn term(
    term: &Term,
    visit: &VisitRef,
    submitter: &v1::Coordinator,
    framework: Option<&Framework>,
    day: Option<Date>,
) -> v1::Term {
    let names = framework.map_or_else(Names::none, Names::of);
    let (due, suspended) = match term.due {
        Due::Never => (None, None),
        Due::On(due) => (Some(due), None),
        Due::StandsStill(since) => (None, Some(since).filter(|_| term.stands_still())),
    };
    v1::Term {
        due_on: due.map(|due| due.to_string()),
        suspended_since: suspended.map(|since| since.to_string()),
        days: days(term, visit, framework, day).map(answer::term_days),
        suspensions: term.suspensions.iter().map(|one| suspension(one, submitter, names)).collect(),
    }
}

fn days(
    term: &Term,
    visit: &VisitRef,
    framework: Option<&Framework>,
    day: Option<Date>,
) -> Option<Reckoning> {
    let framework = framework?;
    let budget = framework.route.step(&visit.step)?.term_days?;
    let until = term.over_on.or(day)?;
    Some(Reckoning::at(&framework.calendar, budget, term.arrived, &term.ledger, until))
}

fn suspension(suspension: &Suspension, submitter: &v1::Coordinator, names: Names<'_>) -> v1::Suspension {
    let (resumed_on, due_on) = suspension.resumed.unzip();
    v1::Suspension {
        suspended_on: suspension.from.to_string(),
        waits_for: Some(waits_for(&suspension.waits_for, submitter, names)),
        reason: Some(words(&suspension.reason)),
        resumed_on: resumed_on.map(|date| date.to_string()),
        due_on: due_on.map(|date| date.to_string()),
        revision: suspension.revision.0,
    }
}
