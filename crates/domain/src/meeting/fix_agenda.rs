//! Fixing the agenda: the order of treatment, and how each item is to be treated.

use std::collections::BTreeSet;

use super::{
    command::FixAgenda,
    event::{AgendaFixed, Event},
    parts::AgendaItem,
    permit,
    refusal::{Countable, Refusal},
    schedule,
    state::Meeting,
};

/// The agenda is fixed: every item once. May be done again until the papers are sent.
pub(super) fn decide(meeting: &Meeting, command: FixAgenda) -> Result<Event, Refusal> {
    permit::unfrozen(meeting)?;
    if meeting.items.is_empty() {
        return Err(Refusal::AgendaEmpty);
    }
    distinct(meeting, &command.items)?;
    let named = |item| command.items.iter().any(|named| named.item == item);
    match meeting.order().into_iter().find(|item| !named(*item)) {
        Some(item) => Err(Refusal::ItemMissing { item }),
        None => Ok(Event::AgendaFixed(AgendaFixed { items: command.items })),
    }
}

/// Whether items are on the agenda, each named once.
pub(super) fn distinct(meeting: &Meeting, items: &[AgendaItem]) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for AgendaItem { item, .. } in items {
        schedule::known(meeting, *item)?;
        if !seen.insert(*item) {
            return Err(Refusal::Repeated { what: Countable::Items, which: item.to_string() });
        }
    }
    Ok(())
}
