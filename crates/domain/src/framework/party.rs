//! Who holds seats, and the bodies they sit in.

use crate::{
    calendar::meeting::MeetingRule,
    ids::{BodyId, PartyId, PartyKind},
};

/// An organisation that decides together with others: a municipality, a samenwerkingsverband.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its short name, e.g. `gemeente-heiloo`.
    pub id: PartyId,
    /// Its name for people, e.g. `gemeente Heiloo`.
    pub name: String,
    /// What kind of party it is: consensus counts parties by kind, not heads.
    pub kind: PartyKind,
}

/// A body (gremium) that treats dossiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Its short name, e.g. `pora`.
    pub id: BodyId,
    /// Its name for people, e.g. `PORA`.
    pub name: String,
    /// Who sits in it, in the words of the framework's source.
    pub composition: String,
    /// Every party of these kinds has a seat.
    pub seats: Vec<PartyKind>,
    /// How many must be there before it can decide.
    pub quorum: Quorum,
    /// On which days it meets. `None`: when it is called.
    pub meets: Option<MeetingRule>,
    /// How many working days before a meeting its papers must have arrived.
    pub papers_due_days: u32,
    /// How many working days before a meeting its agenda and papers are sent. A framework that does not say so has
    /// them sent on the day that papers are due.
    pub dispatch_days: u32,
}

/// How many of a body's parties must be present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Quorum {
    /// At least this many parties in all.
    pub parties: u32,
    /// At least this many of every kind of party that has seats.
    pub per_kind: u32,
}
