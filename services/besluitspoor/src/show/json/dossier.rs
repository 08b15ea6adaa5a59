//! Dossiers: whole, and in lists.

use serde::Serialize;
use wire::v1;

use super::{
    escalation::Escalation,
    evaluation::LifePhase,
    meeting::OnMeeting,
    shared::{
        Coordinator, DocumentRef, DocumentSummary, FrameworkRef, Moment, Named, Reflects, WaitsFor, Words,
        moment,
    },
    term::Term,
    visit::{Condition, Ended, Opening, Treated, VisitRef},
    voice::PartyVoice,
};

/// What `show` and `replay` answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct DossierAnswer {
    /// The dossier.
    pub(crate) dossier: Dossier,
    /// In which phase of its life the arrangement is; none if it was not adopted and will not be, or when it was built again
    /// from its own records.
    pub(crate) life_phase: Option<LifePhase>,
    /// The meetings that have one of its visits on their agenda. Empty when it was built again from its own records.
    pub(crate) meetings: Vec<OnMeeting>,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
    /// From how many records it was built again. `null`: it was read from a view.
    pub(crate) replayed_records: Option<u64>,
}

/// What `dossiers` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Dossiers {
    /// The dossiers.
    pub(crate) dossiers: Vec<DossierSummary>,
    /// Whether there are more than were asked for.
    pub(crate) more: bool,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
}

/// One dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Dossier {
    /// Its head.
    #[serde(flatten)]
    pub(crate) summary: DossierSummary,
    /// What the arrangement is for.
    pub(crate) functions: Vec<Named>,
    /// For whom.
    pub(crate) target_group: Option<Words>,
    /// The earlier dossier that it takes up again.
    pub(crate) follows_dossier_id: Option<String>,
    /// Every document version.
    pub(crate) documents: Vec<DocumentSummary>,
    /// What was submitted.
    pub(crate) submissions: Vec<Submission>,
    /// Every visit, in the order of opening.
    pub(crate) visits: Vec<Visit>,
    /// Every condition.
    pub(crate) conditions: Vec<Condition>,
    /// Every time that it was escalated.
    pub(crate) escalations: Vec<Escalation>,
}

/// The head of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct DossierSummary {
    /// Its id.
    pub(crate) dossier_id: String,
    /// Its number for people.
    pub(crate) reference: String,
    /// Its title.
    pub(crate) title: Words,
    /// The framework it runs on.
    pub(crate) framework: FrameworkRef,
    /// Who answers for it.
    pub(crate) coordinator: Coordinator,
    /// Where it is.
    pub(crate) phase: Phase,
    /// Who must do something now.
    pub(crate) waits_for: WaitsFor,
    /// When it was opened.
    pub(crate) opened_time: Option<Moment>,
    /// When something last happened to it.
    pub(crate) changed_time: Option<Moment>,
    /// Its last record.
    pub(crate) revision: u64,
}

/// Where a dossier is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Phase {
    /// With the coordinator, for the document that opens this round.
    Preparing { round: Named },
    /// With a body.
    AtStep { opening: Box<Opening> },
    /// With the coordinator, for a new document version.
    Revising { round: Named, resume_at_step: String },
    /// On the ladder, because the parties did not agree at this visit.
    Escalated { visit: VisitRef },
    /// Ended.
    Ended { ended: Ended },
    /// Somewhere that this program does not know.
    Unknown,
}

/// A document that was submitted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Submission {
    /// The round.
    pub(crate) round: Named,
    /// The document.
    pub(crate) document: DocumentRef,
    /// When.
    pub(crate) submitted_time: Option<Moment>,
}

/// One visit to one step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Visit {
    /// What was opened.
    pub(crate) opening: Opening,
    /// `waiting`, `treated` or `void`.
    pub(crate) progress: &'static str,
    /// What the body did.
    pub(crate) treated: Option<Treated>,
    /// Whether the outcome was written down wrongly first.
    pub(crate) corrected: bool,
    /// The record that says what the body did; a correction names it. Zero: not treated.
    pub(crate) treated_revision: u64,
    /// Its term since it was opened. `null`: no term.
    pub(crate) term: Option<Term>,
    /// What each party has said for itself, at a step where each ratifies.
    pub(crate) voices: Vec<PartyVoice>,
    /// The parties that have not.
    pub(crate) unspoken: Vec<Named>,
}

impl From<v1::Dossier> for Dossier {
    fn from(dossier: v1::Dossier) -> Self {
        Self {
            summary: dossier.summary.unwrap_or_default().into(),
            functions: dossier.functions.into_iter().map(Into::into).collect(),
            target_group: dossier.target_group.map(Into::into),
            follows_dossier_id: dossier.follows_dossier_id,
            documents: dossier.documents.into_iter().map(Into::into).collect(),
            submissions: dossier.submissions.into_iter().map(Into::into).collect(),
            visits: dossier.visits.into_iter().map(Into::into).collect(),
            conditions: dossier.conditions.into_iter().map(Into::into).collect(),
            escalations: dossier.escalations.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<v1::DossierSummary> for DossierSummary {
    fn from(summary: v1::DossierSummary) -> Self {
        Self {
            dossier_id: summary.dossier_id,
            reference: summary.reference,
            title: summary.title.unwrap_or_default().into(),
            framework: summary.framework.unwrap_or_default().into(),
            coordinator: summary.coordinator.unwrap_or_default().into(),
            phase: summary.phase.unwrap_or_default().into(),
            waits_for: summary.waits_for.unwrap_or_default().into(),
            opened_time: summary.opened_time.and_then(|time| moment(time.seconds, time.nanos)),
            changed_time: summary.changed_time.and_then(|time| moment(time.seconds, time.nanos)),
            revision: summary.revision,
        }
    }
}

impl From<v1::Phase> for Phase {
    fn from(phase: v1::Phase) -> Self {
        use v1::phase::Phase as At;
        match phase.phase {
            Some(At::Preparing(round)) => Self::Preparing { round: round.into() },
            Some(At::AtStep(opening)) => Self::AtStep { opening: Box::new(opening.into()) },
            Some(At::Revising(revising)) => Self::Revising {
                round: revising.round.unwrap_or_default().into(),
                resume_at_step: revising.resume_at_step_id,
            },
            Some(At::Escalated(visit)) => Self::Escalated { visit: visit.into() },
            Some(At::Ended(ended)) => Self::Ended { ended: ended.into() },
            None => Self::Unknown,
        }
    }
}

impl From<v1::Submission> for Submission {
    fn from(submission: v1::Submission) -> Self {
        Self {
            round: submission.round.unwrap_or_default().into(),
            document: submission.document.unwrap_or_default().into(),
            submitted_time: submission.submitted_time.and_then(|time| moment(time.seconds, time.nanos)),
        }
    }
}

impl From<v1::Visit> for Visit {
    fn from(visit: v1::Visit) -> Self {
        let progress = match visit.progress() {
            v1::VisitProgress::Waiting => "waiting",
            v1::VisitProgress::Treated => "treated",
            v1::VisitProgress::Void => "void",
            v1::VisitProgress::Unspecified => "unknown",
        };
        Self {
            opening: visit.opening.unwrap_or_default().into(),
            progress,
            treated: visit.treated.map(Into::into),
            corrected: visit.corrected,
            treated_revision: visit.treated_revision,
            term: visit.term.map(Into::into),
            voices: visit.voices.into_iter().map(Into::into).collect(),
            unspoken: visit.unspoken.into_iter().map(Into::into).collect(),
        }
    }
}
