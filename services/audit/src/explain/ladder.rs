//! The reasons of what happens on the ladder.

use domain::{
    dossier::{
        Dossier,
        escalation::{
            Event,
            event::{Cause, OnRung, Onward},
        },
        event::VisitRef,
    },
    framework::{EndKind, Framework, Opener},
    ids::StepId,
};

use super::{Explained, why::Why};

pub(super) fn happened(event: &Event, framework: Option<&Framework>, before: &Dossier) -> Explained {
    let reasons = match event {
        Event::EscalationOpened(opened) => {
            let opener = match opened.cause {
                Cause::PassedTerm { .. } => Opener::PassedTerm,
                Cause::Procesbegeleider { .. } => Opener::Procesbegeleider,
            };
            onto(opener, &opened.on, framework)
        }
        Event::EscalationMoved(moved) => {
            by(&moved.visit, before).into_iter().chain(rung(&moved.to, framework)).collect()
        }
        Event::EscalationResolved(resolved) => left(&resolved.visit, &resolved.next, before),
        Event::EscalationUnresolved(unresolved) => by(&unresolved.visit, before).into_iter().collect(),
        Event::DisputeConcluded(concluded) => left(&concluded.visit, &concluded.next, before),
    };
    Explained { reasons, ..Explained::default() }
}

/// Why something leads onto the ladder, and whose the rung is.
pub(super) fn onto(opener: Opener, on: &OnRung, framework: Option<&Framework>) -> Vec<Why> {
    let climbs = framework.map(|framework| Why::Climbs {
        opener,
        openers: framework.ladder.opened_by.clone(),
        times_max: framework.ladder.times_max,
    });
    climbs.into_iter().chain(rung(on, framework)).collect()
}

fn rung(on: &OnRung, framework: Option<&Framework>) -> Option<Why> {
    let rung = framework?.ladder.rung(&on.rung)?;
    Some(Why::Rung {
        rung: rung.id.clone(),
        holder: rung.holder.clone(),
        term_days: rung.term_days,
        since: on.since,
        due: on.due,
    })
}

fn by(visit: &VisitRef, before: &Dossier) -> Option<Why> {
    Some(Why::OnLadder { body: before.visit(visit)?.opening.body.clone() })
}

fn left(visit: &VisitRef, next: &Onward, before: &Dossier) -> Vec<Why> {
    let step: StepId = visit.step.clone();
    let went = match next {
        Onward::SameVisit | Onward::Visit(_) => Why::OffLadder { step },
        Onward::End(end) => Why::Ends { end: end.clone(), kind: EndKind::NoAgreement },
    };
    by(visit, before).into_iter().chain([went]).collect()
}
