//! What is true of a dossier after its history so far.

use super::{
    command::Command,
    escalation::Escalation,
    event::{ConditionNumber, ConditionSet, DocumentRef, Opening, SectionFiled, Treated, VisitRef, Voice},
    refusal::Refusal,
    term::Suspension,
};
use crate::{
    framework::{EndKind, FrameworkRef},
    ids::{ActorId, BodyId, DossierId, EndId, PartyId, Revision, RoundId, StepId},
    sealed::Digest,
};

/// A dossier, or that there is none yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum State {
    /// Nothing has happened.
    #[default]
    Unopened,
    /// It was opened.
    Opened(Box<Dossier>),
}

/// An opened dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// The last record that this state reflects.
    pub revision: Revision,
    /// The framework it runs on.
    pub framework: FrameworkRef,
    /// Who answers for it.
    pub coordinator: ActorId,
    /// The party they work for.
    pub party: PartyId,
    /// The dossier that it takes up, if it follows one.
    pub follows: Option<DossierId>,
    /// Where it is.
    pub phase: Phase,
    /// Every document version, in the order of filing.
    pub documents: Vec<Filed>,
    /// What was submitted, in order; the last of a format is what bodies look at.
    pub submitted: Vec<Submission>,
    /// Every visit, in the order of opening.
    pub visits: Vec<Visit>,
    /// Every condition, by number.
    pub conditions: Vec<Condition>,
    /// The last number that a condition got. A number is never given twice, not even when the outcome that
    /// gave it is corrected away.
    pub last_condition: ConditionNumber,
    /// Which record corrects which, in order.
    pub corrections: Vec<Correction>,
    /// Every time that it was escalated, in the order of opening.
    pub escalations: Vec<Escalation>,
    /// The record in which it was withdrawn.
    pub withdrawn: Option<Revision>,
}

/// Where a dossier is, and what is true only there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// With the coordinator, for the document that opens a round.
    Preparing {
        /// The round.
        round: RoundId,
    },
    /// With a body.
    AtStep {
        /// The visit, which is the last of `visits` that is not void.
        visit: VisitRef,
    },
    /// With the coordinator, for a new document version after a referral back.
    Revising {
        /// The round it is in.
        round: RoundId,
        /// The step it goes on from.
        resume_at: StepId,
    },
    /// On the ladder, because the parties did not agree. A visit that was escalated for another reason still waits for its
    /// body, so that the dossier is at its step.
    Escalated {
        /// The visit that was treated without agreement.
        visit: VisitRef,
    },
    /// Ended.
    Ended {
        /// How.
        end: EndId,
        /// What that means.
        kind: EndKind,
    },
}

/// A document version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// Which one.
    pub document: DocumentRef,
    /// The digest of the whole.
    pub digest: Digest,
    /// Its sections.
    pub sections: Vec<SectionFiled>,
}

/// A document was submitted in a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// The record that says so.
    pub revision: Revision,
    /// The round.
    pub round: RoundId,
    /// The document.
    pub document: DocumentRef,
}

/// One visit to one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// What was opened.
    pub opening: Opening,
    /// When its term stood still, and for whom, in the order of recording.
    pub suspensions: Vec<Suspension>,
    /// What each party said of what was decided that has spoken for itself, in the order in which they first did.
    pub voices: Vec<Spoken>,
    /// How it stands.
    pub progress: Progress,
}

/// What a party said of what was decided, and still stands by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The record that says so.
    pub revision: Revision,
    /// What it said.
    pub voice: Voice,
}

/// How a visit stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// The dossier waits for the body.
    Waiting,
    /// The body treated it.
    Treated {
        /// The record that says so, or that corrected it last.
        revision: Revision,
        /// What it did.
        treated: Box<Treated>,
    },
    /// It never should have been, or the dossier was withdrawn from it.
    Void,
}

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// What was set.
    pub set: ConditionSet,
    /// By which visit.
    pub set_by: VisitRef,
    /// The record in which the coordinator said how it is met.
    pub answered: Option<Revision>,
    /// What a later visit found of it.
    pub judged: Option<(VisitRef, bool)>,
}

/// One record mends what another said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Correction {
    /// The record that is no longer what stands.
    pub corrects: Revision,
    /// The record that stands instead.
    pub by: Revision,
}

impl State {
    /// The dossier.
    ///
    /// # Errors
    /// [`Refusal::DossierUnknown`] when nothing was opened.
    pub fn dossier(&self) -> Result<&Dossier, Refusal> {
        match self {
            Self::Unopened => Err(Refusal::DossierUnknown),
            Self::Opened(dossier) => Ok(dossier),
        }
    }

