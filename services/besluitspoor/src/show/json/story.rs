//! The whole story of a dossier.

use domain::framework::Role;
use serde::Serialize;
use wire::v1::{self, ConditionAct, ReasonKind};

use super::{
    dossier::DossierSummary,
    record::{Record, RecordText},
    shared::{DocumentRef, FrameworkRef, Named, Reflects},
    visit::{Known, VisitRef},
};

/// The beginning of the name of words that are a section of a document; those are read with `document`.
const SECTION: &str = "section.";

/// What `audit dossier` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct DossierStory {
    /// The dossier.
    pub(crate) dossier: DossierSummary,
    /// Its records in order, each with what it rests on. The words of documents are left out.
    pub(crate) records: Vec<Told>,
    /// Where each condition was set, answered and judged.
    pub(crate) conditions: Vec<ConditionStory>,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
    /// Whether people are told the rules. Programs always get them.
    #[serde(skip)]
    pub(crate) explain: bool,
}

/// One record, and why it says what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Told {
    /// The record.
    #[serde(flatten)]
    pub(crate) record: Record,
    /// What it rests on. `null`: the record cannot be read.
    pub(crate) explanation: Option<Explanation>,
}

/// Why a record says what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Explanation {
    /// The framework under which it was decided.
    pub(crate) framework: Option<FrameworkRef>,
    /// The visit that it is about.
    pub(crate) visit: Option<VisitRef>,
    /// The body that acted.
    pub(crate) body: Option<Named>,
    /// In which role that body acted. `null`: no body did.
    pub(crate) role: Option<Known<Role>>,
    /// The date of the meeting or written procedure.
    pub(crate) treated_on: Option<String>,
    /// The document versions that it is about.
    pub(crate) documents: Vec<DocumentRef>,
    /// The conditions that it sets, answers or judges.
    pub(crate) conditions: Vec<ConditionTrace>,
    /// The rules that led to it.
    pub(crate) reasons: Vec<Reason>,
}

/// What a record does with a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ConditionTrace {
    /// Its number in the dossier.
    pub(crate) number: u32,
    /// `set`, `answered`, `met` or `not-met`.
    pub(crate) act: &'static str,
    /// The record that set it.
    pub(crate) set_revision: u64,
    /// The record before this one in which it was answered last.
    pub(crate) answered_revision: Option<u64>,
}

/// A rule that led to a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Reason {
    /// What it is about, e.g. `term`.
    pub(crate) kind: &'static str,
    /// The rule in the framework's own words; empty when it holds in every framework.
    pub(crate) rule: String,
    /// How it applies.
    pub(crate) message: String,
}

/// Where one condition was set, answered and judged, by revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ConditionStory {
    /// Its number in the dossier.
    pub(crate) number: u32,
    /// The records that set it; after a correction the last of them stands.
    pub(crate) set: Vec<u64>,
    /// The records that answer it.
    pub(crate) answered: Vec<u64>,
    /// The records that judge it, with what was found.
    pub(crate) judged: Vec<Judged>,
}

/// A judgement of a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Judged {
    /// The record.
    pub(crate) revision: u64,
    /// Whether it was found met.
    pub(crate) met: bool,
}

impl DossierStory {
    /// The story that these records tell.
    pub(crate) fn of(dossier: DossierSummary, records: Vec<Told>, reflects: Reflects, explain: bool) -> Self {
        let conditions = conditions(&records);
        Self { dossier, records, conditions, reflects, explain }
    }
}

fn conditions(records: &[Told]) -> Vec<ConditionStory> {
    let mut stories: Vec<ConditionStory> = Vec::new();
    for told in records {
        let revision = told.record.revision;
        for trace in told.explanation.iter().flat_map(|explanation| &explanation.conditions) {
            let known = stories.iter().position(|story| story.number == trace.number);
            let place = known.unwrap_or(stories.len());
            if known.is_none() {
                let (set, answered, judged) = (Vec::new(), Vec::new(), Vec::new());
                stories.push(ConditionStory { number: trace.number, set, answered, judged });
            }
            let story = &mut stories[place];
            match trace.act {
                "set" => story.set.push(revision),
                "answered" => story.answered.push(revision),
                act => story.judged.push(Judged { revision, met: act == "met" }),
            }
        }
    }
    stories
}

impl From<v1::Record> for Told {
    fn from(mut record: v1::Record) -> Self {
        let explanation = record.explanation.take().map(Into::into);
        let mut record = Record::from(record);
        record.texts.retain(|text: &RecordText| !text.name.starts_with(SECTION));
        Self { record, explanation }
    }
}

impl From<v1::Explanation> for Explanation {
    fn from(explanation: v1::Explanation) -> Self {
        let role = explanation.role;
        Self {
            framework: explanation.framework.map(Into::into),
            visit: explanation.visit.map(Into::into),
            role: explanation.body.is_some().then(|| Known::role(role)),
            body: explanation.body.map(Into::into),
            treated_on: explanation.treated_on,
            documents: explanation.documents.into_iter().map(Into::into).collect(),
            conditions: explanation.conditions.into_iter().map(Into::into).collect(),
            reasons: explanation.reasons.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<v1::ConditionTrace> for ConditionTrace {
    fn from(trace: v1::ConditionTrace) -> Self {
        let act = match trace.act() {
            ConditionAct::Set => "set",
            ConditionAct::Answered => "answered",
            ConditionAct::Met => "met",
            ConditionAct::NotMet => "not-met",
            ConditionAct::Unspecified => "unknown",
        };
        let v1::ConditionTrace { number, set_revision, answered_revision, .. } = trace;
        Self { number, act, set_revision, answered_revision }
    }
}

impl From<v1::Reason> for Reason {
    fn from(reason: v1::Reason) -> Self {
        let kind = match reason.kind() {
            ReasonKind::Framework => "framework",
            ReasonKind::Competence => "competence",
            ReasonKind::Document => "document",
            ReasonKind::Step => "step",
            ReasonKind::Motivation => "motivation",
            ReasonKind::Next => "next",
            ReasonKind::Papers => "papers",
            ReasonKind::Term => "term",
            ReasonKind::End => "end",
            ReasonKind::Condition => "condition",
            ReasonKind::Correction => "correction",
            ReasonKind::Deviation => "deviation",
            ReasonKind::Unspecified => "unknown",
        };
        Self { kind, rule: reason.rule, message: reason.message }
    }
}
