//! An event about the keeping of a history: it takes its place there, and changes nothing that an agenda or list says
//! but how far the history goes. Only words that were erased go, everywhere and as of every position, from the moment that
//! this is applied.

use domain::{
    ids::{ArrangementId, DossierId, Revision},
    keeping::{Event, named::RecordTexts},
};
use record::Position;

use super::{Act, Error};
use crate::{
    change::{AgendaChange, What},
    fact::{Fact, Tag},
    live::Live,
};

/// The history of a dossier.
pub(super) fn of_dossier(
    live: &mut Live,
    act: &mut Act<'_>,
    id: DossierId,
    event: &Event,
) -> Result<(), Error> {
    let Some(number) = live.dossiers.find(id) else { return Err(misplaced(act)) };
    act.follows(live.dossiers.head(number).map_err(|error| act.store(error))?.revision)?;
    let mut change = live.dossiers.change(&live.store, number).map_err(|error| act.store(error))?;
    let mut forgot = false;
    for (revision, tags) in erased(event) {
        forgot |= change.erase(revision, &tags).map_err(|error| act.store(error))?;
    }
    change.push(&Fact::of_keeping(act.record.position, act.record.record.recorded));
    live.is_stained |= forgot;
    let waiting = change.head.standing.waiting.filter(|_| forgot);
    let body = waiting.and_then(|waiting| Some((waiting, live.names.bodies.name(waiting.body).ok()?)));
    if let Some((waiting, body)) = body {
        let (position, opened) = (act.record.position, Position(waiting.opened));
        act.tell(|| AgendaChange { position, body: body.clone(), dossier: id, opened, what: What::Changed });
    }
    Ok(())
}

/// The history of an arrangement that was registered. The register keeps no revisions, so only its place after the registration is looked at.
pub(super) fn of_arrangement(
    live: &mut Live,
    act: &Act<'_>,
    id: ArrangementId,
    event: &Event,
) -> Result<(), Error> {
    if act.record.record.revision <= Revision(1) {
        return Err(misplaced(act));
    }
    for (revision, tags) in erased(event) {
        // Only the registration has words that the register keeps.
        live.is_stained |= revision == 1 && live.register.erase(id, &tags);
    }
    Ok(())
}

/// The words that are gone: by the revision of their record.
fn erased(event: &Event) -> impl Iterator<Item = (u64, Vec<Tag>)> {
    let texts: &[RecordTexts] = match event {
        Event::TextsErased(erased) => &erased.texts,
        Event::ErasureRequested(_)
        | Event::ErasureDeclined(_)
        | Event::HoldPlaced(_)
        | Event::HoldLifted(_)
        | Event::HistoryConfirmed(_) => &[],
    };
    texts.iter().map(|record| (record.revision.0, record.texts.iter().map(Tag::of).collect()))
}

fn misplaced(act: &Act<'_>) -> Error {
    Error::Misplaced { position: Position(act.position()) }
}
