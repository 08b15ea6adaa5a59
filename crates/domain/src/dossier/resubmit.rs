//! After a referral back: sending the dossier on with a document version that the bodies have not seen.

use super::{
    command::Resubmit,
    event::{DocumentRef, Event, RoundSubmitted},
    papers, permit,
    refusal::{Awaits, Refusal},
    state::{Dossier, Phase},
    visit,
};
use crate::{context::Context, framework::Framework, ids::RoundId};

/// The coordinator answers a referral back; the dossier goes on from the step that the body named.
pub(super) fn decide(
    framework: &Framework,
    dossier: &Dossier,
    command: &Resubmit,
    context: &Context,
) -> Result<Event, Refusal> {
    permit::own_framework(framework, dossier)?;
    permit::coordinator(dossier, context)?;
    let (round, resume_at) = match &dossier.phase {
        Phase::Revising { round, resume_at } => (round, resume_at),
        Phase::Preparing { round } => {
            return Err(Refusal::NotAwaited { awaits: Awaits::Round(round.clone()) });
        }
        Phase::AtStep { visit } => {
            return Err(Refusal::NotAwaited { awaits: Awaits::Visit(visit.clone()) });
        }
        Phase::Escalated { visit } => {
            return Err(Refusal::NotAwaited { awaits: Awaits::Escalation(visit.clone()) });
        }
        Phase::Ended { end, .. } => return Err(Refusal::Ended { end: end.clone() }),
    };
    let unknown = || permit::other_framework(dossier);
    let round = framework.route.round(round).ok_or_else(unknown)?;
    let step = framework.route.step(resume_at).ok_or_else(unknown)?;
    papers::submittable(framework, dossier, round, &command.document)?;
    unseen(dossier, &round.id, &command.document)?;
    Ok(Event::RevisionSubmitted(RoundSubmitted {
        round: round.id.clone(),
        document: command.document.clone(),
        opens: visit::opening(framework, dossier, step, Some(&command.document), context.today),
    }))
}

/// The version must have been filed after the one that was submitted last.
fn unseen(dossier: &Dossier, round: &RoundId, document: &DocumentRef) -> Result<(), Refusal> {
    let Some(submission) = dossier.submission(round) else { return Ok(()) };
    let place = |named: &DocumentRef| dossier.documents.iter().position(|filed| filed.document == *named);
    if place(document) > place(&submission.document) {
        Ok(())
    } else {
        Err(Refusal::NewVersionNeeded { submitted: submission.document.clone() })
    }
}
