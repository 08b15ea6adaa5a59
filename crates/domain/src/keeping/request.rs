//! Asking that words are erased.

use super::{
    command::RequestErasure,
    event::{ErasureRequested, Event},
    hold, named,
    refusal::Refusal,
    state::State,
};
use crate::ids::Revision;

/// An administrator names words of records that there are. Nothing is erased yet.
pub(super) fn decide(state: &State, last: Revision, command: RequestErasure) -> Result<Event, Refusal> {
    hold::none_stands(state)?;
    if let Some(open) = state.request() {
        return Err(Refusal::AlreadyRequested { request: open.revision, by: open.by.clone() });
    }
    let RequestErasure { ground, texts, reason } = command;
    let texts = named::in_order(texts);
    named::bounded(&texts, last)?;
    Ok(Event::ErasureRequested(ErasureRequested { ground, texts, reason }))
}
