//! Why an action is not agreed or closed so, in English.

use domain::{action::Refusal, ids::ActionNumber};
use jiff::civil::Date;

use super::phrase::{date, each, number};

/// Why an action is not agreed or closed so.
pub(in crate::refusal) fn told(refusal: &Refusal) -> String {
    use Refusal as R;
    match refusal {
        R::DoerUnknown { who } => format!(
            "The framework has no ‘{who}’. Name a party or body of the framework, or write in words who does it."
        ),
        R::DueTooEarly { due, agreed_on } => format!(
            "The action was agreed on {} and cannot be done by {}. Choose a day from then on.",
            date(*agreed_on),
            date(*due)
        ),
        R::TooMany { given, max } => format!(
            "Too many actions: {}; at most {} are possible. Make a plan of them, or divide them.",
            number(*given),
            number(*max)
        ),
        R::ActionUnknown { action, known } if known.is_empty() => format!(
            "There is no action {action}; nothing was agreed. Name the meeting in which it was agreed."
        ),
        R::ActionUnknown { action, known } => not_among(*action, known),
        R::AlreadyClosed { action, on } => already_closed(*action, *on),
        R::ClosedInFuture { on, today } => format!(
            "The day {} has yet to come; today is {}. Write down what is so already.",
            date(*on),
            date(*today)
        ),
        R::ClosedTooEarly { on, agreed_on } => format!(
            "The action was agreed on {}; on {} it could not be closed yet. Mend the day.",
            date(*agreed_on),
            date(*on)
        ),
    }
}

fn not_among(action: ActionNumber, known: &[ActionNumber]) -> String {
    format!("There is no action {action}. Agreed were {}.", each(known, ToString::to_string))
}

fn already_closed(action: ActionNumber, on: Date) -> String {
    format!(
        "Action {action} was closed already, on {}, and stays so. If that is wrong, agree on another action.",
        date(on)
    )
}
