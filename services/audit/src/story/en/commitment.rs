//! What a record says of a party that is bound or not, and of what it has of an arrangement, in English. How many pupils it has is
//! no part of the sentence.

use domain::arrangement::{BindingPeriod, Commitment, CommitmentGiven, Standing, Usage};
use wire::{Language, Names};

use super::date;

pub(super) fn given(given: &CommitmentGiven, names: Names<'_>) -> String {
    let Commitment { party, standing, decided_on, mandate, binding, .. } = &given.commitment;
    let how = match standing {
        Standing::Bound => "to be bound",
        Standing::WithReservation(_) => "to be bound with a reservation",
        Standing::NotBound(_) => "not to be bound",
    };
    let under = mandate.map_or_else(String::new, |seen| format!(", under mandate {}", seen.id));
    let period = match binding {
        None => String::new(),
        Some(BindingPeriod { from, until: None }) => format!(", from {}", date(*from)),
        Some(BindingPeriod { from, until: Some(until) }) => {
            format!(", from {} until {}", date(*from), date(*until))
        }
    };
    let pledged = given.commitment.pledged_cents().map_or_else(String::new, |cents| {
        format!("; it pledged {} cents in all", Language::English.number(cents))
    });
    format!("{} decided on {} {how}{under}{period}{pledged}.", names.party(party), date(*decided_on))
}

pub(super) fn reported(usage: &Usage, names: Names<'_>) -> String {
    let Usage { party, period, pupils, costs_cents, .. } = usage;
    let pupils = if pupils.is_some() { "with pupils" } else { "its number of pupils was not reported" };
    let costs = costs_cents.map_or_else(
        || "its costs were not reported".to_owned(),
        |cents| format!("its costs are {} cents", Language::English.number(cents)),
    );
    format!(
        "The use by {} was reported from {} until {}: {pupils}; {costs}.",
        names.party(party),
        date(period.from),
        date(period.until)
    )
}
