//! Whose word counts: the logs, the witnesses, and how many of these must have cosigned a checkpoint
//! (<https://c2sp.org/tlog-policy>).
//!
//! ```text
//! log <vkey> [<url>]
//! witness <name> <vkey> [<url>]
//! group <name> all|any|<k> <name>...
//! quorum <name>|none
//! ```
//!
//! - [`fault`]: what can be wrong with such a text
//! - `parse`: reads it, and names all that is wrong
//! - [`judge`]: what it says of a checkpoint

pub mod fault;
pub mod judge;
mod parse;

pub use fault::{Fault, Faults};
pub use judge::{Judgement, Refused};

use crate::{cosignature, key};

/// The most bytes of a policy.
pub const BYTES_MAX: usize = 64 * 1024;
/// The most logs, and the most witnesses and groups together. The format asks for at least 32 of each.
pub const MEMBERS_MAX: usize = 256;

/// Whose word counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    logs: Vec<Log>,
    /// Witnesses and groups in the order of the text: a group comes after its members.
    members: Vec<Member>,
    /// The place of the quorum among the members; without one no cosignature is asked for.
    quorum: Option<usize>,
}

/// A log whose checkpoints are accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// The key that it signs with; its name is the origin.
    pub key: key::VerifierKey,
    /// Where it is, if that is told.
    pub url: Option<String>,
}

/// A witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// What the policy calls it. It means nothing elsewhere.
    pub name: String,
    /// The key that it signs with.
    pub key: cosignature::VerifierKey,
    /// Where checkpoints are sent to, if that is told: the submission prefix of tlog-witness.
    pub url: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Member {
    Witness(Box<Witness>),
    /// So many of these, by their places.
    Group {
        needed: usize,
        of: Vec<usize>,
    },
}

impl Policy {
    /// The logs, in the order of the text.
    pub fn logs(&self) -> &[Log] {
        &self.logs
    }

    /// The witnesses, in the order of the text.
    pub fn witnesses(&self) -> impl Iterator<Item = &Witness> {
        self.members.iter().filter_map(|member| match member {
            Member::Witness(witness) => Some(&**witness),
            Member::Group { .. } => None,
        })
    }

    /// Whether any cosignature is asked for.
    pub fn asks_witnesses(&self) -> bool {
        self.quorum.is_some()
    }

    /// Whether the quorum is met when these witnesses have cosigned.
    pub fn is_met(&self, has_cosigned: impl Fn(&Witness) -> bool) -> bool {
        let Some(quorum) = self.quorum else { return true };
        let mut met: Vec<bool> = Vec::with_capacity(self.members.len());
        for member in &self.members {
            let is_met = match member {
                Member::Witness(witness) => has_cosigned(witness),
                Member::Group { needed, of } => of.iter().filter(|&&place| met[place]).count() >= *needed,
            };
            met.push(is_met);
        }
        met[quorum]
    }
}

#[cfg(test)]
mod tests;
