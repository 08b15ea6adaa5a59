//! Noting what was done, answered or agreed.

use jiff::civil::Date;

use super::{
    event::{Event, Note},
    refusal::Refusal,
    state::Preparation,
};
use crate::framework::Framework;

/// The most that may be noted in one preparation: every item some ten times over.
pub const NOTES_MAX: usize = 2_000;

pub(super) fn decide(
    framework: &Framework,
    preparation: &Preparation,
    note: Note,
    today: Date,
) -> Result<Event, Refusal> {
    let at = note.at();
    if !preparation.lists.contains(&at.list) {
        return Err(Refusal::ListNotTaken { list: at.list.clone(), taken: preparation.lists.clone() });
    }
    let item = framework.checklist(&at.list).and_then(|list| list.item(&at.item));
    let Some(item) = item else { return Err(Refusal::ItemUnknown { at: at.clone() }) };
    if item.kind != note.kind() {
        return Err(Refusal::OtherKind { at: at.clone(), noted: note.kind(), is: item.kind });
    }
    if let Some(given) = note.on().filter(|on| *on > today) {
        return Err(Refusal::DateInFuture { given, today });
    }
    let threshold = framework.small_number_threshold;
    if let Note::Count(given) = &note
        && given.counted.count.shows_few(threshold)
    {
        return Err(Refusal::FewInTheClear { threshold });
    }
    if preparation.notes.len() >= NOTES_MAX {
        return Err(Refusal::TooMany { max: NOTES_MAX });
    }
    Ok(Event::Noted(note))
}
