//! Where on the ladder a dossier is put, and where it goes when it leaves it.

use jiff::civil::Date;

use super::{
    event::{OnRung, Onward},
    refusal::Refusal as R,
    state::{Dispute, Escalation},
};
use crate::{
    context::Context,
    dossier::{
        event::VisitRef,
        permit,
        refusal::Refusal,
        state::{Dossier, Phase, Visit},
        visit,
    },
    framework::{Framework, Rung},
    ids::{RungId, StepId},
};

/// The first rung, as it is reached on a day. `None`: there is no ladder, or the dossier came to it from this step as often as
/// it may.
pub(in crate::dossier) fn first(
    framework: &Framework,
    dossier: &Dossier,
    step: &StepId,
    since: Date,
) -> Option<OnRung> {
    let ladder = &framework.ladder;
    let first = ladder.rungs.first().filter(|_| dossier.times_escalated(step) < ladder.times_max)?;
    Some(reached(framework, first, since))
}

/// A rung that is reached on a day.
pub(super) fn reached(framework: &Framework, rung: &Rung, since: Date) -> OnRung {
    OnRung {
        rung: rung.id.clone(),
        holder: rung.holder.clone(),
        since,
        due: framework.calendar.add_working_days(since, rung.term_days),
    }
}

/// The escalation of this visit, which must be open.
pub(super) fn open<'d>(dossier: &'d Dossier, asked: &VisitRef) -> Result<&'d Escalation, Refusal> {
    permit::underway(dossier)?;
    let open = dossier.escalation();
    open.filter(|escalation| escalation.visit == *asked).ok_or_else(|| {
        let escalated = open.map(|escalation| escalation.visit.clone());
        R::NotEscalated { asked: asked.clone(), escalated }.into()
    })
}

/// That it is on this rung, and no dispute.
pub(super) fn on_rung<'d>(escalation: &'d Escalation, asked: &RungId) -> Result<&'d OnRung, Refusal> {
    if let Some(dispute) = &escalation.dispute {
        return Err(R::Disputed { since: dispute.since }.into());
    }
    let on = escalation.on();
    if on.rung == *asked {
        Ok(on)
    } else {
        Err(R::OtherRung { asked: asked.clone(), on: on.rung.clone() }.into())
    }
}

/// The dispute that it became.
pub(super) fn disputed(escalation: &Escalation) -> Result<&Dispute, Refusal> {
    let on = || escalation.on().rung.clone();
    escalation.dispute.as_ref().ok_or_else(|| R::NotDisputed { on: on() }.into())
}

/// Since when something can happen on the ladder: since the dossier came where it is there, and since the parties did not agree
/// if that was later.
pub(super) fn since(dossier: &Dossier, escalation: &Escalation, there: Date) -> Date {
    let treated = dossier.visit(&escalation.visit).and_then(Visit::treated);
    treated.map_or(there, |treated| there.max(treated.treated_on))
}

/// What is written down happened since the dossier came there, and not in the future.
pub(super) fn dated(given: Date, since: Date, context: &Context) -> Result<(), Refusal> {
    if given > context.today {
        return Err(Refusal::DateInFuture { given, today: context.today });
    }
    if given < since { Err(R::DateBeforeRung { given, since }.into()) } else { Ok(()) }
}

/// Back to the step: the same visit if it is still open, otherwise a new one. Always possible, whatever the visits that
/// were paid: how often a dossier comes to the ladder bounds that.
pub(super) fn back(
    framework: &Framework,
    dossier: &Dossier,
    escalation: &Escalation,
    on: Date,
) -> Result<Onward, Refusal> {
    if let Phase::AtStep { .. } = dossier.phase {
        return Ok(Onward::SameVisit);
    }
    let step = framework.route.step(&escalation.visit.step);
    let step = step.ok_or_else(|| permit::other_framework(dossier))?;
    Ok(Onward::Visit(visit::opening(framework, dossier, step, None, on)))
}
