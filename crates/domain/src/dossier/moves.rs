//! What would move a dossier that waits: which act, of whom, and when there is an occasion for it.

use jiff::civil::Date;

use super::{
    escalation::event::OnRung,
    event::{ConditionNumber, DocumentRef, VisitRef},
    waiting::{Asked, Need, Paper},
};
use crate::{
    forecast::{
        Planned,
        days::{Arrival, Days},
    },
    framework::{Framework, Role},
    ids::{BodyId, FormatId, PartyId, RoundId, RungId, StepId},
};

/// The act that a dossier waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// The coordinator submits the document that opens a round.
    Submit {
        /// Which document.
        paper: Wanted,
        /// The body that the dossier then goes to.
        to: BodyId,
    },
    /// The coordinator files and submits a new version, after a referral back.
    Resubmit {
        /// Of which document.
        paper: Wanted,
        /// The step that the dossier then goes on at.
        resume_at: StepId,
        /// The body of that step.
        to: BodyId,
    },
    /// The body treats the visit.
    Treat {
        /// The visit.
        visit: VisitRef,
        /// The body.
        body: BodyId,
        /// What it is asked to do.
        role: Role,
        /// The first meeting at which it can. `None`: it meets when it is called.
        meeting: Option<Occasion>,
    },
    /// Each of these parties says whether it ratifies what was decided.
    Ratify {
        /// The visit.
        visit: VisitRef,
        /// The body whose secretary writes it down.
        body: BodyId,
        /// Those that have not spoken, in the order of the framework.
        parties: Vec<PartyId>,
    },
    /// The body lets the term run again; it may also treat the visit.
    Resume {
        /// The visit.
        visit: VisitRef,
        /// The body.
        body: BodyId,
    },
    /// Who holds the rung solves it, or it goes higher.
    Solve {
        /// The visit that was escalated.
        visit: VisitRef,
        /// The rung, whose it is and until when.
        on: OnRung,
        /// The rung after it. `None`: it becomes a dispute.
        above: Option<RungId>,
        /// The body that may also treat the visit, if that still waits for it.
        body: Option<BodyId>,
    },
    /// The dispute is concluded.
    Conclude {
        /// The visit that was escalated.
        visit: VisitRef,
        /// The body that may also treat the visit, if that still waits for it.
        body: Option<BodyId>,
    },
}

/// A document that a coordinator is asked for, as the framework knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The round that it is for.
    pub round: RoundId,
    /// In which of these formats.
    pub formats: Vec<FormatId>,
    /// The last such version that is filed and was not submitted yet. `None`: it has to be filed first.
    pub filed: Option<DocumentRef>,
    /// The conditions that must be answered first.
    pub unanswered: Vec<ConditionNumber>,
}

/// A meeting at which a visit can be treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occasion {
    /// When the body meets.
    pub on: Date,
    /// The last day on which the papers for it could arrive.
    pub papers_due: Date,
}

/// What would move a dossier, as seen on a day. `planned` are the meetings besides the rules of the bodies. `None`: the
/// framework does not know what the dossier names, so it is not the one that the dossier runs on.
pub fn way_on(framework: &Framework, planned: &Planned, need: &Need, today: Date) -> Option<Move> {
    let route = &framework.route;
    Some(match need {
        Need::Round(paper) => {
            let to = route.first_step(&paper.round)?.body.clone();
            Move::Submit { paper: wanted(framework, paper)?, to }
        }
        Need::Revision { paper, resume_at } => {
            let to = route.step(resume_at)?.body.clone();
            Move::Resubmit { paper: wanted(framework, paper)?, resume_at: resume_at.clone(), to }
        }
        Need::Outcome(asked) if route.step(&asked.visit.step)?.is_for_each_party() => Move::Ratify {
            visit: asked.visit.clone(),
            body: asked.body.clone(),
            parties: unspoken(framework, &asked.visit.step, &asked.spoken),
        },
        Need::Outcome(asked) => Move::Treat {
            visit: asked.visit.clone(),
            body: asked.body.clone(),
            role: asked.role,
            meeting: occasion(framework, planned, asked, today),
        },
        Need::Resumption(asked) => Move::Resume { visit: asked.visit.clone(), body: asked.body.clone() },
        Need::Solution(stuck) => Move::Solve {
            visit: stuck.visit.clone(),
            on: stuck.on.clone(),
            above: framework.ladder.above(&stuck.on.rung).map(|rung| rung.id.clone()),
            body: stuck.body.clone(),
        },
        Need::Conclusion(stuck) => Move::Conclude { visit: stuck.visit.clone(), body: stuck.body.clone() },
    })
}

/// The parties that have not spoken yet, where each does for itself; in the order of the framework.
pub fn unspoken(framework: &Framework, step: &StepId, spoken: &[PartyId]) -> Vec<PartyId> {
    let step = framework.route.step(step);
    let ratifiers = step.into_iter().flat_map(|step| framework.ratifiers(step));
    ratifiers.map(|party| &party.id).filter(|party| !spoken.contains(party)).cloned().collect()
}

fn wanted(framework: &Framework, paper: &Paper) -> Option<Wanted> {
    let formats = &framework.route.round(&paper.round)?.opens_with;
    Some(Wanted {
        round: paper.round.clone(),
        formats: formats.clone(),
        filed: paper.filed.iter().rev().find(|filed| formats.contains(&filed.format)).cloned(),
        unanswered: paper.unanswered.clone(),
    })
}

/// The first meeting from today on for which the dossier came in time: by the rule of the body, and what was planned
/// besides. `None`: it has no rule, and meets when it is called.
pub fn occasion(framework: &Framework, planned: &Planned, asked: &Asked, today: Date) -> Option<Occasion> {
    let body = framework.body(&asked.body).filter(|body| body.meets.is_some())?;
    let arrival = Arrival { papers: asked.arrived, not_before: today };
    let meeting = Days::new(framework, planned).first_in_time(body, arrival)?;
    Some(Occasion { on: meeting.date, papers_due: meeting.papers_due })
}
