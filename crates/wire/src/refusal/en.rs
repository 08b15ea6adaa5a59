//! How a refusal is told in English: the rule, the fact and what would help. The same in Dutch stands in
//! `nl`, in the same order.

mod action;
mod arrangement;
mod commitment;
mod document;
mod escalation;
mod evaluation;
mod keeping;
mod mandate;
mod meeting;
mod outcome;
mod phrase;
mod preparation;
mod stances;
mod term;

use domain::{
    dossier::{
        self,
        event::{ConditionNumber, VisitRef},
        refusal::{Countable, Needs},
    },
    framework::{FrameworkRef, Outcome, adoption},
    ids::{ActorId, DossierId, FrameworkVersion, Revision, StepId, TermId},
};
use jiff::civil::Date;

pub(super) use self::{
    arrangement::told as arrangement, document::document_fault, keeping::told as keeping,
    mandate::told as mandate, meeting::told as meeting, preparation::told as preparation,
};
use self::{
    document::{document_faulty, document_unknown, format_not_for_round, format_unknown, new_version_needed},
    phrase::{choice, date, each, not_awaited, number, outcome_name, visit},
};
use crate::names::Names;

/// Why a dossier's rules say no.
pub(super) fn dossier(refusal: &dossier::Refusal, names: Names<'_>) -> String {
    use dossier::Refusal as R;
    match refusal {
        R::DossierUnknown => DOSSIER_UNKNOWN.into(),
        R::AlreadyOpened => ALREADY_OPENED.into(),
        R::OtherFramework { dossier } => other_framework(dossier),
        R::FrameworkNotInForce { effective_from } => framework_not_in_force(*effective_from),
        R::NotPermitted { acted_as, needs } => {
            not_permitted(&phrase::capacity(acted_as, names), needs, names)
        }
        R::OtherCoordinator { coordinator } => other_coordinator(coordinator),
        R::Ended { end } => ended(&names.end(end)),
        R::NotAwaited { awaits } => not_awaited(awaits, names),
        R::RoundUnknown { round } => round_unknown(&names.round(round)),
        R::WrongRound { asked, awaited } => wrong_round(&names.round(asked), &names.round(awaited)),
        R::FunctionRequired => FUNCTION_REQUIRED.into(),
        R::FunctionUnknown { function, known } => function_unknown(function, known, names),
        R::PartyUnknown { party } => unknown("party", party.as_str()),
        R::BodyUnknown { body, known } => term::body_unknown(body, known, names),
        R::FormatUnknown { format, known } => format_unknown(format, known, names),
        R::FormatNotForRound { format, round, opens_with } => {
            format_not_for_round(format, round, opens_with, names)
        }
        R::DocumentFaulty { faults } => document_faulty(faults, names),
        R::DocumentUnknown { document } => document_unknown(document, names),
        R::NewVersionNeeded { submitted } => new_version_needed(submitted, names),
        R::ConditionsUnanswered { conditions } => conditions_unanswered(conditions),
        R::VisitNotOpen { asked, open } => visit_not_open(asked, open.as_ref(), names),
        R::OutcomeNotOfRole { outcome, role } => outcome::outcome_not_of_role(*outcome, *role),
        R::EachPartySpeaks { step, parties } => outcome::each_party_speaks(step, parties, names),
        R::BodySpeaks { step, body } => outcome::body_speaks(step, body, names),
        R::NotARatifier { party, parties } => outcome::not_a_ratifier(party, parties, names),
        R::AlreadySpoke { party, revision } => outcome::already_spoke(party, *revision, names),
        R::NotWhatItSaid { party, asked, stands } => outcome::not_what_it_said(party, *asked, *stands, names),
        R::MotivationRequired { because } => outcome::motivation_required(because, names),
        R::ConditionsRequired { outcome } => outcome::conditions_required(*outcome),
        R::ConditionsNotPossible { outcome, instead } => outcome::conditions_not_possible(*outcome, *instead),
        R::Decision(refusal) => stances::told(refusal, names),
        R::Escalation(refusal) => escalation::told(refusal, names),
        R::TooMany { what, given, max } => too_many(*what, *given, *max),
        R::Repeated { what, which } => repeated(*what, which),
        R::AnswerRequired => ANSWER_REQUIRED.into(),
        R::ConditionUnknown { condition } => condition_unknown(*condition),
        R::ConditionMet { condition } => condition_met(*condition),
        R::DateInFuture { given, today } => date_in_future(*given, *today),
        R::DateBeforeArrival { given, arrived } => date_before_arrival(*given, *arrived),
        R::DueDatePast { given, treated_on } => due_date_past(*given, *treated_on),
        R::NoTerm { step } => term::no_term(step, names),
        R::AlreadySuspended { since } => term::already_suspended(*since),
        R::NotSuspended { visit } => term::not_suspended(visit, names),
        R::WaitsForItself { body } => term::waits_for_itself(body, names),
        R::SuspensionOverlaps { given, until } => term::suspension_overlaps(*given, *until),
        R::TermRanOut { given, due } => term::term_ran_out(*given, *due),
        R::ResumedTooEarly { given, since } => term::resumed_too_early(*given, *since),
        R::VisitsExhausted { step, visits_max } => visits_exhausted(step, *visits_max, names),
        R::CannotResumeAt { asked, possible } => cannot_resume_at(asked, possible, names),
        R::ResumeNotPossible { outcome } => resume_not_possible(*outcome),
        R::NotAnOutcome { revision } => not_an_outcome(*revision),
        R::AlreadyCorrected { by } => already_corrected(*by),
        R::NothingCorrected => NOTHING_CORRECTED.into(),
        R::CorrectionTooLate { later } => correction_too_late(*later),
        R::AlreadyDecided => ALREADY_DECIDED.into(),
        R::AlreadyCoordinator => ALREADY_COORDINATOR.into(),
        R::FollowedUnknown { followed } => followed_unknown(*followed),
        R::FollowedNotEnded { followed } => followed_not_ended(*followed),
    }
}

