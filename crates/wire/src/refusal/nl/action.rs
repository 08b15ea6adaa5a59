//! Why an action is not agreed or closed so, in Dutch.

use domain::{action::Refusal, ids::ActionNumber};
use jiff::civil::Date;

use super::phrase::{date, each, number};

/// Why an action is not agreed or closed so.
pub(in crate::refusal) fn told(refusal: &Refusal) -> String {
    use Refusal as R;
    match refusal {
        R::DoerUnknown { who } => format!(
            "Het kader kent ‘{who}’ niet. Noem een partij of gremium van het kader, of schrijf in woorden wie het doet."
        ),
        R::DueTooEarly { due, agreed_on } => format!(
            "De actie is afgesproken op {} en kan niet uiterlijk {} gedaan zijn. Kies een dag vanaf die afspraak.",
            date(*agreed_on),
            date(*due)
        ),
        R::TooMany { given, max } => format!(
            "Te veel acties: {}; ten hoogste {} zijn mogelijk. Maak er een plan van, of verdeel ze.",
            number(*given),
            number(*max)
        ),
        R::ActionUnknown { action, known } if known.is_empty() => format!(
            "Actie {action} is er niet; er is niets afgesproken. Noem de vergadering waarin zij is afgesproken."
        ),
        R::ActionUnknown { action, known } => not_among(*action, known),
        R::AlreadyClosed { action, on } => already_closed(*action, *on),
        R::ClosedInFuture { on, today } => format!(
            "De dag {} moet nog komen; vandaag is {}. Leg vast wat al zo is.",
            date(*on),
            date(*today)
        ),
        R::ClosedTooEarly { on, agreed_on } => format!(
            "De actie is afgesproken op {}; op {} kon zij nog niet afgesloten zijn. Verbeter de dag.",
            date(*agreed_on),
            date(*on)
        ),
    }
}

fn not_among(action: ActionNumber, known: &[ActionNumber]) -> String {
    format!("Actie {action} is er niet. Afgesproken zijn {}.", each(known, ToString::to_string))
}

fn already_closed(action: ActionNumber, on: Date) -> String {
    format!(
        "Actie {action} is al afgesloten, op {}, en blijft zo. Klopt dat niet, spreek dan een nieuwe actie af.",
        date(on)
    )
}
