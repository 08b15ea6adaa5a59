//! What a record says, in English. The same in Dutch stands in `nl`, in the same order.

use domain::{
    Event,
    dossier::{
        self,
        event::{
            ConditionsAnswered, DocumentFiled, DocumentRef, DossierHandedOver, DossierOpened,
            DossierWithdrawn, Next, OutcomeCorrected, RoundSubmitted, TermResumed, TermSuspended, Treated,
            WaitingOn,
        },
    },
    framework::{Outcome, adoption::FrameworkAdopted},
    ids::{StepId, TermId},
};
use jiff::civil::Date;
use wire::{Language, Names};

use super::{judged, stays};

mod action;
mod arrangement;
mod commitment;
mod escalation;
mod keeping;
mod mandate;
mod meeting;
mod preparation;
mod ratification;
mod stances;

pub(super) fn told(event: &Event, names: Names<'_>) -> String {
    use dossier::Event as D;
    match event {
        Event::Dossier(D::DossierOpened(opened)) => dossier_opened(opened, names),
        Event::Dossier(D::DocumentFiled(filed)) => document_filed(filed, names),
        Event::Dossier(D::RoundSubmitted(submitted)) => round_submitted(submitted, "", names),
        Event::Dossier(D::RevisionSubmitted(submitted)) => {
            round_submitted(submitted, " after a referral back", names)
        }
        Event::Dossier(
            D::NoticeTaken(done)
            | D::AdviceGiven(done)
            | D::DecisionTaken(done)
            | D::AgreementNotReached(done)
            | D::RatificationGiven(done)
            | D::VisitDeferred(done)
            | D::ReferredBack(done),
        ) => format!("{}.", treated(done, names)),
        Event::Dossier(D::PartySpoke(spoke)) => ratification::told(spoke, names),
        Event::Dossier(D::TermSuspended(suspended)) => term_suspended(suspended, names),
        Event::Dossier(D::TermResumed(resumed)) => term_resumed(resumed, names),
        Event::Dossier(D::ConditionsAnswered(answered)) => conditions_answered(answered),
        Event::Dossier(D::DossierWithdrawn(withdrawn)) => dossier_withdrawn(withdrawn, names),
        Event::Dossier(D::OutcomeCorrected(corrected)) => outcome_corrected(corrected, names),
        Event::Dossier(D::DossierHandedOver(handed)) => dossier_handed_over(handed, names),
        Event::Dossier(D::Escalation(event)) => escalation::told(event, names),
        Event::FrameworkAdopted(adopted) => framework_adopted(adopted),
        Event::Arrangement(event) => arrangement::told(event, names),
        Event::Meeting(event) => meeting::told(event, names),
        Event::Mandate(event) => mandate::told(event, names),
        Event::Preparation(event) => preparation::told(event, names),
        Event::Keeping(event) => keeping::told(event),
    }
}

fn dossier_opened(opened: &DossierOpened, names: Names<'_>) -> String {
    let follows = opened.follows.map_or_else(String::new, |past| format!(", taking up dossier {past} again"));
    format!(
        "A dossier was opened for {} on framework ‘{}’ version {}, {}{follows}; it waits for the document of ‘{}’.",
        names.party(&opened.party),
        opened.framework.id,
        opened.framework.version,
        functions(&opened.functions, names),
        names.round(&opened.awaits)
    )
}

fn document_filed(filed: &DocumentFiled, names: Names<'_>) -> String {
    let words = filed.sections.iter().map(|section| u64::from(section.words)).sum();
    format!(
        "{} was filed, with {} and {}.",
        document(&filed.document, names),
        counted(filed.sections.len() as u64, "section", "sections"),
        counted(words, "word", "words")
    )
}

fn round_submitted(submitted: &RoundSubmitted, after: &str, names: Names<'_>) -> String {
    format!(
        "{} was submitted{after} for ‘{}’; the dossier goes to {}.",
        document(&submitted.document, names),
        names.round(&submitted.round),
        names.body(&submitted.opens.body)
    )
}

fn treated(treated: &Treated, names: Names<'_>) -> String {
    let (body, on) = (names.body(&treated.body), date(treated.treated_on));
    let conditions = counted(treated.conditions.len() as u64, "condition", "conditions");
    let did = match treated.outcome {
        Outcome::Noted => format!("{body} took notice of the dossier on {on}"),
        Outcome::Positive => format!("{body} gave positive advice on {on}"),
        Outcome::PositiveWithConditions => format!("{body} gave positive advice with {conditions} on {on}"),
        Outcome::Negative => format!("{body} gave negative advice on {on}"),
        Outcome::NoAdvice => format!("{body} let it be known on {on} that it gives no advice"),
        Outcome::Adopted => format!("{body} decided on {on}: adopted"),
        Outcome::AdoptedAmended => format!("{body} decided on {on}: adopted as amended"),
        Outcome::AdoptedWithConditions => format!("{body} decided on {on}: adopted with {conditions}"),
        Outcome::Rejected => format!("{body} decided on {on}: rejected"),
        Outcome::NoAgreement => format!("{body} did not reach agreement on {on}"),
        Outcome::Ratified => format!("{body} ratified the decision on {on}"),
        Outcome::NotRatified => format!("{body} decided on {on} not to ratify"),
        Outcome::Deferred => format!("{body} deferred the dossier on {on}"),
        Outcome::ReferredBack => format!("{body} referred the dossier back on {on}"),
    };
    format!(
        "{did}{}{}{}; {}",
        departs(treated, names),
        stances::told(&treated.stances, names),
        found(treated),
        next(treated, names)
    )
}

