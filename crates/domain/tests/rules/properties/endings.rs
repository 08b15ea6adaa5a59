//! Every dossier ends, however its bodies treat it, as long as they do.

use domain::{
    context::Context,
    dossier::{
        Command,
        command::Ratify,
        state::{Phase, Visit},
    },
    framework::Framework,
};
use proptest::prelude::*;

use super::{
    dice::{Dice, dice},
    frameworks::any_framework,
    walk::{Walk, complete, leading_to},
};
use crate::acts::{self, answer, resolve, resubmit, submit};

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_dossier_ends_within_the_visits_that_its_framework_allows(
        framework in any_framework(),
        mut dice in dice(400),
        lingering in any::<bool>(),
    ) {
        let visits_max = bound(&framework);
        let mut walk = Walk::begin(framework);
        let mut treatments: u32 = 0;
        while !matches!(walk.dossier().phase, Phase::Ended { .. }) {
            prop_assert!(treatments <= visits_max, "more than {} treatments", visits_max);
            if let Phase::Escalated { .. } = walk.dossier().phase {
                come_back(&mut walk, &mut dice);
            } else if let Phase::AtStep { .. } = walk.dossier().phase {
                treat(&mut walk, &mut dice, lingering);
                treatments += 1;
            } else {
                send_on(&mut walk);
            }
        }
    }
}

/// The visits of all steps together; to each a dossier may also come back from the ladder.
fn bound(framework: &Framework) -> u32 {
    framework.route.steps.iter().map(|step| step.visits_max + framework.ladder.times_max).sum()
}

/// Somebody on the ladder takes it on, until it is back.
fn come_back(walk: &mut Walk, dice: &mut Dice) {
    while let Phase::Escalated { visit } = walk.dossier().phase.clone() {
        let by = walk.secretary(&walk.dossier().visit(&visit).unwrap().opening.body);
        let Some((command, _)) = walk.climb(dice) else { panic!("nothing can be done on the ladder") };
        if let Ok(event) = walk.decide(command, &by) {
            walk.apply(event);
        }
        let rung = walk
            .dossier()
            .escalation()
            .filter(|open| open.dispute.is_none())
            .map(|open| open.on().rung.clone());
        if let Some(rung) = rung.filter(|_| dice.used_up()) {
            let solved = resolve(visit.step.as_str(), visit.number, rung.as_str(), by.today);
            walk.apply(walk.decide(solved, &by).unwrap());
        }
    }
}

/// The body does whatever it may; if it lingers, it puts off or sends back as long as it may.
fn treat(walk: &mut Walk, dice: &mut Dice, lingering: bool) {
    let open = walk.dossier().open_visit().unwrap().clone();
    let by = walk.secretary(&open.opening.body);
    if walk.step(&open).is_for_each_party() {
        return speak(walk, &open, &by, dice);
    }
    let outcomes = open.opening.role.outcomes();
    let turning = outcomes.iter().rev().filter(|outcome| lingering && outcome.turns_back());
    let first = dice.below(outcomes.len());
    let others = outcomes[first..].iter().chain(outcomes);
    for outcome in turning.chain(others) {
        let mut treatment = walk.treatment(&open, dice);
        treatment.outcome = *outcome;
        treatment.motivation = Some(acts::sealed(1));
        treatment.conditions = acts::treatment(*outcome, by.today).conditions;
        treatment.stances = leading_to(&walk.framework, walk.step(&open), *outcome);
        treatment.resume_at = None;
        let visit = open.opening.visit.clone();
        let command = Command::RecordOutcome(domain::dossier::command::RecordOutcome { visit, treatment });
        if let Ok(event) = walk.decide(command, &by) {
            return walk.apply(event);
        }
    }
    panic!("no outcome of {outcomes:?} is open to the body");
}

/// Every party speaks for itself, one after another.
fn speak(walk: &mut Walk, open: &Visit, by: &Context, dice: &mut Dice) {
    let ratifiers = walk.framework.ratifiers(walk.step(open)).into_iter();
    let parties: Vec<_> = ratifiers.map(|party| party.id.clone()).collect();
    for party in &parties {
        let voice = acts::voice(party.as_str(), !dice.once_in(4), open.opening.arrived);
        let visit = open.opening.visit.clone();
        let command = Command::Ratify(Ratify { visit, voice, replaces: None });
        walk.apply(walk.decide(command, by).unwrap());
    }
}

fn send_on(walk: &mut Walk) {
    let unanswered = walk.unanswered();
    if !unanswered.is_empty() {
        walk.apply(walk.decide(answer(&unanswered), &walk.owner()).unwrap());
    }
    let (round, is_new) = match walk.dossier().phase.clone() {
        Phase::Preparing { round } => (round, true),
        Phase::Revising { round, .. } => (round, false),
        Phase::AtStep { .. } | Phase::Escalated { .. } | Phase::Ended { .. } => return,
    };
    let opens_with = walk.framework.route.round(&round).unwrap().opens_with[0].clone();
    let format = walk.framework.format(&opens_with).unwrap().clone();
    walk.apply(walk.decide(complete(&format), &walk.owner()).unwrap());
    let version = walk.dossier().documents.last().unwrap().document.version;
    let format = format.id.as_str();
    let send = if is_new { submit(round.as_str(), format, version) } else { resubmit(format, version) };
    walk.apply(walk.decide(send, &walk.owner()).unwrap());
}
