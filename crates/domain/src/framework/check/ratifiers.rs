//! A step at which each party ratifies for itself: who does is there, and the body that then does not speak is asked for
//! nothing.

use std::collections::BTreeSet;

use super::{FaultKind, Found, Place};
use crate::{
    framework::{Asked, Framework, Role, Step},
    ids::PartyKind,
};

/// What is wrong with a step at which each party ratifies for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RatifierFault {
    /// Only what was decided can be ratified by each party for itself.
    Unused {
        /// The role of the step.
        role: Role,
    },
    /// No party is of a kind that ratifies.
    KindUnknown {
        /// The kind.
        kind: PartyKind,
    },
    /// The same kind ratifies twice.
    KindTwice {
        /// The kind.
        kind: PartyKind,
    },
    /// The body has no stances to give.
    Stances,
    /// Nothing is deferred.
    Deferral,
}

impl RatifierFault {
    /// The rule's name, as services and the command line report it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Unused { .. } => "RATIFIERS_UNUSED",
            Self::KindUnknown { .. } => "RATIFIER_KIND_UNKNOWN",
            Self::KindTwice { .. } => "RATIFIER_KIND_TWICE",
            Self::Stances => "STANCES_OF_RATIFIERS",
            Self::Deferral => "PARTIES_DO_NOT_DEFER",
        }
    }
}

impl From<RatifierFault> for FaultKind {
    fn from(fault: RatifierFault) -> Self {
        Self::Ratifiers(fault)
    }
}

pub(super) fn check(framework: &Framework, step: &Step, found: &mut Found) {
    let place = || Place::Step(step.id.clone());
    if !step.is_for_each_party() {
        return;
    }
    if step.role != Role::Ratifies {
        return found.at(place(), RatifierFault::Unused { role: step.role }.into());
    }
    let mut named = BTreeSet::new();
    for kind in &step.ratified_by {
        if !framework.parties.iter().any(|party| party.kind == *kind) {
            found.at(place(), RatifierFault::KindUnknown { kind: kind.clone() }.into());
        } else if !named.insert(kind) {
            found.at(place(), RatifierFault::KindTwice { kind: kind.clone() }.into());
        }
    }
    if step.stances == Asked::Required {
        found.at(place(), RatifierFault::Stances.into());
    }
}
