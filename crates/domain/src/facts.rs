//! The facts of a refusal by name, for programs and auditors: short names, numbers and dates as the record writes
//! them. A list is joined with commas.

mod action;
mod arrangement;
mod commitment;
mod escalation;
mod mandate;
mod meeting;
mod preparation;
mod stances;

use std::fmt::Display;

pub use self::{
    action::action, arrangement::arrangement, mandate::mandate, meeting::meeting, preparation::preparation,
};

use crate::{
    context::Capacity,
    dossier::{
        self,
        event::{DocumentRef, VisitRef},
        refusal::{Awaits, Because, Countable, DocumentFault, Needs},
    },
    framework::{FrameworkRef, Outcome, Role, adoption},
    ids::{FormatId, PartyId, Revision, RoundId},
    keeping,
};

/// Facts by name.
pub type Facts = Vec<(&'static str, String)>;

/// The facts of a dossier's refusal.
pub fn dossier(refusal: &dossier::Refusal) -> Facts {
    use dossier::Refusal as R;
    match refusal {
        R::DossierUnknown
        | R::AlreadyOpened
        | R::FunctionRequired
        | R::AnswerRequired
        | R::NothingCorrected
        | R::AlreadyDecided
        | R::AlreadyCoordinator => Vec::new(),
        R::OtherFramework { dossier } => framework(dossier),
        R::FrameworkNotInForce { effective_from } => facts([("effective_from", effective_from)]),
        R::NotPermitted { acted_as, needs } => {
            vec![("acted_as", capacity(acted_as)), ("needs", needed(needs))]
        }
        R::OtherCoordinator { coordinator } => facts([("coordinator", coordinator)]),
        R::Ended { end } => facts([("end", end)]),
        R::NotAwaited { awaits } => vec![("awaits", awaited(awaits))],
        R::RoundUnknown { round } => facts([("round", round)]),
        R::WrongRound { asked, awaited } => facts([("asked", asked), ("awaited", awaited)]),
        R::FollowedUnknown { followed } | R::FollowedNotEnded { followed } => facts([("followed", followed)]),
        R::FunctionUnknown { function, known } => {
            vec![("function", function.to_string()), ("known", joined(known))]
        }
        R::PartyUnknown { party } => facts([("party", party)]),
        R::BodyUnknown { body, known } => vec![("body", body.to_string()), ("known", joined(known))],
        R::FormatUnknown { format, known } => vec![("format", format.to_string()), ("known", joined(known))],
        R::FormatNotForRound { format, round, opens_with } => not_for_round(format, round, opens_with),
        R::DocumentFaulty { faults } => document_faults(faults),
        R::DocumentUnknown { document: asked } => vec![("document", document(asked))],
        R::NewVersionNeeded { submitted } => vec![("submitted", document(submitted))],
        R::ConditionsUnanswered { conditions } => {
            vec![("conditions", joined(&conditions.iter().map(|condition| condition.0).collect::<Vec<_>>()))]
        }
        R::VisitNotOpen { asked, open } => visit_not_open(asked, open.as_ref()),
        R::OutcomeNotOfRole { outcome, role } => not_of_role(*outcome, *role),
        R::EachPartySpeaks { step, parties } => pair("step", step, "parties", &joined(parties)),
        R::BodySpeaks { step, body } => pair("step", step, "body", body),
        R::NotARatifier { party, parties } => pair("party", party, "parties", &joined(parties)),
        R::AlreadySpoke { party, revision } => pair("party", party, "revision", revision),
        R::NotWhatItSaid { party, asked, stands } => not_what_it_said(party, *asked, *stands),
        R::MotivationRequired { because } => vec![reason(because)],
        R::ConditionsRequired { outcome } | R::ResumeNotPossible { outcome } => facts([("outcome", outcome)]),
        R::ConditionsNotPossible { outcome, instead } => {
            with("outcome", outcome, "instead", instead.as_ref())
        }
        R::Decision(refusal) => stances::of(refusal),
        R::Escalation(refusal) => escalation::of(refusal),
        R::TooMany { what, given, max } => {
            vec![("what", countable(*what).into()), ("given", given.to_string()), ("max", max.to_string())]
        }
        R::Repeated { what, which } => vec![("what", countable(*what).into()), ("which", which.clone())],
        R::ConditionUnknown { condition } | R::ConditionMet { condition } => {
            facts([("condition", &condition.0)])
        }
        R::DateInFuture { given, today } => facts([("given", given), ("today", today)]),
        R::DateBeforeArrival { given, arrived } => facts([("given", given), ("arrived", arrived)]),
        R::DueDatePast { given, treated_on } => facts([("given", given), ("treated_on", treated_on)]),
        R::NoTerm { step } => facts([("step", step)]),
        R::AlreadySuspended { since } => facts([("since", since)]),
        R::NotSuspended { visit: asked } => vec![("visit", visit(asked))],
        R::WaitsForItself { body } => facts([("body", body)]),
        R::SuspensionOverlaps { given, until } => facts([("given", given), ("until", until)]),
        R::TermRanOut { given, due } => facts([("given", given), ("due", due)]),
        R::ResumedTooEarly { given, since } => facts([("given", given), ("since", since)]),
        R::VisitsExhausted { step, visits_max } => pair("step", step, "visits_max", visits_max),
        R::CannotResumeAt { asked, possible } => pair("asked", asked, "possible", &joined(possible)),
        R::NotAnOutcome { revision } => facts([("revision", revision)]),
        R::AlreadyCorrected { by } => facts([("by", by)]),
        R::CorrectionTooLate { later } => facts([("later", later)]),
    }
}

fn not_for_round(format: &FormatId, round: &RoundId, opens_with: &[FormatId]) -> Facts {
    vec![("format", format.to_string()), ("round", round.to_string()), ("opens_with", joined(opens_with))]
}

fn not_what_it_said(party: &PartyId, asked: Revision, stands: Option<Revision>) -> Facts {
    let mut facts = vec![("party", party.to_string()), ("asked", asked.to_string())];
    facts.extend(stands.map(|stands| ("stands", stands.to_string())));
    facts
}

fn not_of_role(outcome: Outcome, role: Role) -> Facts {
    vec![("outcome", outcome.to_string()), ("role", role.to_string()), ("known", joined(role.outcomes()))]
}

/// The facts of a framework's refusal.
pub fn adoption(refusal: &adoption::Refusal) -> Facts {
    use adoption::Refusal as R;
    match refusal {
        R::NotPermitted { acted_as } => {
            vec![("acted_as", capacity(acted_as)), ("needs", "administrator".into())]
        }
        R::Unsound { faults } => vec![("faults", faults.len().to_string())],
        R::AlreadyAdopted { adopted } => framework(adopted),
        R::MustSupersede { latest, supersedes } => with("latest", latest, "supersedes", supersedes.as_ref()),
    }
}

/// The facts of a refusal about the keeping of a history.
pub fn keeping(refusal: &keeping::Refusal) -> Facts {
    use keeping::Refusal as R;
    match refusal {
        R::NotPermitted { acted_as, needs } => {
            let needs = match needs {
                keeping::refusal::Needs::Administrator => "administrator",
                keeping::refusal::Needs::AuditorOrAdministrator => "auditor,administrator",
            };
            vec![("acted_as", capacity(acted_as)), ("needs", needs.into())]
        }
        R::HistoryUnknown | R::TextsRequired | R::AlreadyErased => Vec::new(),
        R::UnderHold { holds } => vec![("holds", joined(holds))],
        R::AlreadyRequested { request, by } => {
            vec![("request", request.to_string()), ("requested_by", by.to_string())]
        }
        R::RequestNotOpen { asked, open } => with("asked", asked, "open", open.as_ref()),
        R::SecondPersonNeeded { requested_by } => facts([("requested_by", requested_by)]),
        R::RecordUnknown { asked, last } => facts([("asked", asked), ("last", last)]),
        R::TextUnknown { revision, which } => {
            vec![("revision", revision.to_string()), ("which", which.clone())]
        }
        R::TooMany { what, given, max } => {
            let what = match what {
                keeping::refusal::Countable::Texts => "texts",
                keeping::refusal::Countable::Records => "records",
                keeping::refusal::Countable::Holds => "holds",
            };
            vec![("what", what.into()), ("given", given.to_string()), ("max", max.to_string())]
        }
        R::HoldUnknown { asked, holds } => vec![("asked", asked.to_string()), ("holds", joined(holds))],
    }
}

/// A capacity, e.g. `secretary:pora`.
pub fn capacity(capacity: &Capacity) -> String {
    match capacity {
        Capacity::Coordinator { party } => format!("coordinator:{party}"),
        Capacity::Secretary { body } => format!("secretary:{body}"),
        Capacity::Administrator => "administrator".into(),
        Capacity::Auditor => "auditor".into(),
    }
}

fn facts<const N: usize, T: Display>(facts: [(&'static str, &T); N]) -> Facts {
    facts.into_iter().map(|(name, fact)| (name, fact.to_string())).collect()
}

/// Two facts of different kinds.
fn pair(name: &'static str, fact: &impl Display, other: &'static str, with: &impl Display) -> Facts {
    vec![(name, fact.to_string()), (other, with.to_string())]
}

/// A fact, and another that there may be.
fn with(
    name: &'static str,
    fact: &impl Display,
    may_be: &'static str,
    other: Option<&impl Display>,
) -> Facts {
    let other = other.map(|other| (may_be, other.to_string()));
    std::iter::once((name, fact.to_string())).chain(other).collect()
}

fn visit_not_open(asked: &VisitRef, open: Option<&VisitRef>) -> Facts {
    with("asked", &visit(asked), "open", open.map(visit).as_ref())
}

fn joined<T: Display>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

fn framework(framework: &FrameworkRef) -> Facts {
    vec![
        ("framework", framework.id.to_string()),
        ("version", framework.version.to_string()),
        ("digest", framework.digest.to_string()),
    ]
}

fn needed(needs: &Needs) -> String {
    match needs {
        Needs::Coordinator => "coordinator".into(),
        Needs::CoordinatorOrAdministrator => "coordinator,administrator".into(),
        Needs::SecretaryOf(body) => format!("secretary:{body}"),
        Needs::Administrator => "administrator".into(),
    }
}

fn awaited(awaits: &Awaits) -> String {
    match awaits {
        Awaits::Round(round) => format!("round:{round}"),
        Awaits::Visit(opened) => format!("visit:{}", visit(opened)),
        Awaits::Revision => "revision".into(),
        Awaits::Escalation(escalated) => format!("escalation:{}", visit(escalated)),
    }
}

fn reason(because: &Because) -> (&'static str, String) {
    match because {
        Because::Outcome(outcome) => ("outcome", outcome.to_string()),
        Because::DepartsFrom(visits) => {
            ("departs_from", joined(&visits.iter().map(visit).collect::<Vec<_>>()))
        }
    }
}

fn document_faults(faults: &[DocumentFault]) -> Facts {
    let sections = faults.iter().filter_map(|fault| match fault {
        DocumentFault::SectionUnknown(id)
        | DocumentFault::SectionMissing(id)
        | DocumentFault::SectionEmpty(id) => Some(id),
        DocumentFault::TooLong { .. } => None,
    });
    let mut told =
        vec![("faults", faults.len().to_string()), ("sections", joined(&sections.collect::<Vec<_>>()))];
    for fault in faults {
        if let DocumentFault::TooLong { words, words_max, pages_a4 } = fault {
            told.extend(facts([("words", words), ("words_max", words_max), ("pages_a4", pages_a4)]));
        }
    }
    told
}

/// A document, e.g. `voorstel/2`.
fn document(document: &DocumentRef) -> String {
    format!("{}/{}", document.format, document.version)
}

/// A visit, e.g. `voorstel-pora/1`.
fn visit(visit: &VisitRef) -> String {
    format!("{}/{}", visit.step, visit.number)
}

fn countable(what: Countable) -> &'static str {
    match what {
        Countable::Functions => "functions",
        Countable::Sections => "sections",
        Countable::Documents => "documents",
        Countable::Conditions => "conditions",
        Countable::Answers => "answers",
        Countable::Judgements => "judgements",
        Countable::Suspensions => "suspensions",
    }
}
