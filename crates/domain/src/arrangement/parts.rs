//! What is planned with an arrangement: for whom, what pays for it, and what it should bring. Commands, events and states share it.

use jiff::civil::Date;

use crate::{
    count::{Count, Counted},
    ids::{PartyId, TermId},
    sealed::{
        Sealed,
        names::{FEW, PARTNER, TARGET_GROUP},
    },
};

/// The most a share can be, in tenths of a percent.
pub const SHARE_MAX: u16 = 1_000;
/// The most a score can be, in tenths.
pub const SCORE_MAX: u16 = 100;

/// What is planned with an arrangement when it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What it is for: at least one.
    pub functions: Vec<TermId>,
    /// For whom.
    pub target_group: Sealed,
    /// With whom.
    pub partners: Vec<Sealed>,
    /// What pays for it.
    pub funding: Vec<FundingLine>,
    /// What it should bring.
    pub indicators: Vec<PlannedResult>,
    /// On which days it is to be evaluated, in order.
    pub evaluations: Vec<Date>,
    /// For how many pupils.
    pub pupils: Option<Counted>,
}

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

impl Plan {
    /// Every sealed text with its name, in the order of the record.
    pub fn sealed(&self) -> Vec<(&'static str, Sealed)> {
        let planned = self.indicators.iter().filter_map(|planned| match planned.value {
            Value::Pupils(count) => count.few(),
            Value::Share(_) | Value::Score(_) => None,
        });
        std::iter::once((TARGET_GROUP, self.target_group))
            .chain(self.partners.iter().map(|partner| (PARTNER, *partner)))
            .chain(planned.map(|few| (FEW, few)))
            .chain(self.pupils.iter().flat_map(Counted::sealed))
            .collect()
    }

    /// Every sealed text, in the same order.
    pub fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        let planned = self.indicators.iter_mut().filter_map(|planned| match &mut planned.value {
            Value::Pupils(count) => count.sealed_mut(),
            Value::Share(_) | Value::Score(_) => None,
        });
        std::iter::once(&mut self.target_group)
            .chain(&mut self.partners)
            .chain(planned)
            .chain(self.pupils.iter_mut().flat_map(Counted::sealed_mut))
            .collect()
    }
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
