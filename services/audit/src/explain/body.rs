//! The reasons of what bodies do.

use domain::{
    decision::{self, count::Count},
    dossier::{
        Dossier,
        event::{Next, OutcomeCorrected, PartySpoke, TermResumed, TermSuspended, Treated, VisitRef},
        term::{self, Reckoning},
    },
    framework::{Framework, Opener, Step, Target},
};
use record::Record;

use super::{Explained, coordinator, ladder, trace, why::Why};

pub(super) fn treated(
    record: &Record,
    treated: &Treated,
    framework: Option<&Framework>,
    before: &Dossier,
) -> Explained {
    let opening = before.visit(&treated.visit).map(|visit| &visit.opening);
    let step = framework.and_then(|framework| framework.route.step(&treated.visit.step));
    let mut reasons = vec![Why::BySecretary { body: treated.body.clone() }];
    reasons.extend(step.map(|step| Why::Step {
        step: step.id.clone(),
        body: step.body.clone(),
        role: step.role,
        rule: step.rule,
        visit: treated.visit.number,
        visits_max: step.visits_max,
    }));
    reasons.extend(framework.zip(step).and_then(|(framework, step)| founded(treated, framework, step)));
    if treated.outcome.needs_motivation() {
        reasons.push(Why::OutcomeMotivated { outcome: treated.outcome });
    }
    if !treated.departs_from.is_empty() {
        reasons.push(departs(treated, before));
    }
    let judged: Vec<_> = trace::judged(treated, before).collect();
    reasons.extend(judged.iter().copied().map(Why::Condition));
    if let (Some(framework), Some(step)) = (framework, step) {
        reasons.extend(leads(record, treated, framework, step));
    }
    let set = trace::set(treated, record.revision);
    Explained {
        framework: None,
        documents: opening.map(|opening| opening.documents.clone()).unwrap_or_default(),
        conditions: judged.into_iter().chain(set).collect(),
        reasons,
        treated: Some(treated.clone()),
    }
}

/// How the outcome follows from where the parties stood, if that was written down.
fn founded(treated: &Treated, framework: &Framework, step: &Step) -> Option<Why> {
    let body = framework.body(&step.body).filter(|_| !treated.stances.is_empty())?;
    let seats = framework.seats(body);
    let follows = decision::follows(step.rule, body.quorum, &seats, &treated.stances, treated.outcome);
    Some(Why::Founded {
        body: body.id.clone(),
        rule: step.rule,
        quorum: body.quorum,
        tally: Count::of(&seats, &treated.stances).all,
        unfounded: follows.is_err(),
    })
}

pub(super) fn corrected(
    record: &Record,
    corrected: &OutcomeCorrected,
    framework: Option<&Framework>,
    before: &Dossier,
) -> Explained {
    let first = before.treated_at(corrected.corrects);
    let elsewhere = first.is_some_and(|first| first.next != corrected.treated.next);
    let opened: Option<VisitRef> = match first.map(|first| &first.next) {
        Some(Next::Visit(opening)) if elsewhere => Some(opening.visit.clone()),
        Some(
            Next::Visit(_) | Next::Round(_) | Next::Revision { .. } | Next::Ladder(_) | Next::End { .. },
        )
        | None => None,
    };
    let mut explained = treated(record, &corrected.treated, framework, before);
    let corrects =
        Why::Corrects { corrects: corrected.corrects, elsewhere, voided: opened.into_iter().collect() };
    explained.reasons.insert(1, corrects);
    explained
}

/// What one party said; with the last of them, what follows from all.
pub(super) fn spoke(
    record: &Record,
    spoke: &PartySpoke,
    framework: Option<&Framework>,
    before: &Dossier,
) -> Explained {
    match &spoke.completes {
        Some(together) => treated(record, together, framework, before),
        None => {
            Explained { reasons: vec![Why::BySecretary { body: spoke.body.clone() }], ..Explained::default() }
        }
    }
}

pub(super) fn suspended(suspended: &TermSuspended) -> Explained {
    let body = suspended.body.clone();
    let reasons = vec![Why::BySecretary { body: body.clone() }, Why::Suspended { body }];
    Explained { reasons, ..Explained::default() }
}

