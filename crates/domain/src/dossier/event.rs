//! What can happen to a dossier: the facts that a minute-taker would write down.
//!
//! An event carries its consequence, so that a history can be read without the rules. Replaying the rules
//! must give the same consequence.

use jiff::civil::Date;

use super::escalation;
use crate::{
    decision::PartyStance,
    framework::{EndKind, FrameworkRef, Outcome, Role},
    ids::{
        ActorId, BodyId, DossierId, EndId, FormatId, PartyId, Revision, RoundId, SectionId, StepId, TermId,
    },
    mandate::MandateRef,
    sealed::{Digest, Sealed},
};

/// A fact about a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A dossier was opened; it waits for the first round's document.
    DossierOpened(DossierOpened),
    /// A version of a document was filed.
    DocumentFiled(DocumentFiled),
    /// A round was opened with a document.
    RoundSubmitted(RoundSubmitted),
    /// After a referral back, a new version was sent on.
    RevisionSubmitted(RoundSubmitted),
    /// A body took notice.
    NoticeTaken(Treated),
    /// A body gave advice, or let it be known that it gives none.
    AdviceGiven(Treated),
    /// A body decided: adopted or rejected.
    DecisionTaken(Treated),
    /// The parties in a body did not agree.
    AgreementNotReached(Treated),
    /// A party ratified what was decided, or did not.
    RatificationGiven(Treated),
    /// A party said for itself whether it ratifies what was decided.
    PartySpoke(PartySpoke),
    /// A body will treat the dossier at a later meeting.
    VisitDeferred(Treated),
    /// A body sent the dossier back to the submitter.
    ReferredBack(Treated),
    /// The term of a visit stands still.
    TermSuspended(TermSuspended),
    /// The term of a visit runs again.
    TermResumed(TermResumed),
    /// The coordinator said how conditions are met.
    ConditionsAnswered(ConditionsAnswered),
    /// The submitter took the dossier back.
    DossierWithdrawn(DossierWithdrawn),
    /// An outcome that was written down wrongly was mended.
    OutcomeCorrected(OutcomeCorrected),
    /// Another coordinator took the dossier over.
    DossierHandedOver(DossierHandedOver),
    /// Something happened on the ladder.
    Escalation(escalation::Event),
}

/// A dossier was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierOpened {
    /// The framework it runs on to its end.
    pub framework: FrameworkRef,
    /// Its title.
    pub title: Sealed,
    /// What the arrangement is for.
    pub functions: Vec<TermId>,
    /// For whom.
    pub target_group: Option<Sealed>,
    /// The earlier dossier that it takes up again.
    pub follows: Option<DossierId>,
    /// Who answers for it.
    pub coordinator: ActorId,
    /// The party they work for.
    pub party: PartyId,
    /// The round whose document it now waits for.
    pub awaits: RoundId,
}

/// Which version of which document of a dossier, e.g. the second `voorstel`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentRef {
    /// Its format.
    pub format: FormatId,
    /// The version, from 1, counted for each format.
    pub version: u32,
}

/// A section of a filed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionFiled {
    /// Which section of the format.
    pub id: SectionId,
    /// How many words it has; zero is an empty section.
    pub words: u32,
    /// The words.
    pub text: Sealed,
}

/// A version of a document was filed. It never changes afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFiled {
    /// Which document and version this is.
    pub document: DocumentRef,
    /// The digest of the whole document.
    pub digest: Digest,
    /// Its sections.
    pub sections: Vec<SectionFiled>,
}

/// A round was opened, or taken up again, with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundSubmitted {
    /// The round.
    pub round: RoundId,
    /// The document that was submitted.
    pub document: DocumentRef,
    /// The visit that this opened.
    pub opens: Opening,
}

/// The n-th time that a dossier is at a step.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VisitRef {
    /// The step.
    pub step: StepId,
    /// Which time, from 1.
    pub number: u32,
}

/// A visit was opened: the dossier now waits for a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The visit.
    pub visit: VisitRef,
    /// The round it belongs to.
    pub round: RoundId,
    /// The body that the dossier waits for.
    pub body: BodyId,
    /// What that body is asked to do.
    pub role: Role,
    /// The papers that it is asked to look at.
    pub documents: Vec<DocumentRef>,
    /// The date on which the dossier arrived.
    pub arrived: Date,
    /// The last day of the term.
    pub due: Option<Date>,
}

/// A body treated a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treated {
    /// The visit.
    pub visit: VisitRef,
    /// The body.
    pub body: BodyId,
    /// In which role it acted.
    pub role: Role,
    /// What it did.
    pub outcome: Outcome,
    /// The date of the meeting or written procedure.
    pub treated_on: Date,
    /// Why.
    pub motivation: Option<Sealed>,
    /// The conditions it set, with their numbers in the dossier.
    pub conditions: Vec<ConditionSet>,
    /// What it found of earlier conditions.
    pub judged: Vec<super::command::Judgement>,
    /// Where each party stood; empty if that was not written down.
    pub stances: Vec<PartyStance>,
    /// The visits whose advice a decision departs from.
    pub departs_from: Vec<VisitRef>,
    /// Where the dossier goes next.
    pub next: Next,
}

/// A party said for itself whether it ratifies what was decided, at a step where each does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartySpoke {
    /// The visit.
    pub visit: VisitRef,
    /// The body at whose step it spoke.
    pub body: BodyId,
    /// What it said.
    pub voice: Voice,
    /// What it said before, if that no longer stands.
    pub replaces: Option<Replaces>,
    /// What the parties said together, if with this all have spoken. `None`: others have yet to speak.
    pub completes: Option<Box<Treated>>,
}

