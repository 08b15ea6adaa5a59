//! No outcome contradicts the stances that it was founded on, in whatever body, and some outcome always follows.

use std::collections::BTreeSet;

use domain::{
    decision::{Bearing, PartyStance, Stance, follows},
    framework::{DecisionRule, Outcome, Party, Quorum, Role},
};
use proptest::{collection::vec, prelude::*, sample::select};

use super::{
    dice::dice,
    frameworks::any_framework,
    walk::{Walk, leading_to},
};
use crate::region::id;

/// A body of parties of up to three kinds, with where each stands.
fn parties() -> impl Strategy<Value = (Vec<Party>, Vec<PartyStance>)> {
    vec((0_usize..3, select(&Stance::ALL)), 1..9).prop_map(|seats| {
        let party = |(number, (kind, _)): (usize, &(usize, Stance))| Party {
            id: id(&format!("partij-{number}")),
            name: "x".into(),
            kind: id(["gemeente", "swv", "zorgkantoor"][*kind]),
        };
        let parties: Vec<_> = seats.iter().enumerate().map(party).collect();
        let stands = |(party, (_, stance)): (&Party, &(usize, Stance))| PartyStance {
            party: party.id.clone(),
            stance: *stance,
            words: None,
            replacement: None,
            mandate: None,
            dissent: None,
        };
        let stances = parties.iter().zip(&seats).map(stands).collect();
        (parties, stances)
    })
}

fn lean(outcome: Outcome) -> Option<bool> {
    match Bearing::of(outcome) {
        Bearing::For { .. } => Some(true),
        Bearing::Against => Some(false),
        Bearing::Undecided { .. } | Bearing::NotFor | Bearing::Procedural => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_stances_never_lead_both_ways(
        (parties, stances) in parties(),
        rule in select(&DecisionRule::ALL).prop_filter("the chair may conclude either", |rule| *rule != DecisionRule::Chair),
        quorum in 0_u32..5,
    ) {
        let seats: Vec<_> = parties.iter().collect();
        let quorum = Quorum { parties: quorum, per_kind: 0 };
        for role in Role::ALL {
            let ways: BTreeSet<_> = role
                .outcomes()
                .iter()
                .filter(|outcome| follows(rule, quorum, &seats, &stances, **outcome).is_ok())
                .filter_map(|outcome| lean(*outcome))
                .collect();
            prop_assert!(ways.len() < 2, "{rule:?}: {stances:?}");
        }
    }

    #[test]
    fn some_outcome_that_goes_on_follows_from_every_stances_with_a_quorum(
        (parties, stances) in parties(),
        rule in select(&DecisionRule::ALL),
    ) {
        let seats: Vec<_> = parties.iter().collect();
        let present = stances.iter().any(|taken| taken.stance.takes_part());
        for role in Role::ALL {
            let onward = role.outcomes().iter().filter(|outcome| !outcome.turns_back());
            let mut following =
                onward.filter(|outcome| follows(rule, Quorum::default(), &seats, &stances, **outcome).is_ok());
            prop_assert!(!present || following.next().is_some(), "{role}, {rule:?}: {stances:?}");
        }
    }

    /// One more in favour never undoes an adoption; one more against never undoes a rejection.
    #[test]
    fn who_comes_over_to_an_outcome_does_not_undo_it(
        (parties, stances) in parties(),
        rule in select(&DecisionRule::ALL),
        which in any::<prop::sample::Index>(),
    ) {
        let seats: Vec<_> = parties.iter().collect();
        for outcome in Outcome::ALL {
            let Some(adopting) = lean(outcome) else { continue };
            if follows(rule, Quorum::default(), &seats, &stances, outcome).is_ok() {
                let mut over = stances.clone();
                over[which.index(stances.len())].stance = if adopting { Stance::Agrees } else { Stance::Objects };
                prop_assert_eq!(follows(rule, Quorum::default(), &seats, &over, outcome), Ok(()));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_event_has_an_outcome_that_contradicts_its_stances(
        framework in any_framework(),
        mut dice in dice(1_500),
    ) {
        let mut walk = Walk::begin(framework);
        while !dice.used_up() {
            let (command, by) = walk.command(&mut dice);
            let Ok(event) = walk.decide(command, &by) else { continue };
            if let Some(treated) = event.treatment().filter(|treated| !treated.stances.is_empty()) {
                let step = walk.framework.route.step(&treated.visit.step).unwrap();
                let body = walk.framework.body(&treated.body).unwrap();
                let seats = walk.framework.seats(body);
                prop_assert_eq!(treated.stances.len(), seats.len());
                let judged = follows(step.rule, body.quorum, &seats, &treated.stances, treated.outcome);
                prop_assert_eq!(judged, Ok(()));
            }
            walk.apply(event);
        }
    }

    /// What is sound can decide: when all agree every step can say yes, and when all object no.
    #[test]
    fn a_sound_framework_has_no_rule_that_can_never_adopt(framework in any_framework()) {
        for step in &framework.route.steps {
            let body = framework.body(&step.body).unwrap();
            for outcome in step.role.outcomes() {
                let stances = leading_to(&framework, step, *outcome);
                let judged = follows(step.rule, body.quorum, &framework.seats(body), &stances, *outcome);
                prop_assert_eq!(judged, Ok(()), "{}: {}", step.id, outcome);
            }
        }
    }
}
