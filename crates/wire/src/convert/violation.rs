//! What can be wrong with a field of a request, and how it is told.

mod en;
mod nl;

use tonic::{Code, Status};
use tonic_types::FieldViolation;

use crate::{language::Language, limits::GIVEN_CHARS_MAX, status::Details};

/// Everything that is wrong with a request. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

/// One thing that is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The path of the field, e.g. `sections[2].text`.
    pub field: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It must be given.
    Missing,
    /// It is no UUID.
    NotUuid {
        /// What was given.
        given: String,
    },
    /// It is no short name of a thing in a framework.
    NotName {
        /// What was given.
        given: String,
    },
    /// It is no opaque name of a person.
    NotActor {
        /// What was given.
        given: String,
    },
    /// It names no history.
    NotHistory {
        /// What was given.
        given: String,
    },
    /// It names the history of a framework, of which nothing is erased or confirmed.
    OfFramework {
        /// What was given.
        given: String,
    },
    /// It has no words.
    Blank,
    /// It has too many characters.
    TooLong {
        /// How many it has.
        chars: usize,
        /// The most it may have.
        chars_max: usize,
    },
    /// It has too many bytes.
    TooLarge {
        /// How many it has.
        bytes: usize,
        /// The most it may have.
        bytes_max: usize,
    },
    /// It holds a control character other than a new line or a tab.
    ControlCharacter {
        /// Its number in Unicode.
        code: u32,
        /// Which character of the text it is, from 1.
        at: usize,
    },
    /// It holds a new line or tab, and should be one line.
    NotOneLine,
    /// It is no date.
    NotDate {
        /// What was given.
        given: String,
    },
    /// It is a date that nobody can have meant.
    DateOutside {
        /// What was given.
        given: String,
    },
    /// It is no moment that can be written down.
    NotMoment,
    /// The list is empty.
    ListEmpty,
    /// The list has too many items.
    ListTooLong {
        /// How many it has.
        given: usize,
        /// The most it may have.
        max: usize,
    },
    /// It is none of the values that there are.
    ValueUnknown {
        /// What was given.
        given: i32,
    },
    /// It is counted from 1.
    NotFromOne,
    /// It is more than it may be.
    TooMuch {
        /// What was given.
        given: u32,
        /// The most it may be.
        max: u32,
    },
    /// It is no page token of this service.
    NotPageToken,
    /// A list is given as it is, not as it was.
    NotForLists,
    /// It must be one moment in the past, and not at least a position.
    NotThen,
    /// It lies before the moment that it is compared with.
    EarlierThanFrom,
    /// It cannot have been measured; what was given is not repeated, for it may be a small number.
    NotMeasured,
}

impl Violations {
    /// One violation, for what only the service can see.
    pub fn one(field: impl Into<String>, fault: Fault) -> Self {
        Self(vec![Violation { field: field.into(), fault }])
    }

    /// These violations, unless there are none.
    pub(super) fn of(violations: Vec<Violation>) -> Option<Self> {
        if violations.is_empty() { None } else { Some(Self(violations)) }
    }

    /// Every violation.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }

    /// `INVALID_ARGUMENT` with all violations together. More than fit in the trailers of a call are counted.
    pub fn status(&self, language: Language) -> Status {
        let told = |violation: &Violation| FieldViolation {
            field: violation.field.clone(),
            description: violation.fault.told(language),
            reason: violation.fault.name().to_owned(),
            localized_message: None,
        };
        let message = match language {
            Language::Dutch => format!(
                "De aanvraag heeft {} fout(en); ze staan bij de \
                velden.",
                self.0.len()
            ),
            Language::English => format!(
                "The request has {} fault(s); they stand with the \
                fields.",
                self.0.len()
            ),
        };
        let details = Details::new("INVALID_REQUEST", language, message);
        details.fact("violations", self.0.len()).fields(self.0.iter().map(told)).status(Code::InvalidArgument)
    }
}

impl Fault {
    /// The name of the rule.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Missing => "MISSING",
            Self::NotUuid { .. } => "NOT_UUID",
            Self::NotName { .. } => "NOT_NAME",
            Self::NotActor { .. } => "NOT_ACTOR",
            Self::NotHistory { .. } | Self::OfFramework { .. } => "NOT_HISTORY",
            Self::Blank => "BLANK",
            Self::TooLong { .. } => "TOO_LONG",
            Self::TooLarge { .. } => "TOO_LARGE",
            Self::ControlCharacter { .. } => "CONTROL_CHARACTER",
            Self::NotOneLine => "NOT_ONE_LINE",
            Self::NotDate { .. } => "NOT_DATE",
            Self::DateOutside { .. } => "DATE_OUTSIDE",
            Self::NotMoment => "NOT_MOMENT",
            Self::ListEmpty => "LIST_EMPTY",
            Self::ListTooLong { .. } => "LIST_TOO_LONG",
            Self::ValueUnknown { .. } => "VALUE_UNKNOWN",
            Self::NotFromOne => "NOT_FROM_ONE",
            Self::TooMuch { .. } => "TOO_MUCH",
            Self::NotPageToken => "NOT_PAGE_TOKEN",
            Self::NotForLists => "NOT_FOR_LISTS",
            Self::NotThen => "NOT_THEN",
            Self::EarlierThanFrom => "EARLIER_THAN_FROM",
            Self::NotMeasured => "NOT_MEASURED",
        }
    }

    /// What is wrong and what would help, for people.
    pub fn told(&self, language: Language) -> String {
        match language {
            Language::Dutch => nl::fault(self),
            Language::English => en::fault(self),
        }
    }
}

/// A given value as an error repeats it: its beginning, without control characters.
pub(super) fn given(text: &str) -> String {
    let shown: String =
        text.chars().map(|c| if c.is_control() { '�' } else { c }).take(GIVEN_CHARS_MAX).collect();
    if text.chars().count() > GIVEN_CHARS_MAX { shown + "…" } else { shown }
}
