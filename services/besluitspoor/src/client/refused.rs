//! What a failed call means: its rule, its words, every field, and what would help.

use tonic::{Code, Status};
use tonic_types::StatusExt as _;
use wire::Language;

use crate::{
    exit::Exit,
    failure::{Failure, Place},
    show::Say as _,
};

/// A refusal that is about a document's file, like what is found before it is sent.
const DOCUMENT_FAULTY: &str = "DOCUMENT_FAULTY";

/// A caller with several roles did not say which.
const CAPACITY_UNCLEAR: &str = "CAPACITY_UNCLEAR";
/// A position is of another journal than the service's.
const OTHER_LOG: &str = "OTHER_LOG";
/// The command id was used for something else.
const COMMAND_ID_REUSED: &str = "COMMAND_ID_REUSED";
/// The ledger has fewer records than somebody says that it had.
const TREE_SIZE_AHEAD: &str = "TREE_SIZE_AHEAD";

/// None of several addresses has the service that is asked for.
pub(super) const SERVICE_NOWHERE: &str = "SERVICE_NOWHERE";
/// The service that is asked for answers at none of several addresses.
pub(super) const SERVICE_UNREACHED: &str = "SERVICE_UNREACHED";

/// What a failed call means for who called.
pub(crate) fn failure(status: &Status, language: Language) -> Failure {
    let details = status.get_error_details();
    let rule = details.error_info().map(|info| info.reason.clone()).filter(|reason| !reason.is_empty());
    let exit = match rule.as_deref() {
        Some(DOCUMENT_FAULTY | CAPACITY_UNCLEAR | OTHER_LOG | SERVICE_NOWHERE) => Exit::Input,
        Some(_) | None => Exit::of(status.code()),
    };
    let said = details.localized_message().map(|message| message.message.clone());
    let message = said.filter(|said| !said.is_empty()).unwrap_or_else(|| unsaid(status, language));
    let fields = details.bad_request().map(|request| request.field_violations.as_slice()).unwrap_or_default();
    let fields = fields.iter().map(|field| Place {
        place: field.field.clone(),
        rule: field.reason.clone(),
        message: field.description.clone(),
    });
    let faults =
        details.precondition_failure().map(|failed| failed.violations.as_slice()).unwrap_or_default();
    let faults = faults.iter().map(|fault| Place {
        place: fault.subject.clone(),
        rule: fault.r#type.clone(),
        message: fault.description.clone(),
    });
    let places = fields.chain(faults).collect();
    let left_out = details.error_info().and_then(|info| info.metadata.get("left_out").cloned());
    let left_out = left_out.map(|count| match language {
        Language::Dutch => format!("Los eerst dit op; er zijn nog {count} andere."),
        Language::English => format!("Mend these first; there are {count} others."),
    });
    let helps = left_out.into_iter().chain(helps(exit, rule.as_deref(), language).map(str::to_owned));
    let failure = Failure { rule, places, ..Failure::new(exit, message) };
    helps.fold(failure, Failure::help)
}

/// What is said when the service said nothing for people: it was not ours, or the line broke.
fn unsaid(status: &Status, language: Language) -> String {
    let what = match status.code() {
        Code::Unavailable | Code::Unknown | Code::Cancelled => {
            language.say("De lijn met de dienst brak af.", "The line to the service broke.")
        }
        Code::DeadlineExceeded => language.say("De dienst antwoordde niet op tijd.", "The service did not answer in time."),
        Code::Unimplemented => language.say(
            "De dienst op dit adres kent deze aanroep niet; misschien is zij ouder, of draait daar iets anders.",
            "The service at this address does not know this call; it may be older, or something else runs there.",
        ),
        Code::Unauthenticated => language.say("De dienst kent dit token niet.", "The service does not know this token."),
        Code::PermissionDenied => language.say("Dit token mag dit niet.", "This token may not do this."),
        Code::ResourceExhausted => language.say("De dienst heeft het te druk, of het antwoord is te groot.", "The service is too busy, or the answer is too large."),
        Code::Ok
        | Code::InvalidArgument
        | Code::NotFound
        | Code::AlreadyExists
        | Code::FailedPrecondition
        | Code::Aborted
        | Code::OutOfRange
        | Code::Internal
        | Code::DataLoss => language.say("De dienst gaf een fout.", "The service gave an error."),
    };
    // What the transport says of itself adds nothing.
    let detail = Some(status.message()).filter(|message| !OF_TRANSPORT.contains(message)).unwrap_or_default();
    let detail: String = detail.chars().take(MESSAGE_CHARS_MAX).collect();
    if detail.is_empty() { what.to_owned() } else { format!("{what} ({detail})") }
}

/// What the transport says when it has no cause to name.
const OF_TRANSPORT: [&str; 3] = ["transport error", "Timeout expired", "operation was canceled"];
/// The most characters of a message that was not written for people.
const MESSAGE_CHARS_MAX: usize = 200;

