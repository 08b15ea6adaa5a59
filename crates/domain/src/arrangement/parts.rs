//! What is planned with an arrangement: what pays for it, and what it should bring.

use jiff::civil::Date;

use crate::{
    count::Count,
    ids::{PartyId, TermId},
};

/// The most a share can be, in tenths of a percent.
pub const SHARE_MAX: u16 = 1_000;
/// The most a score can be, in tenths.
pub const SCORE_MAX: u16 = 100;

/// One line of what pays for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundingLine {
    /// From what: one of the framework's codes.
    pub code: TermId,
    /// Which party bears it. `None`: no party of the region, e.g. a zorgkantoor.
    pub party: Option<PartyId>,
    /// For a group, or by pupil.
    pub basis: Basis,
    /// How much over the whole period, in euro cents, as far as known.
    pub amount_cents: Option<u64>,
    /// The first day.
    pub from: Date,
    /// The last day, if it has one.
    pub until: Option<Date>,
}

/// Whether money comes for a group or for each pupil (S3: "de individuele bekostiging de basis voor een groepssetting").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// For the group as a whole.
    Collective,
    /// For each pupil.
    Individual,
}

/// What one indicator should come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedResult {
    /// Which of the framework's indicators.
    pub indicator: TermId,
    /// What is aimed for.
    pub value: Value,
}

/// What an indicator comes to. A share or a score that is aimed for says nothing of any pupil; a number may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// So many pupils.
    Pupils(Count),
    /// A share, in tenths of a percent: at most [`SHARE_MAX`].
    Share(u16),
    /// A score out of ten, in tenths: at most [`SCORE_MAX`].
    Score(u16),
}

impl Basis {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Collective, Self::Individual];

    /// The name in records and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Collective => "collective",
            Self::Individual => "individual",
        }
    }
}

impl Value {
    /// The greatest value, if it is out of range.
    pub fn beyond(&self) -> Option<u16> {
        match self {
            Self::Share(share) if *share > SHARE_MAX => Some(SHARE_MAX),
            Self::Score(score) if *score > SCORE_MAX => Some(SCORE_MAX),
            Self::Pupils(_) | Self::Share(_) | Self::Score(_) => None,
        }
    }
}
