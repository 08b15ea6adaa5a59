//! Why something is not noted in a preparation, or why a round is not submitted without one, in Dutch.

use domain::{
    dossier::refusal::Needs,
    ids::ChecklistId,
    preparation::{ItemRef, Refusal as R, complete::Missing},
};

use super::{
    action, not_permitted,
    phrase::{capacity, choice, date, each, number},
};
use crate::{language::Language, names::Names};

pub(in crate::refusal) fn told(refusal: &R, names: Names<'_>) -> String {
    match refusal {
        R::PreparationUnknown => {
            "Bij dit dossier is nog geen voorbereiding begonnen. Begin er eerst een met ‘prepare begin’.".into()
        }
        R::AlreadyBegun => {
            "Bij dit dossier is al een voorbereiding begonnen. Ga daarin verder, of voeg een lijst toe met ‘prepare take’."
                .into()
        }
        R::NotPermitted { acted_as } => {
            not_permitted(&capacity(acted_as, names), &Needs::Coordinator, names)
        }
        R::NoLists => "Het kader van dit dossier heeft geen lijsten om mee voor te bereiden. \
            Dien zonder voorbereiding in, of vraag de beheerder om een kader met lijsten."
            .into(),
        R::ListUnknown { list, known } => format!(
            "Het kader heeft geen lijst ‘{list}’. Kies uit {}.",
            each(known, |list| choice(list, names.checklist(list)))
        ),
        R::Repeated { list } => format!("Lijst ‘{list}’ staat er twee keer. Noem elke lijst maar één keer."),
        R::ListAlreadyTaken { list } => {
            format!("Lijst {} is al in gebruik. Er hoeft niets te gebeuren.", named(list, names))
        }
        R::ListNotTaken { list, taken } => format!(
            "Lijst {} wordt in deze voorbereiding niet gebruikt; wel {}. Voeg haar toe met ‘prepare take’.",
            named(list, names),
            each(taken, |list| named(list, names))
        ),
        R::ItemUnknown { at } => format!(
            "Lijst {} heeft geen punt ‘{}’. Kijk met ‘prepare show’ welke nummers er zijn.",
            named(&at.list, names),
            at.item
        ),
        R::OtherKind { at: ItemRef { list, item }, noted, is } => format!(
            "Punt ‘{item}’ van lijst {} is van de soort {} en niet {}. Kies een ander punt, of leg het vast als {}.",
            named(list, names),
            is.name_nl(),
            noted.name_nl(),
            is.name_nl()
        ),
        R::DateInFuture { given, today } => format!(
            "De datum {} ligt na vandaag, {}. Leg vast wat gebeurd is, met een dag tot en met vandaag.",
            date(*given),
            date(*today)
        ),
        R::FewInTheClear { threshold } => format!(
            "Een aantal leerlingen onder de {} mag niet open in het bestand staan. Geef het op met ‘prepare count’, die het verzegelt.",
            number(*threshold)
        ),
        R::TooMany { max } => format!(
            "In één voorbereiding kunnen {} vastleggingen staan, en zoveel zijn er al. Leg verder vast in de documenten.",
            number(*max as u64)
        ),
        R::Action(refusal) => action::told(refusal),
        R::NotPrepared { round, missing } => format!(
            "Het kader vraagt een voltooide voorbereiding voordat ‘{}’ wordt ingediend; er ontbreekt nog: {}. \
            Vul dat aan met ‘prepare’, en dien dan in.",
            names.round(round),
            each(missing, |missing| left(missing, names))
        ),
    }
}

fn named(list: &ChecklistId, names: Names<'_>) -> String {
    choice(list, names.checklist(list))
}

/// What is missing of a list: its numbers, and how many.
fn left(missing: &Missing, names: Names<'_>) -> String {
    let items: Vec<_> = missing.items.iter().map(ToString::to_string).collect();
    format!("van {} {}", named(&missing.list, names), Language::Dutch.list(&items))
}