/// What would help besides what the service says.
fn helps(exit: Exit, rule: Option<&str>, language: Language) -> Option<&'static str> {
    match (exit, rule) {
        (_, Some(CAPACITY_UNCLEAR)) => Some(language.say(
            "Zeg met --act-as in welke hoedanigheid, zoals --act-as secretary:pora.",
            "Say with --act-as in which capacity, such as --act-as secretary:pora.",
        )),
        (_, Some(COMMAND_ID_REUSED)) => Some(language.say(
            "Herhaalt u een opdracht? Geef dan alle vlaggen die toen zijn getoond, zoals --visit en --expect-revision.",
            "Do you repeat a command? Then give every flag that was shown then, such as --visit and --expect-revision.",
        )),
        (_, Some(TREE_SIZE_AHEAD)) => Some(language.say(
            "Komt die omvang uit een controlepunt dat dit register ondertekende, dan is er een stuk van het register afgehaald: bewaar het, en vraag na.",
            "If that size is of a checkpoint that this log signed, then a part of the log was cut off: keep it, and inquire.",
        )),
        // Our own services say themselves what would help.
        (Exit::Conflict, None) => Some(language.say(
            "Bekijk het dossier opnieuw (besluitspoor show) en geef de opdracht dan opnieuw.",
            "Look at the dossier again (besluitspoor show), then give the command again.",
        )),
        (Exit::Limit, None) => {
            Some(language.say("Probeer het over enkele seconden opnieuw.", "Try again in a few seconds."))
        }
        (
            Exit::Done
            | Exit::Refused
            | Exit::Input
            | Exit::Denied
            | Exit::NotFound
            | Exit::Conflict
            | Exit::Unclear
            | Exit::Limit
            | Exit::Difference
            | Exit::Internal,
            _,
        ) => None,
    }
}

#[cfg(test)]
mod tests {
    use tonic_types::{ErrorDetails, FieldViolation};

    use super::*;

    fn status(code: Code, reason: &str) -> Status {
        let mut details = ErrorDetails::new();
        details.set_error_info(reason, "besluitspoor", [("left_out".to_owned(), "3".to_owned())]);
        details.set_localized_message("nl", "Het dossier wacht op ronde ‘voorstel’.");
        details.set_bad_request(vec![FieldViolation {
            field: "sections[2].text".into(),
            description: "De tekst is te lang.".into(),
            reason: "TOO_LONG".into(),
            localized_message: None,
        }]);
        Status::with_error_details(code, "short", details)
    }

    #[test]
    fn a_refusal_is_told_with_its_rule_fields_and_what_helps() {
        let failure = failure(&status(Code::FailedPrecondition, "WRONG_ROUND"), Language::Dutch);
        assert_eq!((failure.exit, failure.rule.as_deref()), (Exit::Refused, Some("WRONG_ROUND")));
        let told = failure.told(Language::Dutch);
        let expected = "\
Geweigerd: Het dossier wacht op ronde ‘voorstel’. [WRONG_ROUND]
  sections[2].text: De tekst is te lang. [TOO_LONG]
Wat helpt: Los eerst dit op; er zijn nog 3 andere.";
        assert_eq!(told, expected);
    }

    #[test]
    fn faults_of_a_document_are_input_wherever_they_are_found() {
        assert_eq!(
            failure(&status(Code::FailedPrecondition, DOCUMENT_FAULTY), Language::Dutch).exit,
            Exit::Input
        );
    }

    #[test]
    fn a_status_without_details_is_never_shown_raw() {
        let raw = Status::new(Code::Unavailable, "tcp connect error: \u{1b}[31m");
        let told = failure(&raw, Language::Dutch).told(Language::Dutch);
        assert!(told.contains("De lijn met de dienst brak af.") && !told.contains("Unavailable"), "{told}");
        assert!(!told.contains('\u{1b}'), "{told}");
        for said in OF_TRANSPORT {
            let told = failure(&Status::new(Code::Unavailable, said), Language::Dutch);
            assert_eq!(told.message, "De lijn met de dienst brak af.");
        }
        for code in 1..=16 {
            let told =
                failure(&Status::new(Code::from_i32(code), ""), Language::English).told(Language::English);
            assert!(!told.contains("Status") && !told.contains("nl"), "{told}");
        }
    }

    #[test]
    fn who_has_several_roles_is_told_to_choose() {
        let unclear = failure(&status(Code::FailedPrecondition, CAPACITY_UNCLEAR), Language::Dutch);
        assert_eq!(unclear.exit, Exit::Input);
        let told = unclear.told(Language::Dutch);
        assert!(told.contains("--act-as"), "{told}");
        assert_eq!(
            failure(&status(Code::Aborted, "REVISION_CONFLICT"), Language::Dutch).exit,
            Exit::Conflict
        );
    }
}
