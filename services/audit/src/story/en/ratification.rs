//! What a record says of one party that ratifies for itself, in English.

use domain::dossier::event::PartySpoke;
use wire::Names;

use super::{date, treated};

pub(super) fn told(spoke: &PartySpoke, names: Names<'_>) -> String {
    let PartySpoke { voice, replaces, completes, .. } = spoke;
    let (party, on) = (names.party(&voice.party), date(voice.decided_on));
    let said = if voice.ratified {
        format!("{party} ratified the decision on {on}")
    } else {
        format!("{party} decided on {on} not to ratify")
    };
    let under = voice.mandate.map_or_else(String::new, |seen| format!(", under mandate {}", seen.id));
    let instead =
        replaces.map_or_else(String::new, |replaces| format!("; this replaces line {}", replaces.revision));
    let together = completes.as_deref().map_or_else(
        || "not every party has spoken yet".to_owned(),
        |done| format!("with this every party has spoken: {}", treated(done, names)),
    );
    format!("{said}{under}{instead}; {together}.")
}
