//! What can happen to the keeping of a history.

use super::named::RecordTexts;
use crate::{
    ids::{ActorId, Revision},
    sealed::Sealed,
};

/// A fact about the keeping of a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// An administrator asked that words are erased.
    ErasureRequested(ErasureRequested),
    /// A second administrator did not agree, or the first withdrew what they had asked.
    ErasureDeclined(ErasureDeclined),
    /// A second administrator agreed: from here on the words are gone.
    TextsErased(TextsErased),
    /// Nothing of this history is erased until the hold is lifted.
    HoldPlaced(HoldPlaced),
    /// A hold no longer stands.
    HoldLifted(HoldLifted),
    /// The history had so many revisions.
    HistoryConfirmed(HistoryConfirmed),
}

/// An administrator asked that words are erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureRequested {
    /// Why they may be erased.
    pub ground: Ground,
    /// Which words: by record, in order.
    pub texts: Vec<RecordTexts>,
    /// What the administrator had to say about it.
    pub reason: Option<Sealed>,
}

/// A request was declined by a second administrator, or withdrawn by the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureDeclined {
    /// The record in which it was asked.
    pub request: Revision,
    /// Who had asked. Whoever declines is in the record; if it is the same, the request was withdrawn.
    pub requested_by: ActorId,
    /// Why not.
    pub reason: Sealed,
}

/// Words were erased. Says all by itself, so that it can be carried out again without looking up anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextsErased {
    /// The record in which it was asked.
    pub request: Revision,
    /// Who had asked; whoever agreed is in the record.
    pub requested_by: ActorId,
    /// Why they may be erased.
    pub ground: Ground,
    /// Which words: by record, in order.
    pub texts: Vec<RecordTexts>,
}

/// A hold was placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HoldPlaced {
    /// Why: a lawsuit, an inspection, an objection.
    pub reason: Sealed,
}

/// A hold was lifted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HoldLifted {
    /// The record in which it was placed.
    pub hold: Revision,
    /// Why it is no longer needed.
    pub reason: Sealed,
}

/// A history was confirmed, so that whoever reads it up to here knows that it is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistoryConfirmed {
    /// The last revision before this one.
    pub last: Revision,
}

/// Why words may be erased: the reasons for removal that DiWoo knows (`redenVerwijderingVervanging`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// They say what the privacy of somebody forbids (AVG art. 17): *correctie privacygevoelige gegevens*.
    Privacy,
    /// They should not have been written down: *correctie procedurele fout*.
    ProceduralFault,
}

impl Ground {
    /// Every ground.
    pub const ALL: [Self; 2] = [Self::Privacy, Self::ProceduralFault];

    /// Its code in the list of DiWoo, as records write it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Privacy => "c_098c1346",
            Self::ProceduralFault => "c_c77c86e0",
        }
    }
}
