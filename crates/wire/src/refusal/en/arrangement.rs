//! Why an arrangement is not registered or begun, or what becomes of it not written down, in English.

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
        R::AlreadyRegistered => {
            "An arrangement was already registered under this id. Choose a new command id \
            (UUID) for another one."
                .into()
        }
        R::PartyUnknown(party) => unknown("party", party.as_str()),
        R::FunctionUnknown(function) => unknown("function", function.as_str()),
        R::FundingUnknown(funding) => unknown("funding code", funding.as_str()),
        R::TooMany { given, max } => format!(
            "A list has {} items; at most {} are possible. Bring the number down.",
            number(*given),
            number(*max)
        ),
        R::AlreadyBegun => {
            "This arrangement began already. Look at it with ‘arrangement show’; what comes after is recorded with \
             ‘arrangement commit’, ‘use’, ‘evaluate’ and ‘conclude’."
                .into()
        }
        R::DossierUnknown { dossier } => format!(
            "There is no dossier {dossier}. An arrangement begins from the dossier that adopted it; check the id."
        ),
        R::NotAdopted { end: Some(end), .. } => format!(
            "The dossier ended as ‘{}’, so it was not adopted. Only what was adopted begins.",
            names.end(end)
        ),
        R::NotAdopted { end: None, .. } => {
            "The dossier was not adopted yet. Wait for the decision, and begin the arrangement then.".into()
        }
        R::OutsideDossier { acted_as, coordinator, body } => {
            let secretary = body.as_ref().map(|body| format!(" or the secretary of {}", names.body(body)));
            format!(
                "Only the dossier's coordinator ({coordinator}){} can do this; you act as {}. Ask one of them.",
                secretary.unwrap_or_default(),
                capacity(acted_as, names)
            )
        }
        R::FunctionRequired => FUNCTION_REQUIRED.into(),
        R::IndicatorUnknown { indicator, known } => format!(
            "The framework has no indicator ‘{indicator}’. Choose from {}.",
            each(known, |id| format!("‘{id}’"))
        ),
        R::Repeated { which } => format!("This stands there twice: ‘{which}’. Name each only once."),
        R::EndsBeforeItBegins { from, until } => format!(
            "The last day, {}, lies before the first, {}. Mend one of them.",
            date(*until),
            date(*from)
        ),
        R::ValueBeyond { indicator, max } => format!(
            "The value for ‘{}’ is too great: a share is at most 100%, a score at most 10 (in tenths: {}). Mend \
             the value.",
            names.indicator(indicator),
            number(*max)
        ),
        R::SmallNumberShown { threshold } => format!(
            "A number of pupils below {} stands in the clear in this command, and must be sealed. Send the \
             command again, and tell the administrator if this comes back.",
            number(*threshold)
        ),
        R::NotBegun => {
            "This arrangement has not begun. Begin it first; what comes after is recorded with it.".into()
        }
        R::Commitment(refusal) => commitment::told(refusal, names),
        R::Evaluation(refusal) => evaluation::told(refusal, names),
    }
}
