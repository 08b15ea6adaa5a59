//! Why an arrangement is not evaluated or concluded, in English.

use domain::{arrangement::evaluation::Refusal as R, ids::EvaluationNumber};
use jiff::civil::Date;

use super::{
    phrase::{date, each},
    unknown,
};
use crate::names::Names;

pub(super) fn told(refusal: &R, names: Names<'_>) -> String {
    match refusal {
        R::NotPlanned { given, known } => not_planned(*given, known),
        R::AlreadyEvaluated { planned } => format!(
            "The evaluation that was planned on {} was recorded already. Record a better one as one more.",
            date(*planned)
        ),
        R::DateInFuture { given, today } => format!(
            "{} is still to come; today is {}. Give the day on which it happened.",
            date(*given),
            date(*today)
        ),
        R::EvaluationUnknown { given, last } => evaluation_unknown(*given, *last),
        R::AlreadyConcluded { evaluation } => format!(
            "A conclusion was drawn from evaluation {evaluation} already. Record a new evaluation for another one."
        ),
        R::EvaluationRequired { conclusion } => format!(
            "‘{}’ follows from an evaluation. Name its number; only to close needs none.",
            conclusion.name()
        ),
        R::ConcludedTooEarly { on, evaluated } => format!(
            "The conclusion of {} lies before the evaluation of {}. Mend one of the two.",
            date(*on),
            date(*evaluated)
        ),
        R::Over { conclusion, on } => format!(
            "This arrangement has been over since {} (‘{}’). It takes no conclusion any more; an evaluation it does.",
            date(*on),
            conclusion.name()
        ),
        R::BodyUnknown(body) => unknown("body", body.as_str()),
        R::ConcludedElsewhere { conclusion, body } => format!(
            "By the framework, ‘{}’ is decided by {}. Name that body, or draw another conclusion.",
            conclusion.name(),
            names.body(body)
        ),
        R::FollowerRequired { conclusion } => format!(
            "‘{}’ goes by a dossier that follows this one. Name it; open it first if there is none.",
            conclusion.name()
        ),
        R::IntoNotPossible { conclusion } => format!(
            "‘{}’ does not go up in another arrangement; only ‘integrate’ does. Leave it out.",
            conclusion.name()
        ),
        R::NothingToEvaluate { conclusion } => format!(
            "After ‘{}’ the arrangement is over, and there is nothing left to evaluate. Leave the days out.",
            conclusion.name()
        ),
        R::PlannedTooEarly { given, on } => format!(
            "The next evaluation, on {}, has to come after the conclusion of {}. Choose a later day.",
            date(*given),
            date(*on)
        ),
        R::DoesNotFollow { dossier, followed } => format!(
            "Dossier {dossier} does not follow dossier {followed}. Open a dossier that does, or name another."
        ),
        R::IntoItself => "An arrangement does not go up in itself. Name another.".into(),
        R::IntoUnknown { arrangement } => {
            format!("There is no arrangement {arrangement} to go up in. Look its id up in the register.")
        }
        R::IntoEnded { arrangement } => {
            format!("Arrangement {arrangement} is over itself; nothing goes up in it any more. Name another.")
        }
    }
}

fn not_planned(given: Date, known: &[Date]) -> String {
    let given = date(given);
    if known.is_empty() {
        return format!(
            "No evaluation was planned on {given}; none is planned. Record this one without a planned day."
        );
    }
    let known = each(known, |day| date(*day));
    format!("No evaluation was planned on {given}, but on {known}. Record another one without a planned day.")
}

fn evaluation_unknown(given: EvaluationNumber, last: EvaluationNumber) -> String {
    if last == EvaluationNumber::default() {
        return format!("There is no evaluation {given}: none was recorded yet. Record it first.");
    }
    format!("There is no evaluation {given}; the last is {last}. Use a number that there is.")
}
