//! Taking a dossier back, which is possible until the decisive outcome (`domain.md` F36).

use super::{
    command::Withdraw,
    event::{DossierWithdrawn, Event},
    permit,
    refusal::Refusal,
    state::Dossier,
};
use crate::{
    context::Context,
    framework::{Framework, Role},
};

/// The coordinator withdraws a dossier that has not been decided.
pub(super) fn decide(
    framework: &Framework,
    dossier: &Dossier,
    command: &Withdraw,
    context: &Context,
) -> Result<Event, Refusal> {
    permit::own_framework(framework, dossier)?;
    permit::coordinator(dossier, context)?;
    permit::underway(dossier)?;
    let decisive = |visit: &super::state::Visit| {
        visit.treated().is_some_and(|treated| {
            treated.role == Role::Decides
                && treated.outcome.adopts()
                && framework.route.is_last_round(&visit.opening.round)
        })
    };
    if dossier.visits.iter().any(decisive) {
        return Err(Refusal::AlreadyDecided);
    }
    let end = framework.route.withdrawn_end().ok_or_else(|| permit::other_framework(dossier))?;
    Ok(Event::DossierWithdrawn(DossierWithdrawn { reason: command.reason, end: end.id.clone() }))
}
