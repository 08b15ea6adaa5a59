//! Handing a dossier over, so that nothing hangs on one person (Stappenplan, step 6: "goede overdracht").

use super::{
    command::HandOver,
    event::{DossierHandedOver, Event},
    permit,
    refusal::{Needs, Refusal},
    state::Dossier,
};
use crate::{
    context::{Capacity, Context},
    framework::Framework,
};

/// The coordinator, a colleague of the same party, or an administrator gives the dossier to a coordinator.
pub(super) fn decide(
    framework: &Framework,
    dossier: &Dossier,
    command: HandOver,
    context: &Context,
) -> Result<Event, Refusal> {
    permit::own_framework(framework, dossier)?;
    match &context.capacity {
        Capacity::Administrator => {}
        Capacity::Coordinator { party } if *party == dossier.party => {}
        Capacity::Coordinator { .. } => permit::coordinator(dossier, context)?,
        Capacity::Secretary { .. } | Capacity::Auditor => {
            return Err(Refusal::NotPermitted {
                acted_as: context.capacity.clone(),
                needs: Needs::CoordinatorOrAdministrator,
            });
        }
    }
    permit::underway(dossier)?;
    if framework.party(&command.party).is_none() {
        return Err(Refusal::PartyUnknown { party: command.party });
    }
    if command.to == dossier.coordinator && command.party == dossier.party {
        return Err(Refusal::AlreadyCoordinator);
    }
    Ok(Event::DossierHandedOver(DossierHandedOver {
        from: dossier.coordinator.clone(),
        to: command.to,
        party: command.party,
        reason: command.reason,
    }))
}
