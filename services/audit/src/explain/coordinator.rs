//! The reasons of what coordinators do.

use domain::{
    dossier::{
        Dossier,
        event::{
            ConditionsAnswered, DocumentFiled, DossierOpened, DossierWithdrawn, Opening, RoundSubmitted,
        },
        refusal::DocumentFault,
    },
    framework::{EndKind, Framework, Outcome},
};
use wire::v1::ConditionAct;

use super::{Explained, term, trace, why::Why};

pub(super) fn opened(opened: &DossierOpened, framework: Option<&Framework>) -> Explained {
    let mut reasons = vec![Why::ByCoordinator];
    if let Some(framework) = framework {
        reasons.push(Why::Keeps {
            version: framework.reference.version.clone(),
            effective_from: framework.effective_from,
        });
        let round = framework.route.round(&opened.awaits);
        reasons.extend(
            round.map(|round| Why::FirstRound {
                round: round.id.clone(),
                opens_with: round.opens_with.clone(),
            }),
        );
    }
    Explained { framework: Some(opened.framework.clone()), reasons, ..Explained::default() }
}

pub(super) fn filed(filed: &DocumentFiled, framework: Option<&Framework>) -> Explained {
    let format = framework.and_then(|framework| framework.format(&filed.document.format));
    let reasons = format.map(|format| {
        let faults = domain::dossier::document_faults(format, &filed.sections);
        let missing = faults.into_iter().filter_map(|fault| match fault {
            DocumentFault::SectionMissing(section) | DocumentFault::SectionEmpty(section) => Some(section),
            DocumentFault::SectionUnknown(_) | DocumentFault::TooLong { .. } => None,
        });
        Why::Filed {
            format: format.id.clone(),
            required: format.sections.iter().filter(|section| section.required).count(),
            missing: missing.collect(),
            words: filed.sections.iter().fold(0, |sum, section| sum.saturating_add(section.words)),
            words_max: format.limit.map(|limit| limit.words_max()),
        }
    });
    Explained {
        documents: vec![filed.document.clone()],
        reasons: reasons.into_iter().collect(),
        ..Explained::default()
    }
}

pub(super) fn submitted(
    submitted: &RoundSubmitted,
    framework: Option<&Framework>,
    before: &Dossier,
) -> Explained {
    let mut reasons = vec![by_own(before)];
    if let Some(framework) = framework {
        reasons.extend(opens(submitted, framework));
        let first = framework.route.first_step(&submitted.round);
        reasons.extend(first.map(|step| Why::FirstStep { round: step.round.clone(), step: step.id.clone() }));
        reasons.extend(arrival(&submitted.opens, framework));
    }
    Explained { documents: vec![submitted.document.clone()], reasons, ..Explained::default() }
}

pub(super) fn resubmitted(
    submitted: &RoundSubmitted,
    framework: Option<&Framework>,
    before: &Dossier,
) -> Explained {
    let mut reasons = vec![by_own(before)];
    if let Some(framework) = framework {
        reasons.extend(opens(submitted, framework));
        let back = before.visits.iter().rev().filter_map(|visit| visit.treated());
        let since =
            back.filter(|treated| treated.outcome == Outcome::ReferredBack).map(|it| it.visit.clone());
        let step = submitted.opens.visit.step.clone();
        reasons.push(Why::Resumes { step, since: since.take(1).next() });
        reasons.extend(arrival(&submitted.opens, framework));
    }
    Explained { documents: vec![submitted.document.clone()], reasons, ..Explained::default() }
}

pub(super) fn answered(answered: &ConditionsAnswered, before: &Dossier) -> Explained {
    let traced = |answer: &domain::dossier::command::Answer| {
        trace::of(answer.condition, ConditionAct::Answered, before)
    };
    let conditions: Vec<_> = answered.answers.iter().map(traced).collect();
    let mut reasons = vec![by_own(before)];
    reasons.extend(conditions.iter().copied().map(Why::Condition));
    Explained { conditions, reasons, ..Explained::default() }
}

pub(super) fn withdrawn(withdrawn: &DossierWithdrawn, framework: Option<&Framework>) -> Explained {
    let mut reasons = vec![Why::Withdrawable { end: withdrawn.end.clone() }];
    if framework.is_some_and(|framework| framework.route.end(&withdrawn.end).is_some()) {
        reasons.push(Why::Ends { end: withdrawn.end.clone(), kind: EndKind::Withdrawn });
    }
    Explained { reasons, ..Explained::default() }
}

/// Which papers the next body is given, and until when it has.
pub(super) fn arrival(opening: &Opening, framework: &Framework) -> Vec<Why> {
    let Some(step) = framework.route.step(&opening.visit.step) else { return Vec::new() };
    let term = step.term_days.map(|days| term::counted(&framework.calendar, opening.arrived, days));
    let deviates = term.as_ref().map(|term| term.due) != opening.due;
    let mut reasons = vec![
        Why::Papers {
            step: step.id.clone(),
            requires: step.requires.clone(),
            documents: opening.documents.clone(),
        },
        Why::Term { step: step.id.clone(), term },
    ];
    if deviates || step.body != opening.body || step.role != opening.role {
        reasons.push(Why::Deviates { step: step.id.clone() });
    }
    reasons
}

fn opens(submitted: &RoundSubmitted, framework: &Framework) -> Option<Why> {
    let round = framework.route.round(&submitted.round)?;
    Some(Why::OpensRound { round: round.id.clone(), opens_with: round.opens_with.clone() })
}

fn by_own(before: &Dossier) -> Why {
    Why::ByOwnCoordinator { coordinator: before.coordinator.clone() }
}
