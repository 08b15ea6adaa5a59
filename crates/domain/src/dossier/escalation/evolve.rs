//! What is true after something happened on the ladder. No rules here.

use super::{
    event::{Event, OnRung, Onward},
    state::{Dispute, Escalation, Left, Progress, Stay},
};
use crate::{
    dossier::{
        event::VisitRef,
        evolve::arrive,
        state::{self, Dossier, Phase},
    },
    framework::EndKind,
};

/// Applies what happened on the ladder.
pub(in crate::dossier) fn apply(dossier: &mut Dossier, event: &Event) {
    let recorded = dossier.revision;
    match event {
        Event::EscalationOpened(opened) => dossier.escalations.push(Escalation {
            opened: recorded,
            visit: opened.visit.clone(),
            cause: Some(opened.cause.clone()),
            reason: Some(opened.reason),
            rungs: vec![Stay { recorded, on: opened.on.clone(), because: None }],
            dispute: None,
            progress: Progress::Open,
        }),
        Event::EscalationMoved(moved) => {
            if let Some(escalation) = open_at(dossier, &moved.visit) {
                let (on, because) = (moved.to.clone(), Some(moved.reason));
                escalation.rungs.push(Stay { recorded, on, because });
            }
        }
        Event::EscalationUnresolved(unresolved) => {
            if let Some(escalation) = open_at(dossier, &unresolved.visit) {
                escalation.dispute = Some(Dispute {
                    recorded,
                    since: unresolved.unresolved_on,
                    reason: unresolved.reason,
                    terms: unresolved.terms.clone(),
                });
            }
        }
        Event::EscalationResolved(resolved) => {
            let (on, words, next) = (resolved.resolved_on, resolved.words, resolved.next.clone());
            leave(dossier, &resolved.visit, Left { recorded, on, words, next });
        }
        Event::DisputeConcluded(concluded) => {
            let (on, words, next) = (concluded.concluded_on, concluded.words, concluded.next.clone());
            leave(dossier, &concluded.visit, Left { recorded, on, words, next });
        }
    }
}

/// No agreement leads onto the ladder: an escalation of that visit which is open goes on, otherwise one begins.
pub(in crate::dossier) fn go_onto(dossier: &mut Dossier, visit: &VisitRef, on: &OnRung) {
    let recorded = dossier.revision;
    dossier.phase = Phase::Escalated { visit: visit.clone() };
    if open_at(dossier, visit).is_none() {
        dossier.escalations.push(Escalation {
            opened: recorded,
            visit: visit.clone(),
            cause: None,
            reason: None,
            rungs: vec![Stay { recorded, on: on.clone(), because: None }],
            dispute: None,
            progress: Progress::Open,
        });
    }
}

/// A visit waits again as it did before it was treated: what its outcome led onto the ladder never was, nor what was
/// escalated of later visits.
pub(in crate::dossier) fn untreat(dossier: &mut Dossier, visit: &VisitRef) {
    let counts = |visit: &VisitRef| dossier.visit(visit).is_some_and(|visit| !visit.is_void());
    let void: Vec<bool> = (dossier.escalations.iter())
        .map(|escalation| {
            let by_outcome = escalation.visit == *visit && escalation.cause.is_none();
            by_outcome || !counts(&escalation.visit)
        })
        .collect();
    for (escalation, void) in dossier.escalations.iter_mut().zip(void) {
        if void {
            escalation.progress = Progress::Void;
        }
    }
}

fn leave(dossier: &mut Dossier, visit: &VisitRef, left: Left) {
    let next = left.next.clone();
    if let Some(escalation) = open_at(dossier, visit) {
        escalation.progress = Progress::Left(Box::new(left));
    }
    match next {
        Onward::SameVisit => {}
        Onward::Visit(opening) => arrive(dossier, &opening),
        Onward::End(end) => {
            let waiting =
                dossier.visits.iter_mut().filter(|visit| visit.progress == state::Progress::Waiting);
            waiting.for_each(|visit| visit.progress = state::Progress::Void);
            dossier.phase = Phase::Ended { end, kind: EndKind::NoAgreement };
        }
    }
}

fn open_at<'d>(dossier: &'d mut Dossier, visit: &VisitRef) -> Option<&'d mut Escalation> {
    dossier.escalations.iter_mut().rev().find(|escalation| escalation.is_open_at(visit))
}
