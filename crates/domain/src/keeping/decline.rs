//! Not agreeing that words are erased, or withdrawing what was asked.

use super::{
    command::DeclineErasure,
    event::{ErasureDeclined, Event},
    refusal::Refusal,
    state::State,
};

/// A second administrator declines, or the first withdraws. A hold does not stand in the way: nothing is erased.
pub(super) fn decide(state: &State, command: DeclineErasure) -> Result<Event, Refusal> {
    let request = state.open_request(command.request)?;
    Ok(Event::ErasureDeclined(ErasureDeclined {
        request: request.revision,
        requested_by: request.by.clone(),
        reason: command.reason,
    }))
}
