//! Why an outcome does not follow from the stances, with every number that a reader needs to count again.

use jiff::civil::Date;

use super::{count::Tally, stance::Stance};
use crate::{
    framework::{DecisionRule, Outcome},
    ids::{ActorId, BodyId, PartyId, PartyKind, StepId},
};

/// The rule that forbids what was said about stances, and the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The framework asks for stances at this step, and none was given.
    StancesRequired {
        /// The step.
        step: StepId,
        /// The outcome that needs them.
        outcome: Outcome,
    },
    /// The party has no seat in the body.
    WithoutSeat {
        /// The party.
        party: PartyId,
        /// The body.
        body: BodyId,
    },
    /// The party is named twice.
    StanceTwice {
        /// The party.
        party: PartyId,
    },
    /// Some parties with a seat are not accounted for.
    StancesIncomplete {
        /// Those whose stance is missing.
        missing: Vec<PartyId>,
        /// How many have a seat.
        seats: u32,
    },
    /// The stance is nothing without words.
    StanceUnexplained {
        /// The party.
        party: PartyId,
        /// Its stance.
        stance: Stance,
    },
    /// A party that took no part has no view that dissents.
    DissentNotPossible {
        /// The party.
        party: PartyId,
        /// Its stance.
        stance: Stance,
    },
    /// The replacement cannot have been so.
    ReplacementNotPossible {
        /// The party.
        party: PartyId,
        /// Why not.
        because: Unseated,
    },
    /// The framework asks for the mandate under which a stance is taken.
    MandateRequired {
        /// The party.
        party: PartyId,
        /// The step.
        step: StepId,
    },
    /// A party that took no part used no mandate.
    MandateUnused {
        /// The party.
        party: PartyId,
        /// Its stance.
        stance: Stance,
    },
    /// Too few parties took part.
    QuorumNotMet {
        /// The outcome that needs a quorum.
        outcome: Outcome,
        /// Of which kind of party. `None`: of all.
        kind: Option<PartyKind>,
        /// How many took part.
        present: u32,
        /// How many must.
        needed: u32,
        /// How many have a seat.
        seats: u32,
        /// How many of those keep out of this item.
        recused: u32,
    },
    /// The stances do not lead to the outcome by the rule of the step.
    DoesNotFollow {
        /// The outcome.
        outcome: Outcome,
        /// The rule of the step.
        rule: DecisionRule,
        /// The stances of all, counted.
        tally: Tally,
        /// What the rule asks and the stances lack.
        short: Short,
    },
}

/// Why a replacement cannot have been so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unseated {
    /// The party took no part, so that nobody sat for it.
    TookNoPart(Stance),
    /// Someone replaces themselves.
    SamePerson(ActorId),
    /// The chair was told only after the item was treated.
    ReportedLate {
        /// When the chair was told.
        reported_on: Date,
        /// When it was treated.
        treated_on: Date,
    },
}

/// What a rule asks and the stances lack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Short {
    /// Somebody stands against it, and nobody may.
    Opposed {
        /// Who: those that object to what is adopted, or that agree with what is rejected.
        parties: Vec<PartyId>,
        /// Those that agree, but only with conditions that this outcome does not take over.
        conditionally: Vec<PartyId>,
    },
    /// Nobody stands for it: silence never decides.
    Unsupported,
    /// Of these kinds nobody stands for it, and somebody of every kind must.
    KindsMissing {
        /// The kinds.
        kinds: Vec<PartyKind>,
    },
    /// Too few are for it.
    TooFew {
        /// How many are.
        supporters: u32,
        /// How many were for or against.
        votes: u32,
        /// How many must be for it: more than half of those.
        needed: u32,
    },
    /// The parties did agree, so that this is no answer to where they stand.
    Agreed {
        /// On what: to adopt (advise for, ratify), or not to.
        adopting: bool,
    },
}

impl Refusal {
    /// The rule's name, as services report it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::StancesRequired { .. } => "STANCES_REQUIRED",
            Self::WithoutSeat { .. } => "WITHOUT_SEAT",
            Self::StanceTwice { .. } => "STANCE_TWICE",
            Self::StancesIncomplete { .. } => "STANCES_INCOMPLETE",
            Self::StanceUnexplained { .. } => "STANCE_UNEXPLAINED",
            Self::DissentNotPossible { .. } => "DISSENT_NOT_POSSIBLE",
            Self::ReplacementNotPossible { .. } => "REPLACEMENT_NOT_POSSIBLE",
            Self::MandateRequired { .. } => "MANDATE_REQUIRED",
            Self::MandateUnused { .. } => "MANDATE_UNUSED",
            Self::QuorumNotMet { .. } => "QUORUM_NOT_MET",
            Self::DoesNotFollow { .. } => "OUTCOME_DOES_NOT_FOLLOW",
        }
    }
}
