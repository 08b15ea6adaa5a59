//! The facts of a refusal about an action.

use super::{Facts, facts, joined};
use crate::action::Refusal as R;

/// The facts of a refusal about an action.
pub fn action(refusal: &R) -> Facts {
    match refusal {
        R::DoerUnknown { who } => facts([("who", who)]),
        R::DueTooEarly { due, agreed_on } => facts([("due", due), ("agreed_on", agreed_on)]),
        R::TooMany { given, max } => facts([("given", given), ("max", max)]),
        R::ActionUnknown { action, known } => {
            vec![("action", action.to_string()), ("known", joined(known))]
        }
        R::AlreadyClosed { action, on } => vec![("action", action.to_string()), ("on", on.to_string())],
        R::ClosedInFuture { on, today } => facts([("on", on), ("today", today)]),
        R::ClosedTooEarly { on, agreed_on } => facts([("on", on), ("agreed_on", agreed_on)]),
    }
}
