//! A row of an agenda as a message.

#[cfg(test)]
mod tests;

use domain::{dossier::term::Due, framework::Framework};
use jiff::civil::Date;
use views::query::agenda::Row;
use wire::{
    Names,
    convert::{answer, enums},
    v1,
};

use super::{
    condition,
    escalation::escalation,
    given,
    meeting::on_meeting,
    paper,
    ratification::{unspoken, voice},
    term::term,
    waits_for, words,
};

/// The row, counted to this day.
pub(crate) fn item(row: &Row, framework: Option<&Framework>, day: Date) -> v1::AgendaItem {
    let names = framework.map_or_else(Names::none, Names::of);
    let coordinator = answer::coordinator(&row.coordinator, &row.party, names);
    let due = match row.term.as_ref().map(|term| term.due) {
        Some(Due::On(due)) => Some(due),
        Some(Due::StandsStill(_) | Due::Never) | None => None,
    };
    let working_days =
        framework.map_or(0, |framework| framework.calendar.working_days_between(row.arrived, day));
    v1::AgendaItem {
        dossier_id: row.dossier.to_string(),
        reference: row.reference.to_string(),
        title: Some(words(&row.title)),
        round: Some(answer::round(&row.round, names)),
        visit: Some(answer::visit_ref(&row.visit)),
        body: Some(answer::body(&row.body, names)),
        role: enums::role(row.role).into(),
        arrived_on: row.arrived.to_string(),
        due_on: due.map(|due| due.to_string()),
        days_waiting: days(row.arrived, day),
        working_days_waiting: u32::try_from(working_days.max(0)).unwrap_or(0),
        overdue: row.term.as_ref().is_some_and(|term| term.is_over(day)),
        documents: row.documents.iter().map(|document| paper(document, names)).collect(),
        earlier_outcomes: row.outcomes.iter().map(|outcome| given(outcome, names)).collect(),
        open_conditions: row.conditions.iter().map(|set| condition(set, names)).collect(),
        waits_for: Some(waits_for(&row.waits_for, &coordinator, names)),
        opened_at_position: row.opened.0,
        earlier_visits: row.visit.number.saturating_sub(1),
        framework: Some(answer::framework_ref(&row.framework)),
        revision: row.revision.0,
        meeting: row.meeting.as_ref().map(|meeting| on_meeting(meeting, &row.visit)),
        term: row.term.as_ref().map(|of| term(of, &row.visit, &coordinator, framework, Some(day))),
        voices: row.voices.iter().map(|said| voice(said, names)).collect(),
        unspoken: unspoken(framework, &row.visit, &row.voices),
        escalation: row.escalation.as_ref().map(|told| escalation(told, Some(day), names)),
        coordinator: Some(coordinator),
    }
}

/// How many days lie between two dates; none if the first is later.
pub(super) fn days(from: Date, until: Date) -> u32 {
    let days = from.until(until).map_or(0, |span| span.get_days());
    u32::try_from(days).unwrap_or(0)
}
