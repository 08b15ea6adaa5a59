//! What a record of a mandate says, in Dutch.

use domain::mandate::{
    Event,
    event::{MandateGranted, MandateRevoked},
};
use wire::{Language, Names};

pub(super) fn told(event: &Event, names: Names<'_>) -> String {
    match event {
        Event::MandateGranted(granted) => self::granted(granted, names),
        Event::MandateRevoked(MandateRevoked { from, .. }) => {
            format!("Het mandaat is ingetrokken met ingang van {}.", Language::Dutch.date(*from))
        }
    }
}

fn granted(granted: &MandateGranted, names: Names<'_>) -> String {
    let MandateGranted { holder, party, scope, from, until, .. } = granted;
    let acts: Vec<_> = scope.acts.iter().map(|act| act.name_nl().to_owned()).collect();
    let bodies: Vec<_> = scope.bodies.iter().map(|body| names.body(body)).collect();
    let within = match bodies.as_slice() {
        [] => String::new(),
        some => format!(" in {}", Language::Dutch.list(some)),
    };
    let limit = scope.limit_cents.map(|cents| format!(", tot {} cent", Language::Dutch.number(cents)));
    let until = until.map_or_else(
        || "tot het wordt ingetrokken".to_owned(),
        |until| format!("tot en met {}", Language::Dutch.date(until)),
    );
    format!(
        "{holder} mag voor {} handelen ({}){within}{}, van {} {until}.",
        names.party(party),
        Language::Dutch.list(&acts),
        limit.unwrap_or_default(),
        Language::Dutch.date(*from)
    )
}
