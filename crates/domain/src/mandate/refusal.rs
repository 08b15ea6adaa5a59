//! Why a mandate is not granted or revoked, or does not cover what was done under it.

use jiff::civil::Date;

use super::event::Act;
use crate::{
    context::Capacity,
    ids::{ActorId, BodyId, MandateId, PartyId},
};

/// The rule that forbids it, and the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No mandate was granted under this id.
    MandateUnknown,
    /// A mandate was already granted under this id.
    AlreadyGranted,
    /// Only an administrator grants and revokes.
    NotPermitted {
        /// The capacity they acted in.
        acted_as: Capacity,
    },
    /// The framework does not know this party.
    PartyUnknown {
        /// What was given.
        party: PartyId,
    },
    /// The party has no seat in a body of the scope.
    WithoutSeat {
        /// The party.
        party: PartyId,
        /// The body.
        body: BodyId,
    },
    /// The mandate is for nothing.
    ActRequired,
    /// An act or a body is named twice.
    Repeated {
        /// Which one.
        which: String,
    },
    /// Escalating is a mandate of its own, in no body.
    EscalationStandsAlone,
    /// The last day lies before the first.
    EndsBeforeItBegins {
        /// The first day.
        from: Date,
        /// The last.
        until: Date,
    },
    /// It was revoked before.
    AlreadyRevoked {
        /// From which day.
        from: Date,
    },
    /// It is revoked from a day on which it did not hold yet.
    RevokedBeforeItBegan {
        /// What was given.
        given: Date,
        /// The first day of the mandate.
        from: Date,
    },
    /// The mandate does not cover what was done.
    NotCovered {
        /// The mandate.
        mandate: MandateId,
        /// For which party it was used.
        party: PartyId,
        /// Why not.
        because: Uncovered,
    },
}

/// Why a mandate does not cover what was done under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Uncovered {
    /// It was never granted.
    NotGranted,
    /// It is for another party.
    OtherParty {
        /// Which one.
        granted: PartyId,
    },
    /// Someone else holds it.
    OtherHolder {
        /// Who does.
        holder: ActorId,
    },
    /// It is for other acts.
    OtherAct {
        /// What was done.
        done: Act,
        /// What it is for.
        acts: Vec<Act>,
    },
    /// It is for other bodies.
    OtherBody {
        /// Where it was used.
        body: BodyId,
        /// Where it holds.
        bodies: Vec<BodyId>,
    },
    /// It did not hold yet.
    NotYet {
        /// When it was used.
        on: Date,
        /// Its first day.
        from: Date,
    },
    /// It held no longer.
    Lapsed {
        /// When it was used.
        on: Date,
        /// Its last day.
        until: Date,
    },
    /// It was revoked.
    Revoked {
        /// When it was used.
        on: Date,
        /// From which day.
        from: Date,
    },
    /// It is for smaller amounts.
    OverLimit {
        /// What was bound, in euro cents.
        amount_cents: u64,
        /// Up to how much, in euro cents.
        limit_cents: u64,
    },
}

impl Refusal {
    /// The rule's name, as services report it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::MandateUnknown => "MANDATE_UNKNOWN",
            Self::AlreadyGranted => "ALREADY_GRANTED",
            Self::NotPermitted { .. } => "NOT_PERMITTED",
            Self::PartyUnknown { .. } => "PARTY_UNKNOWN",
            Self::WithoutSeat { .. } => "WITHOUT_SEAT",
            Self::ActRequired => "ACT_REQUIRED",
            Self::Repeated { .. } => "REPEATED",
            Self::EscalationStandsAlone => "ESCALATION_STANDS_ALONE",
            Self::EndsBeforeItBegins { .. } => "ENDS_BEFORE_IT_BEGINS",
            Self::AlreadyRevoked { .. } => "ALREADY_REVOKED",
            Self::RevokedBeforeItBegan { .. } => "REVOKED_BEFORE_IT_BEGAN",
            Self::NotCovered { .. } => "MANDATE_DOES_NOT_COVER",
        }
    }
}
