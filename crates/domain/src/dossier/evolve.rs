//! What is true after an event. No rules here: whatever the record says, happened.

use super::{
    escalation,
    event::{
        ConditionNumber, DossierOpened, Event, Next, Opening, OutcomeCorrected, PartySpoke, RoundSubmitted,
        TermResumed, TermSuspended, Treated, VisitRef,
    },
    state::{Condition, Correction, Dossier, Filed, Phase, Progress, Spoken, State, Submission, Visit},
    term::{Resumption, Suspension},
};
use crate::{framework::EndKind, ids::Revision};

/// The state after one more event of its history.
///
/// Total: an event that cannot follow this state (which only a damaged history can hold) leaves what it
/// cannot apply as it was; the semantic replay names it.
#[must_use]
pub fn evolve(state: State, event: &Event) -> State {
    match (state, event) {
        (State::Unopened, Event::DossierOpened(opened)) => State::Opened(Box::new(opened_dossier(opened))),
        (State::Unopened, _) => State::Unopened,
        (State::Opened(mut dossier), event) => {
            dossier.revision = dossier.revision.next();
            apply(&mut dossier, event);
            State::Opened(dossier)
        }
    }
}

/// The state after a record of its history that is not about the dossier, but about the
/// [keeping](crate::keeping) of that history: nothing but the revision moves on.
#[must_use]
pub fn pass(mut state: State) -> State {
    if let State::Opened(dossier) = &mut state {
        dossier.revision = dossier.revision.next();
    }
    state
}

fn opened_dossier(opened: &DossierOpened) -> Dossier {
    Dossier {
        revision: Revision(1),
        framework: opened.framework.clone(),
        coordinator: opened.coordinator.clone(),
        party: opened.party.clone(),
        follows: opened.follows,
        phase: Phase::Preparing { round: opened.awaits.clone() },
        documents: Vec::new(),
        submitted: Vec::new(),
        visits: Vec::new(),
        conditions: Vec::new(),
        last_condition: ConditionNumber::default(),
        corrections: Vec::new(),
        escalations: Vec::new(),
        withdrawn: None,
    }
}

fn apply(dossier: &mut Dossier, event: &Event) {
    match event {
        Event::DossierOpened(_) => {}
        Event::DocumentFiled(filed) => dossier.documents.push(Filed {
            document: filed.document.clone(),
            digest: filed.digest,
            sections: filed.sections.clone(),
        }),
        Event::RoundSubmitted(submitted) | Event::RevisionSubmitted(submitted) => {
            submit(dossier, submitted);
        }
        Event::NoticeTaken(treated)
        | Event::AdviceGiven(treated)
        | Event::DecisionTaken(treated)
        | Event::AgreementNotReached(treated)
        | Event::RatificationGiven(treated)
        | Event::VisitDeferred(treated)
        | Event::ReferredBack(treated) => {
            close(dossier, treated);
            go(dossier, treated);
        }
        Event::PartySpoke(spoke) => speak(dossier, spoke),
        Event::TermSuspended(suspended) => suspend(dossier, suspended),
        Event::TermResumed(resumed) => resume(dossier, resumed),
        Event::ConditionsAnswered(answered) => {
            let revision = dossier.revision;
            for condition in &mut dossier.conditions {
                if answered.answers.iter().any(|answer| answer.condition == condition.set.number) {
                    condition.answered = Some(revision);
                }
            }
        }
        Event::DossierWithdrawn(withdrawn) => {
            let waiting = dossier.visits.iter_mut().filter(|visit| visit.progress == Progress::Waiting);
            waiting.for_each(|visit| visit.progress = Progress::Void);
            dossier.withdrawn = Some(dossier.revision);
            dossier.phase = Phase::Ended { end: withdrawn.end.clone(), kind: EndKind::Withdrawn };
        }
        Event::OutcomeCorrected(corrected) => correct(dossier, corrected),
        Event::DossierHandedOver(handed) => {
            dossier.coordinator = handed.to.clone();
            dossier.party = handed.party.clone();
        }
        Event::Escalation(event) => escalation::apply(dossier, event),
    }
}

fn submit(dossier: &mut Dossier, submitted: &RoundSubmitted) {
    dossier.submitted.push(Submission {
        revision: dossier.revision,
        round: submitted.round.clone(),
        document: submitted.document.clone(),
    });
    arrive(dossier, &submitted.opens);
}

pub(super) fn arrive(dossier: &mut Dossier, opening: &Opening) {
    dossier.phase = Phase::AtStep { visit: opening.visit.clone() };
    dossier.visits.push(Visit {
        opening: opening.clone(),
        suspensions: Vec::new(),
        voices: Vec::new(),
        progress: Progress::Waiting,
    });
}

