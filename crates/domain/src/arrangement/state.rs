//! What is true of an arrangement after its history so far.

use super::{
    commitment::Commitment,
    event::{ArrangementBegun, Event},
    refusal::Refusal,
    register::ArrangementRegistered,
    usage::Usage,
};
use crate::ids::Revision;

/// An arrangement, or that there is none yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum State {
    /// Nothing has happened.
    #[default]
    Unknown,
    /// It existed already, and was registered.
    Registered(Box<ArrangementRegistered>),
    /// It was decided on, and began.
    Begun(Box<Arrangement>),
}

/// An arrangement that began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    /// The last record that this state reflects.
    pub revision: Revision,
    /// What was planned.
    pub begun: ArrangementBegun,
    /// What each party said last of being bound, in the order in which they first did.
    pub commitments: Vec<Committed>,
    /// What was reported last of each party and period, in the order in which that first was.
    pub used: Vec<Used>,
}

/// What a party said of being bound, and still stands by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// The record that says so.
    pub revision: Revision,
    /// What it said.
    pub commitment: Commitment,
}

/// What was reported of a party in a period, and still stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// The record that says so.
    pub revision: Revision,
    /// What it had.
    pub usage: Usage,
}

impl State {
    /// The arrangement, if it began.
    pub fn begun(&self) -> Option<&Arrangement> {
        match self {
            Self::Begun(arrangement) => Some(arrangement),
            Self::Unknown | Self::Registered(_) => None,
        }
    }

    /// The arrangement, which must have begun.
    ///
    /// # Errors
    /// [`Refusal::NotBegun`].
    pub fn began(&self) -> Result<&Arrangement, Refusal> {
        self.begun().ok_or(Refusal::NotBegun)
    }
}

impl Arrangement {
    fn take(&mut self, event: &Event) {
        self.revision = self.revision.next();
        let revision = self.revision;
        match event {
            Event::CommitmentGiven(given) => {
                let said = Committed { revision, commitment: given.commitment.clone() };
                let party = &given.commitment.party;
                match self.commitments.iter_mut().find(|before| before.commitment.party == *party) {
                    Some(before) => *before = said,
                    None => self.commitments.push(said),
                }
            }
            Event::UseReported(usage) => {
                let reported = Used { revision, usage: usage.clone() };
                let of = |usage: &Usage| (usage.party.clone(), usage.period);
                match self.used.iter_mut().find(|before| of(&before.usage) == of(usage)) {
                    Some(before) => *before = reported,
                    None => self.used.push(reported),
                }
            }
            Event::ArrangementRegistered(_) | Event::ArrangementBegun(_) => {}
        }
    }
}

/// The state after one more event of its history. Total: what cannot follow changes nothing.
#[must_use]
pub fn evolve(state: State, event: &Event) -> State {
    match (state, event) {
        (State::Unknown, Event::ArrangementRegistered(registered)) => {
            State::Registered(Box::new(registered.clone()))
        }
        (State::Unknown, Event::ArrangementBegun(begun)) => State::Begun(Box::new(Arrangement {
            revision: Revision(1),
            begun: begun.as_ref().clone(),
            commitments: Vec::new(),
            used: Vec::new(),
        })),
        (
            state @ (State::Unknown | State::Registered(_)),
            Event::ArrangementRegistered(_)
            | Event::ArrangementBegun(_)
            | Event::CommitmentGiven(_)
            | Event::UseReported(_),
        ) => state,
        (State::Begun(mut arrangement), event) => {
            arrangement.take(event);
            State::Begun(arrangement)
        }
    }
}

/// The state after a record about the keeping of its history: it takes its place there, and no more.
#[must_use]
pub fn pass(mut state: State) -> State {
    if let State::Begun(arrangement) = &mut state {
        arrangement.revision = arrangement.revision.next();
    }
    state
}
