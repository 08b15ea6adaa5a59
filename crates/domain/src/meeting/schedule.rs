//! What comes on the agenda, and what is taken off it again.

use super::{
    command::{Remove, Schedule},
    event::{Event, ItemRemoved},
    parts::{Added, Subject},
    permit,
    refusal::{Countable, Refusal},
    state::Meeting,
};
use crate::ids::ItemNumber;

/// The most items on one agenda, those that were taken off among them.
pub const ITEMS_MAX: usize = 100;

/// Something comes on the agenda. A fixed agenda is then a concept again.
///
/// Whether a visit can come on it is asked of its dossier: [`between`](super::between).
pub(super) fn decide(meeting: &Meeting, command: Schedule) -> Result<Event, Refusal> {
    permit::unfrozen(meeting)?;
    added(meeting, command).map(Event::ItemScheduled)
}

/// Something is taken off again. A fixed agenda is then a concept again.
pub(super) fn remove(meeting: &Meeting, command: Remove) -> Result<Event, Refusal> {
    permit::unfrozen(meeting)?;
    let Remove { item, reason } = command;
    known(meeting, item)?;
    Ok(Event::ItemRemoved(ItemRemoved { item, reason }))
}

/// What comes on the agenda, with the next number.
pub(super) fn added(meeting: &Meeting, command: Schedule) -> Result<Added, Refusal> {
    let Schedule { subject, kind, late, carried_from } = command;
    if let Subject::Visit { dossier, visit } = &subject
        && let Some(there) = meeting.item_about(*dossier, visit)
    {
        return Err(Refusal::AlreadyOnAgenda { item: there.added.item });
    }
    let item = ItemNumber(meeting.last_item.0.saturating_add(1));
    let given = usize::try_from(item.0).unwrap_or(usize::MAX);
    if given > ITEMS_MAX {
        return Err(Refusal::TooMany { what: Countable::Items, given, max: ITEMS_MAX });
    }
    Ok(Added { item, subject, kind, late, carried_from })
}

/// Whether an item is on the agenda.
pub(super) fn known(meeting: &Meeting, item: ItemNumber) -> Result<(), Refusal> {
    match meeting.item(item) {
        Some(_) => Ok(()),
        None => Err(Refusal::ItemUnknown { item, known: meeting.order() }),
    }
}
