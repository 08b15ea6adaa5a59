//! Ratification by each party for itself, in any order: the step is complete when all have spoken.
//!
//! Nobody waits for anybody, and one that does not ratify does not take the word from the others: where the dossier goes
//! is known when the last has spoken. What a party said can be replaced, as long as nothing stands on where that led.

use jiff::civil::Date;

use super::{
    command::Ratify,
    correct,
    event::{Event, PartySpoke, Replaces, Treated, VisitRef, Voice},
    permit,
    refusal::{Because, Refusal},
    state::{Dossier, Progress, Spoken, Visit},
    treat, visit,
};
use crate::{
    context::Context,
    decision,
    framework::{Asked, Framework, Outcome, Party, Step},
};

/// The secretary of the body at whose step the parties speak records what one of them said.
pub(super) fn decide(
    framework: &Framework,
    dossier: &Dossier,
    command: Ratify,
    context: &Context,
) -> Result<Event, Refusal> {
    permit::own_framework(framework, dossier)?;
    let Ratify { visit: named, voice, replaces } = command;
    let visit = spoken_at(dossier, &named, &voice, replaces.as_ref(), context)?;
    let step = framework.route.step(&named.step).ok_or_else(|| permit::other_framework(dossier))?;
    may_speak(framework, step, &voice)?;
    well_given(step, visit, &voice, context)?;
    stands(visit, &voice, replaces.as_ref())?;
    let completes = complete(framework, dossier, step, visit, &voice)?.map(Box::new);
    let body = visit.opening.body.clone();
    Ok(Event::PartySpoke(PartySpoke { visit: named, body, voice, replaces, completes }))
}

/// The visit at which a party speaks: the one that the dossier is at. What was said before can also be replaced when the
/// dossier has gone on.
fn spoken_at<'d>(
    dossier: &'d Dossier,
    named: &VisitRef,
    voice: &Voice,
    replaces: Option<&Replaces>,
    context: &Context,
) -> Result<&'d Visit, Refusal> {
    let before = dossier.visit(named).filter(|visit| visit.voice(&voice.party).is_some() && !visit.is_void());
    match before.filter(|_| replaces.is_some()) {
        Some(visit) => permit::secretary(&visit.opening.body, context).map(|()| visit),
        None => visit::waiting(dossier, named, context),
    }
}

fn may_speak(framework: &Framework, step: &Step, voice: &Voice) -> Result<(), Refusal> {
    if !step.is_for_each_party() {
        return Err(Refusal::BodySpeaks { step: step.id.clone(), body: step.body.clone() });
    }
    let ratifiers = framework.ratifiers(step);
    if ratifiers.iter().any(|party| party.id == voice.party) {
        return Ok(());
    }
    let parties = ratifiers.into_iter().map(|party| party.id.clone()).collect();
    Err(Refusal::NotARatifier { party: voice.party.clone(), parties })
}

fn well_given(step: &Step, visit: &Visit, voice: &Voice, context: &Context) -> Result<(), Refusal> {
    treat::date(visit, voice.decided_on, context)?;
    if !voice.ratified && voice.reasons.is_none() {
        return Err(Refusal::MotivationRequired { because: Because::Outcome(Outcome::NotRatified) });
    }
    if step.mandates == Asked::Required && voice.mandate.is_none() {
        let (party, step) = (voice.party.clone(), step.id.clone());
        return Err(decision::Refusal::MandateRequired { party, step }.into());
    }
    Ok(())
}

/// A party speaks once; what it says later names what it said before.
fn stands(visit: &Visit, voice: &Voice, replaces: Option<&Replaces>) -> Result<(), Refusal> {
    let party = voice.party.clone();
    match (visit.voice(&voice.party), replaces) {
        (None, None) => Ok(()),
        (Some(Spoken { revision, .. }), None) => Err(Refusal::AlreadySpoke { party, revision: *revision }),
        (Some(before), Some(replaces)) if before.revision == replaces.revision => {
            if before.voice == *voice {
                Err(Refusal::NothingCorrected)
            } else {
                Ok(())
            }
        }
        (before, Some(replaces)) => Err(Refusal::NotWhatItSaid {
            party,
            asked: replaces.revision,
            stands: before.map(|spoken| spoken.revision),
        }),
    }
}

/// What the parties said together, if with this voice all have spoken.
fn complete(
    framework: &Framework,
    dossier: &Dossier,
    step: &Step,
    visit: &Visit,
    voice: &Voice,
) -> Result<Option<Treated>, Refusal> {
    let others = visit.voices.iter().map(|spoken| &spoken.voice).filter(|other| other.party != voice.party);
    let voices: Vec<&Voice> = others.chain([voice]).collect();
    let spoke = |party: &Party| voices.iter().any(|voice| voice.party == party.id);
    if !framework.ratifiers(step).into_iter().all(spoke) {
        return Ok(None);
    }
    let all = voices.iter().all(|voice| voice.ratified);
    let outcome = if all { Outcome::Ratified } else { Outcome::NotRatified };
    let on = voices.iter().map(|voice| voice.decided_on).max().unwrap_or(voice.decided_on);
    match &visit.progress {
        Progress::Waiting | Progress::Void => {
            together(framework, dossier, step, visit, outcome, on).map(Some)
        }
        Progress::Treated { revision, treated: first } => {
            let before = correct::untreated(dossier, &first.visit);
            let mut treated = together(framework, &before, step, visit, outcome, on)?;
            if correct::same_destination(&first.next, &treated.next) {
                treated.next = first.next.clone();
            }
            match correct::stands_on(dossier, first, *revision).filter(|_| treated.next != first.next) {
                Some(later) => Err(Refusal::CorrectionTooLate { later }),
                None => Ok(Some(treated)),
            }
        }
    }
}

fn together(
    framework: &Framework,
    dossier: &Dossier,
    step: &Step,
    visit: &Visit,
    outcome: Outcome,
    on: Date,
) -> Result<Treated, Refusal> {
    let opening = &visit.opening;
    let target = step.on.get(&outcome).ok_or_else(|| permit::other_framework(dossier))?;
    let next = treat::next(framework, dossier, step, target, on, None)?;
    Ok(Treated {
        visit: opening.visit.clone(),
        body: opening.body.clone(),
        role: opening.role,
        outcome,
        treated_on: on,
        motivation: None,
        conditions: Vec::new(),
        judged: Vec::new(),
        stances: Vec::new(),
        departs_from: Vec::new(),
        next,
    })
}
