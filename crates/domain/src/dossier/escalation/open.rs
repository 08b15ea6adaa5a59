//! Escalating a visit that waits for its body. No agreement needs no command of its own: it is an outcome.

use super::{
    command::{Ground, Open},
    event::{Cause, EscalationOpened, Event},
    path, permit,
    refusal::Refusal as R,
};
use crate::{
    context::{Capacity, Context},
    dossier::{
        refusal::Refusal,
        state::{Dossier, Visit},
        term::Due,
        visit,
    },
    framework::{Framework, Opener},
};

/// Somebody who waits in vain, or the procesbegeleider, escalates the visit that the dossier is at, today.
pub(super) fn decide(
    framework: &Framework,
    dossier: &Dossier,
    command: Open,
    context: &Context,
) -> Result<Event, Refusal> {
    let visit = visit::at(dossier, &command.visit)?;
    opens(framework, opener(command.ground))?;
    let cause = cause(dossier, visit, command.ground, context)?;
    if let Some(open) = dossier.escalation() {
        let on = open.on();
        return Err(R::AlreadyEscalated { rung: on.rung.clone(), since: on.since }.into());
    }
    let step = &command.visit.step;
    let Some(on) = path::first(framework, dossier, step, context.today) else {
        let times_max = framework.ladder.times_max;
        return Err(R::EscalationsExhausted { step: step.clone(), times_max }.into());
    };
    Ok(Event::EscalationOpened(EscalationOpened { visit: command.visit, cause, reason: command.reason, on }))
}

fn opener(ground: Ground) -> Opener {
    match ground {
        Ground::PassedTerm => Opener::PassedTerm,
        Ground::Mandate(_) => Opener::Procesbegeleider,
    }
}

fn opens(framework: &Framework, asked: Opener) -> Result<(), Refusal> {
    let ladder = &framework.ladder;
    if ladder.rungs.is_empty() {
        return Err(R::NoLadder.into());
    }
    if ladder.opened_by.contains(&asked) {
        return Ok(());
    }
    Err(R::NotOpenedBy { asked, openers: ladder.opened_by.clone() }.into())
}

/// Whether the mandate covers it is asked where its history can be read; the party is the one that the actor works for.
fn cause(dossier: &Dossier, visit: &Visit, ground: Ground, context: &Context) -> Result<Cause, Refusal> {
    match (ground, &context.capacity) {
        (Ground::PassedTerm, _) => {
            permit::waits_in_vain(dossier, &visit.opening.body, context)?;
            passed(visit, context)
        }
        (Ground::Mandate(mandate), Capacity::Coordinator { party }) => {
            Ok(Cause::Procesbegeleider { party: party.clone(), mandate })
        }
        (Ground::Mandate(_), Capacity::Secretary { .. } | Capacity::Administrator | Capacity::Auditor) => {
            Err(R::NotForEscalating { acted_as: context.capacity.clone(), body: None }.into())
        }
    }
}

fn passed(visit: &Visit, context: &Context) -> Result<Cause, Refusal> {
    let today = context.today;
    match visit.due() {
        Due::Never => Err(Refusal::NoTerm { step: visit.opening.visit.step.clone() }),
        Due::On(due) if due < today => Ok(Cause::PassedTerm { due }),
        Due::On(due) => Err(R::TermNotPassed { due: Some(due), today }.into()),
        Due::StandsStill(_) => Err(R::TermNotPassed { due: None, today }.into()),
    }
}
