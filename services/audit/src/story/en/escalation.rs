//! What happened on the ladder, in English. The same in Dutch stands in `nl`, in the same order.

use domain::{
    dossier::escalation::{
        Event,
        event::{Cause, EscalationMoved, EscalationOpened, EscalationUnresolved, OnRung, Onward},
    },
    framework::Holder,
};
use wire::{Language, Names};

use super::{date, list, step};

pub(super) fn told(event: &Event, names: Names<'_>) -> String {
    match event {
        Event::EscalationOpened(opened) => self::opened(opened, names),
        Event::EscalationMoved(EscalationMoved { from, to, .. }) => format!(
            "On rung ‘{}’ it was not solved on {}; {}.",
            names.rung(from),
            date(to.since),
            onto(to, names)
        ),
        Event::EscalationResolved(resolved) => format!(
            "On {} it was solved on rung ‘{}’; {}.",
            date(resolved.resolved_on),
            names.rung(&resolved.rung),
            onward(&resolved.next, names)
        ),
        Event::EscalationUnresolved(unresolved) => disputed(unresolved, names),
        Event::DisputeConcluded(concluded) => {
            let next = onward(&concluded.next, names);
            format!("The dispute was concluded on {}; {next}.", date(concluded.concluded_on))
        }
    }
}

/// Where the dossier is on the ladder.
pub(super) fn onto(on: &OnRung, names: Names<'_>) -> String {
    let holder = match &on.holder {
        Holder::Body(body) => names.body(body),
        Holder::Party(party) => names.party(party),
        Holder::Function(function) => format!("the {function}"),
    };
    format!(
        "the dossier is on rung ‘{}’ of the ladder, with {holder}, with a term until {}",
        names.rung(&on.rung),
        date(on.due)
    )
}

fn opened(opened: &EscalationOpened, names: Names<'_>) -> String {
    let EscalationOpened { visit, cause, on, .. } = opened;
    let because = match cause {
        Cause::PassedTerm { due } => format!("because the term passed on {}", date(*due)),
        Cause::Procesbegeleider { party, mandate } => {
            format!("by the procesbegeleider, who works for {} (mandate {})", names.party(party), mandate.id)
        }
    };
    format!("It was escalated from {} {because}; {}.", step(&visit.step, names), onto(on, names))
}

fn disputed(unresolved: &EscalationUnresolved, names: Names<'_>) -> String {
    let EscalationUnresolved { rung, unresolved_on, terms, .. } = unresolved;
    let parties: Vec<_> = terms.parties.iter().map(|party| names.party(party)).collect();
    let days = |what: &str, days: Option<u32>| {
        days.map(|days| format!(", {what} within {} days", Language::English.number(u64::from(days))))
            .unwrap_or_default()
    };
    format!(
        "Nor was it solved on rung ‘{}’; on {} a dispute was brought ({}) between {}{}{}.",
        names.rung(rung),
        date(*unresolved_on),
        terms.kind.name_en(),
        list(&parties),
        days("a defence", terms.defence_days),
        days("advice or a ruling", terms.advice_days)
    )
}

fn onward(onward: &Onward, names: Names<'_>) -> String {
    match onward {
        Onward::SameVisit => "the visit that was open goes on".to_owned(),
        Onward::Visit(opening) => format!("the dossier goes back to {}", names.body(&opening.body)),
        Onward::End(end) => format!("the dossier ended as ‘{}’", names.end(end)),
    }
}