/// What a party said stands in the place of what it said before. With the last of them the visit is treated; if it was
/// already, that is mended.
fn speak(dossier: &mut Dossier, spoke: &PartySpoke) {
    let revision = dossier.revision;
    let visit = dossier.visits.iter_mut().find(|visit| visit.opening.visit == spoke.visit);
    let Some(visit) = visit.filter(|visit| !visit.is_void()) else { return };
    let spoken = Spoken { revision, voice: spoke.voice.clone() };
    match visit.voices.iter_mut().find(|before| before.voice.party == spoke.voice.party) {
        Some(before) => *before = spoken,
        None => visit.voices.push(spoken),
    }
    let Some(treated) = &spoke.completes else { return };
    match visit.progress.clone() {
        Progress::Waiting => {
            close(dossier, treated);
            go(dossier, treated);
        }
        Progress::Treated { revision: corrects, treated: first } => mend(dossier, corrects, &first, treated),
        Progress::Void => {}
    }
}

fn suspend(dossier: &mut Dossier, suspended: &TermSuspended) {
    let recorded = dossier.revision;
    if let Some(visit) = dossier.visits.iter_mut().find(|visit| visit.opening.visit == suspended.visit) {
        visit.suspensions.push(Suspension {
            recorded,
            from: suspended.from,
            waits_for: suspended.waits_for.clone(),
            reason: suspended.reason,
            resumed: None,
        });
    }
}

fn resume(dossier: &mut Dossier, resumed: &TermResumed) {
    let recorded = dossier.revision;
    let visit = dossier.visits.iter_mut().find(|visit| visit.opening.visit == resumed.visit);
    if let Some(last) = visit.and_then(|visit| visit.suspensions.last_mut()) {
        last.resumed = Some(Resumption { recorded, runs_from: resumed.runs_from, due: resumed.due });
    }
}

/// Closes the visit and keeps what the body said of conditions.
fn close(dossier: &mut Dossier, treated: &Treated) {
    let revision = dossier.revision;
    if let Some(visit) = dossier.visits.iter_mut().find(|visit| visit.opening.visit == treated.visit) {
        visit.progress = Progress::Treated { revision, treated: Box::new(treated.clone()) };
    }
    settle_conditions(dossier);
}

fn go(dossier: &mut Dossier, treated: &Treated) {
    match &treated.next {
        Next::Visit(opening) => arrive(dossier, opening),
        Next::Round(round) => dossier.phase = Phase::Preparing { round: round.clone() },
        Next::Revision { resume_at } => {
            let left = dossier.visit(&treated.visit).map(|visit| visit.opening.round.clone());
            if let Some(round) = left {
                dossier.phase = Phase::Revising { round, resume_at: resume_at.clone() };
            }
        }
        Next::Ladder(on) => escalation::go_onto(dossier, &treated.visit, on),
        Next::End { end, kind } => dossier.phase = Phase::Ended { end: end.clone(), kind: *kind },
    }
}

/// A correction that leads to the same place mends the words; one that leads elsewhere undoes the visit
/// that the first outcome opened.
fn correct(dossier: &mut Dossier, corrected: &OutcomeCorrected) {
    let Some(first) = dossier.treated_at(corrected.corrects).cloned() else { return };
    mend(dossier, corrected.corrects, &first, &corrected.treated);
}

fn mend(dossier: &mut Dossier, corrects: Revision, first: &Treated, treated: &Treated) {
    dossier.corrections.push(Correction { corrects, by: dossier.revision });
    let leads_elsewhere = first.next != treated.next;
    if leads_elsewhere {
        untreat(dossier, &first.visit);
    }
    close(dossier, treated);
    if leads_elsewhere {
        go(dossier, treated);
    }
}

/// Makes a visit wait again, as it did before it was treated: a suspension that the treatment ended runs on.
/// Whatever was visited since is void, with what was said of its term, and keeps its number.
pub(super) fn untreat(dossier: &mut Dossier, visit: &VisitRef) {
    let mut since = false;
    for other in &mut dossier.visits {
        if since {
            other.progress = Progress::Void;
        } else if other.opening.visit == *visit {
            other.progress = Progress::Waiting;
            since = true;
        }
    }
    dossier.phase = Phase::AtStep { visit: visit.clone() };
    escalation::untreat(dossier, visit);
    settle_conditions(dossier);
}

/// Conditions are what the treatments say, in the order of the visits; only the answers stand by themselves.
fn settle_conditions(dossier: &mut Dossier) {
    let before = std::mem::take(&mut dossier.conditions);
    for treated in dossier.visits.iter().filter_map(Visit::treated) {
        for judgement in &treated.judged {
            let mut judged = dossier.conditions.iter_mut();
            if let Some(condition) = judged.find(|condition| condition.set.number == judgement.condition) {
                condition.judged = Some((treated.visit.clone(), judgement.met));
            }
        }
        for set in &treated.conditions {
            let same = |old: &&Condition| old.set.number == set.number;
            dossier.conditions.push(Condition {
                set: set.clone(),
                set_by: treated.visit.clone(),
                answered: before.iter().find(same).and_then(|old| old.answered),
                judged: None,
            });
            dossier.last_condition = dossier.last_condition.max(set.number);
        }
    }
}
