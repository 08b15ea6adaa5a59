//! Who may act on a meeting, and how far it must be.

use super::{
    refusal::{Over, Refusal},
    state::{Held, Meeting, Phase, State},
};
use crate::{
    context::{Capacity, Context},
    framework::Framework,
    ids::BodyId,
};

/// Only the secretary of the body that meets.
pub(super) fn secretary(body: &BodyId, context: &Context) -> Result<(), Refusal> {
    match &context.capacity {
        Capacity::Secretary { body: served } if served == body => Ok(()),
        Capacity::Secretary { .. }
        | Capacity::Coordinator { .. }
        | Capacity::Administrator
        | Capacity::Auditor => {
            Err(Refusal::NotPermitted { acted_as: context.capacity.clone(), body: body.clone() })
        }
    }
}

/// A planned meeting, only under the framework that it was planned by, and only for its secretary.
pub(super) fn on_meeting<'s>(
    framework: &Framework,
    state: &'s State,
    context: &Context,
) -> Result<&'s Meeting, Refusal> {
    let meeting = state.meeting()?;
    if framework.reference != meeting.framework {
        return Err(Refusal::OtherFramework { meeting: meeting.framework.clone() });
    }
    secretary(&meeting.body, context)?;
    Ok(meeting)
}

/// Only until it was held or cancelled.
pub(super) fn ahead(meeting: &Meeting) -> Result<(), Refusal> {
    match &meeting.phase {
        Phase::Concept | Phase::Fixed | Phase::Sent { .. } => Ok(()),
        Phase::Held(_) => Err(Refusal::Over { over: Over::Held }),
        Phase::Cancelled => Err(Refusal::Over { over: Over::Cancelled }),
    }
}

/// Only while the agenda can still be changed.
pub(super) fn unfrozen(meeting: &Meeting) -> Result<(), Refusal> {
    ahead(meeting)?;
    match &meeting.phase {
        Phase::Sent { .. } => Err(Refusal::PapersFrozen),
        Phase::Concept | Phase::Fixed | Phase::Held(_) | Phase::Cancelled => Ok(()),
    }
}

/// Only when it was held.
pub(super) fn held(meeting: &Meeting) -> Result<&Held, Refusal> {
    match &meeting.phase {
        Phase::Held(held) => Ok(held),
        Phase::Cancelled => Err(Refusal::Over { over: Over::Cancelled }),
        Phase::Concept | Phase::Fixed | Phase::Sent { .. } => Err(Refusal::NotHeld),
    }
}
