//! The decision list: drawn up after the meeting, fixed by a later one.

use super::{
    command::{DraftDecisionList, FixDecisionList},
    event::{DecisionListDrafted, DecisionListFixed, Event},
    permit,
    refusal::Refusal,
    state::{DecisionList, Meeting},
};
use crate::ids::ItemNumber;

/// The list is drawn up: a line an item, in the order of the agenda. May be done again until it is fixed.
pub(super) fn draft(meeting: &Meeting, command: DraftDecisionList) -> Result<Event, Refusal> {
    let list = permit::held(meeting)?.list.as_ref();
    if let Some(at) = list.and_then(|list| list.fixed_at) {
        return Err(Refusal::DecisionListFixed { at });
    }
    let DraftDecisionList { lines } = command;
    let given: Vec<ItemNumber> = lines.iter().map(|line| line.item).collect();
    if given != meeting.order() {
        return Err(Refusal::NotTheAgenda { agenda: meeting.order() });
    }
    let draft = list.map_or(0, |list| list.draft).saturating_add(1);
    Ok(Event::DecisionListDrafted(DecisionListDrafted { draft, lines }))
}

/// A later meeting fixed the last draft. That it was later and held is asked of it: [`between`](super::between).
pub(super) fn fix(meeting: &Meeting, command: FixDecisionList) -> Result<Event, Refusal> {
    let FixDecisionList { draft, at } = command;
    match &permit::held(meeting)?.list {
        None => Err(Refusal::NoDecisionList),
        Some(list) if list.draft != draft => Err(Refusal::OtherDraft { asked: draft, last: list.draft }),
        Some(DecisionList { fixed_at: Some(at), .. }) => Err(Refusal::DecisionListFixed { at: *at }),
        Some(_) => Ok(Event::DecisionListFixed(DecisionListFixed { draft, at })),
    }
}
