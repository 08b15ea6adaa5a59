//! Random sound frameworks: other rounds, steps, roles, ways on, ways back, formats and bounds.

use domain::framework::{
    Asked, DecisionRule, Format, Framework, FrameworkRef, Holder, Ladder, Limit, Opener, Outcome, Quorum,
    Role, Rung, Step, Target, check,
};
use domain::sealed::Digest;
use proptest::prelude::*;

use super::dice::{Dice, dice};
use crate::region::{self, body, format, id, ids, laddered, region, round};

const ROUNDS_MAX: usize = 3;
const STEPS_A_ROUND_MAX: usize = 4;
const BODIES: [&str; 4] = ["een", "twee", "drie", "vier"];

/// The region's framework, or a random one.
pub(super) fn any_framework() -> impl Strategy<Value = Framework> {
    prop_oneof![1 => Just(region()), 1 => Just(laddered()), 4 => dice(200).prop_map(|mut dice| random(&mut dice))]
}

/// Where the steps of one round lie in the route, and what their outcomes may lead to.
struct Part {
    round: usize,
    rounds: usize,
    steps: usize,
    /// The step that must be passed to go on: the last, or in the last round its last decision.
    gate: usize,
}

fn random(dice: &mut Dice) -> Framework {
    let rounds = 1 + dice.below(ROUNDS_MAX);
    let mut framework = region();
    framework.reference = FrameworkRef { id: id("los"), version: id("1"), digest: Digest([2; 32]) };
    framework.bodies = BODIES.map(body).to_vec();
    for body in &mut framework.bodies {
        body.quorum = Quorum { parties: dice.below_u32(4), per_kind: dice.below_u32(2) };
    }
    if dice.once_in(2) {
        framework.ladder = ladder(dice);
    }
    let climbs = framework.ladder.opened_by.contains(&Opener::NoAgreement);
    framework.formats = (0..rounds).flat_map(|index| formats(index, dice)).collect();
    framework.route.rounds = (0..rounds)
        .map(|index| {
            let of_round = |format: &&Format| format.id.as_str().starts_with(&format!("r{index}"));
            let names: Vec<_> =
                framework.formats.iter().filter(of_round).map(|format| format.id.as_str()).collect();
            round(&format!("r{index}"), &names)
        })
        .collect();
    framework.route.steps = Vec::new();
    for index in 0..rounds {
        let steps = 1 + dice.below(STEPS_A_ROUND_MAX);
        let after_gate = if index + 1 == rounds { dice.below(steps) } else { 0 };
        let part = Part { round: index, rounds, steps, gate: steps - 1 - after_gate };
        for place in 0..steps {
            let mut step = step(&part, place, dice);
            if climbs
                && step.role == Role::Decides
                && (place == part.gate && index + 1 == rounds || dice.once_in(2))
            {
                step.on.insert(Outcome::NoAgreement, Target::Ladder);
            }
            step.requires = vec![framework.route.rounds[index].opens_with.clone()];
            if dice.once_in(2) {
                step.requires.push(framework.route.rounds[0].opens_with.clone());
            }
            framework.route.steps.push(step);
        }
    }
    let has_term = framework.route.steps.iter().any(|step| step.term_days.is_some());
    if has_term && !framework.ladder.rungs.is_empty() {
        framework.ladder.opened_by.push(Opener::PassedTerm);
    }
    framework
}

/// One to three rungs. A term of some step is not sure, so what may not be opened by one alone.
fn ladder(dice: &mut Dice) -> Ladder {
    let holders = [
        Holder::Body(id(BODIES[1])),
        Holder::Party(id("swv-po")),
        Holder::Function("regionale doorbraakfunctionaris".into()),
    ];
    let rungs = (0..=dice.below(3)).map(|place| Rung {
        id: id(&format!("trede{place}")),
        name: format!("Trede {place}"),
        holder: dice.pick(&holders).unwrap().clone(),
        term_days: 1 + dice.below_u32(20),
    });
    Ladder {
        rungs: rungs.collect(),
        opened_by: [vec![Opener::Procesbegeleider], dice.some(&[Opener::NoAgreement], 2)].concat(),
        times_max: 1 + dice.below_u32(3),
    }
}

fn formats(round: usize, dice: &mut Dice) -> Vec<Format> {
    let count = 1 + dice.below(2);
    let format = |letter: &str, dice: &mut Dice| {
        let mut sections = vec![("eerste", true)];
        sections.extend(dice.some(&[("tweede", true), ("derde", false), ("vierde", true)], 2));
        let limit = dice.once_in(2).then(|| Limit { pages_a4: 1 + dice.below_u32(2), words_per_page: 40 });
        format(&format!("r{round}{letter}"), &sections, limit)
    };
    ["a", "b"][..count].iter().map(|letter| format(letter, dice)).collect()
}

