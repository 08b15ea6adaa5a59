//! Who may act on the ladder.

use super::{refusal::Refusal as R, state::Escalation};
use crate::{
    context::{Capacity, Context},
    dossier::{permit, refusal::Refusal, state::Dossier},
    framework::Holder,
    ids::BodyId,
};

/// For a term that passed: the dossier's coordinator, or the secretary of the body that has it.
pub(super) fn waits_in_vain(dossier: &Dossier, body: &BodyId, context: &Context) -> Result<(), Refusal> {
    match &context.capacity {
        Capacity::Coordinator { .. } => permit::coordinator(dossier, context),
        Capacity::Secretary { body: served } if served == body => Ok(()),
        Capacity::Secretary { .. } | Capacity::Administrator | Capacity::Auditor => {
            let acted_as = context.capacity.clone();
            Err(R::NotForEscalating { acted_as, body: Some(body.clone()) }.into())
        }
    }
}

/// The secretary of the body that the dossier was escalated from, so that somebody always can; or of the body that holds the
/// rung, or a coordinator of the party that does.
pub(super) fn on_ladder(
    dossier: &Dossier,
    escalation: &Escalation,
    context: &Context,
) -> Result<(), Refusal> {
    let holder = &escalation.on().holder;
    let visit = dossier.visit(&escalation.visit);
    let body = visit.map(|visit| &visit.opening.body).ok_or_else(|| permit::other_framework(dossier))?;
    let may = match (&context.capacity, holder) {
        (Capacity::Secretary { body: served }, Holder::Body(holds)) => served == body || served == holds,
        (Capacity::Secretary { body: served }, Holder::Party(_) | Holder::Function(_)) => served == body,
        (Capacity::Coordinator { party }, Holder::Party(holds)) => party == holds,
        (Capacity::Coordinator { .. }, Holder::Body(_) | Holder::Function(_))
        | (Capacity::Administrator | Capacity::Auditor, _) => false,
    };
    if may {
        return Ok(());
    }
    let (acted_as, holder, body) = (context.capacity.clone(), holder.clone(), body.clone());
    Err(R::NotForRung { acted_as, holder, body }.into())
}
