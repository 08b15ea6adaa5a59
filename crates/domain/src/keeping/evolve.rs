//! What is true after an event. No rules here: whatever the record says, happened.

use super::{
    event::Event,
    state::{Request, State},
};
use crate::ids::{ActorId, Revision};

/// The state after one more event of its history: the record at `revision`, in which `actor` acted. Total.
#[must_use]
pub fn evolve(mut state: State, revision: Revision, actor: &ActorId, event: &Event) -> State {
    match event {
        Event::ErasureRequested(asked) => state.ask(Request {
            revision,
            by: actor.clone(),
            ground: asked.ground,
            texts: asked.texts.clone(),
        }),
        Event::ErasureDeclined(_) | Event::TextsErased(_) => state.settle(),
        Event::HoldPlaced(_) => state.hold(revision),
        Event::HoldLifted(lifted) => state.release(lifted.hold),
        Event::HistoryConfirmed(_) => {}
    }
    state
}
