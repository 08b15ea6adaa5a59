//! One caller: which capacities they may act in, and what they are denied.

use std::{collections::BTreeSet, fmt};

use domain::{
    context::Capacity,
    ids::{ActorId, BodyId, PartyId},
};

use crate::policy::{Act, Needed, Read};

/// One role that somebody has, with the party or body they have it for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grant {
    /// Writes and submits dossiers for a party.
    Coordinator {
        /// The party.
        party: PartyId,
    },
    /// Records what a body did.
    Secretary {
        /// The body.
        body: BodyId,
    },
    /// Sits in a body, and reads.
    Member {
        /// The body.
        body: BodyId,
    },
    /// Reads and replays everything, and has histories confirmed.
    Auditor,
    /// Adopts frameworks, registers existing arrangements, hands over dossiers of who left.
    Administrator,
}

/// Who is asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Under which opaque name what they do is recorded.
    pub actor: ActorId,
    /// Which roles they have. Without any, a token opens nothing but the metrics.
    pub grants: Vec<Grant>,
}

/// Why a caller may not do or read something.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// None of their grants is enough.
    #[error("this is for {}; your token gives {}", any_of(needs), roles(held))]
    NotGranted {
        /// What would be; any one of these.
        needs: Vec<Needed>,
        /// What they have.
        held: Vec<Grant>,
    },
    /// They asked to act in a capacity that they do not have.
    #[error("you asked to act as {}; your token lets you act as {}", Grant::from(wanted.clone()), capacities(held))]
    NotHeld {
        /// What they asked for.
        wanted: Capacity,
        /// The capacities that they have.
        held: Vec<Capacity>,
    },
    /// They have the capacity that they asked to act in, but it is not for this.
    #[error("you asked to act as {}; this is for {}", Grant::from(wanted.clone()), any_of(needs))]
    NotFor {
        /// What they asked for.
        wanted: Capacity,
        /// What would be enough; any one of these.
        needs: Vec<Needed>,
    },
    /// They could act in several capacities, and which one is recorded, so they must say.
    #[error("you could do this as {}: say as which", capacities(fitting))]
    Unclear {
        /// The capacities that would be enough.
        fitting: Vec<Capacity>,
    },
}

impl Caller {
    /// The capacity in which this caller does something: the one they want, or else the only one that fits.
    ///
    /// # Errors
    /// [`Denied`] if no grant fits, if the wanted capacity is not theirs or not for this act, or if several
    /// fit and none was named.
    pub fn capacity_for(&self, act: &Act, wanted: Option<&Capacity>) -> Result<Capacity, Denied> {
        let needs = act.needs();
        let capacities = |fits: &dyn Fn(&Grant) -> bool| -> BTreeSet<Capacity> {
            self.grants.iter().filter(|grant| fits(grant)).filter_map(Grant::capacity).collect()
        };
        let held = || capacities(&|_| true);
        let fitting = capacities(&|grant| needs.iter().any(|needed| needed.met_by(grant, &self.actor)));
        if fitting.is_empty() {
            return Err(Denied::NotGranted { needs, held: self.grants.clone() });
        }
        match wanted {
            Some(wanted) if fitting.contains(wanted) => Ok(wanted.clone()),
            Some(wanted) if held().contains(wanted) => Err(Denied::NotFor { wanted: wanted.clone(), needs }),
            Some(wanted) => {
                Err(Denied::NotHeld { wanted: wanted.clone(), held: held().into_iter().collect() })
            }
            None => {
                let mut fitting: Vec<Capacity> = fitting.into_iter().collect();
                if fitting.len() == 1 { Ok(fitting.remove(0)) } else { Err(Denied::Unclear { fitting }) }
            }
        }
    }

    /// Whether this caller may read something.
    ///
    /// # Errors
    /// [`Denied::NotGranted`] if none of their grants is enough.
    pub fn may_read(&self, read: &Read) -> Result<(), Denied> {
        let needs = read.needs();
        let met = |needed: &Needed| {
            *needed == Needed::Token || self.grants.iter().any(|grant| needed.met_by(grant, &self.actor))
        };
        if needs.iter().any(met) {
            Ok(())
        } else {
            Err(Denied::NotGranted { needs, held: self.grants.clone() })
        }
    }
}

impl Grant {
    /// The capacity that this role lets somebody act in. `None` for the role that only reads.
    pub fn capacity(&self) -> Option<Capacity> {
        match self {
            Self::Coordinator { party } => Some(Capacity::Coordinator { party: party.clone() }),
            Self::Secretary { body } => Some(Capacity::Secretary { body: body.clone() }),
            Self::Administrator => Some(Capacity::Administrator),
            Self::Auditor => Some(Capacity::Auditor),
            Self::Member { .. } => None,
        }
    }
}

impl From<Capacity> for Grant {
    fn from(capacity: Capacity) -> Self {
        match capacity {
            Capacity::Coordinator { party } => Self::Coordinator { party },
            Capacity::Secretary { body } => Self::Secretary { body },
            Capacity::Administrator => Self::Administrator,
            Capacity::Auditor => Self::Auditor,
        }
    }
}

impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Coordinator { party } => write!(f, "coordinator for {party}"),
            Self::Secretary { body } => write!(f, "secretary of {body}"),
            Self::Member { body } => write!(f, "member of {body}"),
            Self::Auditor => f.write_str("auditor"),
            Self::Administrator => f.write_str("administrator"),
        }
    }
}

impl Denied {
    /// The reason's name, as services report it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotGranted { .. } => "NOT_GRANTED",
            Self::NotHeld { .. } => "CAPACITY_NOT_HELD",
            Self::NotFor { .. } => "CAPACITY_NOT_FOR_THIS",
            Self::Unclear { .. } => "CAPACITY_UNCLEAR",
        }
    }
}

fn any_of(needs: &[Needed]) -> String {
    needs.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
}

fn capacities(held: &[Capacity]) -> String {
    roles(&held.iter().cloned().map(Grant::from).collect::<Vec<_>>())
}

fn roles(grants: &[Grant]) -> String {
    match grants {
        [] => "no role".to_owned(),
        grants => grants.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}

#[cfg(test)]
mod tests;
