//! Error details in the form of google.rpc, kept small enough for the trailers of a call.

use std::{collections::HashMap, fmt::Display, mem::take, time::Duration};

use tonic::{Code, Status};
use tonic_types::{ErrorDetails, FieldViolation, PreconditionViolation, StatusExt};

use crate::{language::Language, limits::ERROR_DETAILS_BYTES_MAX};

/// The domain of every `ErrorInfo`.
pub const ERROR_DOMAIN: &str = "besluitspoor";

/// The most characters of the message that stands beside the details.
const MESSAGE_CHARS_MAX: usize = 200;
/// The most characters of what a person reads; long names of a framework could make it longer.
const TOLD_CHARS_MAX: usize = 1_200;
/// The most characters of one fact.
const FACT_CHARS_MAX: usize = 300;
/// What a violation takes besides its subject and description: the name of its rule, tags and lengths.
const VIOLATION_OVERHEAD_BYTES: usize = 48;
/// What the fact that violations were left out takes, and the frame around them.
const LEFT_OUT_BYTES: usize = 160;

/// The details of one error.
#[derive(Debug, Clone)]
pub(crate) struct Details {
    reason: &'static str,
    language: Language,
    message: String,
    facts: HashMap<String, String>,
    fields: Vec<FieldViolation>,
    faults: Vec<PreconditionViolation>,
    retry_after: Option<Duration>,
}

impl Details {
    /// An error with the name of its rule, and what a person reads.
    pub(crate) fn new(reason: &'static str, language: Language, message: String) -> Self {
        let (facts, fields, faults) = (HashMap::new(), Vec::new(), Vec::new());
        let message = shortened(&message, TOLD_CHARS_MAX);
        Self { reason, language, message, facts, fields, faults, retry_after: None }
    }

    /// Adds a fact.
    pub(crate) fn fact(mut self, name: &str, fact: impl Display) -> Self {
        self.facts.insert(name.to_owned(), shortened(&fact.to_string(), FACT_CHARS_MAX));
        self
    }

    /// Adds facts.
    pub(crate) fn facts(self, facts: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        facts.into_iter().fold(self, |details, (name, fact)| details.fact(name, fact))
    }

    /// Adds what is wrong with fields.
    pub(crate) fn fields(mut self, fields: impl IntoIterator<Item = FieldViolation>) -> Self {
        self.fields.extend(fields);
        self
    }

    /// Adds faults of what was given, such as a document.
    pub(crate) fn faults(mut self, faults: impl IntoIterator<Item = PreconditionViolation>) -> Self {
        self.faults.extend(faults);
        self
    }

    /// Says that trying again after this time may help.
    pub(crate) fn retry_after(mut self, delay: Duration) -> Self {
        self.retry_after = Some(delay);
        self
    }

    /// The error as a call answers it. Of violations that do not fit the last are left out; the fact
    /// `left_out` counts them.
    pub(crate) fn status(mut self, code: Code) -> Status {
        let (fields, faults) = (take(&mut self.fields), take(&mut self.faults));
        let given = fields.len() + faults.len();
        let mut room = ERROR_DETAILS_BYTES_MAX.saturating_sub(self.build(code).details().len());
        room = room.saturating_sub(LEFT_OUT_BYTES);
        self.fields = fitting(fields, &mut room, |field| &field.field, |field| &field.description);
        self.faults = fitting(faults, &mut room, |fault| &fault.subject, |fault| &fault.description);
        let left_out = given - self.fields.len() - self.faults.len();
        if left_out > 0 {
            self.facts.insert("left_out".into(), left_out.to_string());
        }
        self.build(code)
    }

    fn build(&self, code: Code) -> Status {
        let mut details = ErrorDetails::new();
        details.set_error_info(self.reason, ERROR_DOMAIN, self.facts.clone());
        details.set_localized_message(self.language.tag(), self.message.as_str());
        if self.retry_after.is_some() {
            details.set_retry_info(self.retry_after);
        }
        if !self.fields.is_empty() {
            details.set_bad_request(self.fields.clone());
        }
        if !self.faults.is_empty() {
            details.set_precondition_failure(self.faults.clone());
        }
        Status::with_error_details(code, shortened(&self.message, MESSAGE_CHARS_MAX), details)
    }
}

/// The first of these violations that fit in the room that is left.
fn fitting<T>(
    mut violations: Vec<T>,
    room: &mut usize,
    subject: impl Fn(&T) -> &String,
    description: impl Fn(&T) -> &String,
) -> Vec<T> {
    let fits = violations.iter().take_while(|violation| {
        let size = subject(violation).len() + description(violation).len() + VIOLATION_OVERHEAD_BYTES;
        let fits = size <= *room;
        *room = if fits { *room - size } else { 0 };
        fits
    });
    let kept = fits.count();
    violations.truncate(kept);
    violations
}

/// The beginning of a text, with a sign that there was more.
fn shortened(text: &str, chars_max: usize) -> String {
    match text.char_indices().nth(chars_max) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violation(place: usize) -> FieldViolation {
        FieldViolation {
            field: format!("sections[{place}].text"),
            description: "Teken 4 is een stuurteken. ".repeat(8),
            reason: "CONTROL_CHARACTER".into(),
            localized_message: None,
        }
    }

    #[test]
    fn what_does_not_fit_in_the_trailers_is_counted() {
        let given = 600;
        let details = Details::new("INVALID_REQUEST", Language::Dutch, "é".repeat(1_000));
        let status = details.fields((0..given).map(violation)).status(Code::InvalidArgument);
        assert!(status.details().len() <= ERROR_DETAILS_BYTES_MAX, "{}", status.details().len());
        let mut trailers = tonic::codegen::http::HeaderMap::new();
        status.add_header(&mut trailers).expect("a status is sent");
        // HTTP/2 counts 32 bytes of its own for each header.
        let size: usize = trailers.iter().map(|(name, value)| name.as_str().len() + value.len() + 32).sum();
        assert!(size <= 8_192, "{size}");
        let told = status.get_error_details();
        let kept = told.bad_request().expect("violations").field_violations.len();
        assert!(kept > 3, "{kept}");
        let left_out = &told.error_info().expect("info").metadata["left_out"];
        assert_eq!(left_out.parse::<usize>(), Ok(given - kept));
        assert_eq!(status.message().chars().count(), MESSAGE_CHARS_MAX + 1);
    }

    #[test]
    fn few_violations_all_fit() {
        let details = Details::new("INVALID_REQUEST", Language::English, "two".into()).fact("violations", 2);
        let told = details.fields((0..2).map(violation)).status(Code::InvalidArgument).get_error_details();
        assert_eq!(told.bad_request().map(|request| request.field_violations.len()), Some(2));
        let info = told.error_info().expect("info");
        assert_eq!((info.domain.as_str(), info.reason.as_str()), (ERROR_DOMAIN, "INVALID_REQUEST"));
        assert_eq!(info.metadata.get("left_out"), None);
        assert_eq!(told.localized_message().map(|told| told.locale.as_str()), Some("en"));
    }
}
