//! What holds for every framework: a check never fails, and what it finds sound always ends.

use proptest::prelude::*;

use super::{faults, limits, sample::sound};
use crate::framework::{EndKind, Framework, Outcome, Target};

/// Turns one knob of the sample; most turns break something.
fn turn(framework: &mut Framework, knob: u8, a: usize, b: usize) {
    let route = &mut framework.route;
    let step = a % route.steps.len().max(1);
    match knob % 12 {
        0 => route.steps.rotate_left(step),
        1 => drop(route.steps.pop()),
        2 => drop(route.ends.pop()),
        3 => drop(framework.parties.pop()),
        4 => drop(framework.bodies.pop()),
        5 => drop(framework.formats.pop()),
        6 => drop(route.rounds.pop()),
        7 => route.steps.extend(route.steps.get(step).cloned()),
        8 => route.steps.iter_mut().for_each(|step| step.visits_max = u32::try_from(b).unwrap_or(u32::MAX)),
        9 => framework
            .bodies
            .iter_mut()
            .for_each(|body| body.quorum.parties = u32::try_from(b).unwrap_or(u32::MAX)),
        10 | 11 => {
            let targets = targets(framework);
            let Some(step) = framework.route.steps.get_mut(step) else { return };
            let outcomes = step.role.outcomes();
            step.on.insert(outcomes[b % outcomes.len()], targets[b % targets.len()].clone());
        }
        12.. => {}
    }
}

/// Everywhere an outcome of this framework could lead.
fn targets(framework: &Framework) -> Vec<Target> {
    let route = &framework.route;
    let steps = route.steps.iter().map(|step| Target::Step(step.id.clone()));
    let rounds = route.rounds.iter().map(|round| Target::Round(round.id.clone()));
    let ends = route.ends.iter().map(|end| Target::End(end.id.clone()));
    [Target::Again, Target::Submitter].into_iter().chain(steps).chain(rounds).chain(ends).collect()
}

fn frameworks() -> impl Strategy<Value = Framework> {
    proptest::collection::vec((any::<u8>(), 0_usize..100, 0_usize..100), 0..6).prop_map(|turns| {
        let mut framework = sound();
        // Terms have tests of their own, and take long to check.
        framework.bodies.iter_mut().for_each(|body| body.meets = None);
        for (knob, a, b) in turns {
            turn(&mut framework, knob, a, b);
        }
        framework
    })
}

/// Walks a dossier through a sound framework by the outcomes that `choices` picks; how it ended, and how many
/// visits it took. A deferral or referral that the step has no visits left for is not open to the body.
fn walk(framework: &Framework, choices: &[usize]) -> (EndKind, usize) {
    let route = &framework.route;
    let place = |id: &_| route.steps.iter().position(|step| step.id == *id).unwrap();
    let mut visits = vec![0; route.steps.len()];
    let mut at = place(&route.first_step(&route.rounds[0].id).unwrap().id);
    for taken in 1_usize.. {
        visits[at] += 1;
        let step = &route.steps[at];
        let choice = choices.get(taken % choices.len().max(1)).copied().unwrap_or(0);
        let back = step.returns_to.get(choice % step.returns_to.len().max(1)).map(place);
        let visits_left = |step: usize| visits[step] < route.steps[step].visits_max;
        let open = |outcome: &&Outcome| match back {
            _ if !outcome.turns_back() => true,
            Some(back) if **outcome == Outcome::ReferredBack => (back..=at).all(visits_left),
            Some(_) | None => **outcome == Outcome::Deferred && visits_left(at),
        };
        let open: Vec<_> = step.role.outcomes().iter().filter(open).collect();
        match &step.on[open[choice % open.len()]] {
            Target::Again | Target::Ladder => {}
            Target::Submitter => at = back.unwrap(),
            Target::Step(next) => at = place(next),
            Target::Round(round) => at = place(&route.first_step(round).unwrap().id),
            Target::End(end) => return (route.end(end).unwrap().kind, taken),
        }
    }
    unreachable!("the count of visits has no end, so the loop returns");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_check_never_fails_and_says_the_same_twice(framework in frameworks()) {
        prop_assert_eq!(faults(&framework), faults(&framework.clone()));
    }

    #[test]
    fn in_a_sound_framework_every_dossier_ends(
        framework in frameworks().prop_filter("sound", |framework| faults(framework).is_empty()),
        choices in proptest::collection::vec(0_usize..1_000, 1..40),
    ) {
        let (kind, visits) = walk(&framework, &choices);
        prop_assert!(kind != EndKind::Withdrawn);
        let bound = framework.route.steps.len() * usize::try_from(limits::VISITS_MAX).unwrap();
        prop_assert!(visits <= bound, "{} visits", visits);
    }
}
