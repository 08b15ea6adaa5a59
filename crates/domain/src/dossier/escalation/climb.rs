//! From one rung to the next.

use super::{
    command::Move,
    event::{EscalationMoved, Event},
    path, permit,
    refusal::Refusal as R,
};
use crate::{
    context::Context,
    dossier::{refusal::Refusal, state::Dossier},
    framework::Framework,
};

/// Who holds the rung, or the secretary of the body that the dossier came from, says that it was not solved there. The term of
/// the rung need not have passed: who sees that it goes no further need not wait.
pub(super) fn decide(
    framework: &Framework,
    dossier: &Dossier,
    command: Move,
    context: &Context,
) -> Result<Event, Refusal> {
    let escalation = path::open(dossier, &command.visit)?;
    permit::on_ladder(dossier, escalation, context)?;
    let on = path::on_rung(escalation, &command.from)?;
    let Some(above) = framework.ladder.above(&command.from) else {
        return Err(R::LastRung { rung: command.from }.into());
    };
    path::dated(command.on, path::since(dossier, escalation, on.since), context)?;
    Ok(Event::EscalationMoved(EscalationMoved {
        visit: command.visit,
        from: command.from,
        to: path::reached(framework, above, command.on),
        reason: command.reason,
    }))
}