/// Why a framework cannot be adopted.
pub(super) fn adoption(refusal: &adoption::Refusal) -> String {
    use adoption::Refusal as R;
    let names = Names::none();
    match refusal {
        R::NotPermitted { acted_as } => {
            not_permitted(&phrase::capacity(acted_as, names), &Needs::Administrator, names)
        }
        R::Unsound { faults } => unsound(faults.len(), &each(faults, |fault| fault.kind.name().into())),
        R::AlreadyAdopted { adopted } => already_adopted(adopted),
        R::MustSupersede { latest, supersedes } => must_supersede(latest, supersedes.as_ref()),
    }
}

const DOSSIER_UNKNOWN: &str = "There is no dossier with this id. Check the id, or open a dossier first.";
const ALREADY_OPENED: &str =
    "A dossier was already opened under this id. Choose a new command id (UUID) for a new dossier.";
const FUNCTION_REQUIRED: &str = "No function was named, and an arrangement has at least one (section 5 of \
    the framework). Name one or more.";
const ANSWER_REQUIRED: &str = "No answer was given. Name at least one condition and say how it is met.";
const NOTHING_CORRECTED: &str =
    "The correction says what the record already says. Check what you meant to correct.";
const ALREADY_DECIDED: &str = "The decisive decision was taken; withdrawing is no longer possible. Open a \
    new dossier for another proposal.";
const ALREADY_COORDINATOR: &str =
    "The dossier already has this coordinator. Hand it over to someone else, or leave it as it is.";

fn other_framework(dossier: &FrameworkRef) -> String {
    let FrameworkRef { id, version, .. } = dossier;
    format!(
        "The dossier runs to its end on framework ‘{id}’ version {version}; this command was decided under \
         another. Send the command again, and tell the administrator if this comes back."
    )
}

fn framework_not_in_force(effective_from: Date) -> String {
    format!(
        "The framework applies only from {}. Open the dossier on or after that \
        day.",
        date(effective_from)
    )
}

fn not_permitted(acted_as: &str, needs: &Needs, names: Names<'_>) -> String {
    let needed = phrase::needs(needs, names);
    format!(
        "Only {needed} can do this; you act as {acted_as}. Ask {needed}, or act in that capacity if you \
        have it."
    )
}

fn other_coordinator(coordinator: &ActorId) -> String {
    format!(
        "Another coordinator ({coordinator}) answers for this dossier. Ask them, or have the dossier handed \
         over to you first."
    )
}

fn followed_unknown(followed: DossierId) -> String {
    format!(
        "There is no dossier {followed} to follow. Check the id, or open the dossier without naming an \
         earlier one."
    )
}

fn followed_not_ended(followed: DossierId) -> String {
    format!(
        "Dossier {followed} has not ended, and only a dossier that has can be followed. Go on with that \
         dossier, or withdraw it first."
    )
}

fn ended(end: &str) -> String {
    format!(
        "The dossier has ended as ‘{end}’; nothing can change in it afterwards. Open a new dossier that \
         follows it for a new attempt."
    )
}

fn round_unknown(round: &str) -> String {
    format!("The framework has no round ‘{round}’. Choose a round of this dossier's framework.")
}

