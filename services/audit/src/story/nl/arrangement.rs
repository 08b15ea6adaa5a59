//! What a record of an arrangement says, in Dutch. How many pupils it is for is no part of the sentence.

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
        Level::Group => "groepsarrangement",
        Level::Individual => "individueel arrangement",
    };
    let functions = match registered.functions.as_slice() {
        [] => String::new(),
        given => format!(", {}", functions(given, names)),
    };
    format!("Een bestaand {level} van {} is geregistreerd{functions}.", names.party(&registered.party))
}

fn begun(begun: &ArrangementBegun, names: Names<'_>) -> String {
    let functions = functions(&begun.plan.functions, names);
    let codes: Vec<_> = begun.plan.funding.iter().map(|line| names.funding(&line.code)).collect();
    let funding = match codes.as_slice() {
        [] => String::new(),
        some => format!(", betaald uit {}", list(some)),
    };
    let indicators: Vec<_> =
        begun.plan.indicators.iter().map(|planned| names.indicator(&planned.indicator)).collect();
    let indicators = match indicators.as_slice() {
        [] => String::new(),
        some => format!(", gemeten met {}", list(some)),
    };
    let evaluations: Vec<_> = begun.plan.evaluations.iter().map(|on| date(*on)).collect();
    let evaluations = match evaluations.as_slice() {
        [] => "er is geen evaluatie gepland".to_owned(),
        some => format!("evaluatie gepland op {}", list(some)),
    };
    format!("Het vastgestelde arrangement is begonnen, {functions}{funding}{indicators}; {evaluations}.")
}
