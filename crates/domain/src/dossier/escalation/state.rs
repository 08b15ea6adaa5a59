//! What is true of a dossier on the ladder.

use jiff::civil::Date;

use super::event::{Cause, DisputeTerms, OnRung, Onward};
use crate::{
    dossier::{
        event::VisitRef,
        state::{Dossier, Phase},
    },
    ids::{Revision, StepId},
    sealed::Sealed,
};

/// One time that a dossier was escalated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Escalation {
    /// The record that says so.
    pub opened: Revision,
    /// The visit that it was escalated from.
    pub visit: VisitRef,
    /// What led to it. `None`: the parties did not agree; why stands in the outcome.
    pub cause: Option<Cause>,
    /// Why, unless that stands in the outcome.
    pub reason: Option<Sealed>,
    /// The rungs that it has been on, from the first; never empty.
    pub rungs: Vec<Stay>,
    /// The dispute that it became, if it did.
    pub dispute: Option<Dispute>,
    /// How it stands.
    pub progress: Progress,
}

/// A time on a rung.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    /// The record that says so.
    pub recorded: Revision,
    /// Which rung, whose, and until when.
    pub on: OnRung,
    /// Why the rung before did not solve it. `None`: there is none before.
    pub because: Option<Sealed>,
}

/// A dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// The record that says so.
    pub recorded: Revision,
    /// Since which day.
    pub since: Date,
    /// Why the last rung did not solve it.
    pub reason: Sealed,
    /// What it is.
    pub terms: DisputeTerms,
}

/// How an escalation stands. That the body treated the visit meanwhile, or that the dossier was withdrawn, is not said
/// here: [`Dossier::escalation`] tells which one is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// A rung, or whom the dispute is before, has it.
    Open,
    /// It was solved, or the dispute concluded.
    Left(Box<Left>),
    /// It never should have been: the outcome that led to it was corrected.
    Void,
}

/// How a dossier left the ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The record that says so.
    pub recorded: Revision,
    /// On which day.
    pub on: Date,
    /// How it was solved, or what came of the dispute.
    pub words: Sealed,
    /// Where the dossier went.
    pub next: Onward,
}

impl Dossier {
    /// The escalation that is open, if the dossier is on the ladder.
    ///
    /// Of a visit that was treated otherwise than without agreement none is open, as none is of a dossier that ended.
    pub fn escalation(&self) -> Option<&Escalation> {
        let (Phase::Escalated { visit } | Phase::AtStep { visit }) = &self.phase else { return None };
        self.escalations.iter().rev().find(|escalation| escalation.is_open_at(visit))
    }

    /// How often the dossier came to the ladder from a step; what never should have been left out.
    pub fn times_escalated(&self, step: &StepId) -> u32 {
        let times = self.escalations.iter().filter(|escalation| escalation.visit.step == *step);
        let times = times.filter(|escalation| escalation.progress != Progress::Void).count();
        u32::try_from(times).unwrap_or(u32::MAX)
    }
}

impl Escalation {
    /// The rung that it is, or was last, on.
    ///
    /// # Panics
    /// Never: an escalation begins on a rung.
    pub fn on(&self) -> &OnRung {
        &self.rungs.last().expect("an escalation begins on a rung").on
    }

    /// Whether the dossier is on the ladder because no agreement led there, or was since reached at the visit.
    pub(super) fn is_open_at(&self, visit: &VisitRef) -> bool {
        self.progress == Progress::Open && self.visit == *visit
    }

    /// The records in which somebody on the ladder acted: what was done there stands on the outcome that led to it.
    pub fn acts(&self) -> impl Iterator<Item = Revision> {
        let moved = self.rungs.iter().skip(1).map(|stay| stay.recorded);
        let disputed = self.dispute.as_ref().map(|dispute| dispute.recorded);
        let left = match &self.progress {
            Progress::Left(left) => Some(left.recorded),
            Progress::Open | Progress::Void => None,
        };
        let counts = self.progress != Progress::Void;
        moved.chain(disputed).chain(left).filter(move |_| counts)
    }
}
