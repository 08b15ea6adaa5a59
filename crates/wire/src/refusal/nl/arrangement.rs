//! Why an arrangement is not registered or begun, or what becomes of it not written down, in Dutch.

use domain::{arrangement::Refusal as R, dossier::refusal::Needs};

use super::{
    FUNCTION_REQUIRED, commitment, evaluation, not_permitted,
    phrase::{capacity, date, each, number},
    unknown,
};
use crate::names::Names;

pub(in crate::refusal) fn told(refusal: &R, names: Names<'_>) -> String {
    match refusal {
        R::NotPermitted { acted_as } => {
            not_permitted(&capacity(acted_as, names), &Needs::Administrator, names)
        }
        R::AlreadyRegistered => "Onder dit kenmerk is al een arrangement geregistreerd. Kies voor een ander \
            arrangement een nieuw opdrachtkenmerk (UUID)."
            .into(),
        R::PartyUnknown(party) => unknown("de partij", party.as_str()),
        R::FunctionUnknown(function) => unknown("de functie", function.as_str()),
        R::FundingUnknown(funding) => unknown("de bekostigingscode", funding.as_str()),
        R::TooMany { given, max } => format!(
            "Een lijst telt {} regels; ten hoogste {} zijn mogelijk. Breng het aantal terug.",
            number(*given),
            number(*max)
        ),
        R::AlreadyBegun => {
            "Dit arrangement is al begonnen. Bekijk het met ‘arrangement show’; wat erna gebeurt, legt \
            u vast met ‘arrangement commit’, ‘use’, ‘evaluate’ en ‘conclude’."
                .into()
        }
        R::DossierUnknown { dossier } => format!(
            "Er is geen dossier {dossier}. Een arrangement begint uit het dossier waarin het is vastgesteld; \
             controleer het kenmerk."
        ),
        R::NotAdopted { end: Some(end), .. } => format!(
            "Het dossier eindigde als ‘{}’ en is dus niet vastgesteld. Alleen wat is vastgesteld, begint.",
            names.end(end)
        ),
        R::NotAdopted { end: None, .. } => {
            "Het dossier is nog niet vastgesteld. Wacht op het besluit, en laat het arrangement dan beginnen."
                .into()
        }
        R::OutsideDossier { acted_as, coordinator, body } => {
            let secretary = body.as_ref().map(|body| format!(" of de secretaris van {}", names.body(body)));
            format!(
                "Dit kan alleen de coördinator van het dossier ({coordinator}){} doen; u handelt als {}. Vraag \
                 het aan een van hen.",
                secretary.unwrap_or_default(),
                capacity(acted_as, names)
            )
        }
        R::FunctionRequired => FUNCTION_REQUIRED.into(),
        R::IndicatorUnknown { indicator, known } => format!(
            "Het kader kent de indicator ‘{indicator}’ niet. Kies uit {}.",
            each(known, |id| format!("‘{id}’"))
        ),
        R::Repeated { which } => format!("Dit staat er twee keer: ‘{which}’. Noem elk maar één keer."),
        R::EndsBeforeItBegins { from, until } => format!(
            "De laatste dag, {}, ligt vóór de eerste, {}. Verbeter een van beide.",
            date(*until),
            date(*from)
        ),
        R::ValueBeyond { indicator, max } => format!(
            "De waarde voor ‘{}’ is te groot: een aandeel is ten hoogste 100%, een cijfer ten hoogste 10 (in \
             tienden: {}). Verbeter de waarde.",
            names.indicator(indicator),
            number(*max)
        ),
        R::SmallNumberShown { threshold } => format!(
            "Een aantal leerlingen onder de {} staat open in de opdracht, en moet verzegeld zijn. Stuur de \
             opdracht opnieuw, en meld het de beheerder als dit terugkomt.",
            number(*threshold)
        ),
        R::NotBegun => NOT_BEGUN.into(),
        R::Commitment(refusal) => commitment::told(refusal, names),
        R::Evaluation(refusal) => evaluation::told(refusal, names),
    }
}

const NOT_BEGUN: &str =
    "Dit arrangement is nog niet begonnen. Laat het eerst beginnen; wat erna komt, wordt daarbij vastgelegd.";
