//! Why a mandate is not granted or revoked, or does not cover what was done under it, in English.

use domain::{
    dossier::refusal::Needs,
    mandate::{Act, Refusal as R, refusal::Uncovered},
};

use super::{
    not_permitted,
    phrase::{capacity, date, each, number},
    unknown,
};
use crate::names::Names;

pub(in crate::refusal) fn told(refusal: &R, names: Names<'_>) -> String {
    match refusal {
        R::MandateUnknown => "There is no mandate with this id. Check the id, or grant a mandate first.".into(),
        R::AlreadyGranted => {
            "A mandate was already granted under this id. Choose a new command id (UUID) for another.".into()
        }
        R::NotPermitted { acted_as } => {
            not_permitted(&capacity(acted_as, names), &Needs::Administrator, names)
        }
        R::PartyUnknown { party } => unknown("party", party.as_str()),
        R::WithoutSeat { party, body } => format!(
            "The party {} has no seat in {}. Name only bodies where the party has a seat, or none.",
            names.party(party),
            names.body(body)
        ),
        R::ActRequired => "Nothing says what the mandate is for. Name at least one act.".into(),
        R::Repeated { which } => format!("This is there twice: ‘{which}’. Name each only once."),
        R::EscalationStandsAlone => {
            "Escalating is a mandate of its own, without other acts and in no body. Grant another mandate for it.".into()
        }
        R::EndsBeforeItBegins { from, until } => format!(
            "The last day, {}, lies before the first, {}. Mend one of them.",
            date(*until),
            date(*from)
        ),
        R::AlreadyRevoked { from } => {
            format!("This mandate was already revoked from {}. Grant a new one if needed.", date(*from))
        }
        R::RevokedBeforeItBegan { given, from } => format!(
            "It cannot be revoked from {}: the mandate begins on {}. Choose a day from then on.",
            date(*given),
            date(*from)
        ),
        R::NotCovered { mandate, party, because } => format!(
            "Mandate {mandate} does not cover this for {}: {}. Name another mandate, or have an administrator grant one.",
            names.party(party),
            uncovered(because, names)
        ),
    }
}

fn uncovered(because: &Uncovered, names: Names<'_>) -> String {
    let acts = |acts: &[Act]| each(acts, |act| act.name().to_owned());
    match because {
        Uncovered::NotGranted => "no mandate was granted under this id".into(),
        Uncovered::OtherParty { granted } => format!("it is of {}", names.party(granted)),
        Uncovered::OtherHolder { holder } => format!("{holder} holds it, who did not sit there"),
        Uncovered::OtherAct { done, acts: of } => format!("it is for {} and not for {done}", acts(of)),
        Uncovered::OtherBody { body, bodies } => {
            format!("it holds in {} and not in {}", each(bodies, |body| names.body(body)), names.body(body))
        }
        Uncovered::NotYet { on, from } => {
            format!("it holds from {}, and this was on {}", date(*from), date(*on))
        }
        Uncovered::Lapsed { on, until } => {
            format!("it held until {}, and this was on {}", date(*until), date(*on))
        }
        Uncovered::Revoked { on, from } => {
            format!("it was revoked from {}, and this was on {}", date(*from), date(*on))
        }
        Uncovered::OverLimit { amount_cents, limit_cents } => format!(
            "it holds up to {} cents, and this is about {} cents",
            number(*limit_cents),
            number(*amount_cents)
        ),
    }
}
