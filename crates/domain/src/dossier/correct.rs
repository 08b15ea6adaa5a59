//! Mending an outcome that was written down wrongly. The first record stays; the correction names it and
//! says why.
//!
//! A correction may send the dossier elsewhere only while nothing stands on the first outcome yet.

use super::{
    command::CorrectOutcome,
    escalation::Escalation,
    event::{Event, Next, OutcomeCorrected, Treated, VisitRef},
    evolve, permit,
    refusal::Refusal,
    state::{Dossier, Progress},
    treat,
};
use crate::{context::Context, framework::Framework, ids::Revision};

/// The secretary of the body that treated the visit corrects what was recorded.
pub(super) fn decide(
    framework: &Framework,
    dossier: &Dossier,
    command: CorrectOutcome,
    context: &Context,
) -> Result<Event, Refusal> {
    permit::own_framework(framework, dossier)?;
    let corrects = command.corrects;
    let Some(first) = dossier.treated_at(corrects) else {
        return Err(match dossier.corrected_by(corrects) {
            Some(by) => Refusal::AlreadyCorrected { by },
            None => Refusal::NotAnOutcome { revision: corrects },
        });
    };
    permit::secretary(&first.body, context)?;
    let before = untreated(dossier, &first.visit);
    let Some(visit) = before.visit(&first.visit) else {
        return Err(Refusal::NotAnOutcome { revision: corrects });
    };
    let mut treated =
        treat::treatment(framework, &before, visit, command.treatment, &first.conditions, context)?;
    // Where on the ladder it came, it came once: later acts there do not change where the same outcome led.
    let on_ladder = treated.outcome == first.outcome && matches!(first.next, Next::Ladder(_));
    if on_ladder || same_destination(&first.next, &treated.next) {
        treated.next = first.next.clone();
    }
    if treated == *first {
        return Err(Refusal::NothingCorrected);
    }
    let leads_elsewhere = treated.next != first.next || treated.conditions.len() != first.conditions.len();
    if leads_elsewhere && let Some(later) = stands_on(dossier, first, corrects) {
        return Err(Refusal::CorrectionTooLate { later });
    }
    Ok(Event::OutcomeCorrected(OutcomeCorrected { corrects, reason: command.reason, treated }))
}

/// What the body had before it when it treated the visit: of later visits nothing counts.
pub(super) fn untreated(dossier: &Dossier, visit: &VisitRef) -> Dossier {
    let mut before = dossier.clone();
    evolve::untreat(&mut before, visit);
    before
}

/// Whether two consequences lead to the same place, whatever the date and papers of the visit there: those
/// stay as they were first recorded.
pub(super) fn same_destination(first: &Next, second: &Next) -> bool {
    match (first, second) {
        (Next::Visit(first), Next::Visit(second)) => first.visit.step == second.visit.step,
        (Next::Ladder(first), Next::Ladder(second)) => first.rung == second.rung,
        (Next::Visit(_) | Next::Round(_) | Next::Revision { .. } | Next::Ladder(_) | Next::End { .. }, _) => {
            first == second
        }
    }
}

/// The first record that stands on a treatment: a later treatment or submission, what a party said of it, what was done on
/// the ladder, an answer to a condition that it set, or the withdrawal. Coming onto the ladder is not such a record: it goes
/// with the visit.
pub(super) fn stands_on(dossier: &Dossier, treated: &Treated, corrects: Revision) -> Option<Revision> {
    let recorded = dossier.first_recorded(corrects);
    let treatments = dossier.visits.iter().filter_map(|visit| match &visit.progress {
        Progress::Treated { revision, .. } => Some(dossier.first_recorded(*revision)),
        Progress::Waiting | Progress::Void => None,
    });
    let submissions = dossier.submitted.iter().map(|submission| submission.revision);
    let acts = dossier.escalations.iter().flat_map(Escalation::acts);
    let later = treatments.chain(submissions).chain(acts).filter(|revision| *revision > recorded);
    let own = dossier.conditions.iter().filter(|condition| condition.set_by == treated.visit);
    let answers = own.filter_map(|condition| condition.answered);
    let others =
        dossier.visits.iter().filter(|visit| !visit.is_void() && visit.opening.visit != treated.visit);
    let voices = others.flat_map(|visit| &visit.voices).map(|spoken| spoken.revision);
    let spoken = voices.filter(|revision| *revision > recorded);
    later.chain(answers).chain(spoken).chain(dossier.withdrawn).min()
}
