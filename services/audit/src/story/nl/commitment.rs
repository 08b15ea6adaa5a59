//! What a record says of a party that is bound or not, and of what it has of an arrangement, in Dutch. How many pupils it has is
//! no part of the sentence.

use domain::arrangement::{BindingPeriod, Commitment, CommitmentGiven, Standing, Usage};
use wire::{Language, Names};

use super::date;

pub(super) fn given(given: &CommitmentGiven, names: Names<'_>) -> String {
    let Commitment { party, standing, decided_on, mandate, binding, .. } = &given.commitment;
    let how = match standing {
        Standing::Bound => "gebonden te zijn",
        Standing::WithReservation(_) => "met een voorbehoud gebonden te zijn",
        Standing::NotBound(_) => "niet gebonden te zijn",
    };
    let under = mandate.map_or_else(String::new, |seen| format!(", onder mandaat {}", seen.id));
    let period = match binding {
        None => String::new(),
        Some(BindingPeriod { from, until: None }) => format!(", vanaf {}", date(*from)),
        Some(BindingPeriod { from, until: Some(until) }) => {
            format!(", van {} tot en met {}", date(*from), date(*until))
        }
    };
    let pledged = given.commitment.pledged_cents().map_or_else(String::new, |cents| {
        format!("; toegezegd is samen {} cent", Language::Dutch.number(cents))
    });
    format!("{} besloot op {} {how}{under}{period}{pledged}.", names.party(party), date(*decided_on))
}

pub(super) fn reported(usage: &Usage, names: Names<'_>) -> String {
    let Usage { party, period, pupils, costs_cents, .. } = usage;
    let pupils = if pupils.is_some() { "met leerlingen" } else { "het aantal leerlingen is niet opgegeven" };
    let costs = costs_cents.map_or_else(
        || "de kosten zijn niet opgegeven".to_owned(),
        |cents| format!("de kosten zijn {} cent", Language::Dutch.number(cents)),
    );
    format!(
        "Het gebruik door {} is opgegeven van {} tot en met {}: {pupils}; {costs}.",
        names.party(party),
        date(period.from),
        date(period.until)
    )
}
