//! Submitting the document that opens a round: a proposal, later a business case or project plan.

use super::{
    command::Submit,
    event::{Event, RoundSubmitted},
    papers, permit,
    refusal::{Awaits, Refusal},
    state::{Dossier, Phase},
    visit,
};
use crate::{context::Context, framework::Framework};

/// The coordinator opens the round that the dossier waits for; it then goes to the round's first body.
pub(super) fn decide(
    framework: &Framework,
    dossier: &Dossier,
    command: &Submit,
    context: &Context,
) -> Result<Event, Refusal> {
    permit::own_framework(framework, dossier)?;
    permit::coordinator(dossier, context)?;
    permit::underway(dossier)?;
    let Some(round) = framework.route.round(&command.round) else {
        return Err(Refusal::RoundUnknown { round: command.round.clone() });
    };
    match &dossier.phase {
        Phase::Preparing { round: awaited } if *awaited == command.round => {}
        Phase::Preparing { round: awaited } => {
            return Err(Refusal::WrongRound { asked: command.round.clone(), awaited: awaited.clone() });
        }
        Phase::AtStep { visit } => {
            return Err(Refusal::NotAwaited { awaits: Awaits::Visit(visit.clone()) });
        }
        Phase::Revising { .. } => return Err(Refusal::NotAwaited { awaits: Awaits::Revision }),
        Phase::Escalated { visit } => {
            return Err(Refusal::NotAwaited { awaits: Awaits::Escalation(visit.clone()) });
        }
        Phase::Ended { end, .. } => return Err(Refusal::Ended { end: end.clone() }),
    }
    papers::submittable(framework, dossier, round, &command.document)?;
    let first = framework.route.first_step(&round.id).ok_or_else(|| permit::other_framework(dossier))?;
    Ok(Event::RoundSubmitted(RoundSubmitted {
        round: round.id.clone(),
        document: command.document.clone(),
        opens: visit::opening(framework, dossier, first, Some(&command.document), context.today),
    }))
}
