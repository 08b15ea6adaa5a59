//! A hold: while a lawsuit, an inspection or an objection runs, nothing of a history is erased.

use super::{
    command::{LiftHold, PlaceHold},
    event::{Event, HoldLifted, HoldPlaced},
    named::within,
    refusal::{Countable, Refusal},
    state::State,
};

/// The most holds that stand on one history at once.
pub const HOLDS_MAX: usize = 20;

/// An administrator places a hold. Several may stand at once, each for a reason of its own.
pub(super) fn place(state: &State, command: PlaceHold) -> Result<Event, Refusal> {
    within(Countable::Holds, state.holds().len() + 1, HOLDS_MAX)?;
    Ok(Event::HoldPlaced(HoldPlaced { reason: command.reason }))
}

/// An administrator lifts one.
pub(super) fn lift(state: &State, command: LiftHold) -> Result<Event, Refusal> {
    let LiftHold { hold, reason } = command;
    if !state.holds().contains(&hold) {
        return Err(Refusal::HoldUnknown { asked: hold, holds: state.holds().to_vec() });
    }
    Ok(Event::HoldLifted(HoldLifted { hold, reason }))
}

/// Nothing is erased under a hold.
pub(super) fn none_stands(state: &State) -> Result<(), Refusal> {
    match state.holds() {
        [] => Ok(()),
        holds => Err(Refusal::UnderHold { holds: holds.to_vec() }),
    }
}