    /// The last record that this state reflects.
    pub fn revision(&self) -> Revision {
        match self {
            Self::Unopened => Revision::default(),
            Self::Opened(dossier) => dossier.revision,
        }
    }
}

impl Dossier {
    /// The visit that waits for a body, if one does.
    pub fn open_visit(&self) -> Option<&Visit> {
        self.visits.iter().rev().find(|visit| visit.progress == Progress::Waiting)
    }

    /// The body that a command is about: the one at the visit that it names, or whose record it corrects; if there is one.
    pub fn body_of(&self, command: &Command) -> Option<&BodyId> {
        match command {
            Command::RecordOutcome(record) => self.visit(&record.visit).map(|visit| &visit.opening.body),
            Command::Ratify(ratify) => self.visit(&ratify.visit).map(|visit| &visit.opening.body),
            Command::SuspendTerm(suspend) => self.visit(&suspend.visit).map(|visit| &visit.opening.body),
            Command::ResumeTerm(resume) => self.visit(&resume.visit).map(|visit| &visit.opening.body),
            Command::CorrectOutcome(correct) => {
                self.treated_at(correct.corrects).map(|treated| &treated.body)
            }
            Command::Open(_)
            | Command::FileDocument(_)
            | Command::Submit(_)
            | Command::Resubmit(_)
            | Command::AnswerConditions(_)
            | Command::Withdraw(_)
            | Command::HandOver(_)
            | Command::Escalate(_) => None,
        }
    }

    /// A visit by its name.
    pub fn visit(&self, named: &VisitRef) -> Option<&Visit> {
        self.visits.iter().find(|visit| visit.opening.visit == *named)
    }

    /// The treatment that was recorded, or last corrected, in this record.
    pub fn treated_at(&self, recorded: Revision) -> Option<&Treated> {
        self.visits.iter().find_map(|visit| match &visit.progress {
            Progress::Treated { revision, treated } if *revision == recorded => Some(treated.as_ref()),
            Progress::Treated { .. } | Progress::Waiting | Progress::Void => None,
        })
    }

    /// The record that now stands instead of one that was corrected, however often.
    pub fn corrected_by(&self, recorded: Revision) -> Option<Revision> {
        let by = |stands: Option<Revision>, next: &Correction| {
            if next.corrects == stands.unwrap_or(recorded) { Some(next.by) } else { stands }
        };
        self.corrections.iter().fold(None, by)
    }

    /// The record in which a treatment was first written down, before any correction.
    pub fn first_recorded(&self, stands: Revision) -> Revision {
        let corrects = |stands, next: &Correction| if next.by == stands { next.corrects } else { stands };
        self.corrections.iter().rev().fold(stands, corrects)
    }

    /// How often the dossier has been at a step, visits that never should have been left out.
    pub fn visits_paid(&self, step: &StepId) -> u32 {
        let paid = self.visits.iter().filter(|visit| visit.opening.visit.step == *step && !visit.is_void());
        u32::try_from(paid.count()).unwrap_or(u32::MAX)
    }

    /// The number that the next visit to a step gets; void visits keep theirs.
    pub fn next_visit_number(&self, step: &StepId) -> u32 {
        let last = self.visits.iter().filter(|visit| visit.opening.visit.step == *step);
        last.map(|visit| visit.opening.visit.number).max().unwrap_or(0).saturating_add(1)
    }

    /// A document version that was filed.
    pub fn filed(&self, document: &DocumentRef) -> Option<&Filed> {
        self.documents.iter().find(|filed| filed.document == *document)
    }

    /// The condition with this number.
    pub fn condition(&self, number: ConditionNumber) -> Option<&Condition> {
        self.conditions.iter().find(|condition| condition.set.number == number)
    }

    /// The latest submission of the round, if it was submitted.
    pub fn submission(&self, round: &RoundId) -> Option<&Submission> {
        self.submitted.iter().rev().find(|submission| submission.round == *round)
    }
}

impl Visit {
    /// What a party said of what was decided, if it has spoken for itself.
    pub fn voice(&self, party: &PartyId) -> Option<&Spoken> {
        self.voices.iter().find(|spoken| spoken.voice.party == *party)
    }

    /// Whether it counts for nothing.
    pub fn is_void(&self) -> bool {
        self.progress == Progress::Void
    }

    /// What the body did, if it has.
    pub fn treated(&self) -> Option<&Treated> {
        match &self.progress {
            Progress::Treated { treated, .. } => Some(treated),
            Progress::Waiting | Progress::Void => None,
        }
    }
}

impl Condition {
    /// Whether it still asks for something: not found met by a body.
    pub fn is_open(&self) -> bool {
        !matches!(self.judged, Some((_, true)))
    }
}