/// What one party said of what was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// The party.
    pub party: PartyId,
    /// Whether it ratifies.
    pub ratified: bool,
    /// The day on which that was decided.
    pub decided_on: Date,
    /// On behalf of which organ, e.g. the college of B and W (Awb 10:10).
    pub organ: Sealed,
    /// Why; required of who does not ratify.
    pub reasons: Option<Sealed>,
    /// The mandate under which it was decided, if the organ did not decide itself.
    pub mandate: Option<MandateRef>,
}

/// That what a party said takes the place of what it said before: written down wrongly, or decided anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replaces {
    /// The record that no longer stands.
    pub revision: Revision,
    /// Why.
    pub reason: Sealed,
}

/// A condition's number in its dossier, from 1. Zero is "none yet".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ConditionNumber(pub u32);

/// A condition was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionSet {
    /// Its number.
    pub number: ConditionNumber,
    /// What must be so.
    pub text: Sealed,
    /// Which party must see to it. `None`: the dossier's coordinator.
    pub holder: Option<PartyId>,
    /// By when.
    pub due: Option<Date>,
}

/// Where a dossier goes after a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// To a body.
    Visit(Opening),
    /// To the submitter, for the document that opens a round.
    Round(RoundId),
    /// To the submitter, for a new document version; then on from this step.
    Revision {
        /// The step it goes on from.
        resume_at: StepId,
    },
    /// Onto the ladder, because the parties did not agree.
    Ladder(escalation::event::OnRung),
    /// Nowhere: it has ended.
    End {
        /// How.
        end: EndId,
        /// What that means.
        kind: EndKind,
    },
}

/// Whom a dossier waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WaitingOn {
    /// Its submitter: the coordinator and their party.
    Submitter,
    /// A party.
    Party(PartyId),
    /// A body.
    Body(BodyId),
    /// Somebody outside the framework, in words.
    Outside(Sealed),
}

/// The term of a visit stands still. When it ends is not known until it [runs again](TermResumed), or the visit is
/// treated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermSuspended {
    /// The visit.
    pub visit: VisitRef,
    /// The body that has it.
    pub body: BodyId,
    /// The first day on which the term does not run.
    pub from: Date,
    /// Whom the dossier waits for meanwhile.
    pub waits_for: WaitingOn,
    /// Why.
    pub reason: Sealed,
}

/// The term of a visit runs again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermResumed {
    /// The visit.
    pub visit: VisitRef,
    /// The body that has it.
    pub body: BodyId,
    /// The first day on which the term runs again. The day on which it was suspended: that is taken back.
    pub runs_from: Date,
    /// The last day of the term now: later by the working days on which it stood still.
    pub due: Date,
}

/// The coordinator said how conditions are met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionsAnswered {
    /// One answer a condition.
    pub answers: Vec<super::command::Answer>,
}

/// The submitter took the dossier back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierWithdrawn {
    /// Why.
    pub reason: Sealed,
    /// The end that this is.
    pub end: EndId,
}

/// An outcome that was written down wrongly was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeCorrected {
    /// The record of this dossier that is corrected.
    pub corrects: Revision,
    /// Why.
    pub reason: Sealed,
    /// What the body really did. If `treated.next` differs from what was recorded first, the visit which that
    /// opened is void and the dossier is now where this says.
    pub treated: Treated,
}

/// Another coordinator took the dossier over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierHandedOver {
    /// Who had it.
    pub from: ActorId,
    /// Who has it now.
    pub to: ActorId,
    /// The party they work for.
    pub party: PartyId,
    /// Why.
    pub reason: Option<Sealed>,
}

impl Event {
    /// Wraps a treatment in the event that its outcome is.
    pub fn treated(treated: Treated) -> Self {
        match treated.outcome {
            Outcome::Noted => Self::NoticeTaken(treated),
            Outcome::Positive | Outcome::PositiveWithConditions | Outcome::Negative | Outcome::NoAdvice => {
                Self::AdviceGiven(treated)
            }
            Outcome::Adopted
            | Outcome::AdoptedAmended
            | Outcome::AdoptedWithConditions
            | Outcome::Rejected => Self::DecisionTaken(treated),
            Outcome::NoAgreement => Self::AgreementNotReached(treated),
            Outcome::Ratified | Outcome::NotRatified => Self::RatificationGiven(treated),
            Outcome::Deferred => Self::VisitDeferred(treated),
            Outcome::ReferredBack => Self::ReferredBack(treated),
        }
    }

    /// The treatment that this event is, if it is one. A correction is not, nor is what one party says: with that of the
    /// others it may [complete](PartySpoke::completes) one.
    pub fn treatment(&self) -> Option<&Treated> {
        match self {
            Self::NoticeTaken(treated)
            | Self::AdviceGiven(treated)
            | Self::DecisionTaken(treated)
            | Self::AgreementNotReached(treated)
            | Self::RatificationGiven(treated)
            | Self::VisitDeferred(treated)
            | Self::ReferredBack(treated) => Some(treated),
            Self::DossierOpened(_)
            | Self::DocumentFiled(_)
            | Self::RoundSubmitted(_)
            | Self::RevisionSubmitted(_)
            | Self::PartySpoke(_)
            | Self::TermSuspended(_)
            | Self::TermResumed(_)
            | Self::ConditionsAnswered(_)
            | Self::DossierWithdrawn(_)
            | Self::OutcomeCorrected(_)
            | Self::DossierHandedOver(_)
            | Self::Escalation(_) => None,
        }
    }
}
