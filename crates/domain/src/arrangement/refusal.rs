//! Why an arrangement is not registered or begun, or what becomes of it not written down.

use jiff::civil::Date;

use super::{commitment, evaluation};
use crate::{
    context::Capacity,
    ids::{ActorId, BodyId, DossierId, EndId, PartyId, TermId},
};

/// The rule that forbids it, and the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Only an administrator registers existing arrangements.
    NotPermitted {
        /// The capacity they acted in.
        acted_as: Capacity,
    },
    /// It was already registered under this id.
    AlreadyRegistered,
    /// The framework does not know this party.
    PartyUnknown(PartyId),
    /// The framework does not know this function.
    FunctionUnknown(TermId),
    /// The framework does not know this funding code.
    FundingUnknown(TermId),
    /// A list is longer than an entry can hold.
    TooMany {
        /// How many were given.
        given: usize,
        /// The most there may be.
        max: usize,
    },
    /// It began before.
    AlreadyBegun,
    /// No dossier has this id.
    DossierUnknown {
        /// What was given.
        dossier: DossierId,
    },
    /// The dossier did not end adopted.
    NotAdopted {
        /// Which dossier.
        dossier: DossierId,
        /// How it ended, if it did.
        end: Option<EndId>,
    },
    /// Only the dossier's coordinator, or the secretary of the body that decided it, writes what becomes of it.
    OutsideDossier {
        /// The capacity they acted in.
        acted_as: Capacity,
        /// Who answers for the dossier.
        coordinator: ActorId,
        /// The body that decided it.
        body: Option<BodyId>,
    },
    /// No function was named; an arrangement has at least one (S4 section 5).
    FunctionRequired,
    /// The framework does not know this indicator.
    IndicatorUnknown {
        /// What was given.
        indicator: TermId,
        /// What there is.
        known: Vec<TermId>,
    },
    /// Something is named twice.
    Repeated {
        /// Which one.
        which: String,
    },
    /// The last day of a funding line lies before the first.
    EndsBeforeItBegins {
        /// The first day.
        from: Date,
        /// The last.
        until: Date,
    },
    /// A share or score is greater than one can be.
    ValueBeyond {
        /// Of which indicator.
        indicator: TermId,
        /// The greatest, in tenths.
        max: u16,
    },
    /// A number of pupils below the threshold was not sealed. The number is not repeated.
    SmallNumberShown {
        /// Below which a number is small.
        threshold: u32,
    },
    /// It has not begun, so nothing can come of it yet.
    NotBegun,
    /// What forbids a commitment, or a report of use.
    Commitment(commitment::Refusal),
    /// It is not evaluated or concluded so.
    Evaluation(evaluation::Refusal),
}

impl Refusal {
    /// The rule's name, as services report it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotPermitted { .. } => "NOT_PERMITTED",
            Self::AlreadyRegistered => "ALREADY_REGISTERED",
            Self::PartyUnknown(_) => "PARTY_UNKNOWN",
            Self::FunctionUnknown(_) => "FUNCTION_UNKNOWN",
            Self::FundingUnknown(_) => "FUNDING_UNKNOWN",
            Self::TooMany { .. } => "TOO_MANY",
            Self::AlreadyBegun => "ALREADY_BEGUN",
            Self::DossierUnknown { .. } => "DOSSIER_UNKNOWN",
            Self::NotAdopted { .. } => "NOT_ADOPTED",
            Self::OutsideDossier { .. } => "OUTSIDE_DOSSIER",
            Self::FunctionRequired => "FUNCTION_REQUIRED",
            Self::IndicatorUnknown { .. } => "INDICATOR_UNKNOWN",
            Self::Repeated { .. } => "REPEATED",
            Self::EndsBeforeItBegins { .. } => "ENDS_BEFORE_IT_BEGINS",
            Self::ValueBeyond { .. } => "VALUE_BEYOND",
            Self::SmallNumberShown { .. } => "SMALL_NUMBER_SHOWN",
            Self::NotBegun => "NOT_BEGUN",
            Self::Commitment(refusal) => refusal.name(),
            Self::Evaluation(refusal) => refusal.name(),
        }
    }
}

impl From<commitment::Refusal> for Refusal {
    fn from(refusal: commitment::Refusal) -> Self {
        Self::Commitment(refusal)
    }
}

impl From<evaluation::Refusal> for Refusal {
    fn from(refusal: evaluation::Refusal) -> Self {
        Self::Evaluation(refusal)
    }
}
