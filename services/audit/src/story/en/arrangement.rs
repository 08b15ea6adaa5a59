//! What a record of an arrangement says, in English. How many pupils it is for is no part of the sentence.

use domain::{
    arrangement::{
        ArrangementBegun, ArrangementConcluded, ArrangementRegistered, EvaluationRecorded, Event, Found,
        Level,
    },
    framework::Conclusion,
};
use wire::Names;

use super::{commitment, date, functions, list};

pub(super) fn told(event: &Event, names: Names<'_>) -> String {
    match event {
        Event::ArrangementRegistered(registered) => self::registered(registered, names),
        Event::ArrangementBegun(begun) => self::begun(begun, names),
        Event::CommitmentGiven(given) => commitment::given(given, names),
        Event::UseReported(usage) => commitment::reported(usage, names),
        Event::EvaluationRecorded(recorded) => evaluated(recorded, names),
        Event::ArrangementConcluded(drawn) => concluded(drawn, names),
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

/// What was measured by, and of how many it was not told; the numbers themselves are no part of the sentence.
fn evaluated(recorded: &EvaluationRecorded, names: Names<'_>) -> String {
    let which = match recorded.planned {
        Some(planned) => format!("planned for {}", date(planned)),
        None => "not planned".to_owned(),
    };
    let indicators: Vec<_> =
        recorded.results.iter().map(|measured| names.indicator(&measured.indicator)).collect();
    let measured = match indicators.as_slice() {
        [] => "without measurements".to_owned(),
        some => format!("measured by {}", list(some)),
    };
    let hidden =
        recorded.results.iter().filter(|measured| matches!(measured.found, Found::Hidden(..))).count();
    let hidden = match hidden {
        0 => String::new(),
        1 => "; 1 result is withheld for a small number".to_owned(),
        some => format!("; {some} results are withheld for small numbers"),
    };
    format!("Evaluation {} ({which}) was held on {}, {measured}{hidden}.", recorded.number, date(recorded.on))
}

fn concluded(drawn: &ArrangementConcluded, names: Names<'_>) -> String {
    let from = drawn.evaluation.map(|number| format!("From evaluation {number} it was concluded"));
    let from = from.unwrap_or_else(|| "Without an evaluation it was concluded".to_owned());
    let by = drawn.body.as_ref().map(|body| format!(" by {}", names.body(body))).unwrap_or_default();
    let follower = drawn.follower.map(|follower| format!(", in dossier {}", follower.dossier));
    let into = match (drawn.conclusion, drawn.into) {
        (Conclusion::Integrate, Some(into)) => format!(", into arrangement {into}"),
        (Conclusion::Integrate, None) => ", into what is done regularly".to_owned(),
        (Conclusion::Continue | Conclusion::Adjust | Conclusion::Close | Conclusion::Develop, _) => {
            String::new()
        }
    };
    let evaluations: Vec<_> = drawn.evaluations.iter().map(|on| date(*on)).collect();
    let evaluations = match evaluations.as_slice() {
        [] => String::new(),
        some => format!("; evaluation planned on {}", list(some)),
    };
    format!(
        "{from}{by} on {}: {}{}{into}{evaluations}.",
        date(drawn.on),
        drawn.conclusion.name(),
        follower.unwrap_or_default()
    )
}