pub(super) fn resumed(resumed: &TermResumed, framework: Option<&Framework>, before: &Dossier) -> Explained {
    let mut reasons = vec![Why::BySecretary { body: resumed.body.clone() }];
    let step = framework.and_then(|framework| framework.route.step(&resumed.visit.step));
    let budget = step.and_then(|step| step.term_days);
    if let (Some(framework), Some(budget), Some(visit)) = (framework, budget, before.visit(&resumed.visit)) {
        let arrived = visit.opening.arrived;
        let mut ledger = visit.ledger();
        if let Some(last) = ledger.last_mut() {
            last.until = Some(resumed.runs_from);
        }
        let Reckoning { stood_still, .. } =
            Reckoning::at(&framework.calendar, budget, arrived, &ledger, resumed.due);
        let step = resumed.visit.step.clone();
        if term::due(&framework.calendar, budget, arrived, &ledger) != resumed.due {
            reasons.push(Why::Deviates { step: step.clone() });
        }
        reasons.push(Why::Resumed { step, budget, arrived, stood_still, due: resumed.due });
    }
    Explained { reasons, ..Explained::default() }
}

fn departs(treated: &Treated, before: &Dossier) -> Why {
    let advised = |visit: &VisitRef| {
        let outcome = before.visit(visit).and_then(|visit| visit.treated()).map(|treated| treated.outcome);
        (visit.clone(), outcome)
    };
    Why::Departs { from: treated.departs_from.iter().map(advised).collect() }
}

/// Where the outcome leads, and what follows there.
fn leads(record: &Record, treated: &Treated, framework: &Framework, step: &Step) -> Vec<Why> {
    let Some(target) = step.on.get(&treated.outcome) else {
        return vec![Why::Deviates { step: step.id.clone() }];
    };
    let named = match &treated.next {
        Next::Revision { resume_at } => step.returns_to.first() != Some(resume_at),
        Next::Visit(_) | Next::Round(_) | Next::Ladder(_) | Next::End { .. } => false,
    };
    let mut reasons = vec![Why::Leads {
        step: step.id.clone(),
        outcome: treated.outcome,
        target: target.clone(),
        next: treated.next.clone(),
        named,
    }];
    if !gives(target, &treated.next, framework, step) {
        reasons.push(Why::Deviates { step: step.id.clone() });
        return reasons;
    }
    match &treated.next {
        Next::Visit(opening) => {
            let recorded = record.recorded.today();
            if opening.arrived != recorded {
                reasons.push(Why::Arrives { on: opening.arrived, recorded });
            }
            reasons.extend(coordinator::arrival(opening, framework));
        }
        Next::End { end, kind } => reasons.push(Why::Ends { end: end.clone(), kind: *kind }),
        Next::Round(id) => {
            let round = framework.route.round(id);
            reasons.extend(round.map(|round| Why::OpensRound {
                round: round.id.clone(),
                opens_with: round.opens_with.clone(),
            }));
        }
        Next::Ladder(on) => reasons.extend(ladder::onto(Opener::NoAgreement, on, Some(framework))),
        Next::Revision { .. } => {}
    }
    reasons
}

/// Whether this is what the target comes to.
fn gives(target: &Target, next: &Next, framework: &Framework, step: &Step) -> bool {
    match (target, next) {
        (Target::Step(id), Next::Visit(opening)) => opening.visit.step == *id,
        (Target::Again, Next::Visit(opening)) => opening.visit.step == step.id,
        (Target::Round(id), Next::Round(round)) => id == round,
        (Target::Submitter, Next::Revision { resume_at }) => step.returns_to.contains(resume_at),
        (Target::Ladder, Next::Ladder(on)) => framework.ladder.rung(&on.rung).is_some(),
        // From a step that was escalated as often as may be.
        (Target::Ladder, Next::End { end, .. }) => {
            framework.route.no_agreement_end().is_some_and(|known| known.id == *end)
        }
        (Target::End(id), Next::End { end, kind }) => {
            id == end && framework.route.end(id).is_some_and(|end| end.kind == *kind)
        }
        (
            Target::Step(_)
            | Target::Again
            | Target::Round(_)
            | Target::Submitter
            | Target::Ladder
            | Target::End(_),
            Next::Visit(_) | Next::Round(_) | Next::Revision { .. } | Next::Ladder(_) | Next::End { .. },
        ) => false,
    }
}
