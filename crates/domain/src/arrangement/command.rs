//! What may be asked of an arrangement.

use jiff::civil::Date;

use super::{
    parts::{FundingLine, PlannedResult, Value},
    register::Register,
};
use crate::{
    count::Counted,
    ids::{Revision, TermId},
    sealed::Sealed,
};

/// A command to an arrangement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Register one that already exists.
    Register(Register),
    /// Begin what a body adopted.
    Begin(Box<Begin>),
}

/// Begin what a body adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begin {
    /// The last record of the dossier when it was looked up. Zero: it was not looked up yet.
    pub decided: Revision,
    /// What it is for.
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

impl Command {
    /// Every sealed text of the command, in a fixed order.
    pub fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        match self {
            Self::Register(register) => register.sealed_mut(),
            Self::Begin(begin) => begin.sealed_mut(),
        }
    }

    /// The same command as of a dossier whose last record is this.
    #[must_use]
    pub fn seen(mut self, revision: Revision) -> Self {
        match &mut self {
            Self::Register(_) => {}
            Self::Begin(begin) => begin.decided = revision,
        }
        self
    }
}

impl Begin {
    fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
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
