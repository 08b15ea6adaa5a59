//! What the rules are told about the moment and the person: they find out nothing by themselves.

use jiff::{Timestamp, civil::Date};

use crate::ids::{ActorId, BodyId, PartyId};

/// The circumstances in which a command is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// When the command is decided. Never earlier than the last record of the same history.
    pub now: Timestamp,
    /// The date that `now` falls on in the region.
    pub today: Date,
    /// Who acts.
    pub actor: ActorId,
    /// In which capacity they act.
    pub capacity: Capacity,
}

/// In which capacity someone acts. One person may have several; each command is done in exactly one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Capacity {
    /// Writes and submits dossiers for a party.
    Coordinator {
        /// The party they work for.
        party: PartyId,
    },
    /// Records what a body did.
    Secretary {
        /// The body they serve.
        body: BodyId,
    },
    /// Adopts frameworks, registers existing arrangements, hands over dossiers of who left, erases words.
    Administrator,
    /// Has a history confirmed before taking it along.
    Auditor,
}
