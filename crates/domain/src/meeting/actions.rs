//! What a meeting agreed to do, and what came of it.
//!
//! Agreed is what was agreed *there*: it is written down from when the meeting was held until a later meeting fixed its decision
//! list. That meeting looked at the account of this one; what comes up then was agreed then. What came of an action is
//! written down whenever it is known. Later meetings see the open ones by looking: [`between::carries`](super::between::carries).

use super::{
    command::CloseAction,
    event::{ActionClosed, Event},
    permit,
    refusal::Refusal,
    state::Meeting,
};
use crate::{
    action::{self, Agree},
    context::Context,
    framework::Framework,
};

/// The meeting agreed that something is to be done.
pub(super) fn agree(framework: &Framework, meeting: &Meeting, asked: Agree) -> Result<Event, Refusal> {
    let held = permit::held(meeting)?;
    if let Some(at) = held.list.as_ref().and_then(|list| list.fixed_at) {
        return Err(Refusal::AgreedTooLate { fixed_at: at });
    }
    let agreed = action::agree(framework, &held.actions, asked, meeting.on).map_err(Refusal::Action)?;
    Ok(Event::ActionAgreed(agreed))
}

/// Something that the meeting agreed was done or dropped. That the meeting which was told of it was later and held is asked of
/// that one: [`between`](super::between).
pub(super) fn close(meeting: &Meeting, command: CloseAction, context: &Context) -> Result<Event, Refusal> {
    let CloseAction { closed, reported_at } = command;
    let actions = &permit::held(meeting)?.actions;
    action::close(actions, &closed, context.today).map_err(Refusal::Action)?;
    Ok(Event::ActionClosed(ActionClosed { closed, reported_at }))
}
