//! A row of an agenda as a message.

#[cfg(test)]
mod tests;

use domain::framework::Framework;
use jiff::civil::Date;
use views::query::agenda::Row;
use wire::{
    Names,
    convert::{answer, enums},
    v1,
};

use super::{condition, given, meeting::on_meeting, paper, words};

/// The row, counted to this day.
pub(crate) fn item(row: &Row, framework: Option<&Framework>, day: Date) -> v1::AgendaItem {
    let names = framework.map_or_else(Names::none, Names::of);
    let working_days =
        framework.map_or(0, |framework| framework.calendar.working_days_between(row.arrived, day));
    v1::AgendaItem {
        dossier_id: row.dossier.to_string(),
        reference: row.reference.to_string(),
        title: Some(words(&row.title)),
        round: Some(answer::round(&row.round, names)),
        visit: Some(answer::visit_ref(&row.visit)),
        body: Some(answer::body(&row.waits_for, names)),
        role: enums::role(row.role).into(),
        arrived_on: row.arrived.to_string(),
        due_on: row.due.map(|due| due.to_string()),
        days_waiting: days(row.arrived, day),
        working_days_waiting: u32::try_from(working_days.max(0)).unwrap_or(0),
        overdue: row.due.is_some_and(|due| day > due),
        documents: row.documents.iter().map(|document| paper(document, names)).collect(),
        earlier_outcomes: row.outcomes.iter().map(|outcome| given(outcome, names)).collect(),
        open_conditions: row.conditions.iter().map(|set| condition(set, names)).collect(),
        waits_for: Some(v1::WaitsFor {
            who: Some(v1::waits_for::Who::Body(answer::body(&row.waits_for, names))),
        }),
        opened_at_position: row.opened.0,
        earlier_visits: row.visit.number.saturating_sub(1),
        framework: Some(answer::framework_ref(&row.framework)),
        coordinator: Some(answer::coordinator(&row.coordinator, &row.party, names)),
        revision: row.revision.0,
        meeting: row.meeting.as_ref().map(|meeting| on_meeting(meeting, &row.visit)),
    }
}

/// How many days lie between two dates; none if the first is later.
fn days(from: Date, until: Date) -> u32 {
    let days = from.until(until).map_or(0, |span| span.get_days());
    u32::try_from(days).unwrap_or(0)
}
