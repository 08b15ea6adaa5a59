//! A dossier on the ladder, as answers show it.

use domain::{
    dossier::{
        escalation::{
            self, Progress,
            event::{Cause, DisputeKind, OnRung, Onward},
        },
        event::VisitRef,
    },
    ids::{PartyId, Revision},
    sealed::Sealed,
};
use jiff::civil::Date;

use crate::{timeline::Timeline, words::Words};

/// One time that a dossier was escalated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Escalation {
    /// The record that says so.
    pub revision: Revision,
    /// The visit that it was escalated from.
    pub visit: VisitRef,
    /// What led to it. `None`: the parties did not agree.
    pub cause: Option<Cause>,
    /// Why, unless that stands in the outcome.
    pub reason: Option<Words>,
    /// The rungs that it has been on, from the first.
    pub rungs: Vec<Stay>,
    /// The dispute that it became, if it did.
    pub dispute: Option<Dispute>,
    /// How it stands.
    pub standing: Standing,
}

/// A time on a rung.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    /// Which rung, whose, and until when.
    pub on: OnRung,
    /// Why the rung before did not solve it.
    pub because: Option<Words>,
    /// The record that says so.
    pub revision: Revision,
}

/// A dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// What is asked.
    pub kind: DisputeKind,
    /// Before whom.
    pub before: Words,
    /// Between whom.
    pub parties: Vec<PartyId>,
    /// Calendar days within which there must be a defence.
    pub defence_days: Option<u32>,
    /// Calendar days after the last hearing within which there must be advice or a ruling.
    pub advice_days: Option<u32>,
    /// Since when.
    pub since: Date,
    /// Why the last rung did not solve it.
    pub reason: Words,
    /// The record that says so.
    pub revision: Revision,
}

/// How an escalation stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// A rung has it, or it is a dispute.
    Open,
    /// It was solved, or the dispute concluded.
    Left {
        /// On which day.
        on: Date,
        /// How, or what came of it.
        words: Words,
        /// Where the dossier went.
        next: Onward,
        /// The record that says so.
        revision: Revision,
    },
    /// The body treated the visit, or the dossier was withdrawn, before anybody solved it.
    Overtaken,
    /// It never should have been.
    Void,
}

impl Escalation {
    /// The rung that it is, or was last, on.
    pub fn on(&self) -> Option<&OnRung> {
        self.rungs.last().map(|stay| &stay.on)
    }

    /// Whether the term of the rung that it is on had passed on a day. That shows and warns; it moves nothing.
    pub fn is_over(&self, day: Date) -> bool {
        self.standing == Standing::Open && self.dispute.is_none() && self.on().is_some_and(|on| on.due < day)
    }

    /// Every time that a dossier was escalated.
    pub(super) fn all(timeline: &Timeline<'_>) -> Vec<Self> {
        timeline.dossier.escalations.iter().map(|escalation| Self::of(timeline, escalation)).collect()
    }

    /// The one that is open.
    pub(super) fn open(timeline: &Timeline<'_>) -> Option<Self> {
        timeline.dossier.escalation().map(|escalation| Self::of(timeline, escalation))
    }

    fn of(timeline: &Timeline<'_>, escalation: &escalation::Escalation) -> Self {
        let words = |handle: &Sealed| Words::of(timeline.words(handle));
        let rungs = escalation.rungs.iter().map(|stay| Stay {
            on: stay.on.clone(),
            because: stay.because.as_ref().map(words),
            revision: stay.recorded,
        });
        let is_open = timeline.dossier.escalation() == Some(escalation);
        Self {
            revision: escalation.opened,
            visit: escalation.visit.clone(),
            cause: escalation.cause.clone(),
            reason: escalation.reason.as_ref().map(words),
            rungs: rungs.collect(),
            dispute: escalation.dispute.as_ref().map(|dispute| Dispute {
                kind: dispute.terms.kind,
                before: words(&dispute.terms.before),
                parties: dispute.terms.parties.clone(),
                defence_days: dispute.terms.defence_days,
                advice_days: dispute.terms.advice_days,
                since: dispute.since,
                reason: words(&dispute.reason),
                revision: dispute.recorded,
            }),
            standing: match &escalation.progress {
                Progress::Open if is_open => Standing::Open,
                Progress::Open => Standing::Overtaken,
                Progress::Left(left) => Standing::Left {
                    on: left.on,
                    words: words(&left.words),
                    next: left.next.clone(),
                    revision: left.recorded,
                },
                Progress::Void => Standing::Void,
            },
        }
    }
}
