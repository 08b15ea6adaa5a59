//! What lies between an arrangement and the dossier that decided it: asked where both can be read.

use super::{bound, command::Command, refusal::Refusal};
use crate::{
    context::{Capacity, Context},
    dossier::{
        self,
        state::{Dossier, Phase},
    },
    framework::{EndKind, Role},
    ids::{ArrangementId, BodyId, DossierId},
};

/// The dossier that decides an arrangement: they have one uuid.
pub fn dossier_of(arrangement: ArrangementId) -> DossierId {
    DossierId(arrangement.0)
}

/// The arrangement that a dossier decides: they have one uuid.
pub fn arrangement_of(dossier: DossierId) -> ArrangementId {
    ArrangementId(dossier.0)
}

/// The body whose decision adopted a dossier, as it stands. Ratifications may have come after it.
pub fn decided_by(dossier: &Dossier) -> Option<&BodyId> {
    let mut treated = dossier.visits.iter().rev().filter_map(|visit| visit.treated());
    treated.find(|treated| treated.role == Role::Decides && treated.outcome.adopts()).map(|by| &by.body)
}

/// Whether a dossier ended adopted: what an arrangement begins from.
///
/// # Errors
/// [`Refusal::DossierUnknown`] or [`Refusal::NotAdopted`].
pub fn adopted(id: DossierId, state: &dossier::State) -> Result<&Dossier, Refusal> {
    let Ok(dossier) = state.dossier() else { return Err(Refusal::DossierUnknown { dossier: id }) };
    match &dossier.phase {
        Phase::Ended { kind: EndKind::Adopted, .. } => Ok(dossier),
        Phase::Ended { end, .. } => Err(Refusal::NotAdopted { dossier: id, end: Some(end.clone()) }),
        Phase::Preparing { .. } | Phase::AtStep { .. } | Phase::Revising { .. } | Phase::Escalated { .. } => {
            Err(Refusal::NotAdopted { dossier: id, end: None })
        }
    }
}

/// Whether the dossier allows a command to its arrangement: it was adopted, and who asks coordinates it or is secretary
/// of the body that decided it. Whether a party is bound, only a secretary writes down.
///
/// # Errors
/// [`Refusal::DossierUnknown`], [`Refusal::NotAdopted`] or [`Refusal::OutsideDossier`], or what [`bound::may_commit`] says.
pub fn allowed(
    id: DossierId,
    state: &dossier::State,
    command: &Command,
    context: &Context,
) -> Result<(), Refusal> {
    match command {
        Command::Register(_) => Ok(()),
        Command::Begin(_) | Command::ReportUse(_) => inside(adopted(id, state)?, context),
        Command::Commit(commit) => Ok(bound::may_commit(adopted(id, state)?, &commit.commitment, context)?),
    }
}

/// Whether somebody may write what becomes of a dossier.
fn inside(dossier: &Dossier, context: &Context) -> Result<(), Refusal> {
    let body = decided_by(dossier);
    let is_inside = match &context.capacity {
        Capacity::Coordinator { .. } => dossier.coordinator == context.actor,
        Capacity::Secretary { body: served } => body == Some(served),
        Capacity::Administrator | Capacity::Auditor => false,
    };
    if is_inside {
        return Ok(());
    }
    let (acted_as, coordinator) = (context.capacity.clone(), dossier.coordinator.clone());
    Err(Refusal::OutsideDossier { acted_as, coordinator, body: body.cloned() })
}
