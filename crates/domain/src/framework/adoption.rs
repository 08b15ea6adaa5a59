//! The record that a region adopted a framework.

use jiff::civil::Date;

use super::{Framework, FrameworkRef, check};
use crate::{
    context::{Capacity, Context},
    ids::FrameworkVersion,
    sealed::Sealed,
};

/// The versions of one framework that were adopted, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Adopted {
    /// Every adopted version.
    pub versions: Vec<FrameworkAdopted>,
}

/// A framework version was adopted. From then on it never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkAdopted {
    /// Which framework; the digest is of the file that was adopted, which is kept beside the record.
    pub framework: FrameworkRef,
    /// The version that it replaces.
    pub supersedes: Option<FrameworkVersion>,
    /// The first date on which dossiers open on it.
    pub effective_from: Date,
    /// What stands before the year in the reference numbers of its dossiers, e.g. `OZA`.
    pub reference_prefix: String,
    /// The file, so that every node can read the rules from the journal.
    pub file: Sealed,
}

/// Adopt a framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Adopt {
    /// The framework file, as it was checked.
    pub file: Sealed,
}

/// Why a framework cannot be adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Only an administrator adopts frameworks.
    NotPermitted {
        /// The capacity they acted in.
        acted_as: Capacity,
    },
    /// The framework has faults; all of them are named.
    Unsound {
        /// Every fault.
        faults: Vec<check::Fault>,
    },
    /// This version was already adopted.
    AlreadyAdopted {
        /// As what.
        adopted: FrameworkRef,
    },
    /// It must say that it replaces the version in force.
    MustSupersede {
        /// The version that was adopted last.
        latest: FrameworkVersion,
        /// What it says it replaces.
        supersedes: Option<FrameworkVersion>,
    },
}

/// Decides whether a framework is adopted.
///
/// # Errors
/// The [`Refusal`] names the rule and every fault.
pub fn decide(
    framework: &Framework,
    adopted: &Adopted,
    command: Adopt,
    context: &Context,
) -> Result<FrameworkAdopted, Refusal> {
    if context.capacity != Capacity::Administrator {
        return Err(Refusal::NotPermitted { acted_as: context.capacity.clone() });
    }
    let faults = check::faults(framework);
    if !faults.is_empty() {
        return Err(Refusal::Unsound { faults });
    }
    let same = |past: &&FrameworkAdopted| past.framework.version == framework.reference.version;
    if let Some(past) = adopted.versions.iter().find(same) {
        return Err(Refusal::AlreadyAdopted { adopted: past.framework.clone() });
    }
    if let Some(latest) = adopted.versions.last().map(|past| &past.framework.version)
        && framework.supersedes.as_ref() != Some(latest)
    {
        return Err(Refusal::MustSupersede {
            latest: latest.clone(),
            supersedes: framework.supersedes.clone(),
        });
    }
    Ok(FrameworkAdopted {
        framework: framework.reference.clone(),
        supersedes: framework.supersedes.clone(),
        effective_from: framework.effective_from,
        reference_prefix: framework.reference_prefix.clone(),
        file: command.file,
    })
}

/// The versions after one more was adopted.
#[must_use]
pub fn evolve(mut adopted: Adopted, event: &FrameworkAdopted) -> Adopted {
    adopted.versions.push(event.clone());
    adopted
}

impl Adopted {
    /// The version in force on a date: the one adopted last of those that apply by then.
    pub fn in_force(&self, on: Date) -> Option<&FrameworkAdopted> {
        self.versions.iter().rev().find(|version| version.effective_from <= on)
    }
}

impl Refusal {
    /// The rule's name, as services report it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotPermitted { .. } => "NOT_PERMITTED",
            Self::Unsound { .. } => "FRAMEWORK_UNSOUND",
            Self::AlreadyAdopted { .. } => "ALREADY_ADOPTED",
            Self::MustSupersede { .. } => "MUST_SUPERSEDE",
        }
    }
}
