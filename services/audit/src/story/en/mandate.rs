//! What a record of a mandate says, in English.

use domain::mandate::{
    Event,
    event::{MandateGranted, MandateRevoked},
};
use wire::{Language, Names};

pub(super) fn told(event: &Event, names: Names<'_>) -> String {
    match event {
        Event::MandateGranted(granted) => self::granted(granted, names),
        Event::MandateRevoked(MandateRevoked { from, .. }) => {
            format!("The mandate was revoked from {}.", Language::English.date(*from))
        }
    }
}

fn granted(granted: &MandateGranted, names: Names<'_>) -> String {
    let MandateGranted { holder, party, scope, from, until, .. } = granted;
    let acts: Vec<_> = scope.acts.iter().map(|act| act.name().to_owned()).collect();
    let bodies: Vec<_> = scope.bodies.iter().map(|body| names.body(body)).collect();
    let within = match bodies.as_slice() {
        [] => String::new(),
        some => format!(" in {}", Language::English.list(some)),
    };
    let limit = scope.limit_cents.map(|cents| format!(", up to {} cents", Language::English.number(cents)));
    let until = until.map_or_else(
        || "until it is revoked".to_owned(),
        |until| format!("until {}", Language::English.date(until)),
    );
    format!(
        "{holder} may act for {} ({}){within}{}, from {} {until}.",
        names.party(party),
        Language::English.list(&acts),
        limit.unwrap_or_default(),
        Language::English.date(*from)
    )
}
