//! An event about the keeping of a history: it takes its place there, and changes nothing that an agenda or list says
//! but how far the history goes. The words that it names are gone from the journal; a view that had read them is
//! derived anew.

use domain::ids::{ArrangementId, DossierId, Revision};
use record::Position;

use super::{Act, Error};
use crate::{fact::Fact, live::Live};

/// The history of a dossier.
pub(super) fn of_dossier(live: &mut Live, act: &Act<'_>, id: DossierId) -> Result<(), Error> {
    let Some(number) = live.dossiers.find(id) else { return Err(misplaced(act)) };
    act.follows(live.dossiers.head(number).map_err(|error| act.store(error))?.revision)?;
    let mut change = live.dossiers.change(&live.store, number).map_err(|error| act.store(error))?;
    change.push(&Fact::of_keeping(act.record.position, act.record.record.recorded));
    Ok(())
}

/// The history of an arrangement. The register keeps no revisions, so only its place after the registration is looked at.
pub(super) fn of_arrangement(live: &Live, act: &Act<'_>, id: ArrangementId) -> Result<(), Error> {
    if live.register.is_registered(id) && act.record.record.revision > Revision(1) {
        Ok(())
    } else {
        Err(misplaced(act))
    }
}

fn misplaced(act: &Act<'_>) -> Error {
    Error::Misplaced { position: Position(act.position()) }
}