fn wrong_round(asked: &str, awaited: &str) -> String {
    format!(
        "You submit for round ‘{asked}’, but the dossier waits for the document of round ‘{awaited}’. Submit \
         that document."
    )
}

fn function_unknown(function: &TermId, known: &[TermId], names: Names<'_>) -> String {
    let known = each(known, |id| choice(id, names.function(id)));
    format!("The framework has no function ‘{function}’. Choose from {known}.")
}

fn unknown(what: &str, which: &str) -> String {
    format!("The framework has no {what} ‘{which}’. Choose a name that stands in the framework.")
}

fn conditions_unanswered(conditions: &[ConditionNumber]) -> String {
    let conditions = each(conditions, |condition| format!("condition {}", condition.0));
    format!("Not answered yet: {conditions}. Answer every condition first, then submit.")
}

fn visit_not_open(asked: &VisitRef, open: Option<&VisitRef>, names: Names<'_>) -> String {
    let now = match open {
        Some(open) => format!("The dossier waits for the outcome of {}; record that.", visit(open, names)),
        None => "The dossier waits for no body now; look where it is first.".into(),
    };
    format!("No outcome is awaited at {}. {now}", visit(asked, names))
}

fn too_many(what: Countable, given: usize, max: usize) -> String {
    format!(
        "There would be {} {}; at most {} are possible. Bring the number down.",
        number(given),
        phrase::several(what),
        number(max)
    )
}

fn repeated(what: Countable, which: &str) -> String {
    format!("{} ‘{which}’ was given twice. Give each only once.", phrase::single(what))
}

fn condition_unknown(condition: ConditionNumber) -> String {
    format!("This dossier has no condition {}. Use the numbers that stand with the dossier.", condition.0)
}

fn condition_met(condition: ConditionNumber) -> String {
    format!("A body already found condition {} met. Leave this condition out.", condition.0)
}

fn date_in_future(given: Date, today: Date) -> String {
    format!(
        "The day given, {}, lies in the future; today is {}. Record what happened once it has happened.",
        date(given),
        date(today)
    )
}

fn date_before_arrival(given: Date, arrived: Date) -> String {
    format!(
        "The day given, {}, lies before the day on which the dossier arrived at the body, {}. Check \
         the day.",
        date(given),
        date(arrived)
    )
}

fn due_date_past(given: Date, treated_on: Date) -> String {
    format!(
        "A condition is due on {}, but was set only on {}. Choose a day on or after that of the treatment.",
        date(given),
        date(treated_on)
    )
}

fn visits_exhausted(step: &StepId, visits_max: u32, names: Names<'_>) -> String {
    format!(
        "The dossier can be at step ‘{}’ at most {visits_max} times, and has been. Choose an outcome with \
         which it goes on.",
        names.step(step)
    )
}

fn cannot_resume_at(asked: &StepId, possible: &[StepId], names: Names<'_>) -> String {
    format!(
        "After this referral back the dossier cannot go on from step ‘{}’. Choose from {}.",
        names.step(asked),
        each(possible, |step| choice(step, names.step(step)))
    )
}

fn resume_not_possible(outcome: Outcome) -> String {
    format!(
        "Only a referral back names the step to go on from; ‘{}’ does not. Leave the step out.",
        outcome_name(outcome)
    )
}

fn not_an_outcome(revision: Revision) -> String {
    format!(
        "Record {revision} of the history is not the outcome of a body. Name the record that holds the \
        outcome."
    )
}

fn already_corrected(by: Revision) -> String {
    format!(
        "This outcome was already corrected in record {by}. Name that record if something is still \
        wrong."
    )
}

fn correction_too_late(later: Revision) -> String {
    format!(
        "Record {later} already stands on this outcome, so that the dossier can no longer go elsewhere. \
         Correct only what leaves the way of the dossier as it is."
    )
}

fn unsound(count: usize, rules: &str) -> String {
    format!(
        "The framework is not sound; faults: {} ({rules}). Have the framework checked: that names the place \
         of each fault and what would help.",
        number(count)
    )
}

fn already_adopted(adopted: &FrameworkRef) -> String {
    let FrameworkRef { id, version, .. } = adopted;
    format!(
        "Version {version} of framework ‘{id}’ was adopted before and never changes. Give the change a \
        new version."
    )
}

fn must_supersede(latest: &FrameworkVersion, supersedes: Option<&FrameworkVersion>) -> String {
    let said = supersedes.map_or_else(|| "no version".into(), |version| format!("version {version}"));
    format!("The framework must supersede version {latest}, but names {said}. Put {latest} at ‘supersedes’.")
}
