//! Rows of the views as messages.

pub(crate) mod action;
pub(crate) mod agenda;
pub(crate) mod arrangement;
pub(crate) mod bound;
pub(crate) mod dossier;
pub(crate) mod escalation;
pub(crate) mod evaluation;
pub(crate) mod mandate;
pub(crate) mod meeting;
pub(crate) mod preparation;
pub(crate) mod ratification;
pub(crate) mod register;
pub(crate) mod term;
pub(crate) mod waiting;

use domain::{dossier::event::DocumentRef, framework::Framework};
use views::{
    Words,
    query::parts::{Condition, Given, Paper, WaitsFor},
};
use wire::{
    Names,
    convert::{answer, enums},
    v1,
};

/// Who an answer is for, as far as small numbers go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// Who coordinates the dossier: small numbers are told.
    Inside,
    /// Anyone else: only that a number is small.
    Outside,
}

impl Reader {
    /// The digits of a small number, if they are told and were not erased.
    pub(crate) fn few(self, words: &Words) -> Option<String> {
        match self {
            Self::Inside => words.known().map(str::to_owned),
            Self::Outside => None,
        }
    }
}

/// Below which a number of pupils is small; zero while the framework cannot be read.
pub(crate) fn threshold(framework: Option<&Framework>) -> u32 {
    framework.map_or(0, |framework| framework.small_number_threshold)
}

/// Words, or that they were erased.
pub(crate) fn words(words: &Words) -> v1::DisclosedText {
    let text = words.known();
    v1::DisclosedText { text: text.unwrap_or_default().to_owned(), erased: text.is_none() }
}

/// Whom a dossier waits for. `submitter` is who answers for it.
pub(crate) fn waits_for(whom: &WaitsFor, submitter: &v1::Coordinator, names: Names<'_>) -> v1::WaitsFor {
    use v1::waits_for::Who;
    let who = match whom {
        WaitsFor::Body(body) => Some(Who::Body(answer::body(body, names))),
        WaitsFor::Coordinator(_) => Some(Who::Coordinator(submitter.clone())),
        WaitsFor::Party(party) => Some(Who::Party(answer::party(party, names))),
        WaitsFor::Outside(who) => Some(Who::Outside(words(who))),
        WaitsFor::Nobody => None,
    };
    v1::WaitsFor { who }
}

/// A paper that a body is asked to look at.
pub(crate) fn paper(paper: &Paper, names: Names<'_>) -> v1::DocumentSummary {
    let Paper { document, digest, words, filed_at } = paper;
    answer::document_summary(document, digest, *words, *filed_at, names)
}

/// What a body did with an earlier visit.
pub(crate) fn given(given: &Given, names: Names<'_>) -> v1::EarlierOutcome {
    v1::EarlierOutcome {
        visit: Some(answer::visit_ref(&given.visit)),
        body: Some(answer::body(&given.body, names)),
        role: enums::role(given.role).into(),
        outcome: enums::outcome(given.outcome).into(),
        treated_on: given.treated_on.to_string(),
        motivation: given.motivation.as_ref().map(words),
        corrected: given.corrected,
        revision: given.revision.0,
    }
}

/// A condition, and how it stands.
pub(crate) fn condition(condition: &Condition, names: Names<'_>) -> v1::Condition {
    v1::Condition {
        set: Some(v1::ConditionSet {
            number: condition.number.0,
            text: Some(words(&condition.text)),
            holder: condition.holder.as_ref().map(|party| answer::party(party, names)),
            due_on: condition.due.map(|due| due.to_string()),
        }),
        set_by: Some(answer::visit_ref(&condition.set_by)),
        set_by_body: condition.body.as_ref().map(|body| answer::body(body, names)),
        answered: condition.answer.is_some(),
        answer: condition.answer.as_ref().map(|answer| words(&answer.words)),
        judged: condition
            .judged
            .as_ref()
            .map(|(visit, met)| v1::condition::Judged { visit: Some(answer::visit_ref(visit)), met: *met }),
    }
}

/// Something that is wrong with a framework file.
pub(crate) fn finding(finding: kader::Finding) -> v1::Finding {
    let kader::Finding { line, rule, nl, en } = finding;
    v1::Finding { line: u32::try_from(line).unwrap_or(u32::MAX), rule: rule.to_owned(), nl, en }
}

/// Which documents.
pub(crate) fn document_refs<'a>(documents: impl Iterator<Item = &'a DocumentRef>) -> Vec<v1::DocumentRef> {
    documents.map(answer::document_ref).collect()
}
