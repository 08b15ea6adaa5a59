//! Parts of sentences in English.

use domain::{
    context::Capacity,
    dossier::{
        event::{DocumentRef, VisitRef},
        refusal::{Awaits, Countable, Needs},
    },
    framework::{Outcome, Role},
};
use jiff::civil::Date;

use crate::{language::Language, names::Names};

pub(super) fn date(date: Date) -> String {
    Language::English.date(date)
}

pub(super) fn number(number: impl TryInto<u64>) -> String {
    Language::English.number(number.try_into().unwrap_or(u64::MAX))
}

pub(super) fn each<T>(items: &[T], told: impl Fn(&T) -> String) -> String {
    Language::English.list(&items.iter().map(told).collect::<Vec<_>>())
}

/// What can be chosen, with its name for people where there is one.
pub(super) fn choice(id: &impl ToString, name: String) -> String {
    let id = id.to_string();
    if name == id { format!("‘{id}’") } else { format!("‘{id}’ ({name})") }
}

pub(super) fn visit(visit: &VisitRef, names: Names<'_>) -> String {
    format!("visit {} to step ‘{}’", visit.number, names.step(&visit.step))
}

pub(super) fn document(document: &DocumentRef, names: Names<'_>) -> String {
    format!("version {} of ‘{}’", document.version, names.format(&document.format))
}

pub(super) fn outcome_name(outcome: Outcome) -> String {
    outcome.name().replace('-', " ")
}

pub(super) fn capacity(capacity: &Capacity, names: Names<'_>) -> String {
    match capacity {
        Capacity::Coordinator { party } => format!("coordinator for {}", names.party(party)),
        Capacity::Secretary { body } => format!("secretary of {}", names.body(body)),
        Capacity::Administrator => "administrator".into(),
        Capacity::Auditor => "auditor".into(),
    }
}

pub(super) fn needs(needs: &Needs, names: Names<'_>) -> String {
    match needs {
        Needs::Coordinator => "a coordinator".into(),
        Needs::CoordinatorOrAdministrator => "the coordinator or an administrator".into(),
        Needs::SecretaryOf(body) => format!("the secretary of {}", names.body(body)),
        Needs::Administrator => "an administrator".into(),
    }
}

pub(super) fn acts(role: Role) -> &'static str {
    match role {
        Role::Informed => "takes notice",
        Role::Advises => "advises",
        Role::Decides => "decides",
        Role::Ratifies => "ratifies",
    }
}

pub(super) fn several(what: Countable) -> &'static str {
    match what {
        Countable::Functions => "functions",
        Countable::Sections => "sections",
        Countable::Documents => "document versions",
        Countable::Conditions => "conditions",
        Countable::Answers => "answers",
        Countable::Judgements => "judgements of conditions",
        Countable::Suspensions => "suspensions of the term",
    }
}

pub(super) fn single(what: Countable) -> &'static str {
    match what {
        Countable::Functions => "Function",
        Countable::Sections => "Section",
        Countable::Documents => "Document",
        Countable::Conditions => "Condition",
        Countable::Answers => "An answer to condition",
        Countable::Judgements => "A judgement of condition",
        Countable::Suspensions => "Suspension",
    }
}

/// That the dossier waits for something else.
pub(super) fn not_awaited(awaits: &Awaits, names: Names<'_>) -> String {
    let (awaited, help) = match awaits {
        Awaits::Round(round) => {
            (format!("the document that opens round ‘{}’", names.round(round)), "Submit that document first.")
        }
        Awaits::Visit(open) => {
            (format!("the outcome of {}", visit(open, names)), "The secretary records it first.")
        }
        Awaits::Revision => {
            ("a new document version after a referral back".into(), "Submit that version first.")
        }
        Awaits::Escalation(from) => (
            format!("a solution of what was escalated from {}", visit(from, names)),
            "Whoever holds the rung, or the secretary, records it first.",
        ),
    };
    format!("This is not what the dossier waits for: it waits for {awaited}. {help}")
}
