//! What was agreed to do and what came of it, in English.

use domain::action::{Agreed, Closed, Closing, Doer, Who};
use wire::Names;

use super::date;

pub(super) fn agreed(agreed: &Agreed, names: Names<'_>) -> String {
    let Agreed { number, what: _, doer, due, about } = agreed;
    let about = about.map(|dossier| format!(", about dossier {dossier}")).unwrap_or_default();
    format!("Action {number} was agreed: {} does it, by {}{about}.", by(doer, names), date(*due))
}

/// `told`: to which meeting that was said.
pub(super) fn closed(closed: &Closed, told: &str) -> String {
    let Closed { action, on, how } = closed;
    match how {
        Closing::Done { .. } => format!("Action {action} was done on {}, with evidence{told}.", date(*on)),
        Closing::Dropped { .. } => {
            format!("Action {action} was dropped on {}, with a reason{told}.", date(*on))
        }
    }
}

fn by(doer: &Doer, names: Names<'_>) -> String {
    match doer.who() {
        Some(Who::Party(party)) => names.party(party),
        Some(Who::Body(body)) => names.body(body),
        Some(Who::Actor(actor)) => format!("user {actor}"),
        None => "somebody outside the framework".into(),
    }
}
