//! What a record of an arrangement says, in Dutch. How many pupils it is for is no part of the sentence.

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

/// What was measured by, and of how many it was not told; the numbers themselves are no part of the sentence.
fn evaluated(recorded: &EvaluationRecorded, names: Names<'_>) -> String {
    let which = match recorded.planned {
        Some(planned) => format!("gepland op {}", date(planned)),
        None => "niet gepland".to_owned(),
    };
    let indicators: Vec<_> =
        recorded.results.iter().map(|measured| names.indicator(&measured.indicator)).collect();
    let measured = match indicators.as_slice() {
        [] => "zonder metingen".to_owned(),
        some => format!("gemeten met {}", list(some)),
    };
    let hidden =
        recorded.results.iter().filter(|measured| matches!(measured.found, Found::Hidden(..))).count();
    let hidden = match hidden {
        0 => String::new(),
        1 => "; 1 uitkomst is afgeschermd om een klein aantal".to_owned(),
        some => format!("; {some} uitkomsten zijn afgeschermd om kleine aantallen"),
    };
    format!(
        "Evaluatie {} ({which}) is gehouden op {}, {measured}{hidden}.",
        recorded.number,
        date(recorded.on)
    )
}

fn concluded(drawn: &ArrangementConcluded, names: Names<'_>) -> String {
    let from = drawn.evaluation.map(|number| format!("Uit evaluatie {number} is geconcludeerd"));
    let from = from.unwrap_or_else(|| "Zonder evaluatie is geconcludeerd".to_owned());
    let by = drawn.body.as_ref().map(|body| format!(" door {}", names.body(body))).unwrap_or_default();
    let follower = drawn.follower.map(|follower| format!(", in dossier {}", follower.dossier));
    let into = match (drawn.conclusion, drawn.into) {
        (Conclusion::Integrate, Some(into)) => format!(", in arrangement {into}"),
        (Conclusion::Integrate, None) => ", in wat al gewoon gebeurt".to_owned(),
        (Conclusion::Continue | Conclusion::Adjust | Conclusion::Close | Conclusion::Develop, _) => {
            String::new()
        }
    };
    let evaluations: Vec<_> = drawn.evaluations.iter().map(|on| date(*on)).collect();
    let evaluations = match evaluations.as_slice() {
        [] => String::new(),
        some => format!("; evaluatie gepland op {}", list(some)),
    };
    format!(
        "{from}{by} op {}: {}{}{into}{evaluations}.",
        date(drawn.on),
        drawn.conclusion.name_nl(),
        follower.unwrap_or_default()
    )
}
