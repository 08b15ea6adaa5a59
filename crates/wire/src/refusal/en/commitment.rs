//! Why it is not written down whether a party is bound, or what it has of an arrangement, in English.

use domain::arrangement::commitment::Refusal as R;

use super::phrase::{capacity, date, each};
use crate::names::Names;

pub(super) fn told(refusal: &R, names: Names<'_>) -> String {
    match refusal {
        R::SecretaryNeeded { acted_as, bodies } => format!(
            "Only the secretary of {} writes down whether a party is bound; you act as {}. Ask there.",
            each(bodies, |body| names.body(body)),
            capacity(acted_as, names)
        ),
        R::DateInFuture { given, today } => format!(
            "The date {} lies in the future; today is {}. Give the day on which it was.",
            date(*given),
            date(*today)
        ),
        R::BeforeDecision { given, decided } => format!(
            "On {} nothing had been decided: that was on {}. Give a day from then on.",
            date(*given),
            date(*decided)
        ),
        R::MandateRequired { party, step } => format!(
            "The framework asks a mandate at step ‘{}’, and {} names none. Name the mandate under which the party \
             binds itself, or have an administrator grant one.",
            names.step(step),
            names.party(party)
        ),
        R::NothingToPledge { party } => format!(
            "Who is not bound has no binding period and pledges no amount. Leave those out for {}, or record that the \
             party is bound.",
            names.party(party)
        ),
        R::PeriodsOverlap { from, until } => format!(
            "Two pledges are for the same days: one lasts until {}, the next begins on {}. Put them in order, each with \
             days of its own.",
            date(*until),
            date(*from)
        ),
        R::OutsideBinding { from, until } => format!(
            "What is pledged from {} until {} lies outside the days on which the party is bound. Mend one of them.",
            date(*from),
            date(*until)
        ),
        R::NothingReported => {
            "Neither a number of pupils nor an amount was reported. Give at least one of them.".into()
        }
    }
}
