//! Whom a dossier waits for, since when, and what it needs: what its history alone tells. With the framework at hand,
//! [`moves`](super::moves) says what would move it.

use jiff::civil::Date;

use super::{
    escalation::{Escalation, event::OnRung},
    event::{ConditionNumber, DocumentRef, VisitRef, WaitingOn},
    state::{Dossier, Phase, Progress, Visit},
    term::Still,
};
use crate::{
    framework::{Holder, Role},
    ids::{BodyId, PartyId, Revision, RoundId, StepId},
};

/// Whom a dossier waits for, since when, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// For whom.
    pub on: Whom,
    /// Since when it waits for them without a break.
    pub since: Since,
    /// For what.
    pub need: Need,
}

/// Since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// This day.
    Date(Date),
    /// The day on which this record was written down.
    Recorded(Revision),
}

/// What a dossier waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// The document that opens a round.
    Round(Paper),
    /// A new version after a referral back.
    Revision {
        /// Of which document.
        paper: Paper,
        /// The step that the dossier goes on at.
        resume_at: StepId,
    },
    /// An outcome.
    Outcome(Asked),
    /// The end of a suspension.
    Resumption(Asked),
    /// That the holder of a rung comes to a solution.
    Solution(Stuck),
    /// That a dispute is concluded.
    Conclusion(Stuck),
}

/// What a dossier on the ladder waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck {
    /// The visit that it was escalated from.
    pub visit: VisitRef,
    /// The rung that it is on, or was on when it became a dispute.
    pub on: OnRung,
    /// Whether the visit still waits for its body, which may also treat it.
    pub body: Option<BodyId>,
}

/// Whom a dossier waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// Somebody that records can name.
    Named(WaitingOn),
    /// Whoever has this function: a rung is held by somebody that the framework knows by function only.
    Function(String),
}

/// A document that a coordinator is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The round that it is for.
    pub round: RoundId,
    /// What is filed and was not submitted yet, in the order of filing.
    pub filed: Vec<DocumentRef>,
    /// The conditions that must be answered first.
    pub unanswered: Vec<ConditionNumber>,
}

/// A visit that a body is asked to treat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The visit.
    pub visit: VisitRef,
    /// The body.
    pub body: BodyId,
    /// What it is asked to do.
    pub role: Role,
    /// When the dossier arrived there.
    pub arrived: Date,
    /// The parties that have spoken, where each does for itself.
    pub spoken: Vec<PartyId>,
}

/// Whom a dossier waits for; `None`: it has ended.
pub fn waiting(dossier: &Dossier) -> Option<Waiting> {
    if let Some(escalation) = dossier.escalation() {
        return Some(stuck(dossier, escalation));
    }
    match &dossier.phase {
        Phase::Preparing { round } => Some(Waiting {
            on: Whom::Named(WaitingOn::Submitter),
            since: returned(dossier),
            need: Need::Round(paper(dossier, round)),
        }),
        Phase::Revising { round, resume_at } => Some(Waiting {
            on: Whom::Named(WaitingOn::Submitter),
            since: returned(dossier),
            need: Need::Revision { paper: paper(dossier, round), resume_at: resume_at.clone() },
        }),
        Phase::AtStep { visit } => dossier.visit(visit).map(at),
        // Only a damaged history has such a dossier without an open escalation.
        Phase::Escalated { .. } | Phase::Ended { .. } => None,
    }
}

/// Whoever has it on the ladder is waited for, also while the body could still treat the visit, or its term stands still.
fn stuck(dossier: &Dossier, escalation: &Escalation) -> Waiting {
    let on = escalation.on();
    let open = dossier.visit(&escalation.visit).filter(|visit| visit.progress == Progress::Waiting);
    let stuck = Stuck {
        visit: escalation.visit.clone(),
        on: on.clone(),
        body: open.map(|visit| visit.opening.body.clone()),
    };
    match &escalation.dispute {
        Some(dispute) => Waiting {
            on: Whom::Named(WaitingOn::Outside(dispute.terms.before)),
            since: Since::Date(dispute.since),
            need: Need::Conclusion(stuck),
        },
        None => {
            let whom = match &on.holder {
                Holder::Body(body) => Whom::Named(WaitingOn::Body(body.clone())),
                Holder::Party(party) => Whom::Named(WaitingOn::Party(party.clone())),
                Holder::Function(function) => Whom::Function(function.clone()),
            };
            Waiting { on: whom, since: Since::Date(on.since), need: Need::Solution(stuck) }
        }
    }
}

fn at(visit: &Visit) -> Waiting {
    let opening = &visit.opening;
    let asked = Asked {
        visit: opening.visit.clone(),
        body: opening.body.clone(),
        role: opening.role,
        arrived: opening.arrived,
        spoken: visit.voices.iter().map(|spoken| spoken.voice.party.clone()).collect(),
    };
    match visit.suspension() {
        Some(suspension) => Waiting {
            on: Whom::Named(suspension.waits_for.clone()),
            since: Since::Date(suspension.from),
            need: Need::Resumption(asked),
        },
        None => Waiting {
            on: Whom::Named(WaitingOn::Body(opening.body.clone())),
            since: Since::Date(runs_since(visit)),
            need: Need::Outcome(asked),
        },
    }
}

/// The day on which the dossier arrived, or on which the term ran again. A suspension that was taken back never was.
fn runs_since(visit: &Visit) -> Date {
    let ledger = visit.ledger().into_iter().filter(|still: &Still| !still.is_empty());
    ledger.filter_map(|still| still.until).max().unwrap_or(visit.opening.arrived)
}

/// When the dossier came to its submitter: on the day of the last outcome, or when it was opened.
fn returned(dossier: &Dossier) -> Since {
    let treated = dossier.visits.iter().rev().find_map(Visit::treated);
    treated.map_or(Since::Recorded(Revision(1)), |treated| Since::Date(treated.treated_on))
}

fn paper(dossier: &Dossier, round: &RoundId) -> Paper {
    let submitted = |filed: &DocumentRef| dossier.submitted.iter().any(|past| past.document == *filed);
    let place = |named: &DocumentRef| dossier.documents.iter().position(|filed| filed.document == *named);
    let last = dossier.submission(round).and_then(|submission| place(&submission.document));
    let after = last.map_or(0, |place| place + 1);
    let filed = dossier.documents.iter().skip(after).map(|filed| &filed.document);
    let unanswered = dossier.conditions.iter().filter(|set| set.is_open() && set.answered.is_none());
    Paper {
        round: round.clone(),
        filed: filed.filter(|document| !submitted(document)).cloned().collect(),
        unanswered: unanswered.map(|condition| condition.set.number).collect(),
    }
}
