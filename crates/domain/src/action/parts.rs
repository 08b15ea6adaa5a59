//! What is agreed, and how it ends: what commands, events and states share.

use std::fmt;

use jiff::civil::Date;

use crate::{
    ids::{ActionNumber, ActorId, BodyId, DossierId, PartyId},
    sealed::{
        Sealed,
        names::{ACTION, DOER, EVIDENCE, REASON},
    },
};

/// An action to agree on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agree {
    /// What is to be done.
    pub what: Sealed,
    /// Who does it.
    pub doer: Doer,
    /// The last day on which it is in time.
    pub due: Date,
    /// The dossier that it is about, if it is about one.
    pub about: Option<DossierId>,
}

/// An action that was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// Its number in its history, from 1.
    pub number: ActionNumber,
    /// What is to be done.
    pub what: Sealed,
    /// Who does it.
    pub doer: Doer,
    /// The last day on which it is in time.
    pub due: Date,
    /// The dossier that it is about, if it is about one.
    pub about: Option<DossierId>,
}

/// Who does it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doer {
    /// Somebody that the records know.
    Known {
        /// Who.
        who: Who,
        /// Who of them, in words: the programme manager, two of the municipalities.
        words: Option<Sealed>,
    },
    /// Somebody outside the framework, in words: a school, a care provider.
    Outside(Sealed),
}

/// Somebody that the records know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// A party of the framework.
    Party(PartyId),
    /// A body of the framework.
    Body(BodyId),
    /// Somebody who acts in this system.
    Actor(ActorId),
}

/// What came of an action: asked as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// Which.
    pub action: ActionNumber,
    /// The day on which it was done, or was dropped.
    pub on: Date,
    /// What came of it.
    pub how: Closing,
}

/// What came of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Closing {
    /// It was done.
    Done {
        /// By what one can see it.
        evidence: Sealed,
    },
    /// It is not going to be done.
    Dropped {
        /// Why.
        reason: Sealed,
    },
}

impl Agree {
    /// The action, under its number.
    #[must_use]
    pub fn numbered(self, number: ActionNumber) -> Agreed {
        let Self { what, doer, due, about } = self;
        Agreed { number, what, doer, due, about }
    }

    /// Every sealed text, in a fixed order.
    pub fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        std::iter::once(&mut self.what).chain(self.doer.words_mut()).collect()
    }
}

impl Agreed {
    /// What was asked that led to it.
    pub fn asked(&self) -> Agree {
        let Self { number: _, what, doer, due, about } = self.clone();
        Agree { what, doer, due, about }
    }

    /// The words that belong to it, by their names, in the order of the record.
    pub fn sealed(&self) -> impl Iterator<Item = (&'static str, Sealed)> {
        std::iter::once((ACTION, self.what)).chain(self.doer.words().map(|words| (DOER, words)))
    }
}

impl Doer {
    /// Who of them, or who, in words.
    pub fn words(&self) -> Option<Sealed> {
        match self {
            Self::Known { words, .. } => *words,
            Self::Outside(words) => Some(*words),
        }
    }

    /// Whom the records know.
    pub fn who(&self) -> Option<&Who> {
        match self {
            Self::Known { who, .. } => Some(who),
            Self::Outside(_) => None,
        }
    }

    fn words_mut(&mut self) -> Option<&mut Sealed> {
        match self {
            Self::Known { words, .. } => words.as_mut(),
            Self::Outside(words) => Some(words),
        }
    }
}

impl fmt::Display for Who {
    /// As facts name it, e.g. `party:gemeente-heiloo`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Party(party) => write!(f, "party:{party}"),
            Self::Body(body) => write!(f, "body:{body}"),
            Self::Actor(actor) => write!(f, "actor:{actor}"),
        }
    }
}

impl Closed {
    /// Its words, by their name.
    pub fn sealed(&self) -> (&'static str, Sealed) {
        match self.how {
            Closing::Done { evidence } => (EVIDENCE, evidence),
            Closing::Dropped { reason } => (REASON, reason),
        }
    }

    /// Its words.
    pub fn sealed_mut(&mut self) -> &mut Sealed {
        match &mut self.how {
            Closing::Done { evidence } => evidence,
            Closing::Dropped { reason } => reason,
        }
    }
}
