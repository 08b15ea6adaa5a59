//! A record of a history that is kept as it is: it takes its place, and says on whose agenda something shows otherwise now.

use domain::{
    Event,
    ids::{BodyId, DossierId, MeetingId},
    keeping, meeting,
};
use record::{HistoryId, Position};

use super::{Act, Error};
use crate::{
    change::{AgendaChange, What},
    live::Live,
};

pub(super) fn apply(live: &mut Live, act: &mut Act<'_>) -> Result<(), Error> {
    let (position, record) = (act.record.position, &act.record.record);
    let misplaced = || Error::Misplaced { position };
    act.follows(live.chronicle.last(&record.history).0)?;
    let entry = act.record.entry.as_ref().ok_or_else(misplaced)?;
    if let Event::Keeping(keeping::Event::TextsErased(erased)) = &record.event {
        for texts in &erased.texts {
            let erased = live.chronicle.erase(&live.store, &record.history, texts);
            live.is_stained |= erased.map_err(|error| act.store(error))?;
        }
    }
    if !live.chronicle.push(position, record, entry) {
        return Err(misplaced());
    }
    match (&record.event, &record.history) {
        (Event::Meeting(event), HistoryId::Meeting(id)) => tell(live, act, *id, event),
        (Event::Mandate(_), HistoryId::Mandate(_))
        | (Event::Preparation(_), HistoryId::Preparation(_))
        | (Event::Arrangement(_), HistoryId::Arrangement(_))
        | (
            Event::Keeping(_),
            HistoryId::Meeting(_)
            | HistoryId::Mandate(_)
            | HistoryId::Preparation(_)
            | HistoryId::Arrangement(_),
        ) => Ok(()),
        (
            Event::Meeting(_)
            | Event::Keeping(_)
            | Event::Dossier(_)
            | Event::FrameworkAdopted(_)
            | Event::Arrangement(_)
            | Event::Mandate(_)
            | Event::Preparation(_),
            _,
        ) => Err(misplaced()),
    }
}

/// Rows of agendas show the meeting at which they are planned to be treated: tells of those that may show another now.
fn tell(live: &Live, act: &mut Act<'_>, id: MeetingId, event: &meeting::Event) -> Result<(), Error> {
    let Some(known) = live.chronicle.meetings.find(id) else { return Ok(()) };
    let one = match event {
        meeting::Event::ItemScheduled(added) => Some(added.item),
        meeting::Event::AddendumSent(sent) => Some(sent.added.item),
        meeting::Event::ItemRemoved(removed) => Some(removed.item),
        meeting::Event::MeetingHeld(_) | meeting::Event::MeetingCancelled(_) => None,
        meeting::Event::MeetingPlanned(_)
        | meeting::Event::AgendaFixed(_)
        | meeting::Event::PapersSent(_)
        | meeting::Event::DecisionListDrafted(_)
        | meeting::Event::DecisionListFixed(_)
        | meeting::Event::ActionAgreed(_)
        | meeting::Event::ActionClosed(_) => return Ok(()),
    };
    for (_, dossier) in known.dossiers().filter(|(item, _)| one.is_none_or(|one| one == *item)) {
        tell_of(live, act, &known.body, dossier)?;
    }
    Ok(())
}

fn tell_of(live: &Live, act: &mut Act<'_>, body: &BodyId, dossier: DossierId) -> Result<(), Error> {
    let Some(number) = live.dossiers.find(dossier) else { return Ok(()) };
    let head = live.dossiers.head(number).map_err(|error| act.store(error))?;
    let Some(waiting) = head.standing.waiting else { return Ok(()) };
    if live.names.bodies.find(body) == Some(waiting.body) {
        let (position, opened) = (act.record.position, Position(waiting.opened));
        act.tell(|| AgendaChange { position, body: body.clone(), dossier, opened, what: What::Changed });
    }
    Ok(())
}
