//! A term that stood still runs again, for as many working days as were left.

use super::{
    command::ResumeTerm,
    event::{Event, TermResumed},
    permit,
    refusal::Refusal,
    state::Dossier,
    term::{Still, due},
    visit,
};
use crate::{context::Context, framework::Framework};

/// The secretary of the body that has the visit lets its term run again. To let it run from the very day on which it
/// was suspended is to take the suspension back.
pub(super) fn decide(
    framework: &Framework,
    dossier: &Dossier,
    command: ResumeTerm,
    context: &Context,
) -> Result<Event, Refusal> {
    permit::own_framework(framework, dossier)?;
    let visit = visit::waiting(dossier, &command.visit, context)?;
    let opening = &visit.opening;
    let step = framework.route.step(&opening.visit.step).ok_or_else(|| permit::other_framework(dossier))?;
    let Some(budget) = step.term_days else {
        return Err(Refusal::NoTerm { step: step.id.clone() });
    };
    let Some(suspension) = visit.suspension() else {
        return Err(Refusal::NotSuspended { visit: command.visit });
    };
    let (given, today) = (command.runs_from, context.today);
    if given > today {
        return Err(Refusal::DateInFuture { given, today });
    }
    if given < suspension.from {
        return Err(Refusal::ResumedTooEarly { given, since: suspension.from });
    }
    let mut ledger = visit.ledger();
    if let Some(last) = ledger.last_mut() {
        *last = Still { until: Some(given), ..*last };
    }
    Ok(Event::TermResumed(TermResumed {
        visit: command.visit,
        body: opening.body.clone(),
        runs_from: given,
        due: due(&framework.calendar, budget, opening.arrived, &ledger),
    }))
}
