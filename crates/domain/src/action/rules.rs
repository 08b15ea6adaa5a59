//! What may be agreed, and what may be said to have come of it.

use jiff::civil::Date;

use super::{
    list::Actions,
    parts::{Agree, Agreed, Closed, Who},
    refusal::Refusal,
};
use crate::framework::Framework;

/// The most actions of one history. A body that agrees on more in one meeting has a plan, and that is a document.
pub const ACTIONS_MAX: usize = 100;

/// An action is agreed on a day, and gets its number.
///
/// That the dossier it is about exists is asked by whoever can read it.
///
/// # Errors
/// [`Refusal::TooMany`], [`Refusal::DoerUnknown`] or [`Refusal::DueTooEarly`].
pub fn agree(
    framework: &Framework,
    actions: &Actions,
    asked: Agree,
    agreed_on: Date,
) -> Result<Agreed, Refusal> {
    let given = actions.len().saturating_add(1);
    if given > ACTIONS_MAX {
        return Err(Refusal::TooMany { given, max: ACTIONS_MAX });
    }
    let is_unknown = |who: &&Who| match who {
        Who::Party(party) => framework.party(party).is_none(),
        Who::Body(body) => framework.body(body).is_none(),
        // Who acts here is known to the access register alone.
        Who::Actor(_) => false,
    };
    if let Some(who) = asked.doer.who().filter(is_unknown) {
        return Err(Refusal::DoerUnknown { who: who.clone() });
    }
    let due = asked.due;
    if due < agreed_on {
        return Err(Refusal::DueTooEarly { due, agreed_on });
    }
    Ok(asked.numbered(actions.next()))
}

/// An open action was done or dropped, on a day from the one on which it was agreed until today. It stays so: whoever was
/// mistaken agrees on another.
///
/// # Errors
/// [`Refusal::ActionUnknown`], [`Refusal::AlreadyClosed`], [`Refusal::ClosedTooEarly`] or [`Refusal::ClosedInFuture`].
pub fn close(actions: &Actions, closed: &Closed, today: Date) -> Result<(), Refusal> {
    let Closed { action: number, on, how: _ } = closed;
    let (number, on) = (*number, *on);
    let Some(action) = actions.find(number) else {
        let known = actions.iter().map(|action| action.agreed.number).collect();
        return Err(Refusal::ActionUnknown { action: number, known });
    };
    if let Some(earlier) = &action.closed {
        return Err(Refusal::AlreadyClosed { action: number, on: earlier.on });
    }
    let agreed_on = action.agreed_on;
    if on < agreed_on {
        return Err(Refusal::ClosedTooEarly { on, agreed_on });
    }
    if on > today {
        return Err(Refusal::ClosedInFuture { on, today });
    }
    Ok(())
}
