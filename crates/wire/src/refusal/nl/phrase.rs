//! Parts of sentences in Dutch.

use domain::{
    context::Capacity,
    dossier::{
        event::{DocumentRef, VisitRef},
        refusal::{Awaits, Countable, Needs},
    },
    framework::Role,
};
use jiff::civil::Date;

use crate::{language::Language, names::Names};

pub(super) fn date(date: Date) -> String {
    Language::Dutch.date(date)
}

pub(super) fn number(number: impl TryInto<u64>) -> String {
    Language::Dutch.number(number.try_into().unwrap_or(u64::MAX))
}

pub(super) fn each<T>(items: &[T], told: impl Fn(&T) -> String) -> String {
    Language::Dutch.list(&items.iter().map(told).collect::<Vec<_>>())
}

/// What can be chosen, with its name for people where there is one.
pub(super) fn choice(id: &impl ToString, name: String) -> String {
    let id = id.to_string();
    if name == id { format!("‘{id}’") } else { format!("‘{id}’ ({name})") }
}

pub(super) fn visit(visit: &VisitRef, names: Names<'_>) -> String {
    format!("behandeling {} aan stap ‘{}’", visit.number, names.step(&visit.step))
}

pub(super) fn document(document: &DocumentRef, names: Names<'_>) -> String {
    format!("versie {} van ‘{}’", document.version, names.format(&document.format))
}

pub(super) fn capacity(capacity: &Capacity, names: Names<'_>) -> String {
    match capacity {
        Capacity::Coordinator { party } => format!("coördinator van {}", names.party(party)),
        Capacity::Secretary { body } => format!("secretaris van {}", names.body(body)),
        Capacity::Administrator => "beheerder".into(),
        Capacity::Auditor => "auditor".into(),
    }
}

pub(super) fn needs(needs: &Needs, names: Names<'_>) -> String {
    match needs {
        Needs::Coordinator => "een coördinator".into(),
        Needs::CoordinatorOrAdministrator => "de coördinator of een beheerder".into(),
        Needs::SecretaryOf(body) => format!("de secretaris van {}", names.body(body)),
        Needs::Administrator => "een beheerder".into(),
    }
}

pub(super) fn acts(role: Role) -> &'static str {
    match role {
        Role::Informed => "kennisneemt",
        Role::Advises => "adviseert",
        Role::Decides => "besluit",
        Role::Ratifies => "bekrachtigt",
    }
}

pub(super) fn several(what: Countable) -> &'static str {
    match what {
        Countable::Functions => "functies",
        Countable::Sections => "onderdelen",
        Countable::Documents => "documentversies",
        Countable::Conditions => "voorwaarden",
        Countable::Answers => "antwoorden",
        Countable::Judgements => "oordelen over voorwaarden",
        Countable::Suspensions => "opschortingen van de termijn",
    }
}

pub(super) fn single(what: Countable) -> &'static str {
    match what {
        Countable::Functions => "De functie",
        Countable::Sections => "Het onderdeel",
        Countable::Documents => "Het document",
        Countable::Conditions => "De voorwaarde",
        Countable::Answers => "Een antwoord op voorwaarde",
        Countable::Judgements => "Een oordeel over voorwaarde",
        Countable::Suspensions => "De opschorting",
    }
}

/// That the dossier waits for something else.
pub(super) fn not_awaited(awaits: &Awaits, names: Names<'_>) -> String {
    let (awaited, help) = match awaits {
        Awaits::Round(round) => (
            format!("het document waarmee de ronde ‘{}’ begint", names.round(round)),
            "Dien dat document eerst in.",
        ),
        Awaits::Visit(open) => {
            (format!("de uitkomst van {}", visit(open, names)), "De secretaris legt die eerst vast.")
        }
        Awaits::Revision => {
            ("een nieuwe documentversie na een terugverwijzing".into(), "Dien die versie eerst in.")
        }
        Awaits::Escalation(from) => (
            format!("een oplossing van wat vanaf {} is opgeschaald", visit(from, names)),
            "Wie de trede heeft, of de secretaris, legt die eerst vast.",
        ),
    };
    format!("Dit is nu niet aan de orde: het dossier wacht op {awaited}. {help}")
}
