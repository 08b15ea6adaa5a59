//! How a call was refused: its code, the name of the rule, the facts, and what a person reads.

use std::{collections::BTreeMap, fmt::Debug};

use tonic::{Code, Status};
use tonic_types::StatusExt as _;

/// How a call was refused, as its caller sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The code.
    pub code: Code,
    /// The name of the rule (`ErrorInfo.reason`).
    pub reason: String,
    /// The facts by name (`ErrorInfo.metadata`).
    pub facts: BTreeMap<String, String>,
    /// The language of the message.
    pub language: String,
    /// What a person reads (`LocalizedMessage`).
    pub message: String,
    /// Each fault by field and rule, e.g. `title TOO_LONG`, with what a person reads.
    pub faults: Vec<(String, String)>,
}

/// What the error says, in the form that every error has.
///
/// # Panics
/// If it has another form.
#[must_use]
#[track_caller]
pub fn told(status: &Status) -> Refused {
    let details = status.get_error_details();
    let info = details.error_info().unwrap_or_else(|| panic!("an error without ErrorInfo: {status:?}"));
    assert_eq!(info.domain, "besluitspoor", "{status:?}");
    let message = details.localized_message();
    let message = message.unwrap_or_else(|| panic!("an error without LocalizedMessage: {status:?}"));
    let fields = details.bad_request().map(|request| request.field_violations.as_slice()).unwrap_or_default();
    let broken = details.precondition_failure().map(|failure| failure.violations.as_slice());
    let fields =
        fields.iter().map(|field| (format!("{} {}", field.field, field.reason), field.description.clone()));
    let broken = broken.unwrap_or_default().iter();
    let broken =
        broken.map(|fault| (format!("{} {}", fault.subject, fault.r#type), fault.description.clone()));
    Refused {
        code: status.code(),
        reason: info.reason.clone(),
        facts: info.metadata.clone().into_iter().collect(),
        language: message.locale.clone(),
        message: message.message.clone(),
        faults: fields.chain(broken).collect(),
    }
}

/// The call was refused with this code by this rule.
///
/// # Panics
/// If it was not.
#[track_caller]
pub fn refused<T: Debug>(answer: Result<T, Status>, code: Code, reason: &str) -> Refused {
    match answer {
        Ok(answer) => panic!("not refused, {reason} was expected: {answer:?}"),
        Err(status) => {
            let refused = told(&status);
            assert_eq!((refused.code, refused.reason.as_str()), (code, reason), "{refused:#?}");
            refused
        }
    }
}

impl Refused {
    /// What a person reads holds these words.
    ///
    /// # Panics
    /// If it does not.
    #[track_caller]
    pub fn says(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.message.contains(word), "{word:?} is not in {self:#?}");
        }
        self
    }

    /// This fact was given.
    ///
    /// # Panics
    /// If it was not.
    #[track_caller]
    pub fn fact(self, name: &str, fact: &str) -> Self {
        assert_eq!(self.facts.get(name).map(String::as_str), Some(fact), "{name} in {self:#?}");
        self
    }

    /// A fault of this field by this rule is among the faults, in words that hold these.
    ///
    /// # Panics
    /// If it is not.
    #[track_caller]
    pub fn fault(self, field_and_rule: &str, words: &[&str]) -> Self {
        let found = self.faults.iter().find(|(name, _)| name == field_and_rule);
        let (_, told) = found.unwrap_or_else(|| panic!("{field_and_rule} is not in {self:#?}"));
        for word in words {
            assert!(told.contains(word), "{word:?} is not in {told:?}");
        }
        self
    }
}
