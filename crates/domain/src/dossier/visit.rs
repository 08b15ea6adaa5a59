//! A visit: the dossier arrives at a body with its papers, a term begins, and the body's secretary may speak of it.

use jiff::civil::Date;

use super::{
    event::{DocumentRef, Opening, VisitRef},
    permit,
    refusal::{Awaits, Refusal},
    state::{Dossier, Phase, Visit},
};
use crate::{
    context::Context,
    framework::{Framework, Step},
};

/// The visit that the dossier is at, for the secretary of its body: the only one that anything can be said of.
pub(super) fn waiting<'d>(
    dossier: &'d Dossier,
    asked: &VisitRef,
    context: &Context,
) -> Result<&'d Visit, Refusal> {
    if let Some(visit) = dossier.visit(asked) {
        permit::secretary(&visit.opening.body, context)?;
    }
    at(dossier, asked)
}

/// The visit that the dossier is at.
pub(super) fn at<'d>(dossier: &'d Dossier, asked: &VisitRef) -> Result<&'d Visit, Refusal> {
    let visit = dossier.visit(asked);
    let open = match &dossier.phase {
        Phase::AtStep { visit } => visit,
        Phase::Preparing { round } => {
            return Err(Refusal::NotAwaited { awaits: Awaits::Round(round.clone()) });
        }
        Phase::Revising { .. } => return Err(Refusal::NotAwaited { awaits: Awaits::Revision }),
        Phase::Escalated { visit } => {
            return Err(Refusal::NotAwaited { awaits: Awaits::Escalation(visit.clone()) });
        }
        Phase::Ended { end, .. } => return Err(Refusal::Ended { end: end.clone() }),
    };
    visit
        .filter(|visit| visit.opening.visit == *open)
        .ok_or_else(|| Refusal::VisitNotOpen { asked: asked.clone(), open: Some(open.clone()) })
}

/// The visit that opens when the dossier goes to a step.
///
/// `submitting` is the document that is submitted in the same act; otherwise the papers are what was
/// submitted last.
pub(super) fn opening(
    framework: &Framework,
    dossier: &Dossier,
    step: &Step,
    submitting: Option<&DocumentRef>,
    arrived: Date,
) -> Opening {
    let number = dossier.next_visit_number(&step.id);
    Opening {
        visit: VisitRef { step: step.id.clone(), number },
        round: step.round.clone(),
        body: step.body.clone(),
        role: step.role,
        documents: papers(dossier, step, submitting),
        arrived,
        due: step.term_days.map(|term_days| framework.calendar.add_working_days(arrived, term_days)),
    }
}

/// The round's own document, then whatever else the step requires.
fn papers(dossier: &Dossier, step: &Step, submitting: Option<&DocumentRef>) -> Vec<DocumentRef> {
    let own = submitting.or_else(|| dossier.submission(&step.round).map(|submission| &submission.document));
    let mut papers: Vec<DocumentRef> = own.cloned().into_iter().collect();
    for any_of in &step.requires {
        if papers.iter().any(|paper| any_of.contains(&paper.format)) {
            continue;
        }
        let mut latest = dossier.submitted.iter().rev().map(|submission| &submission.document);
        papers.extend(latest.find(|document| any_of.contains(&document.format)).cloned());
    }
    papers
}
