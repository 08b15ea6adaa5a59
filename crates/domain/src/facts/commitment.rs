//! The facts of a refusal about who is bound.

use super::{Facts, capacity, facts, joined, pair};
use crate::arrangement::commitment::Refusal as R;

pub(super) fn of(refusal: &R) -> Facts {
    match refusal {
        R::NothingReported => Vec::new(),
        R::SecretaryNeeded { acted_as, bodies } => {
            vec![("acted_as", capacity(acted_as)), ("bodies", joined(bodies))]
        }
        R::DateInFuture { given, today } => facts([("given", given), ("today", today)]),
        R::BeforeDecision { given, decided } => facts([("given", given), ("decided", decided)]),
        R::MandateRequired { party, step } => pair("party", party, "step", step),
        R::NothingToPledge { party } => facts([("party", party)]),
        R::PeriodsOverlap { from, until } | R::OutsideBinding { from, until } => {
            facts([("from", from), ("until", until)])
        }
    }
}
