//! Opening a visit: the dossier arrives at a body with its papers, and a term begins.

use jiff::civil::Date;

use super::{
    event::{DocumentRef, Opening, VisitRef},
    state::Dossier,
};
use crate::framework::{Framework, Step};

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
