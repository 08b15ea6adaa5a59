//! What may be asked about the keeping of a history.

use super::{
    event::Ground,
    named::{RecordTexts, in_order},
};
use crate::{ids::Revision, sealed::Sealed};

/// A command about the keeping of a history. Each is decided into one [event](super::event::Event) or refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Ask that words are erased.
    RequestErasure(RequestErasure),
    /// Agree to it, as a second person: the words are erased.
    ConfirmErasure(ConfirmErasure),
    /// Not agree to it, or withdraw one's own request.
    DeclineErasure(DeclineErasure),
    /// Let nothing be erased for the time being.
    PlaceHold(PlaceHold),
    /// End a hold.
    LiftHold(LiftHold),
    /// Write down how long the history is.
    ConfirmHistory,
}

/// Ask that words are erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestErasure {
    /// Why they may be.
    pub ground: Ground,
    /// Which words. In whatever order; an event has them in order.
    pub texts: Vec<RecordTexts>,
    /// What there is to say about it.
    pub reason: Option<Sealed>,
}

/// Agree to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConfirmErasure {
    /// The record in which it was asked: so that nobody agrees to another request than they saw.
    pub request: Revision,
}

/// Do not agree to a request, or withdraw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeclineErasure {
    /// The record in which it was asked.
    pub request: Revision,
    /// Why not.
    pub reason: Sealed,
}

/// Let nothing be erased for the time being.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceHold {
    /// Why: a lawsuit, an inspection, an objection.
    pub reason: Sealed,
}

/// End a hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LiftHold {
    /// The record in which it was placed.
    pub hold: Revision,
    /// Why it is no longer needed.
    pub reason: Sealed,
}

impl Command {
    /// Puts the words that are to be erased in the order in which an event has them: so that two commands can be
    /// compared.
    pub fn put_in_order(&mut self) {
        if let Self::RequestErasure(request) = self {
            request.texts = in_order(std::mem::take(&mut request.texts));
        }
    }

    /// Every sealed text of the command itself, in a fixed order. The words that are to be erased are not among
    /// them: those are of other records.
    pub fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        match self {
            Self::RequestErasure(request) => request.reason.iter_mut().collect(),
            Self::DeclineErasure(decline) => vec![&mut decline.reason],
            Self::PlaceHold(place) => vec![&mut place.reason],
            Self::LiftHold(lift) => vec![&mut lift.reason],
            Self::ConfirmErasure(_) | Self::ConfirmHistory => Vec::new(),
        }
    }
}
