//! Whatever became of a dossier, something can be said of what comes, and of how long it took.

use domain::{
    dossier::state::Phase,
    forecast::{Planned, Times, Trail, forecast, passing::Later},
};
use proptest::prelude::*;

use super::{dice::dice, frameworks::any_framework, walk::Walk};
use crate::acts::day;

/// How many commands a life has.
const COMMANDS: usize = 40;

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_forecast_begins_where_the_dossier_is(framework in any_framework(), mut dice in dice(900)) {
        let mut walk = Walk::begin(framework);
        for _ in 0..COMMANDS {
            let (command, by) = walk.command(&mut dice);
            if let Ok(event) = walk.decide(command, &by) {
                walk.apply(event);
            }
            let (framework, dossier) = (&walk.framework, walk.dossier());
            let standing = Trail::of(&dossier.visits).standing(&dossier.phase, day(walk.today));
            let begins = match &dossier.phase {
                Phase::Preparing { round } => framework.route.first_step(round).map(|step| &step.id),
                Phase::Revising { resume_at, .. } => Some(resume_at),
                Phase::AtStep { visit } => Some(&visit.step),
                Phase::Escalated { .. } | Phase::Ended { .. } => None,
            };
            prop_assert_eq!(standing.is_some(), begins.is_some());
            let Some(standing) = standing else { continue };
            let told = forecast(framework, &Planned::default(), &standing, &Later::new()).unwrap();
            prop_assert_eq!(Some(&told.legs[0].passages[0].step), begins);
            prop_assert!(told.outlook.decides_on >= day(walk.today));
        }
    }

    #[test]
    fn under_its_own_framework_a_dossier_pays_the_visits_that_it_paid(
        framework in any_framework(),
        mut dice in dice(900),
    ) {
        let mut walk = Walk::begin(framework);
        for _ in 0..COMMANDS {
            let (command, by) = walk.command(&mut dice);
            if let Ok(event) = walk.decide(command, &by) {
                walk.apply(event);
            }
        }
        let trail = Trail::of(&walk.dossier().visits);
        let visits = |times: Times| times.bodies.into_iter().map(|(body, stay)| (body, stay.visits));
        let really = Times::really(&trail).map(|times| visits(times).collect::<Vec<_>>());
        let own = Times::under(&walk.framework, &Planned::default(), &trail).unwrap();
        prop_assert_eq!(own.map(|times| visits(times).collect::<Vec<_>>()), really);
    }
}
