//! What was agreed to do and what came of it, in Dutch.

use domain::action::{Agreed, Closed, Closing, Doer, Who};
use wire::Names;

use super::date;

pub(super) fn agreed(agreed: &Agreed, names: Names<'_>) -> String {
    let Agreed { number, what: _, doer, due, about } = agreed;
    let about = about.map(|dossier| format!(", over dossier {dossier}")).unwrap_or_default();
    format!("Actie {number} is afgesproken: {} doet het, uiterlijk {}{about}.", by(doer, names), date(*due))
}

/// `told`: in which meeting that was said.
pub(super) fn closed(closed: &Closed, told: &str) -> String {
    let Closed { action, on, how } = closed;
    match how {
        Closing::Done { .. } => format!("Actie {action} is gedaan op {}, met bewijs{told}.", date(*on)),
        Closing::Dropped { .. } => {
            format!("Actie {action} is vervallen op {}, met een reden{told}.", date(*on))
        }
    }
}

fn by(doer: &Doer, names: Names<'_>) -> String {
    match doer.who() {
        Some(Who::Party(party)) => names.party(party),
        Some(Who::Body(body)) => names.body(body),
        Some(Who::Actor(actor)) => format!("gebruiker {actor}"),
        None => "iemand buiten het kader".into(),
    }
}
