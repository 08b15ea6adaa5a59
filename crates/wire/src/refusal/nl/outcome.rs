//! Refusals about what a body or a party says of a dossier, in Dutch.

use domain::{
    dossier::refusal::Because,
    framework::{Outcome, Role},
    ids::{BodyId, PartyId, Revision, StepId},
};

use super::phrase::{self, choice, each, visit};
use crate::names::Names;

pub(super) fn outcome_not_of_role(outcome: Outcome, role: Role) -> String {
    let possible = each(role.outcomes(), |possible| format!("‘{}’", possible.name_nl()));
    format!(
        "Een gremium dat {} kan niet uitkomen op ‘{}’. Kies uit {possible}.",
        phrase::acts(role),
        outcome.name_nl()
    )
}

pub(super) fn motivation_required(because: &Because, names: Names<'_>) -> String {
    match because {
        Because::Outcome(outcome) => format!(
            "De uitkomst ‘{}’ vraagt een motivering. Schrijf op waarom het gremium hiertoe kwam.",
            outcome.name_nl()
        ),
        Because::DepartsFrom(visits) => format!(
            "Het besluit wijkt af van het advies van {}. Dat kan, maar vraagt een motivering: schrijf op \
             waarom het gremium afwijkt.",
            each(visits, |advised| visit(advised, names))
        ),
    }
}

pub(super) fn conditions_required(outcome: Outcome) -> String {
    format!(
        "De uitkomst ‘{}’ stelt voorwaarden, maar er is er geen genoemd. Noem ten minste één voorwaarde.",
        outcome.name_nl()
    )
}

pub(super) fn conditions_not_possible(outcome: Outcome, instead: Option<Outcome>) -> String {
    let or = instead.map_or_else(String::new, |instead| format!(", of kies ‘{}’", instead.name_nl()));
    format!(
        "Bij de uitkomst ‘{}’ worden geen voorwaarden gesteld. Laat de voorwaarden weg{or}.",
        outcome.name_nl()
    )
}

pub(super) fn each_party_speaks(step: &StepId, parties: &[PartyId], names: Names<'_>) -> String {
    format!(
        "Bij stap ‘{}’ spreekt elke partij zich voor zichzelf uit: {}. Leg per partij vast of die bekrachtigt.",
        names.step(step),
        each(parties, |party| names.party(party))
    )
}

pub(super) fn body_speaks(step: &StepId, body: &BodyId, names: Names<'_>) -> String {
    format!(
        "Bij stap ‘{}’ spreekt {} en geen partij voor zichzelf. Leg de uitkomst van het gremium vast.",
        names.step(step),
        names.body(body)
    )
}

pub(super) fn not_a_ratifier(party: &PartyId, parties: &[PartyId], names: Names<'_>) -> String {
    let parties = each(parties, |id| choice(id, names.party(id)));
    format!("De partij ‘{party}’ bekrachtigt bij deze stap niet. Kies uit {parties}.")
}

pub(super) fn already_spoke(party: &PartyId, revision: Revision, names: Names<'_>) -> String {
    format!(
        "Van {} is al vastgelegd of die bekrachtigt, in regel {revision} van het dossier. Klopt dat niet, of besloot de \
         partij opnieuw, noem dan die regel als vervangen en schrijf op waarom.",
        names.party(party)
    )
}

pub(super) fn not_what_it_said(
    party: &PartyId,
    asked: Revision,
    stands: Option<Revision>,
    names: Names<'_>,
) -> String {
    let help = match stands {
        Some(stands) => format!("Noem regel {stands}."),
        None => "De partij sprak zich nog niet uit; vervang niets.".to_owned(),
    };
    format!("Regel {asked} is niet wat {} het laatst zei. {help}", names.party(party))
}
