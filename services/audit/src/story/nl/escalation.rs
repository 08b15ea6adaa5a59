//! What happened on the ladder, in Dutch.

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
            "Op trede ‘{}’ is het op {} niet opgelost; {}.",
            names.rung(from),
            date(to.since),
            onto(to, names)
        ),
        Event::EscalationResolved(resolved) => format!(
            "Op {} is het opgelost op trede ‘{}’; {}.",
            date(resolved.resolved_on),
            names.rung(&resolved.rung),
            onward(&resolved.next, names)
        ),
        Event::EscalationUnresolved(unresolved) => disputed(unresolved, names),
        Event::DisputeConcluded(concluded) => {
            let next = onward(&concluded.next, names);
            format!("Het geschil is op {} afgesloten; {next}.", date(concluded.concluded_on))
        }
    }
}

/// Where the dossier is on the ladder.
pub(super) fn onto(on: &OnRung, names: Names<'_>) -> String {
    let holder = match &on.holder {
        Holder::Body(body) => names.body(body),
        Holder::Party(party) => names.party(party),
        Holder::Function(function) => format!("de {function}"),
    };
    format!(
        "het dossier staat op trede ‘{}’ van de escalatieladder, bij {holder}, met een termijn tot en met {}",
        names.rung(&on.rung),
        date(on.due)
    )
}

fn opened(opened: &EscalationOpened, names: Names<'_>) -> String {
    let EscalationOpened { visit, cause, on, .. } = opened;
    let because = match cause {
        Cause::PassedTerm { due } => format!("omdat de termijn op {} verstreek", date(*due)),
        Cause::Procesbegeleider { party, mandate } => format!(
            "door de procesbegeleider, die werkt voor {} (mandaat {})",
            names.party(party),
            mandate.id
        ),
    };
    format!("Vanaf {} is opgeschaald {because}; {}.", step(&visit.step, names), onto(on, names))
}

fn disputed(unresolved: &EscalationUnresolved, names: Names<'_>) -> String {
    let EscalationUnresolved { rung, unresolved_on, terms, .. } = unresolved;
    let parties: Vec<_> = terms.parties.iter().map(|party| names.party(party)).collect();
    let days = |what: &str, days: Option<u32>| {
        days.map(|days| format!(", {what} binnen {} dagen", Language::Dutch.number(u64::from(days))))
            .unwrap_or_default()
    };
    format!(
        "Ook op trede ‘{}’ is het niet opgelost; op {} is een geschil voorgelegd ({}) tussen {}{}{}.",
        names.rung(rung),
        date(*unresolved_on),
        terms.kind.name_nl(),
        list(&parties),
        days("met verweer", terms.defence_days),
        days("met een advies of uitspraak", terms.advice_days)
    )
}

fn onward(onward: &Onward, names: Names<'_>) -> String {
    match onward {
        Onward::SameVisit => "de behandeling die openstond gaat verder".to_owned(),
        Onward::Visit(opening) => format!("het dossier gaat terug naar {}", names.body(&opening.body)),
        Onward::End(end) => format!("het dossier is geëindigd als ‘{}’", names.end(end)),
    }
}
