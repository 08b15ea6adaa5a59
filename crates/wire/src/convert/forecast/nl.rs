//! The sentences of a forecast in Dutch. The same in English stands in `en`, in the same order.

use domain::framework::Role;

use super::{Act, Told};
use crate::{language::Language, v1::AssumptionCode};

pub(super) fn sentence(told: &Told<'_>) -> String {
    let date = |date| Language::Dutch.date(date);
    let (body, verb, decides_on) = (&told.body, verb(told.role), date(told.outlook.decides_on));
    let when = match (&told.outlook.deadline, &told.act) {
        (None, _) => format!("{body} kan {verb} op {decides_on}."),
        (Some(deadline), act) => {
            let by = date(deadline.on_or_before);
            let done = match act {
                Act::Submit => format!("Dien uiterlijk {by} in"),
                Act::Resubmit => format!("Dien de nieuwe versie uiterlijk {by} in"),
                Act::Treat(holder) => format!("Behandelt {holder} het dossier uiterlijk {by}"),
            };
            let otherwise = match deadline.otherwise {
                Some(otherwise) => format!("daarna wordt het {}", date(otherwise)),
                None => "daarna is er geen datum te geven".to_owned(),
            };
            format!("{done}, dan kan {body} {verb} op {decides_on}; {otherwise}.")
        }
    };
    let why = match &told.binding {
        Some((binding, without)) => format!(
            "{binding} bepaalt deze datum: vergaderde alleen dit gremium zodra de stukken op tijd zijn, dan werd het {}.",
            date(*without)
        ),
        None => "Geen gremium alleen kan deze datum vervroegen.".to_owned(),
    };
    format!("{when} {why}")
}

fn verb(role: Role) -> &'static str {
    match role {
        Role::Informed => "kennisnemen",
        Role::Advises => "adviseren",
        Role::Decides => "besluiten",
        Role::Ratifies => "bekrachtigen",
    }
}

pub(super) fn assumption(code: AssumptionCode) -> &'static str {
    match code {
        AssumptionCode::Unspecified => "",
        AssumptionCode::FirstMeetingInTime => {
            "Elk gremium behandelt het dossier in de eerste vergadering waarvoor de stukken op tijd zijn, met de uitkomst die \
             verder leidt."
        }
        AssumptionCode::SubmittedAtOnce => {
            "Een volgende ronde wordt ingediend op de dag waarop de ronde ervoor klaar is."
        }
        AssumptionCode::MeetsWhenCalled => {
            "Een gremium zonder vergaderregel komt bijeen zodra de stukken op tijd zijn."
        }
        AssumptionCode::PartiesSpeakAtOnce => {
            "Partijen die elk voor zich bekrachtigen, doen dat op de dag waarop het hun gevraagd wordt; eerder kan het niet."
        }
        AssumptionCode::PastMeetingsPassed => {
            "Een vergadering die voorbij is zonder vastgelegde uitkomst, telt niet meer mee."
        }
        AssumptionCode::FactsStay => {
            "De dag van eerste indiening, wat elk gremium deed (ook aanhouden en terugverwijzen) en de dagen die de indiener \
             nam, blijven zoals ze waren."
        }
        AssumptionCode::NeverMetAtOnce => {
            "Een stap die een dossier nooit ontmoette, wordt genomen in de eerste vergadering waarvoor de stukken op tijd zijn."
        }
        AssumptionCode::LeftOutNoTime => "Een gremium of ronde die er niet in voorkomt, kost geen tijd.",
        AssumptionCode::RoundsLeftOnly => {
            "Alleen rondes die een dossier achter zich liet, worden vergeleken."
        }
    }
}
