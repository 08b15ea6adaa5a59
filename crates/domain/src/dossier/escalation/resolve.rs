//! It is solved: the dossier leaves the ladder and goes on.

use super::{
    command::Resolve,
    event::{EscalationResolved, Event},
    path, permit,
};
use crate::{
    context::Context,
    dossier::{refusal::Refusal, state::Dossier},
    framework::Framework,
};

/// The dossier goes back to the step that it was escalated from. What the body decides there is its own.
pub(super) fn decide(
    framework: &Framework,
    dossier: &Dossier,
    command: Resolve,
    context: &Context,
) -> Result<Event, Refusal> {
    let escalation = path::open(dossier, &command.visit)?;
    permit::on_ladder(dossier, escalation, context)?;
    let on = path::on_rung(escalation, &command.rung)?;
    path::dated(command.on, path::since(dossier, escalation, on.since), context)?;
    let next = path::back(framework, dossier, escalation, command.on)?;
    Ok(Event::EscalationResolved(EscalationResolved {
        visit: command.visit,
        rung: command.rung,
        resolved_on: command.on,
        words: command.words,
        next,
    }))
}
