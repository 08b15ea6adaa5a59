//! Who may act on a dossier, in which capacity.

use super::{
    refusal::{Needs, Refusal},
    state::{Dossier, Phase},
};
use crate::{
    context::{Capacity, Context},
    framework::Framework,
    ids::BodyId,
};

/// Only the dossier's own coordinator.
pub(super) fn coordinator(dossier: &Dossier, context: &Context) -> Result<(), Refusal> {
    match &context.capacity {
        Capacity::Coordinator { .. } if dossier.coordinator == context.actor => Ok(()),
        Capacity::Coordinator { .. } => {
            Err(Refusal::OtherCoordinator { coordinator: dossier.coordinator.clone() })
        }
        Capacity::Secretary { .. } | Capacity::Administrator | Capacity::Auditor => {
            Err(Refusal::NotPermitted { acted_as: context.capacity.clone(), needs: Needs::Coordinator })
        }
    }
}

/// Only the secretary of this body.
pub(super) fn secretary(body: &BodyId, context: &Context) -> Result<(), Refusal> {
    match &context.capacity {
        Capacity::Secretary { body: served } if served == body => Ok(()),
        Capacity::Secretary { .. }
        | Capacity::Coordinator { .. }
        | Capacity::Administrator
        | Capacity::Auditor => Err(Refusal::NotPermitted {
            acted_as: context.capacity.clone(),
            needs: Needs::SecretaryOf(body.clone()),
        }),
    }
}

/// Only while the dossier has not ended.
pub(super) fn underway(dossier: &Dossier) -> Result<(), Refusal> {
    match &dossier.phase {
        Phase::Ended { end, .. } => Err(Refusal::Ended { end: end.clone() }),
        Phase::Preparing { .. } | Phase::AtStep { .. } | Phase::Revising { .. } | Phase::Escalated { .. } => {
            Ok(())
        }
    }
}

/// Only under the framework that the dossier was opened on.
pub(super) fn own_framework(framework: &Framework, dossier: &Dossier) -> Result<(), Refusal> {
    if framework.reference == dossier.framework { Ok(()) } else { Err(other_framework(dossier)) }
}

/// The refusal for a name that the dossier knows and the framework does not.
pub(super) fn other_framework(dossier: &Dossier) -> Refusal {
    Refusal::OtherFramework { dossier: dossier.framework.clone() }
}
