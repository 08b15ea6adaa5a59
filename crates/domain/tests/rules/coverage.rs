//! That no rule goes untested: every refusal there is stands in a table.

use std::collections::BTreeSet;

use domain::dossier::Refusal;

use crate::{
    answer, correct, escalation, file, hand_over, open, ratify, resubmit, stances, story::Case, submit, term,
    treat, turn_back, withdraw,
};

macro_rules! refusals {
    ($($variant:ident),+ $(,)?) => {
        /// Every refusal there is; a new one that is not added here does not compile.
        const REFUSALS: &[&str] = &[$(stringify!($variant)),+];

        fn variant(refusal: &Refusal) -> &'static str {
            match refusal {
                $(Refusal::$variant { .. } => stringify!($variant),)+
            }
        }
    };
}

refusals! {
    DossierUnknown, AlreadyOpened, OtherFramework, FrameworkNotInForce, NotPermitted, OtherCoordinator, Ended,
    NotAwaited, RoundUnknown, WrongRound, FunctionRequired, FunctionUnknown, PartyUnknown, FormatUnknown,
    FormatNotForRound, DocumentFaulty, DocumentUnknown, NewVersionNeeded, ConditionsUnanswered, VisitNotOpen,
    OutcomeNotOfRole, MotivationRequired, ConditionsRequired, ConditionsNotPossible, Decision, TooMany, Repeated,
    AnswerRequired, ConditionUnknown, ConditionMet, DateInFuture, DateBeforeArrival, DueDatePast,
    VisitsExhausted, CannotResumeAt, ResumeNotPossible, NotAnOutcome, AlreadyCorrected, NothingCorrected,
    CorrectionTooLate, AlreadyDecided, AlreadyCoordinator, FollowedUnknown, FollowedNotEnded, BodyUnknown, NoTerm,
    EachPartySpeaks, BodySpeaks, NotARatifier, AlreadySpoke, NotWhatItSaid, AlreadySuspended, NotSuspended, WaitsForItself, SuspensionOverlaps, TermRanOut, ResumedTooEarly, Escalation,
}

fn every_table() -> Vec<Case> {
    [
        open::refusals(),
        file::refusals(),
        submit::refusals(),
        treat::refused::refusals(),
        turn_back::refusals(),
        answer::refusals(),
        answer::judgement_refusals(),
        resubmit::refusals(),
        withdraw::refusals(),
        correct::refused::refusals(),
        correct::refused::too_late(),
        hand_over::refusals(),
        stances::refused::refusals(),
        ratify::refused::refusals(),
        term::refused::suspending(),
        term::refused::resuming(),
        escalation::refused::refusals(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[test]
fn every_refusal_stands_in_a_table() {
    let cases = every_table();
    let between = open::not_followed();
    let refused = cases.iter().map(|case| &case.refused).chain(&between);
    let produced: BTreeSet<_> = refused.map(variant).collect();
    let missing: Vec<_> = REFUSALS.iter().filter(|name| !produced.contains(*name)).collect();
    assert!(missing.is_empty(), "no test is refused with {missing:?}");
}

#[test]
fn every_refusal_has_a_name_of_its_own() {
    let cases = every_table();
    let between = open::not_followed();
    let refused = cases.iter().map(|case| &case.refused).chain(&between);
    let names: BTreeSet<_> = refused.map(Refusal::name).collect();
    // The refusals about stances are one variant here, and each have a name.
    // So are those about the ladder.
    let nested = stances::refused::NAMES.len() + escalation::refused::NAMES.len();
    assert_eq!(names.len(), REFUSALS.len() - 2 + nested);
    let screaming = |name: &&str| name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    assert!(names.iter().all(screaming), "{names:?}");
}

#[test]
fn a_refusal_changes_nothing_and_is_the_same_every_time() {
    for Case { rule, given, when, by, refused } in every_table() {
        let again = || domain::dossier::decide(&given.framework, &given.state, when.clone(), &by);
        assert_eq!(again(), Err(refused), "{rule}");
        assert_eq!(again(), again(), "{rule}");
    }
}
