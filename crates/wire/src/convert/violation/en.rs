//! What is wrong with a field, in English. The same in Dutch stands in `nl`, in the same order.

use super::Fault;
use crate::{
    language::Language,
    limits::{YEAR_MAX, YEAR_MIN},
};

pub(super) fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Missing => "This field is required. Give it.".into(),
        Fault::NotUuid { given } => format!("‘{given}’ is not a UUID. {UUID_HELP}"),
        Fault::NotName { given } => format!("‘{given}’ is not a short name. {NAME_HELP}"),
        Fault::NotActor { given } => format!("‘{given}’ is not an actor id. {ACTOR_HELP}"),
        Fault::NotHistory { given } => format!("‘{given}’ names no history. {HISTORY_HELP}"),
        Fault::OfFramework { given } => format!(
            "‘{given}’ is the history of a framework: nothing of it is erased. Name dossier.<uuid>, \
             arrangement.<uuid> or meeting.<uuid>."
        ),
        Fault::Blank => BLANK.into(),
        Fault::TooLong { chars, chars_max } => {
            format!("The text has {} characters. Shorten it to at most {}.", count(*chars), count(*chars_max))
        }
        Fault::TooLarge { bytes, bytes_max } => {
            format!(
                "This has {} bytes; at most {} are possible. Shorten it.",
                count(*bytes),
                count(*bytes_max)
            )
        }
        Fault::ControlCharacter { code, at } => {
            format!("Character {} is a control character (U+{code:04X}). {CONTROL_HELP}", count(*at))
        }
        Fault::NotOneLine => "The text has a new line or a tab. Write it on one line.".into(),
        Fault::NotDate { given } => format!("‘{given}’ is not a date that exists. {DATE_HELP}"),
        Fault::DateOutside { given } => {
            format!("The date {given} cannot be meant. Give a date in the years {YEAR_MIN} to {YEAR_MAX}.")
        }
        Fault::NotMoment => "This is not a moment. Give seconds since 1970 and nanoseconds from zero.".into(),
        Fault::ListEmpty => "The list is empty. Name at least one.".into(),
        Fault::ListTooLong { given, max } => {
            format!(
                "The list has {}; at most {} are possible. Split or shorten it.",
                count(*given),
                count(*max)
            )
        }
        Fault::ValueUnknown { given } => {
            format!("{given} is not a known value. Choose one from the description of the field.")
        }
        Fault::NotFromOne => "This number counts from 1. Use the number that you were given before.".into(),
        Fault::TooMuch { given, max } => format!("{given} is too much. Ask for at most {max}."),
        Fault::NotPageToken => NOT_PAGE_TOKEN.into(),
        Fault::NotForLists => NOT_FOR_LISTS.into(),
        Fault::NotThen => NOT_THEN.into(),
        Fault::EarlierThanFrom => EARLIER_THAN_FROM.into(),
        Fault::NotMeasured => NOT_MEASURED.into(),
    }
}

const UUID_HELP: &str = "Give 36 characters, such as 0190b5f0-7c1e-7a53-9f2a-3d1c5e8b9a60.";
const NAME_HELP: &str = "Use 1 to 60 of a-z, 0-9, ‘-’ and ‘.’, beginning with a letter or digit.";
const ACTOR_HELP: &str = "Use 1 to 64 of A-Z, a-z, 0-9, ‘-’, ‘_’, ‘.’ and ‘:’; never the name of a person.";
const HISTORY_HELP: &str = "Give dossier.<uuid>, arrangement.<uuid>, meeting.<uuid> or framework.<name>.";
const BLANK: &str = "There is no text. Give it, or leave the field out if it is not required.";
const CONTROL_HELP: &str = "Remove it; only a new line (\\n) and a tab are possible.";
const DATE_HELP: &str = "Write a date as YYYY-MM-DD, such as 2026-03-14.";
const NOT_PAGE_TOKEN: &str =
    "This is not a page token of this list. Take next_page_token from the answer before, or start over.";
const NOT_FOR_LISTS: &str = "A list is there only as it is now. Ask for an agenda or a dossier as it was.";
const NOT_THEN: &str = "This must be one state of then. Give as_of_position or as_of_moment.";
const NOT_MEASURED: &str = "This cannot have been measured: a part is at most its group, and a score at most 10. Mend the measurement.";
const EARLIER_THAN_FROM: &str = "This lies before where the comparison begins (from). Exchange the two.";

fn count(count: usize) -> String {
    Language::English.count(count)
}
