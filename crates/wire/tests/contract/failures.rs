//! Every failure that no rule is, told in both languages, with the code that clients act on.

use domain::ids::Revision;
use jiff::{Timestamp, civil::date};
use tonic::Code;
use tonic_types::StatusExt;
use wire::{
    Language,
    convert::{Fault, Violations},
    failure::{Failure, ForecastFailure, LedgerFailure, Thing},
};

use crate::fixture::{COMMAND, DOSSIER, id};

/// A failure, its name, its code, whether it says when to try again, and what its sentences must hold.
type Told = (Failure, &'static str, Code, bool, &'static [&'static str]);

fn of_commands() -> Vec<Told> {
    use Failure as F;
    let command = id(COMMAND);
    let conflict = F::Conflict { expected: Some(Revision(4)), found: Revision(6) };
    vec![
        (conflict, "REVISION_CONFLICT", Code::Aborted, false, &["4", "6"]),
        (
            F::Conflict { expected: None, found: Revision(6) },
            "REVISION_CONFLICT",
            Code::Aborted,
            false,
            &["6"],
        ),
        (F::Overloaded { max: 1_024 }, "OVERLOADED", Code::ResourceExhausted, true, &["024"]),
        (F::OutcomeUnknown { command }, "OUTCOME_UNKNOWN", Code::Unavailable, true, &[COMMAND]),
        (F::CommandReused { command }, "COMMAND_ID_REUSED", Code::AlreadyExists, false, &[COMMAND]),
        (
            F::TooLarge { bytes: 70_000, bytes_max: 65_535 },
            "TOO_LARGE",
            Code::InvalidArgument,
            false,
            &["000", "535"],
        ),
        (F::JournalFull, "JOURNAL_FULL", Code::ResourceExhausted, false, &[]),
        (F::JournalCutOff, "JOURNAL_CUT_OFF", Code::Unavailable, true, &[]),
        (F::JournalPoisoned, "JOURNAL_POISONED", Code::Unavailable, false, &[]),
    ]
}

fn of_questions() -> Vec<Told> {
    use Failure as F;
    let not_found = |what| F::NotFound { what, asked: "OZA-2026-0014".into() };
    let asked: Timestamp = "2026-03-12T09:00:00Z".parse().expect("a moment");
    vec![
        (not_found(Thing::Dossier), "DOSSIER_UNKNOWN", Code::NotFound, false, &["OZA-2026-0014"]),
        (not_found(Thing::Document), "DOCUMENT_UNKNOWN", Code::NotFound, false, &["OZA-2026-0014"]),
        (not_found(Thing::Framework), "FRAMEWORK_UNKNOWN", Code::NotFound, false, &["OZA-2026-0014"]),
        (not_found(Thing::Body), "BODY_UNKNOWN", Code::NotFound, false, &["OZA-2026-0014"]),
        (not_found(Thing::Party), "PARTY_UNKNOWN", Code::NotFound, false, &["OZA-2026-0014"]),
        (not_found(Thing::Meeting), "MEETING_UNKNOWN", Code::NotFound, false, &["OZA-2026-0014"]),
        (not_found(Thing::Action), "ACTION_UNKNOWN", Code::NotFound, false, &["OZA-2026-0014"]),
        (not_found(Thing::Preparation), "PREPARATION_UNKNOWN", Code::NotFound, false, &["OZA-2026-0014"]),
        (not_found(Thing::History), "HISTORY_UNKNOWN", Code::NotFound, false, &["OZA-2026-0014"]),
        (not_found(Thing::Command), "COMMAND_UNKNOWN", Code::NotFound, false, &["OZA-2026-0014"]),
        (
            F::OtherLog { given: id(COMMAND), log: id(DOSSIER) },
            "OTHER_LOG",
            Code::FailedPrecondition,
            false,
            &[COMMAND, DOSSIER],
        ),
        (
            F::PositionNotReached { asked: 90, reached: 88 },
            "POSITION_NOT_REACHED",
            Code::Unavailable,
            true,
            &["90", "88"],
        ),
        (F::PositionAhead { asked: 90, last: 88 }, "POSITION_AHEAD", Code::OutOfRange, false, &["90", "88"]),
        (F::MomentAhead { asked }, "MOMENT_AHEAD", Code::OutOfRange, false, &["2026-03-12T09:00:00Z"]),
        (F::PageGone, "PAGE_GONE", Code::Aborted, false, &[]),
        (F::ReaderTooSlow, "READER_TOO_SLOW", Code::ResourceExhausted, false, &[]),
        (F::TooManyReaders { max: 64 }, "TOO_MANY_READERS", Code::ResourceExhausted, true, &["64"]),
        (F::ComparisonTooWide { max: 64 }, "COMPARISON_TOO_WIDE", Code::ResourceExhausted, false, &["64"]),
        (
            F::Forecast(ForecastFailure::TooWide { max: 64 }),
            "FORECAST_TOO_WIDE",
            Code::ResourceExhausted,
            false,
            &["64"],
        ),
        (
            F::Forecast(ForecastFailure::NeverMeets { body: "PORA".into(), after: date(2026, 3, 12) }),
            "NEVER_MEETS",
            Code::FailedPrecondition,
            false,
            &["PORA", "12", "2026"],
        ),
        (
            F::Rebuilding { reached: 10, last: 900 },
            "VIEW_REBUILDING",
            Code::Unavailable,
            true,
            &["10", "900"],
        ),
        (F::JournalUnreadable, "JOURNAL_UNREADABLE", Code::Unavailable, true, &[]),
        (F::Erasing, "ERASING", Code::Unavailable, true, &[]),
        (F::Stopping, "SERVICE_STOPPING", Code::Unavailable, true, &[]),
        (F::Internal { incident: id(COMMAND) }, "INTERNAL", Code::Internal, false, &[COMMAND]),
    ]
}

fn of_the_ledger() -> Vec<Told> {
    use LedgerFailure as L;
    let both: &[&str] = &["90", "88"];
    let rows: [(L, &str, Code, bool, &[&str]); 6] = [
        (L::Absent, "LEDGER_ABSENT", Code::FailedPrecondition, false, &["ledger init"]),
        (L::WitnessesAbsent, "WITNESSES_ABSENT", Code::FailedPrecondition, false, &["--ledger-policy"]),
        (L::Stopped, "LEDGER_STOPPED", Code::Unavailable, false, &[]),
        (L::TreeSizeAhead { asked: 90, last: 88 }, "TREE_SIZE_AHEAD", Code::OutOfRange, false, both),
        (L::NotInTree { position: 90, size: 88 }, "NOT_IN_TREE", Code::OutOfRange, false, both),
        (L::NotCovered { position: 90, size: 88 }, "NOT_COVERED", Code::Unavailable, true, both),
    ];
    let told = |(failure, name, code, retry, needles)| (Failure::Ledger(failure), name, code, retry, needles);
    rows.map(told).into()
}

#[test]
fn every_failure_is_told_with_its_code_and_facts() {
    for (failure, name, code, retry, needles) in [of_commands(), of_questions(), of_the_ledger()].concat() {
        let mut sentences = Vec::new();
        for language in Language::ALL {
            let status = failure.status(language);
            assert_eq!(status.code(), code, "{name}");
            let details = status.get_error_details();
            assert_eq!(details.error_info().expect("an error info").reason, name);
            assert_eq!(details.retry_info().is_some(), retry, "{name}");
            let message = details.localized_message().expect("a message");
            assert_eq!(message.locale, language.tag());
            let told = message.message.clone();
            assert!(needles.iter().all(|needle| told.contains(needle)), "{told}");
            assert!(told.ends_with('.') && told.contains(". ") && !told.contains(['{', '}']), "{told}");
            sentences.push(told);
        }
        assert_ne!(sentences[0], sentences[1], "{name}");
    }
}

#[test]
fn an_unknown_outcome_says_to_repeat_with_the_same_id() {
    let failure = Failure::OutcomeUnknown { command: id(COMMAND) };
    assert!(failure.told(Language::Dutch).contains("met hetzelfde opdrachtkenmerk"));
    assert!(failure.told(Language::English).contains("with the same command id"));
}

#[test]
fn violations_are_told_by_field() {
    let violations = Violations::one("file", Fault::TooLarge { bytes: 300_000, bytes_max: 262_144 });
    for (language, needle) in [(Language::Dutch, "262.144"), (Language::English, "262,144")] {
        let status = violations.status(language);
        assert_eq!(status.code(), Code::InvalidArgument);
        let details = status.get_error_details();
        let told = &details.bad_request().expect("violations").field_violations[0];
        assert_eq!((told.field.as_str(), told.reason.as_str()), ("file", "TOO_LARGE"));
        assert!(told.description.contains(needle), "{}", told.description);
        assert_eq!(details.error_info().expect("an error info").metadata["violations"], "1");
    }
}

#[test]
fn every_fault_of_a_field_is_told_in_both_languages() {
    let given = || "gegeven".to_owned();
    let faults = [
        Fault::Missing,
        Fault::NotUuid { given: given() },
        Fault::NotName { given: given() },
        Fault::NotActor { given: given() },
        Fault::NotHistory { given: given() },
        Fault::Blank,
        Fault::TooLong { chars: 201, chars_max: 200 },
        Fault::TooLarge { bytes: 201, bytes_max: 200 },
        Fault::ControlCharacter { code: 7, at: 3 },
        Fault::NotOneLine,
        Fault::NotDate { given: given() },
        Fault::DateOutside { given: given() },
        Fault::NotMoment,
        Fault::ListEmpty,
        Fault::ListTooLong { given: 51, max: 50 },
        Fault::ValueUnknown { given: 99 },
        Fault::NotFromOne,
        Fault::TooMuch { given: 201, max: 200 },
        Fault::NotPageToken,
        Fault::NotForLists,
        Fault::NotThen,
        Fault::EarlierThanFrom,
        Fault::NotMeasured,
    ];
    for fault in &faults {
        let [nl, en] = Language::ALL.map(|language| fault.told(language));
        assert_ne!(nl, en);
        for told in [nl, en] {
            assert!(told.ends_with('.') && !told.contains(['{', '}']), "{told}");
        }
    }
    let told = faults[8].told(Language::English);
    assert!(told.contains("U+0007") && told.contains('3'), "{told}");
}

#[test]
fn what_was_given_is_repeated_only_in_part() {
    let long = "x".repeat(10_000);
    let request = wire::v1::WatchAgendaRequest { body_id: format!("{long}\n") };
    let violations = wire::convert::query::Watch::try_from(request).expect_err("a violation");
    let told = violations.iter().next().expect("one").fault.told(Language::Dutch);
    assert!(told.chars().count() < 250 && told.contains('…'), "{told}");
}
