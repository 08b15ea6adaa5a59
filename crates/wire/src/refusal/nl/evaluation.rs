//! Why an arrangement is not evaluated or concluded, in Dutch.

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
            "De evaluatie die op {} was gepland, is al vastgelegd. Leg een verbetering vast als extra evaluatie.",
            date(*planned)
        ),
        R::DateInFuture { given, today } => format!(
            "{} moet nog komen; het is nu {}. Geef de dag waarop het gebeurde.",
            date(*given),
            date(*today)
        ),
        R::EvaluationUnknown { given, last } => evaluation_unknown(*given, *last),
        R::AlreadyConcluded { evaluation } => format!(
            "Uit evaluatie {evaluation} is al een conclusie getrokken. Leg voor een andere een nieuwe evaluatie vast."
        ),
        R::EvaluationRequired { conclusion } => format!(
            "‘{}’ volgt uit een evaluatie. Noem haar nummer; alleen beëindigen kan zonder.",
            conclusion.name_nl()
        ),
        R::ConcludedTooEarly { on, evaluated } => format!(
            "De conclusie van {} ligt vóór de evaluatie van {}. Verbeter een van beide.",
            date(*on),
            date(*evaluated)
        ),
        R::Over { conclusion, on } => format!(
            "Dit arrangement is sinds {} afgerond (‘{}’). Een conclusie kan niet meer; een evaluatie nog wel.",
            date(*on),
            conclusion.name_nl()
        ),
        R::BodyUnknown(body) => unknown("het gremium", body.as_str()),
        R::ConcludedElsewhere { conclusion, body } => format!(
            "Over ‘{}’ besluit volgens het kader {}. Noem dat gremium, of trek een andere conclusie.",
            conclusion.name_nl(),
            names.body(body)
        ),
        R::FollowerRequired { conclusion } => format!(
            "‘{}’ gaat via een dossier dat dit opvolgt. Noem het; open het eerst als het er nog niet is.",
            conclusion.name_nl()
        ),
        R::IntoNotPossible { conclusion } => format!(
            "‘{}’ gaat niet op in een ander arrangement; dat doet alleen ‘integreren’. Laat het weg.",
            conclusion.name_nl()
        ),
        R::NothingToEvaluate { conclusion } => format!(
            "Na ‘{}’ is het arrangement afgerond en is er niets meer te evalueren. Laat de dagen weg.",
            conclusion.name_nl()
        ),
        R::PlannedTooEarly { given, on } => format!(
            "De volgende evaluatie, op {}, moet ná de conclusie van {} liggen. Kies een latere dag.",
            date(*given),
            date(*on)
        ),
        R::DoesNotFollow { dossier, followed } => format!(
            "Dossier {dossier} volgt dossier {followed} niet op. Open een dossier dat dat wel doet, of noem een ander."
        ),
        R::IntoItself => "Een arrangement gaat niet op in zichzelf. Noem een ander.".into(),
        R::IntoUnknown { arrangement } => format!(
            "Er is geen arrangement {arrangement} om in op te gaan. Zoek het kenmerk op in het register."
        ),
        R::IntoEnded { arrangement } => {
            format!("Arrangement {arrangement} is zelf afgerond; daarin gaat niets meer op. Noem een ander.")
        }
    }
}

fn not_planned(given: Date, known: &[Date]) -> String {
    let given = date(given);
    if known.is_empty() {
        return format!(
            "Op {given} was geen evaluatie gepland; er is er geen gepland. Leg deze vast zonder geplande dag."
        );
    }
    let known = each(known, |day| date(*day));
    format!("Op {given} was geen evaluatie gepland, wel op {known}. Leg een andere vast zonder geplande dag.")
}

fn evaluation_unknown(given: EvaluationNumber, last: EvaluationNumber) -> String {
    if last == EvaluationNumber::default() {
        return format!("Er is geen evaluatie {given}: er is er nog geen vastgelegd. Leg haar eerst vast.");
    }
    format!("Er is geen evaluatie {given}; de laatste is {last}. Gebruik een nummer dat er is.")
}
