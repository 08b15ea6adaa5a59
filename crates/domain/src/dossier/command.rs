//! What may be asked of a dossier.

use jiff::civil::Date;

use super::escalation;
use super::event::{ConditionNumber, DocumentRef, Replaces, SectionFiled, VisitRef, Voice, WaitingOn};
use crate::{
    decision::PartyStance,
    framework::Outcome,
    ids::{ActorId, DossierId, FormatId, PartyId, Revision, RoundId, StepId, TermId},
    sealed::{Digest, Sealed},
};

/// A command to a dossier. Each is decided into one [event](super::event::Event) or refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Begin a dossier.
    Open(Open),
    /// Keep a version of a document, complete or not.
    FileDocument(FileDocument),
    /// Open a round with a filed document: a proposal, later a business case or project plan.
    Submit(Submit),
    /// After a referral back: send the dossier on with a new document version.
    Resubmit(Resubmit),
    /// Write down what a body did with a visit.
    RecordOutcome(RecordOutcome),
    /// Write down whether a party ratifies what was decided, where each speaks for itself.
    Ratify(Ratify),
    /// Let the term of a visit stand still.
    SuspendTerm(SuspendTerm),
    /// Let the term of a visit run again.
    ResumeTerm(ResumeTerm),
    /// Say how conditions are met.
    AnswerConditions(AnswerConditions),
    /// Take the dossier back.
    Withdraw(Withdraw),
    /// Mend an outcome that was written down wrongly.
    CorrectOutcome(CorrectOutcome),
    /// Give the dossier to another coordinator, so that nothing hangs on one person.
    HandOver(HandOver),
    /// Something about the ladder.
    Escalate(escalation::Command),
}

/// Begin a dossier for one group arrangement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Its title.
    pub title: Sealed,
    /// What the arrangement is for; at least one of the framework's functions.
    pub functions: Vec<TermId>,
    /// For whom, in a few words. Shown in the register.
    pub target_group: Option<Sealed>,
    /// The earlier dossier that this one takes up again.
    pub follows: Option<DossierId>,
}

/// Keep a version of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDocument {
    /// In which format it is written.
    pub format: FormatId,
    /// Its sections, in the order of the document.
    pub sections: Vec<SectionFiled>,
    /// The digest of the whole document: over the names and digests of its sections.
    pub digest: Digest,
}

/// Open a round with a filed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submit {
    /// Which round.
    pub round: RoundId,
    /// With which document.
    pub document: DocumentRef,
}

/// Send the dossier on with a new document version after a referral back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resubmit {
    /// The new version.
    pub document: DocumentRef,
}

/// Write down what a body did with a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordOutcome {
    /// Which visit.
    pub visit: VisitRef,
    /// What the body did, and when and why.
    pub treatment: Treatment,
}

/// What a body did, and when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treatment {
    /// What it did.
    pub outcome: Outcome,
    /// The date of the meeting or written procedure; not the moment of writing down.
    pub treated_on: Date,
    /// Why. Required by some outcomes, and when a decision departs from advice.
    pub motivation: Option<Sealed>,
    /// The conditions that it sets.
    pub conditions: Vec<NewCondition>,
    /// What it found of conditions set earlier.
    pub judged: Vec<Judgement>,
    /// Where each party stood. Empty: that is not written down, which the framework may forbid.
    pub stances: Vec<PartyStance>,
    /// For a referral back: from which step the dossier goes on afterwards. `None`: the first that the
    /// framework names for it.
    pub resume_at: Option<StepId>,
}

/// Write down whether a party ratifies what was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratify {
    /// Which visit.
    pub visit: VisitRef,
    /// What the party said.
    pub voice: Voice,
    /// What it said before, if that no longer stands.
    pub replaces: Option<Replaces>,
}

/// A condition, as a body sets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCondition {
    /// What must be so.
    pub text: Sealed,
    /// Which party must see to it. `None`: the dossier's coordinator.
    pub holder: Option<PartyId>,
    /// By when.
    pub due: Option<Date>,
}

/// What a body found of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judgement {
    /// Which condition of the dossier.
    pub condition: ConditionNumber,
    /// Whether it is met.
    pub met: bool,
}

/// Let the term of a visit stand still, while the dossier waits for another than the body that has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuspendTerm {
    /// Which visit.
    pub visit: VisitRef,
    /// The first day on which the term does not run.
    pub from: Date,
    /// Whom the dossier waits for meanwhile.
    pub waits_for: WaitingOn,
    /// Why.
    pub reason: Sealed,
}

/// Let the term of a visit run again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResumeTerm {
    /// Which visit.
    pub visit: VisitRef,
    /// The first day on which the term runs again.
    pub runs_from: Date,
}

/// Say how conditions are met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerConditions {
    /// One answer a condition.
    pub answers: Vec<Answer>,
}

/// How one condition is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Which condition of the dossier.
    pub condition: ConditionNumber,
    /// How it is met.
    pub text: Sealed,
}

/// Take the dossier back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdraw {
    /// Why.
    pub reason: Sealed,
}

/// Mend an outcome that was written down wrongly. The event that it corrects stays as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectOutcome {
    /// The record of the dossier that is corrected.
    pub corrects: Revision,
    /// Why.
    pub reason: Sealed,
    /// What the body really did.
    pub treatment: Treatment,
}

/// Give the dossier to another coordinator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// To whom.
    pub to: ActorId,
    /// For which party they work.
    pub party: PartyId,
    /// Why.
    pub reason: Option<Sealed>,
}

impl Command {
    /// Every sealed text of the command, in a fixed order: so that two commands can be compared by their words
    /// when their salts differ.
    pub fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        match self {
            Self::Open(open) => std::iter::once(&mut open.title).chain(&mut open.target_group).collect(),
            Self::FileDocument(file) => file.sections.iter_mut().map(|section| &mut section.text).collect(),
            Self::Submit(_) | Self::Resubmit(_) | Self::ResumeTerm(_) => Vec::new(),
            Self::RecordOutcome(record) => record.treatment.sealed_mut(),
            Self::Ratify(ratify) => {
                let replaced = ratify.replaces.as_mut().map(|replaces| &mut replaces.reason);
                std::iter::once(&mut ratify.voice.organ)
                    .chain(&mut ratify.voice.reasons)
                    .chain(replaced)
                    .collect()
            }
            Self::SuspendTerm(suspend) => {
                std::iter::once(&mut suspend.reason).chain(suspend.waits_for.sealed_mut()).collect()
            }
            Self::AnswerConditions(command) => {
                command.answers.iter_mut().map(|answer| &mut answer.text).collect()
            }
            Self::Withdraw(withdraw) => vec![&mut withdraw.reason],
            Self::CorrectOutcome(correct) => {
                std::iter::once(&mut correct.reason).chain(correct.treatment.sealed_mut()).collect()
            }
            Self::HandOver(hand_over) => hand_over.reason.iter_mut().collect(),
            Self::Escalate(command) => command.sealed_mut(),
        }
    }
}

impl WaitingOn {
    fn sealed_mut(&mut self) -> Option<&mut Sealed> {
        match self {
            Self::Outside(words) => Some(words),
            Self::Submitter | Self::Party(_) | Self::Body(_) => None,
        }
    }
}

impl Treatment {
    fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        let conditions = self.conditions.iter_mut().map(|condition| &mut condition.text);
        let stances = self.stances.iter_mut().flat_map(PartyStance::sealed_mut);
        self.motivation.iter_mut().chain(conditions).chain(stances).collect()
    }
}
