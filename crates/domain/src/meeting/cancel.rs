//! That a meeting does not take place.

use super::{
    command::Cancel,
    event::{Event, MeetingCancelled},
    permit,
    refusal::Refusal,
    state::Meeting,
};

/// A meeting that was not held can be cancelled, also when its papers were sent. What was on its agenda stays with its
/// dossiers, and comes on a later agenda as a new item.
pub(super) fn decide(meeting: &Meeting, command: Cancel) -> Result<Event, Refusal> {
    permit::ahead(meeting)?;
    Ok(Event::MeetingCancelled(MeetingCancelled { reason: command.reason }))
}
