//! What is true of a mandate after its history so far.

use jiff::civil::Date;

use super::{
    event::{Event, MandateGranted},
    refusal::{Refusal, Uncovered},
};
use crate::ids::Revision;

/// A mandate, or that there is none yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum State {
    /// Nothing has happened.
    #[default]
    Ungranted,
    /// It was granted.
    Granted(Box<Mandate>),
}

/// A granted mandate. Whether it has lapsed is a question of a day, asked when it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    /// The last record that this state reflects.
    pub revision: Revision,
    /// What was granted.
    pub granted: MandateGranted,
    /// The first day on which it holds no longer, if it was revoked.
    pub revoked_from: Option<Date>,
}

impl State {
    /// The mandate.
    ///
    /// # Errors
    /// [`Refusal::MandateUnknown`] when none was granted.
    pub fn mandate(&self) -> Result<&Mandate, Refusal> {
        match self {
            Self::Ungranted => Err(Refusal::MandateUnknown),
            Self::Granted(mandate) => Ok(mandate),
        }
    }
}

impl Mandate {
    /// That it holds on a day: begun, not revoked by then, and not past its last day.
    ///
    /// # Errors
    /// Which of these it is that it does not.
    pub fn holds_on(&self, on: Date) -> Result<(), Uncovered> {
        let granted = &self.granted;
        if on < granted.from {
            return Err(Uncovered::NotYet { on, from: granted.from });
        }
        if let Some(from) = self.revoked_from.filter(|from| on >= *from) {
            return Err(Uncovered::Revoked { on, from });
        }
        if let Some(until) = granted.until.filter(|until| on > *until) {
            return Err(Uncovered::Lapsed { on, until });
        }
        Ok(())
    }
}

/// The state after one more event of its history. Total: what cannot follow changes nothing.
#[must_use]
pub fn evolve(state: State, event: &Event) -> State {
    match (state, event) {
        (State::Ungranted, Event::MandateGranted(granted)) => State::Granted(Box::new(Mandate {
            revision: Revision(1),
            granted: granted.clone(),
            revoked_from: None,
        })),
        (State::Ungranted, Event::MandateRevoked(_)) => State::Ungranted,
        (State::Granted(mut mandate), event) => {
            mandate.revision = mandate.revision.next();
            if let Event::MandateRevoked(revoked) = event {
                mandate.revoked_from = Some(revoked.from);
            }
            State::Granted(mandate)
        }
    }
}

/// The state after a record about the keeping of its history: it takes its place there, and no more.
#[must_use]
pub fn pass(mut state: State) -> State {
    if let State::Granted(mandate) = &mut state {
        mandate.revision = mandate.revision.next();
    }
    state
}
