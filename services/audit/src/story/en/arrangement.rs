//! What a record of an arrangement says, in English. How many pupils it is for is no part of the sentence.

use domain::arrangement::{ArrangementBegun, ArrangementRegistered, Event, Level};
use wire::Names;

use super::{commitment, date, functions, list};

pub(super) fn told(event: &Event, names: Names<'_>) -> String {
    match event {
        Event::ArrangementRegistered(registered) => self::registered(registered, names),
        Event::ArrangementBegun(begun) => self::begun(begun, names),
        Event::CommitmentGiven(given) => commitment::given(given, names),
        Event::UseReported(usage) => commitment::reported(usage, names),
    }
}

fn registered(registered: &ArrangementRegistered, names: Names<'_>) -> String {
    let level = match registered.level {
        Level::Group => "group",
        Level::Individual => "individual",
    };
    let functions = match registered.functions.as_slice() {
        [] => String::new(),
        given => format!(", {}", functions(given, names)),
    };
    format!(
        "An existing {level} arrangement of {} was registered{functions}.",
        names.party(&registered.party)
    )
}

fn begun(begun: &ArrangementBegun, names: Names<'_>) -> String {
    let functions = functions(&begun.plan.functions, names);
    let codes: Vec<_> = begun.plan.funding.iter().map(|line| names.funding(&line.code)).collect();
    let funding = match codes.as_slice() {
        [] => String::new(),
        some => format!(", paid from {}", list(some)),
    };
    let indicators: Vec<_> =
        begun.plan.indicators.iter().map(|planned| names.indicator(&planned.indicator)).collect();
    let indicators = match indicators.as_slice() {
        [] => String::new(),
        some => format!(", measured by {}", list(some)),
    };
    let evaluations: Vec<_> = begun.plan.evaluations.iter().map(|on| date(*on)).collect();
    let evaluations = match evaluations.as_slice() {
        [] => "no evaluation is planned".to_owned(),
        some => format!("evaluation planned on {}", list(some)),
    };
    format!("The adopted arrangement began, {functions}{funding}{indicators}; {evaluations}.")
}
