//! The facts of a refusal about a mandate.

use super::{Facts, capacity, facts, joined};
use crate::mandate::{Refusal, refusal::Uncovered};

/// The facts of a refusal about a mandate.
pub fn mandate(refusal: &Refusal) -> Facts {
    use Refusal as R;
    match refusal {
        R::MandateUnknown | R::AlreadyGranted | R::ActRequired | R::EscalationStandsAlone => Vec::new(),
        R::NotPermitted { acted_as } => {
            vec![("acted_as", capacity(acted_as)), ("needs", "administrator".into())]
        }
        R::PartyUnknown { party } => facts([("party", party)]),
        R::WithoutSeat { party, body } => vec![("party", party.to_string()), ("body", body.to_string())],
        R::Repeated { which } => vec![("which", which.clone())],
        R::EndsBeforeItBegins { from, until } => facts([("from", from), ("until", until)]),
        R::AlreadyRevoked { from } => facts([("from", from)]),
        R::RevokedBeforeItBegan { given, from } => facts([("given", given), ("from", from)]),
        R::NotCovered { mandate, party, because } => {
            let mut told = vec![("mandate", mandate.to_string()), ("party", party.to_string())];
            told.extend(uncovered(because));
            told
        }
    }
}

fn uncovered(because: &Uncovered) -> Facts {
    use Uncovered as U;
    match because {
        U::NotGranted => vec![("because", "not-granted".into())],
        U::OtherParty { granted } => {
            vec![("because", "other-party".into()), ("granted", granted.to_string())]
        }
        U::OtherHolder { holder } => vec![("because", "other-holder".into()), ("holder", holder.to_string())],
        U::OtherAct { done, acts } => {
            vec![("because", "other-act".into()), ("done", done.to_string()), ("acts", joined(acts))]
        }
        U::OtherBody { body, bodies } => {
            vec![("because", "other-body".into()), ("body", body.to_string()), ("bodies", joined(bodies))]
        }
        U::NotYet { on, from } => dated("not-yet", [("on", on), ("from", from)]),
        U::Lapsed { on, until } => dated("lapsed", [("on", on), ("until", until)]),
        U::Revoked { on, from } => dated("revoked", [("on", on), ("from", from)]),
        U::OverLimit { amount_cents, limit_cents } => {
            let mut told = vec![("because", "over-limit".into())];
            told.extend(facts([("amount_cents", amount_cents), ("limit_cents", limit_cents)]));
            told
        }
    }
}

fn dated(because: &str, dates: [(&'static str, &jiff::civil::Date); 2]) -> Facts {
    let mut told = vec![("because", because.to_owned())];
    told.extend(facts(dates));
    told
}
