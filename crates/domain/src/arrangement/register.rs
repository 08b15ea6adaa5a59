//! The register of arrangements that exist (S4 bijlage 1), so that the wheel is not invented again.
//!
//! A dossier that ends adopted enters the register by its decision; what already existed is registered by an
//! administrator.

use super::{refusal::Refusal, state::State};
use crate::{
    context::{Capacity, Context},
    framework::Framework,
    ids::{PartyId, TermId},
    sealed::Sealed,
};

/// The most partners, functions, funding codes or indicators that one entry may name.
pub const ENTRY_LIST_MAX: usize = 50;

/// For whom an arrangement is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A group; only this takes the decision route.
    Group,
    /// One pupil.
    Individual,
}

/// Register an arrangement that already exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// Its name.
    pub name: Sealed,
    /// For whom, as far as known.
    pub target_group: Option<Sealed>,
    /// With whom.
    pub partners: Vec<Sealed>,
    /// What pays for it.
    pub funding: Vec<TermId>,
    /// What it is for, as far as known.
    pub functions: Vec<TermId>,
    /// The samenwerkingsverband it belongs to.
    pub party: PartyId,
    /// Group or individual.
    pub level: Level,
}

/// An existing arrangement was registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrangementRegistered {
    /// Its name.
    pub name: Sealed,
    /// For whom.
    pub target_group: Option<Sealed>,
    /// With whom.
    pub partners: Vec<Sealed>,
    /// What pays for it.
    pub funding: Vec<TermId>,
    /// What it is for.
    pub functions: Vec<TermId>,
    /// The party it belongs to.
    pub party: PartyId,
    /// Group or individual.
    pub level: Level,
}

/// Whether an existing arrangement enters the register.
pub(super) fn decide(
    framework: &Framework,
    state: &State,
    command: Register,
    context: &Context,
) -> Result<ArrangementRegistered, Refusal> {
    if context.capacity != Capacity::Administrator {
        return Err(Refusal::NotPermitted { acted_as: context.capacity.clone() });
    }
    match state {
        State::Unknown => {}
        State::Registered(_) => return Err(Refusal::AlreadyRegistered),
        State::Begun(_) => return Err(Refusal::AlreadyBegun),
    }
    if framework.party(&command.party).is_none() {
        return Err(Refusal::PartyUnknown(command.party));
    }
    if let Some(unknown) = command.functions.iter().find(|id| !framework.has_function(id)) {
        return Err(Refusal::FunctionUnknown(unknown.clone()));
    }
    if let Some(unknown) = command.funding.iter().find(|id| !framework.has_funding_code(id)) {
        return Err(Refusal::FundingUnknown(unknown.clone()));
    }
    let longest = command.partners.len().max(command.functions.len()).max(command.funding.len());
    if longest > ENTRY_LIST_MAX {
        return Err(Refusal::TooMany { given: longest, max: ENTRY_LIST_MAX });
    }
    let Register { name, target_group, partners, funding, functions, party, level } = command;
    Ok(ArrangementRegistered { name, target_group, partners, funding, functions, party, level })
}

impl Level {
    /// The name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Individual => "individual",
        }
    }
}

impl Register {
    /// Every sealed text of the command, in a fixed order.
    pub fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        std::iter::once(&mut self.name).chain(&mut self.target_group).chain(&mut self.partners).collect()
    }
}
