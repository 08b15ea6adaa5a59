//! What came of an arrangement.

use domain::framework::Conclusion;
use wire::Language;

use super::arrangement::tenths;
use crate::show::{
    Page, Say as _,
    json::{
        arrangement::Arrangement,
        evaluation::{Concluded, Evaluation, Life, Measured, Measurement},
        shared::Named,
    },
    table::paragraph,
};

/// How an arrangement stands, in a few words.
pub(super) fn stands(life: &Life, language: Language) -> String {
    let phase = life.phase.map(|phase| phase.told(language)).unwrap_or_default();
    match (life.overdue_on.first(), life.to_evaluate_on.first()) {
        (Some(overdue), _) => {
            format!("{phase}; {} {overdue}", language.say("te evalueren sinds", "to be evaluated since"))
        }
        (None, Some(next)) => {
            format!("{phase}; {} {next}", language.say("te evalueren op", "to be evaluated on"))
        }
        (None, None) => phase,
    }
}

/// What an indicator came to, by evaluation: what was measured, and when.
pub(super) fn measured(
    arrangement: &Arrangement,
    indicator: &Named,
    language: Language,
) -> Vec<(String, String)> {
    let of = |evaluation: &Evaluation| {
        let found = evaluation.results.iter().find(|measured| measured.indicator.id == indicator.id)?;
        let when = format!("{} ({})", evaluation.number, evaluation.evaluated_on);
        Some((measurement(found, language), when))
    };
    arrangement.evaluations.iter().filter_map(of).collect()
}

/// The indicators that were measured and not planned, each once.
pub(super) fn unplanned(arrangement: &Arrangement) -> Vec<&Named> {
    let mut found: Vec<&Named> = Vec::new();
    let results = arrangement.evaluations.iter().flat_map(|evaluation| &evaluation.results);
    for indicator in results.map(|measured| &measured.indicator) {
        let is_planned = arrangement.indicators.iter().any(|told| told.indicator.id == indicator.id);
        if !is_planned && found.iter().all(|known| known.id != indicator.id) {
            found.push(indicator);
        }
    }
    found
}

/// What was counted; of what gives a small number away whether the reader may pass it on, or that it is not told.
fn measurement(measured: &Measured, language: Language) -> String {
    let of = language.say("van", "of");
    let told = match measured.measured {
        Measurement::Pupils(number) => number.to_string(),
        Measurement::Share { part, whole } => {
            let share = part.saturating_mul(1_000).checked_div(whole);
            let share = share.map(|share| format!(" ({}%)", tenths(share, language))).unwrap_or_default();
            format!("{part} {of} {whole}{share}")
        }
        Measurement::Score { tenths: score, by } => format!("{}/10 {of} {by}", tenths(score, language)),
        Measurement::Withheld => {
            return language.say("afgeschermd: klein aantal", "withheld: small number").to_owned();
        }
    };
    if measured.is_small {
        format!("{told} ({})", language.say("klein aantal: niet delen", "small number: do not share"))
    } else {
        told
    }
}

/// What evaluations found, in words.
pub(super) fn evaluations(arrangement: &Arrangement, page: &Page) -> Option<String> {
    let language = page.language;
    let told = arrangement.evaluations.iter().map(|evaluation| {
        let planned = match &evaluation.planned_on {
            Some(planned) => format!("{} {planned}", language.say("gepland op", "planned for")),
            None => language.say("niet gepland", "not planned").to_owned(),
        };
        let text = format!(
            "{} {}, {} ({planned}): {} ({}: {})",
            language.say("Evaluatie", "Evaluation"),
            evaluation.number,
            evaluation.evaluated_on,
            evaluation.findings,
            language.say("bron", "source"),
            evaluation.source
        );
        paragraph(&text, "", page)
    });
    let text: String = told.collect();
    (!text.is_empty()).then_some(text)
}

/// What was concluded.
pub(super) fn conclusions(arrangement: &Arrangement, page: &Page) -> Option<String> {
    let told =
        arrangement.conclusions.iter().map(|drawn| paragraph(&concluded(drawn, page.language), "", page));
    let text: String = told.collect();
    (!text.is_empty()).then_some(text)
}

fn concluded(drawn: &Concluded, language: Language) -> String {
    let which = match language {
        Language::Dutch => drawn.conclusion.0.map(Conclusion::name_nl),
        Language::English => drawn.conclusion.0.map(Conclusion::name),
    };
    let from = match drawn.evaluation_number {
        Some(number) => format!("{} {number}", language.say("uit evaluatie", "from evaluation")),
        None => language.say("zonder evaluatie", "without an evaluation").to_owned(),
    };
    let mut text = format!(
        "{}, {} {from}: {}",
        language.say("Conclusie", "Conclusion"),
        drawn.concluded_on,
        which.unwrap_or(language.say("onbekend", "unknown"))
    );
    let follower = drawn.follower_reference.as_ref().or(drawn.follower_dossier_id.as_ref());
    let parts = [
        (language.say("door", "by"), drawn.body.as_ref().map(|body| &body.name)),
        (language.say("in dossier", "in dossier"), follower),
        (language.say("op in arrangement", "up in arrangement"), drawn.into_arrangement_id.as_ref()),
    ];
    for (name, part) in parts {
        if let Some(part) = part {
            text.push_str(&format!(", {name} {part}"));
        }
    }
    text.push_str(&format!(". {}", drawn.reason));
    if !drawn.evaluations_on.is_empty() {
        let next = language.say("Weer te evalueren op", "To be evaluated again on");
        text.push_str(&format!(" {next} {}.", drawn.evaluations_on.join("; ")));
    }
    text
}
