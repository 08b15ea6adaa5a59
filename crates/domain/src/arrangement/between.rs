//! What lies between an arrangement and the dossier that decided it: asked where both can be read.

use super::{bound, command::Command, refusal::Refusal};
use crate::{
    context::{Capacity, Context},
    dossier::{
        self,
        state::{Dossier, Phase},
    },
    framework::{ConclusionRoute, EndKind, Framework, Role},
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

/// The body whose secretary may write a command down, beside the dossier's coordinator: the one that decided the dossier, or
/// the one by which the framework has the conclusion drawn.
pub fn written_by<'a>(
    framework: &'a Framework,
    dossier: &'a Dossier,
    command: &Command,
) -> Option<&'a BodyId> {
    match command {
        Command::Conclude(conclude) => match framework.evaluation.get(&conclude.conclusion) {
            Some(ConclusionRoute::Body(body)) => Some(body),
            Some(ConclusionRoute::Dossier) | None => decided_by(dossier),
        },
        Command::Register(_)
        | Command::Begin(_)
        | Command::Commit(_)
        | Command::ReportUse(_)
        | Command::Evaluate(_) => decided_by(dossier),
    }
}

/// Whether the dossier allows a command to its arrangement: it was adopted when that began, and who asks coordinates it or
/// is secretary of the [body](written_by) that may write it down. Whether a party is bound, only a secretary writes down.
///
/// # Errors
/// [`Refusal::DossierUnknown`], [`Refusal::NotAdopted`] or [`Refusal::OutsideDossier`], or what [`bound::may_commit`] says.
pub fn allowed(
    framework: &Framework,
    id: DossierId,
    state: &dossier::State,
    command: &Command,
    context: &Context,
) -> Result<(), Refusal> {
    match command {
        Command::Register(_) => Ok(()),
        Command::Begin(_) | Command::ReportUse(_) => inside(framework, adopted(id, state)?, command, context),
        Command::Commit(commit) => Ok(bound::may_commit(adopted(id, state)?, &commit.commitment, context)?),
        // A correction may have opened the dossier again; what began goes on, and must be able to end.
        Command::Evaluate(_) | Command::Conclude(_) => match state.dossier() {
            Ok(dossier) => inside(framework, dossier, command, context),
            Err(_) => Err(Refusal::DossierUnknown { dossier: id }),
        },
    }
}

/// Whether somebody may write what becomes of a dossier.
fn inside(
    framework: &Framework,
    dossier: &Dossier,
    command: &Command,
    context: &Context,
) -> Result<(), Refusal> {
    let body = written_by(framework, dossier, command);
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