fn departs(treated: &Treated, names: Names<'_>) -> String {
    if treated.departs_from.is_empty() {
        return String::new();
    }
    let advised: Vec<_> = treated.departs_from.iter().map(|visit| step(&visit.step, names)).collect();
    format!(", departing from the advice of {}", list(&advised))
}

fn found(treated: &Treated) -> String {
    let [met, unmet] = judged(treated);
    let mut found = String::new();
    if !met.is_empty() {
        found += &format!("; {} met", conditions(&met, " is", " are"));
    }
    if !unmet.is_empty() {
        found += &format!("; {} not met", conditions(&unmet, " is", " are"));
    }
    found
}

fn next(treated: &Treated, names: Names<'_>) -> String {
    match &treated.next {
        Next::Visit(opening) if stays(treated) => {
            format!("the dossier stays with {}", names.body(&opening.body))
        }
        Next::Visit(opening) => format!("the dossier goes to {}", names.body(&opening.body)),
        Next::Round(round) => format!("the dossier waits for the document of ‘{}’", names.round(round)),
        Next::Revision { resume_at } => {
            format!("after a new version the dossier goes on at {}", step(resume_at, names))
        }
        Next::Ladder(on) => escalation::onto(on, names),
        Next::End { end, .. } => format!("the dossier has ended as ‘{}’", names.end(end)),
    }
}

fn term_suspended(suspended: &TermSuspended, names: Names<'_>) -> String {
    let TermSuspended { body, from, waits_for, .. } = suspended;
    let whom = match waits_for {
        WaitingOn::Submitter => "the submitter".to_owned(),
        WaitingOn::Party(party) => names.party(party),
        WaitingOn::Body(body) => names.body(body),
        WaitingOn::Outside(_) => "somebody outside the framework".to_owned(),
    };
    format!("{} suspended the term from {}; the dossier waits for {whom}.", names.body(body), date(*from))
}

fn term_resumed(resumed: &TermResumed, names: Names<'_>) -> String {
    let TermResumed { body, runs_from, due, .. } = resumed;
    format!(
        "{} let the term run again from {}; its last day is now {}.",
        names.body(body),
        date(*runs_from),
        date(*due)
    )
}

fn conditions_answered(answered: &ConditionsAnswered) -> String {
    let numbers: Vec<_> = answered.answers.iter().map(|answer| answer.condition.0.to_string()).collect();
    format!("The coordinator answered {}.", conditions(&numbers, "", ""))
}

fn dossier_withdrawn(withdrawn: &DossierWithdrawn, names: Names<'_>) -> String {
    format!("The coordinator withdrew the dossier; it has ended as ‘{}’.", names.end(&withdrawn.end))
}

fn outcome_corrected(corrected: &OutcomeCorrected, names: Names<'_>) -> String {
    format!(
        "The outcome in record {} was corrected: {}.",
        corrected.corrects,
        treated(&corrected.treated, names)
    )
}

fn dossier_handed_over(handed: &DossierHandedOver, names: Names<'_>) -> String {
    let DossierHandedOver { from, to, party, .. } = handed;
    format!("The dossier was handed over from {from} to {to}, who works for {}.", names.party(party))
}

fn framework_adopted(adopted: &FrameworkAdopted) -> String {
    let supersedes = adopted.supersedes.as_ref();
    let supersedes =
        supersedes.map_or_else(String::new, |version| format!(" and replaces version {version}"));
    format!(
        "Framework ‘{}’ version {} was adopted; it applies from {}{supersedes}.",
        adopted.framework.id,
        adopted.framework.version,
        date(adopted.effective_from)
    )
}

fn functions(functions: &[TermId], names: Names<'_>) -> String {
    let functions: Vec<_> = functions.iter().map(|id| names.function(id)).collect();
    let noun = if functions.len() == 1 { "function" } else { "functions" };
    format!("with {noun} {}", list(&functions))
}

/// Conditions by number, and the verb that one or several ask for.
fn conditions(numbers: &[String], one: &str, more: &str) -> String {
    let (noun, verb) = if numbers.len() == 1 { ("condition", one) } else { ("conditions", more) };
    format!("{noun} {}{verb}", list(numbers))
}

fn document(document: &DocumentRef, names: Names<'_>) -> String {
    format!("Version {} of ‘{}’", document.version, names.format(&document.format))
}

fn step(step: &StepId, names: Names<'_>) -> String {
    format!("‘{}’", names.step(step))
}

fn counted(number: u64, one: &str, more: &str) -> String {
    let noun = if number == 1 { one } else { more };
    format!("{} {noun}", Language::English.number(number))
}

fn date(date: Date) -> String {
    Language::English.date(date)
}

fn list(items: &[String]) -> String {
    Language::English.list(items)
}
