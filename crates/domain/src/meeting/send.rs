//! Sending agenda and papers: what was sent is frozen, by document version and digest.

use super::{
    command::{SendAddendum, SendPapers},
    event::{AddendumSent, Event, PapersSent},
    permit,
    refusal::Refusal,
    schedule,
    state::{Meeting, Phase},
};
use crate::{context::Context, ids::ItemNumber};

/// Agenda and papers are sent: of every item in its order, not after the day of the meeting.
pub(super) fn papers(meeting: &Meeting, command: SendPapers, context: &Context) -> Result<Event, Refusal> {
    permit::unfrozen(meeting)?;
    match meeting.phase {
        Phase::Fixed => {}
        Phase::Concept | Phase::Sent { .. } | Phase::Held(_) | Phase::Cancelled => {
            return Err(Refusal::AgendaNotFixed);
        }
    }
    in_time(meeting, context)?;
    let SendPapers { items, digest } = command;
    let given: Vec<ItemNumber> = items.iter().map(|papers| papers.item).collect();
    if given != meeting.order() {
        return Err(Refusal::NotTheAgenda { agenda: meeting.order() });
    }
    Ok(Event::PapersSent(PapersSent { items, digest }))
}

/// One more item is sent afterwards. It is late by nature, so somebody lets it in.
pub(super) fn addendum(
    meeting: &Meeting,
    command: SendAddendum,
    context: &Context,
) -> Result<Event, Refusal> {
    permit::ahead(meeting)?;
    match meeting.phase {
        Phase::Sent { .. } => {}
        Phase::Concept | Phase::Fixed | Phase::Held(_) | Phase::Cancelled => {
            return Err(Refusal::PapersNotSent);
        }
    }
    in_time(meeting, context)?;
    let SendAddendum { schedule, papers, digest } = command;
    if schedule.late.is_none() {
        return Err(Refusal::AuthoriserRequired { papers_due: meeting.papers_due, arrived: None });
    }
    let added = schedule::added(meeting, schedule)?;
    if papers.item != added.item {
        return Err(Refusal::NotTheAgenda { agenda: vec![added.item] });
    }
    Ok(Event::AddendumSent(AddendumSent { added, papers, digest }))
}

fn in_time(meeting: &Meeting, context: &Context) -> Result<(), Refusal> {
    let (on, today) = (meeting.on, context.today);
    if today > on { Err(Refusal::DayPassed { on, today }) } else { Ok(()) }
}
