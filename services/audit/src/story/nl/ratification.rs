//! What a record says of one party that ratifies for itself, in Dutch.

use domain::dossier::event::PartySpoke;
use wire::Names;

use super::{date, treated};

pub(super) fn told(spoke: &PartySpoke, names: Names<'_>) -> String {
    let PartySpoke { voice, replaces, completes, .. } = spoke;
    let (party, on) = (names.party(&voice.party), date(voice.decided_on));
    let said = if voice.ratified {
        format!("{party} bekrachtigde het besluit op {on}")
    } else {
        format!("{party} besloot op {on} niet te bekrachtigen")
    };
    let under = voice.mandate.map_or_else(String::new, |seen| format!(", onder mandaat {}", seen.id));
    let instead =
        replaces.map_or_else(String::new, |replaces| format!("; dit vervangt regel {}", replaces.revision));
    let together = completes.as_deref().map_or_else(
        || "nog niet elke partij heeft zich uitgesproken".to_owned(),
        |done| format!("daarmee heeft elke partij zich uitgesproken: {}", treated(done, names)),
    );
    format!("{said}{under}{instead}; {together}.")
}
