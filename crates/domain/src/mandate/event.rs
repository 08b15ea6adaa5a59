//! What can happen to a mandate.

use jiff::civil::Date;

use crate::{
    framework::FrameworkRef,
    ids::{ActorId, BodyId, PartyId},
    sealed::Sealed,
};

/// A fact about a mandate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// It was granted.
    MandateGranted(MandateGranted),
    /// It was revoked.
    MandateRevoked(MandateRevoked),
}

/// Someone may act for a party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MandateGranted {
    /// The framework that knows the party and the bodies.
    pub framework: FrameworkRef,
    /// Who may act.
    pub holder: ActorId,
    /// For which party.
    pub party: PartyId,
    /// In what.
    pub scope: Scope,
    /// The first day.
    pub from: Date,
    /// The last day. `None`: until it is revoked.
    pub until: Option<Date>,
    /// The decision that it rests on, and on behalf of which organ, in words (Awb 10:5 and 10:10).
    pub source: Sealed,
}

/// What a mandate is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// What may be done under it, at least one.
    pub acts: Vec<Act>,
    /// In which bodies. Empty: in all where the party has a seat.
    pub bodies: Vec<BodyId>,
    /// Up to which amount, in euro cents. `None`: without a limit.
    pub limit_cents: Option<u64>,
}

/// What may be done under a mandate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Taking a stance in a body.
    Stance,
    /// Binding the party.
    Commitment,
    /// Ratifying what was decided.
    Ratification,
    /// Escalating, as a procesbegeleider does (S4 bijlage 5). It stands by itself.
    Escalation,
}

/// It holds no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MandateRevoked {
    /// The first day on which it holds no longer.
    pub from: Date,
    /// Why.
    pub reason: Sealed,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 4] = [Self::Stance, Self::Commitment, Self::Ratification, Self::Escalation];

    /// The name in records and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stance => "stance",
            Self::Commitment => "commitment",
            Self::Ratification => "ratification",
            Self::Escalation => "escalation",
        }
    }

    /// The name in Dutch.
    pub fn name_nl(self) -> &'static str {
        match self {
            Self::Stance => "standpunt innemen",
            Self::Commitment => "binden",
            Self::Ratification => "bekrachtigen",
            Self::Escalation => "opschalen",
        }
    }
}

impl std::fmt::Display for Act {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
