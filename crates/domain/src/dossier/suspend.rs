//! The term of a visit stands still, because the body waits for somebody else (opschorten).

use super::{
    command::SuspendTerm,
    event::{Event, TermSuspended, WaitingOn},
    permit,
    refusal::{Countable, Refusal},
    state::{Dossier, Visit},
    term::{Due, SUSPENSIONS_MAX},
    visit,
};
use crate::{context::Context, framework::Framework};

/// The secretary of the body that has the visit suspends its term.
pub(super) fn decide(
    framework: &Framework,
    dossier: &Dossier,
    command: SuspendTerm,
    context: &Context,
) -> Result<Event, Refusal> {
    permit::own_framework(framework, dossier)?;
    let visit = visit::waiting(dossier, &command.visit, context)?;
    let given = visit.suspensions.len();
    if given >= SUSPENSIONS_MAX {
        return Err(Refusal::TooMany {
            what: Countable::Suspensions,
            given: given + 1,
            max: SUSPENSIONS_MAX,
        });
    }
    awaited(framework, visit, &command.waits_for)?;
    dates(visit, &command, context)?;
    Ok(Event::TermSuspended(TermSuspended {
        visit: command.visit,
        body: visit.opening.body.clone(),
        from: command.from,
        waits_for: command.waits_for,
        reason: command.reason,
    }))
}

/// A body's term stands still only while it waits for another.
fn awaited(framework: &Framework, visit: &Visit, waits_for: &WaitingOn) -> Result<(), Refusal> {
    match waits_for {
        WaitingOn::Party(party) if framework.party(party).is_none() => {
            Err(Refusal::PartyUnknown { party: party.clone() })
        }
        WaitingOn::Body(body) if *body == visit.opening.body => {
            Err(Refusal::WaitsForItself { body: body.clone() })
        }
        WaitingOn::Body(body) if framework.body(body).is_none() => {
            let known = framework.bodies.iter().map(|body| body.id.clone()).collect();
            Err(Refusal::BodyUnknown { body: body.clone(), known })
        }
        WaitingOn::Submitter | WaitingOn::Party(_) | WaitingOn::Body(_) | WaitingOn::Outside(_) => Ok(()),
    }
}

fn dates(visit: &Visit, command: &SuspendTerm, context: &Context) -> Result<(), Refusal> {
    let (given, arrived) = (command.from, visit.opening.arrived);
    let due = match visit.due() {
        Due::Never => return Err(Refusal::NoTerm { step: visit.opening.visit.step.clone() }),
        Due::StandsStill(since) => return Err(Refusal::AlreadySuspended { since }),
        Due::On(due) => due,
    };
    if given > context.today {
        return Err(Refusal::DateInFuture { given, today: context.today });
    }
    if given < arrived {
        return Err(Refusal::DateBeforeArrival { given, arrived });
    }
    let ledger = visit.ledger().into_iter().filter(|still| !still.is_empty());
    if let Some(until) = ledger.filter_map(|still| still.until).max().filter(|until| given < *until) {
        return Err(Refusal::SuspensionOverlaps { given, until });
    }
    // What has run out can no longer stand still.
    if given > due { Err(Refusal::TermRanOut { given, due }) } else { Ok(()) }
}
