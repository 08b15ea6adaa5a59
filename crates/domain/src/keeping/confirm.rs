//! Agreeing, as a second person, that words are erased.

use super::{
    command::ConfirmErasure,
    event::{Event, TextsErased},
    hold,
    refusal::Refusal,
    state::State,
};
use crate::context::Context;

/// Another administrator than the one who asked agrees to exactly what was asked.
pub(super) fn decide(state: &State, command: ConfirmErasure, context: &Context) -> Result<Event, Refusal> {
    let request = state.open_request(command.request)?;
    if request.by == context.actor {
        return Err(Refusal::SecondPersonNeeded { requested_by: request.by.clone() });
    }
    hold::none_stands(state)?;
    Ok(Event::TextsErased(TextsErased {
        request: request.revision,
        requested_by: request.by.clone(),
        ground: request.ground,
        texts: request.texts.clone(),
    }))
}
