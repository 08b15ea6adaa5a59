//! Beginning a preparation, and using another list as well.

use super::{
    command::Begin,
    event::{Event, ListTaken, PreparationBegun},
    refusal::Refusal,
    state::{Preparation, State},
};
use crate::{framework::Framework, ids::ChecklistId};

/// By the lists that were chosen, and those that a round of the framework asks for: nobody should have to find out at the
/// submission that a list was missing.
pub(super) fn decide(framework: &Framework, state: &State, command: &Begin) -> Result<Event, Refusal> {
    if *state != State::Unbegun {
        return Err(Refusal::AlreadyBegun);
    }
    if framework.checklists.is_empty() {
        return Err(Refusal::NoLists);
    }
    for (place, list) in command.lists.iter().enumerate() {
        known(framework, list)?;
        if command.lists[..place].contains(list) {
            return Err(Refusal::Repeated { list: list.clone() });
        }
    }
    let asked_for =
        |list: &ChecklistId| framework.route.rounds.iter().any(|round| round.prepared.contains(list));
    let chosen = framework
        .checklists
        .iter()
        .map(|list| &list.id)
        .filter(|list| command.lists.is_empty() || command.lists.contains(list) || asked_for(list));
    let lists = chosen.cloned().collect();
    Ok(Event::PreparationBegun(PreparationBegun { framework: framework.reference.clone(), lists }))
}

pub(super) fn take(
    framework: &Framework,
    preparation: &Preparation,
    command: ListTaken,
) -> Result<Event, Refusal> {
    known(framework, &command.list)?;
    if preparation.lists.contains(&command.list) {
        return Err(Refusal::ListAlreadyTaken { list: command.list });
    }
    Ok(Event::ListTaken(command))
}

fn known(framework: &Framework, list: &ChecklistId) -> Result<(), Refusal> {
    if framework.checklist(list).is_some() {
        return Ok(());
    }
    let known = framework.checklists.iter().map(|list| list.id.clone()).collect();
    Err(Refusal::ListUnknown { list: list.clone(), known })
}
