//! Refusals about what a body or a party says of a dossier, in English.

use domain::{
    dossier::refusal::Because,
    framework::{Outcome, Role},
    ids::{BodyId, PartyId, Revision, StepId},
};

use super::phrase::{self, choice, each, outcome_name, visit};
use crate::names::Names;

pub(super) fn outcome_not_of_role(outcome: Outcome, role: Role) -> String {
    let possible = each(role.outcomes(), |possible| format!("‘{}’", outcome_name(*possible)));
    format!(
        "A body that {} cannot come to ‘{}’. Choose from {possible}.",
        phrase::acts(role),
        outcome_name(outcome)
    )
}

pub(super) fn motivation_required(because: &Because, names: Names<'_>) -> String {
    match because {
        Because::Outcome(outcome) => format!(
            "The outcome ‘{}’ needs a motivation. Write down why the body came to it.",
            outcome_name(*outcome)
        ),
        Because::DepartsFrom(visits) => format!(
            "The decision departs from the advice of {}. It may, but that needs a motivation: write down why \
             the body departs from it.",
            each(visits, |advised| visit(advised, names))
        ),
    }
}

pub(super) fn conditions_required(outcome: Outcome) -> String {
    format!(
        "The outcome ‘{}’ sets conditions, but none was given. Give at least one condition.",
        outcome_name(outcome)
    )
}

pub(super) fn conditions_not_possible(outcome: Outcome, instead: Option<Outcome>) -> String {
    let or = instead.map_or_else(String::new, |instead| format!(", or choose ‘{}’", outcome_name(instead)));
    format!("The outcome ‘{}’ sets no conditions. Leave the conditions out{or}.", outcome_name(outcome))
}

pub(super) fn each_party_speaks(step: &StepId, parties: &[PartyId], names: Names<'_>) -> String {
    format!(
        "At step ‘{}’ each party speaks for itself: {}. Record for each party whether it ratifies.",
        names.step(step),
        each(parties, |party| names.party(party))
    )
}

pub(super) fn body_speaks(step: &StepId, body: &BodyId, names: Names<'_>) -> String {
    format!(
        "At step ‘{}’ {} speaks, and no party for itself. Record the outcome of the body.",
        names.step(step),
        names.body(body)
    )
}

pub(super) fn not_a_ratifier(party: &PartyId, parties: &[PartyId], names: Names<'_>) -> String {
    let parties = each(parties, |id| choice(id, names.party(id)));
    format!("The party ‘{party}’ does not ratify at this step. Choose from {parties}.")
}

pub(super) fn already_spoke(party: &PartyId, revision: Revision, names: Names<'_>) -> String {
    format!(
        "Whether {} ratifies is already recorded, in line {revision} of the dossier. If that is wrong, or the party decided \
         anew, name that line as replaced and write down why.",
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
        Some(stands) => format!("Name line {stands}."),
        None => "The party has not spoken yet; replace nothing.".to_owned(),
    };
    format!("Line {asked} is not what {} said last. {help}", names.party(party))
}
