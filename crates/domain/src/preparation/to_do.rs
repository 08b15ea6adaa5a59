//! The action list of a preparation, "Te doen / Door" (Gespreksmap): what is to be done by whom, and what came of it.
//!
//! The conversations of a preparation are no meetings of a body, so its actions stand in the preparation. All of its later
//! conversations find the open ones there: nothing is copied (`docs/adr/0025-actions.md`).

use jiff::civil::Date;

use super::{
    command::AgreeAction,
    event::{ActionAgreed, Event},
    refusal::Refusal,
    state::Preparation,
};
use crate::{
    action::{self, Closed},
    framework::Framework,
};

/// A conversation agreed, today or before, that something is to be done.
pub(super) fn agree(
    framework: &Framework,
    preparation: &Preparation,
    command: AgreeAction,
    today: Date,
) -> Result<Event, Refusal> {
    let AgreeAction { on, action } = command;
    if on > today {
        return Err(Refusal::DateInFuture { given: on, today });
    }
    let agreed = action::agree(framework, &preparation.actions, action, on).map_err(Refusal::Action)?;
    Ok(Event::ActionAgreed(ActionAgreed { on, agreed }))
}

/// Something to do was done or dropped.
pub(super) fn close(preparation: &Preparation, closed: Closed, today: Date) -> Result<Event, Refusal> {
    action::close(&preparation.actions, &closed, today).map_err(Refusal::Action)?;
    Ok(Event::ActionClosed(closed))
}
