//! A dossier as a message: whole, and as lists show it.

use domain::{
    dossier::state::Phase,
    framework::{EndKind, Framework},
};
use jiff::civil::Date;
use views::query::{
    dossier::{Dossier, Standing, Visit},
    parts::{Condition, Given, Stood},
};
use wire::{
    Names,
    convert::{answer, enums},
    v1,
};

use super::{
    condition, document_refs, escalation::escalation, paper, ratification, term::term, waits_for, words,
};

/// The dossier whole, with its terms counted to this day. `None`: the day is not known.
pub(crate) fn whole(dossier: &Dossier, framework: Option<&Framework>, day: Option<Date>) -> v1::Dossier {
    let names = framework.map_or_else(Names::none, Names::of);
    let submitter = answer::coordinator(&dossier.coordinator, &dossier.party, names);
    let visits = dossier.visits.iter().map(|seen| v1::Visit {
        term: seen.term.as_ref().map(|of| term(of, &seen.visit, &submitter, framework, day)),
        unspoken: match seen.standing {
            Standing::Waiting => ratification::unspoken(framework, &seen.visit, &seen.voices),
            Standing::Treated(_) | Standing::Void => Vec::new(),
        },
        ..visit(seen, &dossier.conditions, names)
    });
    let submissions = dossier.submissions.iter().map(|submission| v1::Submission {
        round: Some(answer::round(&submission.round, names)),
        document: Some(answer::document_ref(&submission.document)),
        submitted_time: Some(answer::timestamp(submission.submitted_at)),
    });
    v1::Dossier {
        summary: Some(summary(dossier, names)),
        functions: answer::functions(&dossier.functions, names),
        target_group: dossier.target_group.as_ref().map(words),
        follows_dossier_id: dossier.follows.map(|id| id.to_string()),
        documents: dossier.documents.iter().map(|document| paper(&document.paper(), names)).collect(),
        submissions: submissions.collect(),
        visits: visits.collect(),
        conditions: dossier.conditions.iter().map(|set| condition(set, names)).collect(),
        escalations: dossier.escalations.iter().map(|told| escalation(told, day, names)).collect(),
    }
}

/// Its head, as lists show it.
pub(crate) fn summary(dossier: &Dossier, names: Names<'_>) -> v1::DossierSummary {
    let coordinator = answer::coordinator(&dossier.coordinator, &dossier.party, names);
    let at = dossier.visits.iter().rev().find(|visit| visit.standing == Standing::Waiting);
    v1::DossierSummary {
        dossier_id: dossier.id.to_string(),
        reference: dossier.reference.to_string(),
        title: Some(words(&dossier.title)),
        framework: Some(answer::framework_ref(&dossier.framework)),
        phase: Some(phase(&dossier.phase, at, names)),
        waits_for: Some(waits_for(&dossier.waits_for, &coordinator, names)),
        coordinator: Some(coordinator),
        opened_time: Some(answer::timestamp(dossier.opened_at)),
        changed_time: Some(answer::timestamp(dossier.changed_at)),
        revision: dossier.revision.0,
    }
}

fn phase(phase: &Phase, at: Option<&Visit>, names: Names<'_>) -> v1::Phase {
    match (phase, at) {
        (Phase::AtStep { .. }, Some(visit)) => {
            v1::Phase { phase: Some(v1::phase::Phase::AtStep(opening(visit, names))) }
        }
        (
            Phase::AtStep { .. }
            | Phase::Preparing { .. }
            | Phase::Revising { .. }
            | Phase::Escalated { .. }
            | Phase::Ended { .. },
            _,
        ) => answer::phase(phase, None, names),
    }
}

fn opening(visit: &Visit, names: Names<'_>) -> v1::Opening {
    v1::Opening {
        visit: Some(answer::visit_ref(&visit.visit)),
        round: Some(answer::round(&visit.round, names)),
        body: Some(answer::body(&visit.body, names)),
        role: enums::role(visit.role).into(),
        documents: document_refs(visit.documents.iter().map(|paper| &paper.document)),
        arrived_on: visit.arrived.to_string(),
        due_on: visit.due.map(|due| due.to_string()),
    }
}

fn visit(visit: &Visit, conditions: &[Condition], names: Names<'_>) -> v1::Visit {
    let (progress, given) = match &visit.standing {
        Standing::Waiting => (v1::VisitProgress::Waiting, None),
        Standing::Treated(given) => (v1::VisitProgress::Treated, Some(given)),
        Standing::Void => (v1::VisitProgress::Void, None),
    };
    v1::Visit {
        opening: Some(opening(visit, names)),
        progress: progress.into(),
        treated: given.map(|given| treated(given, conditions, names)),
        corrected: given.is_some_and(|given| given.corrected),
        treated_revision: given.map_or(0, |given| given.revision.0),
        term: None,
        voices: visit.voices.iter().map(|said| ratification::voice(said, names)).collect(),
        unspoken: Vec::new(),
    }
}

pub(super) fn treated(given: &Given, conditions: &[Condition], names: Names<'_>) -> v1::Treated {
    let set = conditions.iter().filter(|condition| given.sets.contains(&condition.number));
    v1::Treated {
        visit: Some(answer::visit_ref(&given.visit)),
        body: Some(answer::body(&given.body, names)),
        role: enums::role(given.role).into(),
        outcome: enums::outcome(given.outcome).into(),
        treated_on: given.treated_on.to_string(),
        motivation: given.motivation.as_ref().map(words),
        conditions: set.filter_map(|set| condition(set, names).set).collect(),
        judged: given.judged.iter().map(answer::judgement).collect(),
        departs_from: given.departs_from.iter().map(answer::visit_ref).collect(),
        next: Some(answer::next(&given.next, names)),
        stances: given.stances.iter().map(|stood| self::stood(stood, names)).collect(),
    }
}

fn stood(stood: &Stood, names: Names<'_>) -> v1::PartyStance {
    v1::PartyStance {
        party: Some(answer::party(&stood.party, names)),
        stance: enums::stance(stood.stance).into(),
        words: stood.words.as_ref().map(words),
        replacement: stood.replacement.as_ref().map(|replaced| v1::Replacement {
            seated_actor_id: replaced.seated.to_string(),
            replaces_actor_id: replaced.replaces.to_string(),
            office: enums::office(replaced.office).into(),
            reported_on: replaced.reported_on.to_string(),
            reason: replaced.reason.as_ref().map(words),
        }),
        mandate: stood.mandate.as_ref().map(answer::mandate_ref),
        dissent: stood.dissent.as_ref().map(words),
    }
}

/// Why a visit is no longer on an agenda, and what the body did if it treated it.
pub(crate) fn closing(dossier: &Dossier, visit: &Visit) -> (v1::AgendaCloseReason, Option<v1::Outcome>) {
    match &visit.standing {
        Standing::Treated(given) => (v1::AgendaCloseReason::Treated, Some(enums::outcome(given.outcome))),
        Standing::Waiting | Standing::Void => match &dossier.phase {
            Phase::Ended { kind: EndKind::Withdrawn, .. } => (v1::AgendaCloseReason::Withdrawn, None),
            Phase::Ended { .. }
            | Phase::Preparing { .. }
            | Phase::AtStep { .. }
            | Phase::Revising { .. }
            | Phase::Escalated { .. } => (v1::AgendaCloseReason::Void, None),
        },
    }
}
