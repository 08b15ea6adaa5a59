//! A dossier that waits, as a message.

#[cfg(test)]
mod tests;

use domain::{
    dossier::{
        event::VisitRef,
        moves,
        waiting::{Asked, Need},
    },
    forecast::Planned,
    framework::Framework,
};
use jiff::civil::Date;
use views::query::waiting::Row;
use wire::{Language, Names, convert::answer, v1, way_on};

use super::{agenda::days, condition, escalation::escalation, term::term, waits_for, words};

/// The row, counted to this day. `planned` are the meetings that are held otherwise than the rules of the bodies say.
pub(crate) fn item(
    row: &Row,
    framework: Option<&Framework>,
    planned: &Planned,
    day: Date,
    language: Language,
) -> v1::WaitingItem {
    let names = framework.map_or_else(Names::none, Names::of);
    let coordinator = answer::coordinator(&row.coordinator, &row.party, names);
    let working_days =
        framework.map_or(0, |framework| framework.calendar.working_days_between(row.since, day));
    let moves = framework.and_then(|framework| moves::way_on(framework, planned, &row.need, day));
    let of_visit = row.term.as_ref().zip(visit(&row.need));
    let late = row.conditions.iter().filter(|condition| condition.due.is_some_and(|due| due < day));
    v1::WaitingItem {
        dossier_id: row.dossier.to_string(),
        reference: row.reference.to_string(),
        title: Some(words(&row.title)),
        framework: Some(answer::framework_ref(&row.framework)),
        revision: row.revision.0,
        waits_for: Some(waits_for(&row.waits_for, &coordinator, names)),
        since: row.since.to_string(),
        days_waiting: days(row.since, day),
        working_days_waiting: u32::try_from(working_days.max(0)).unwrap_or(0),
        term: of_visit.map(|(open, visit)| term(open, visit, &coordinator, framework, Some(day))),
        overdue: row.due().is_some_and(|due| due < day),
        way_on: moves.map(|moves| way_on::of(&moves, language, names)),
        overdue_conditions: late.map(|late| condition(late, names)).collect(),
        escalation: row.escalation.as_ref().map(|told| escalation(told, Some(day), names)),
        coordinator: Some(coordinator),
    }
}

/// The visit that is open, if one is.
fn visit(need: &Need) -> Option<&VisitRef> {
    match need {
        Need::Outcome(Asked { visit, .. }) | Need::Resumption(Asked { visit, .. }) => Some(visit),
        Need::Solution(stuck) | Need::Conclusion(stuck) => Some(&stuck.visit),
        Need::Round(_) | Need::Revision { .. } => None,
    }
}
