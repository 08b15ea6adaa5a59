//! What a body might have done with a visit.

use domain::{
    decision::{Bearing, PartyStance, Stance},
    dossier::{
        command::{Judgement, NewCondition, Treatment},
        state::{Dossier, Visit},
    },
    framework::{Asked, Outcome, Step, Target},
    ids::StepId,
    mandate::Act,
};
use jiff::{ToSpan, civil::Date};

use crate::acts::Thinking;

/// A treatment that the rules mostly allow, of a visit or of none.
pub(crate) fn likely(thinking: &mut Thinking<'_>, dossier: &Dossier, visit: Option<&Visit>) -> Treatment {
    let framework = thinking.framework;
    let step = visit.and_then(|visit| framework.route.step(&visit.opening.visit.step));
    let step = step.unwrap_or(&framework.route.steps[0]);
    let outcome = outcome(thinking, step);
    let treated_on = date(thinking, visit);
    let motivated = if outcome.needs_motivation() { 95 } else { 60 };
    let motivation =
        thinking.chance.percent(motivated).then(|| thinking.sealer.seal("motivation", "Zie de cijfers."));
    let sets = outcome.sets_conditions() != thinking.chance.percent(3);
    let count = if sets { 1 + thinking.chance.below(2) } else { 0 };
    let conditions = (0..count).map(|_| condition(thinking, treated_on)).collect();
    Treatment {
        outcome,
        treated_on,
        motivation,
        conditions,
        judged: judged(thinking, dossier),
        stances: stances(thinking, step, outcome),
        resume_at: resume_at(thinking, step, outcome),
    }
}

fn outcome(thinking: &mut Thinking<'_>, step: &Step) -> Outcome {
    let chance = &mut *thinking.chance;
    if chance.percent(3) {
        return *chance.one_of(&Outcome::ALL);
    }
    let of_role = step.role.outcomes();
    let outcome = *chance.one_of(of_role);
    let stops = outcome.turns_back() || matches!(step.on.get(&outcome), Some(Target::End(_)));
    // A dossier that always turns back or ends at once has no story.
    if stops && chance.percent(60) { *chance.one_of(of_role) } else { outcome }
}

fn date(thinking: &mut Thinking<'_>, visit: Option<&Visit>) -> Date {
    let days = i64::try_from(thinking.chance.below(4)).unwrap_or(0);
    let days = if thinking.chance.percent(3) { -days } else { days };
    let date = thinking.today.saturating_sub(days.days());
    match visit {
        Some(visit) if !thinking.chance.percent(3) => date.max(visit.opening.arrived),
        Some(_) | None => date,
    }
}

fn condition(thinking: &mut Thinking<'_>, treated_on: Date) -> NewCondition {
    let holder = thinking.chance.percent(30).then(|| thinking.framework.parties[0].id.clone());
    let due = thinking.chance.percent(30).then(|| treated_on.saturating_add(30.days()));
    NewCondition { text: thinking.sealer.seal("condition", "Er is vervoer."), holder, due }
}

fn judged(thinking: &mut Thinking<'_>, dossier: &Dossier) -> Vec<Judgement> {
    let mut judged = Vec::new();
    for condition in dossier.conditions.iter().filter(|condition| condition.is_open()) {
        if thinking.chance.percent(50) {
            judged.push(Judgement { condition: condition.set.number, met: thinking.chance.percent(60) });
        }
    }
    judged
}

/// Mostly such that the outcome follows; sometimes anyhow, and often none.
fn stances(thinking: &mut Thinking<'_>, step: &Step, outcome: Outcome) -> Vec<PartyStance> {
    let asked = step.stances == Asked::Required;
    if thinking.chance.percent(if asked { 4 } else { 60 }) {
        return Vec::new();
    }
    let framework = thinking.framework;
    let seats = framework.body(&step.body).map_or_else(Vec::new, |body| framework.seats(body));
    let mut stances = Vec::new();
    for (place, party) in seats.into_iter().enumerate() {
        let stance = if thinking.chance.percent(6) {
            *thinking.chance.one_of(&Stance::ALL)
        } else {
            leading_to(outcome, place)
        };
        let said = stance.needs_words() || thinking.chance.percent(10);
        let words = said.then(|| thinking.sealer.seal("stance", "Het vervoer is een punt."));
        let dissent = (stance == Stance::Objects && thinking.chance.percent(30))
            .then(|| thinking.sealer.seal("dissent", "Liever in de eigen gemeente."));
        let (party, mandate) = (party.id.clone(), thinking.mandate(&party.id, Act::Stance));
        stances.push(PartyStance { party, stance, words, replacement: None, mandate, dissent });
    }
    stances
}

fn leading_to(outcome: Outcome, place: usize) -> Stance {
    match Bearing::of(outcome) {
        Bearing::For { .. } => Stance::Agrees,
        Bearing::Against | Bearing::NotFor => Stance::Objects,
        Bearing::Undecided { .. } if place == 0 => Stance::Objects,
        Bearing::Undecided { .. } => Stance::Agrees,
        Bearing::Procedural => Stance::Absent,
    }
}

fn resume_at(thinking: &mut Thinking<'_>, step: &Step, outcome: Outcome) -> Option<StepId> {
    let named = outcome == Outcome::ReferredBack && !step.returns_to.is_empty();
    (named && thinking.chance.percent(50)).then(|| thinking.chance.one_of(&step.returns_to).clone())
}
