//! What may be asked of a mandate.

use jiff::civil::Date;

use super::event::Scope;
use crate::{
    ids::{ActorId, PartyId},
    sealed::Sealed,
};

/// A command to a mandate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Let someone act for a party.
    Grant(Grant),
    /// End it before its last day.
    Revoke(Revoke),
}

/// Let someone act for a party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
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
    /// The decision that it rests on.
    pub source: Sealed,
}

/// End a mandate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revoke {
    /// The first day on which it holds no longer.
    pub from: Date,
    /// Why.
    pub reason: Sealed,
}

impl Command {
    /// Every sealed text of the command.
    pub fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        match self {
            Self::Grant(grant) => vec![&mut grant.source],
            Self::Revoke(revoke) => vec![&mut revoke.reason],
        }
    }
}
