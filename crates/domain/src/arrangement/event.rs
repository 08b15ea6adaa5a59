//! What can happen to an arrangement.

use jiff::civil::Date;

use super::{
    parts::{FundingLine, PlannedResult, Value},
    register::ArrangementRegistered,
};
use crate::{
    count::Counted,
    framework::FrameworkRef,
    ids::{Revision, TermId},
    sealed::{
        Sealed,
        names::{FEW, PARTNER, TARGET_GROUP},
    },
};

/// A fact about an arrangement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// One that already existed was registered.
    ArrangementRegistered(ArrangementRegistered),
    /// One that was decided on began.
    ArrangementBegun(Box<ArrangementBegun>),
}

/// What a body adopted began (S4 chapter 6, phase 3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrangementBegun {
    /// The framework of the dossier, which knows the functions, codes, indicators and parties.
    pub framework: FrameworkRef,
    /// The last record of the dossier when it was looked up: a later correction says nothing of what was seen.
    pub decided: Revision,
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

impl ArrangementBegun {
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
}