fn step(part: &Part, place: usize, dice: &mut Dice) -> Step {
    let is_last_round = part.round + 1 == part.rounds;
    let roles: &[Role] = match (is_last_round, place) {
        (true, place) if place == part.gate => &[Role::Decides],
        (true, place) if place > part.gate => &[Role::Ratifies, Role::Informed, Role::Advises],
        (_, _) => &[Role::Advises, Role::Decides, Role::Informed],
    };
    let role = *dice.pick(roles).unwrap();
    let name = |place: usize| format!("r{}s{place}", part.round);
    let onward = ways(part, place);
    let mut step = region::step(&format!("r{}", part.round), BODIES[place % BODIES.len()], role, &onward[0]);
    step.id = id(&name(place));
    step.rule = *dice.pick(&DecisionRule::ALL).unwrap();
    if role != Role::Informed && dice.once_in(3) {
        step.stances = Asked::Required;
    }
    step.visits_max = 1 + dice.below_u32(4);
    step.term_days = dice.once_in(2).then(|| 1 + dice.below_u32(40));
    if role == Role::Ratifies && dice.once_in(2) {
        step.ratified_by = dice.some(&ids(&["gemeente", "swv"]), 2);
        if step.is_for_each_party() {
            step.stances = Asked::Optional;
            step.on.remove(&Outcome::Deferred);
        }
    }
    // The first outcome leads to the next step, so that every step is reached; the others lead anywhere ahead.
    for outcome in role.outcomes().iter().skip(1).filter(|outcome| !outcome.turns_back()) {
        if let Some(target) = dice.pick(&ways_for(part, place, *outcome, &onward)) {
            step.on.insert(*outcome, target.clone());
        }
    }
    if role.outcomes().contains(&Outcome::ReferredBack) {
        let earlier: Vec<_> = (0..=place).map(|place| id(&name(place))).collect();
        step.returns_to = dice.some(&earlier, 2);
        if step.returns_to.is_empty() {
            step.returns_to.push(step.id.clone());
        }
    }
    step
}

/// Everywhere a step may lead to when it goes on, the next step first.
fn ways(part: &Part, place: usize) -> Vec<Target> {
    let last = if place < part.gate { part.gate } else { part.steps - 1 };
    let steps = (place + 1..=last).map(|later| Target::Step(id(&format!("r{}s{later}", part.round))));
    let rounds = (part.round + 1..part.rounds).map(|later| Target::Round(id(&format!("r{later}"))));
    let end = (part.round + 1 == part.rounds && place >= part.gate).then(|| Target::End(id("vastgesteld")));
    steps.chain(rounds).chain(end).collect()
}

fn ways_for(part: &Part, place: usize, outcome: Outcome, onward: &[Target]) -> Vec<Target> {
    let is_gate = part.round + 1 == part.rounds && place == part.gate;
    let steps_only = || onward.iter().filter(|target| matches!(target, Target::Step(_))).cloned();
    match outcome {
        // What the gate does not adopt ends here, or the dossier could end adopted without a decision.
        Outcome::Rejected | Outcome::NoAgreement if is_gate => Vec::new(),
        Outcome::NoAgreement => steps_only().chain([Target::End(id("geen-overeenstemming"))]).collect(),
        Outcome::Rejected => steps_only().chain([Target::End(id("afgewezen"))]).collect(),
        Outcome::NotRatified => {
            ["afgewezen", "geen-overeenstemming"].map(|end| Target::End(id(end))).to_vec()
        }
        Outcome::Noted
        | Outcome::Positive
        | Outcome::PositiveWithConditions
        | Outcome::Negative
        | Outcome::NoAdvice
        | Outcome::Adopted
        | Outcome::AdoptedAmended
        | Outcome::AdoptedWithConditions
        | Outcome::Ratified
        | Outcome::Deferred
        | Outcome::ReferredBack => onward.to_vec(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_frameworks_are_sound(framework in any_framework()) {
        prop_assert_eq!(check::faults(&framework), []);
    }
}

#[test]
fn a_framework_without_throws_is_the_smallest() {
    let smallest = random(&mut Dice::default());
    assert_eq!((smallest.route.rounds.len(), smallest.route.steps.len()), (1, 1));
    assert_eq!(smallest.route.rounds[0].opens_with, ids(&["r0a"]));
}
