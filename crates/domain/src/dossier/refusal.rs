//! Why the rules said no: one variant a rule, with the facts that led to it.
//!
//! `name`: what each rule is called; `about`: who may, what is awaited, what there is too much of, what is wrong with a document.
//!
//! A refusal is not a rejection; that is an outcome. The words for people are in `wire`, in two languages.

mod about;
mod name;

use jiff::civil::Date;

pub use self::about::{Awaits, Because, Countable, DocumentFault, Needs};
use super::escalation;
use super::event::{ConditionNumber, DocumentRef, VisitRef};
use crate::{
    context::Capacity,
    decision,
    framework::{FrameworkRef, Outcome, Role},
    ids::{ActorId, BodyId, DossierId, EndId, FormatId, PartyId, Revision, RoundId, StepId, TermId},
};

/// The rule that forbids a command, and the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No dossier was opened under this id.
    DossierUnknown,
    /// A dossier was already opened under this id.
    AlreadyOpened,
    /// The dossier runs on another framework than the one it was decided under.
    OtherFramework {
        /// The framework that the dossier keeps.
        dossier: FrameworkRef,
    },
    /// The framework applies only from a later date.
    FrameworkNotInForce {
        /// From when.
        effective_from: Date,
    },
    /// The capacity in which the actor acts may not do this.
    NotPermitted {
        /// The capacity they acted in.
        acted_as: Capacity,
        /// Who may.
        needs: Needs,
    },
    /// Another coordinator answers for the dossier.
    OtherCoordinator {
        /// Who does.
        coordinator: ActorId,
    },
    /// The dossier has ended.
    Ended {
        /// How.
        end: EndId,
    },
    /// The dossier does not wait for this act.
    NotAwaited {
        /// What it waits for.
        awaits: Awaits,
    },
    /// The framework has no such round.
    RoundUnknown {
        /// What was asked.
        round: RoundId,
    },
    /// The dossier is in another round.
    WrongRound {
        /// What was asked.
        asked: RoundId,
        /// What it waits for.
        awaited: RoundId,
    },
    /// No function was named; an arrangement has at least one (S4 section 5).
    FunctionRequired,
    /// The framework does not know this function.
    FunctionUnknown {
        /// What was given.
        function: TermId,
        /// What could have been.
        known: Vec<TermId>,
    },
    /// The framework does not know this party.
    PartyUnknown {
        /// What was given.
        party: PartyId,
    },
    /// The framework does not know this body.
    BodyUnknown {
        /// What was given.
        body: BodyId,
        /// What could have been.
        known: Vec<BodyId>,
    },
    /// The framework does not know this document format.
    FormatUnknown {
        /// What was given.
        format: FormatId,
        /// What could have been.
        known: Vec<FormatId>,
    },
    /// The round is opened with another format.
    FormatNotForRound {
        /// What was given.
        format: FormatId,
        /// The round.
        round: RoundId,
        /// What opens it.
        opens_with: Vec<FormatId>,
    },
    /// The document has faults; all of them are named.
    DocumentFaulty {
        /// Every fault.
        faults: Vec<DocumentFault>,
    },
    /// No such document version was filed.
    DocumentUnknown {
        /// What was asked.
        document: DocumentRef,
    },
    /// After a referral back, a version is needed that the bodies have not seen.
    NewVersionNeeded {
        /// The version that was submitted last.
        submitted: DocumentRef,
    },
    /// Conditions wait for an answer before documents are submitted.
    ConditionsUnanswered {
        /// Which ones.
        conditions: Vec<ConditionNumber>,
    },
    /// The visit is not the one that the dossier is at.
    VisitNotOpen {
        /// What was asked.
        asked: VisitRef,
        /// The visit that is open.
        open: Option<VisitRef>,
    },
    /// The role does not have this outcome.
    OutcomeNotOfRole {
        /// What was given.
        outcome: Outcome,
        /// The role of the body at this step.
        role: Role,
    },
    /// At this step each party speaks for itself, and not the body.
    EachPartySpeaks {
        /// The step.
        step: StepId,
        /// Who speaks.
        parties: Vec<PartyId>,
    },
    /// At this step the body speaks, and no party for itself.
    BodySpeaks {
        /// The step.
        step: StepId,
        /// The body.
        body: BodyId,
    },
    /// The party is not among those that ratify at this step.
    NotARatifier {
        /// What was given.
        party: PartyId,
        /// Who is.
        parties: Vec<PartyId>,
    },
    /// The party has spoken; what it said can only be replaced.
    AlreadySpoke {
        /// The party.
        party: PartyId,
        /// The record that says what.
        revision: Revision,
    },
    /// What is to be replaced is not what the party last said.
    NotWhatItSaid {
        /// The party.
        party: PartyId,
        /// What was given.
        asked: Revision,
        /// The record that stands. `None`: it has not spoken.
        stands: Option<Revision>,
    },
    /// A motivation is required.
    MotivationRequired {
        /// What for.
        because: Because,
    },
    /// The outcome says that there are conditions, and none was given.
    ConditionsRequired {
        /// The outcome.
        outcome: Outcome,
    },
    /// The outcome sets no conditions, and some were given.
    ConditionsNotPossible {
        /// The outcome.
        outcome: Outcome,
        /// The outcome of this role that does.
        instead: Option<Outcome>,
    },
    /// The outcome does not follow from the stances, or these are not well given.
    Decision(decision::Refusal),
    /// A list is longer than a record can hold.
    TooMany {
        /// Of what.
        what: Countable,
        /// How many were given.
        given: usize,
        /// The most there may be.
        max: usize,
    },
    /// The same thing was named twice in one command.
    Repeated {
        /// Of what.
        what: Countable,
        /// Which one.
        which: String,
    },
    /// No condition is answered; an answer names at least one.
    AnswerRequired,
    /// The dossier has no such condition.
    ConditionUnknown {
        /// What was asked.
        condition: ConditionNumber,
    },
    /// The condition was already found met.
    ConditionMet {
        /// Which one.
        condition: ConditionNumber,
    },
    /// The date lies in the future.
    DateInFuture {
        /// What was given.
        given: Date,
        /// Today.
        today: Date,
    },
    /// The date lies before the dossier arrived at the body.
    DateBeforeArrival {
        /// What was given.
        given: Date,
        /// When it arrived.
        arrived: Date,
    },
    /// A due date of a condition lies before the day that it was set.
    DueDatePast {
        /// What was given.
        given: Date,
        /// The date of the treatment.
        treated_on: Date,
    },
    /// The step has no term that could stand still.
    NoTerm {
        /// The step.
        step: StepId,
    },
    /// The term of the visit stands still already.
    AlreadySuspended {
        /// Since when.
        since: Date,
    },
    /// The term of the visit does not stand still.
    NotSuspended {
        /// The visit.
        visit: VisitRef,
    },
    /// A body's term does not stand still while the dossier waits for that body itself.
    WaitsForItself {
        /// The body.
        body: BodyId,
    },
    /// The term stood still on that day already; what is suspended twice would count twice.
    SuspensionOverlaps {
        /// What was given.
        given: Date,
        /// The day from which the term runs again.
        until: Date,
    },
    /// The term had run out before that day.
    TermRanOut {
        /// What was given.
        given: Date,
        /// The last day of the term.
        due: Date,
    },
    /// A term cannot run again before it stood still.
    ResumedTooEarly {
        /// What was given.
        given: Date,
        /// The day from which it stands still.
        since: Date,
    },
    /// The dossier has been at a step as often as the framework allows.
    VisitsExhausted {
        /// The step.
        step: StepId,
        /// How often that is.
        visits_max: u32,
    },
    /// A referral back cannot send the dossier to this step.
    CannotResumeAt {
        /// What was asked.
        asked: StepId,
        /// Where it can.
        possible: Vec<StepId>,
    },
    /// Only a referral back names a step to go on from.
    ResumeNotPossible {
        /// The outcome.
        outcome: Outcome,
    },
    /// The record to be corrected is not the outcome of a visit.
    NotAnOutcome {
        /// What was asked.
        revision: Revision,
    },
    /// The outcome was corrected before; a further correction names the record that stands.
    AlreadyCorrected {
        /// The record that stands.
        by: Revision,
    },
    /// The correction says what the record already says.
    NothingCorrected,
    /// Later records stand on this outcome, so that it can no longer lead elsewhere.
    CorrectionTooLate {
        /// The first record that stands on it.
        later: Revision,
    },
    /// The decisive outcome was taken; withdrawing is no longer possible.
    AlreadyDecided,
    /// The dossier is handed over to whom already has it.
    AlreadyCoordinator,
    /// A rule of the ladder forbids it.
    Escalation(escalation::Refusal),
    /// The dossier that a new one takes up again does not exist.
    FollowedUnknown {
        /// Which was named.
        followed: DossierId,
    },
    /// The dossier that a new one takes up again has not ended.
    FollowedNotEnded {
        /// Which was named.
        followed: DossierId,
    },
}

impl From<decision::Refusal> for Refusal {
    fn from(refusal: decision::Refusal) -> Self {
        Self::Decision(refusal)
    }
}

impl From<escalation::Refusal> for Refusal {
    fn from(refusal: escalation::Refusal) -> Self {
        Self::Escalation(refusal)
    }
}
