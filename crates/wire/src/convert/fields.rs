//! Reads the fields of a request one by one and collects everything that is wrong.
//!
//! A reader gives `None` exactly when it has noted a violation.

use std::str::FromStr;

use domain::{
    dossier::event::{ConditionNumber, DocumentRef, VisitRef},
    ids::{ActorId, MandateId, Revision},
    mandate::MandateRef,
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use uuid::Uuid;

use super::violation::{Fault, Violation, Violations, given};
use crate::{
    limits::{TEXTS_BYTES_MAX, YEAR_MAX, YEAR_MIN},
    v1,
    warning::{self, Warning},
};

/// What is wrong so far, and what deserves attention.
#[derive(Debug, Default)]
pub(super) struct Fields {
    violations: Vec<Violation>,
    warnings: Vec<Warning>,
}

/// What a text may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextRule {
    /// The most characters.
    pub(super) chars_max: usize,
    /// Whether it must be one line.
    pub(super) one_line: bool,
    /// Whether it may have no words.
    pub(super) may_be_blank: bool,
}

impl TextRule {
    /// One line with words.
    pub(super) fn line(chars_max: usize) -> Self {
        Self { chars_max, one_line: true, may_be_blank: false }
    }

    /// Lines with words.
    pub(super) fn lines(chars_max: usize) -> Self {
        Self { chars_max, one_line: false, may_be_blank: false }
    }
}

/// Words that were found good and wait to be sealed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Words(pub(super) String);

impl Fields {
    /// Notes a violation.
    pub(super) fn note(&mut self, field: &str, fault: Fault) {
        self.violations.push(Violation { field: field.to_owned(), fault });
    }

    /// What was read, with its warnings, if nothing was wrong.
    ///
    /// # Errors
    /// Every violation.
    pub(super) fn finish<T>(self, read: impl FnOnce() -> Option<T>) -> Result<(T, Vec<Warning>), Violations> {
        match Violations::of(self.violations) {
            Some(violations) => Err(violations),
            None => match read() {
                Some(read) => Ok((read, self.warnings)),
                None => unreachable!("a reader gives `None` only when it has noted a violation"),
            },
        }
    }

    /// Something that must be given.
    pub(super) fn required<T>(&mut self, field: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.note(field, Fault::Missing);
        }
        value
    }

    /// Something that may be left out: `Some(None)` if it was.
    pub(super) fn optional<T, U>(
        &mut self,
        value: Option<T>,
        read: impl FnOnce(&mut Self, T) -> Option<U>,
    ) -> Option<Option<U>> {
        match value {
            None => Some(None),
            Some(value) => read(self, value).map(Some),
        }
    }

    /// A list with at most so many items; each is read with its own path.
    pub(super) fn list<T, U>(
        &mut self,
        field: &str,
        items: Vec<T>,
        max: usize,
        mut each: impl FnMut(&mut Self, &str, T) -> Option<U>,
    ) -> Option<Vec<U>> {
        if items.len() > max {
            self.note(field, Fault::ListTooLong { given: items.len(), max });
            return None;
        }
        let read = items.into_iter().enumerate();
        let read: Vec<_> = read.map(|(place, item)| each(self, &format!("{field}[{place}]"), item)).collect();
        read.into_iter().collect()
    }

    /// Notes a list that must not be empty.
    pub(super) fn not_empty<T>(&mut self, field: &str, items: &[T]) {
        if items.is_empty() {
            self.note(field, Fault::ListEmpty);
        }
    }

    /// Notes texts that have more bytes together than are kept beside one record. A limit in characters alone would
    /// let through what the journal cannot keep: a character has up to four bytes.
    pub(super) fn fits<'t>(&mut self, field: &str, texts: impl Iterator<Item = &'t String>) {
        let bytes = texts.map(String::len).sum();
        if bytes > TEXTS_BYTES_MAX {
            self.note(field, Fault::TooLarge { bytes, bytes_max: TEXTS_BYTES_MAX });
        }
    }

    /// A UUID in its hyphenated form, so that one id has one spelling. The nil UUID is what is left unset.
    pub(super) fn uuid(&mut self, field: &str, text: &str) -> Option<Uuid> {
        if text.is_empty() {
            self.note(field, Fault::Missing);
            return None;
        }
        let parsed = Uuid::parse_str(text).ok().filter(|uuid| text.len() == 36 && !uuid.is_nil());
        if parsed.is_none() {
            self.note(field, Fault::NotUuid { given: given(text) });
        }
        parsed
    }

    /// The short name of a thing in a framework.
    pub(super) fn name<T: FromStr>(&mut self, field: &str, text: &str) -> Option<T> {
        self.parsed(field, text, |given| Fault::NotName { given })
    }

    /// The opaque name of a person.
    pub(super) fn actor(&mut self, field: &str, text: &str) -> Option<ActorId> {
        self.parsed(field, text, |given| Fault::NotActor { given })
    }

    fn parsed<T: FromStr>(
        &mut self,
        field: &str,
        text: &str,
        fault: impl FnOnce(String) -> Fault,
    ) -> Option<T> {
        if text.is_empty() {
            self.note(field, Fault::Missing);
            return None;
        }
        let parsed = text.parse().ok();
        if parsed.is_none() {
            self.note(field, fault(given(text)));
        }
        parsed
    }

    /// Words that will be sealed.
    pub(super) fn words(&mut self, field: &str, text: String, rule: TextRule) -> Option<Words> {
        let text = self.text(field, text, rule)?;
        if warning::has_bsn_like_number(&text) {
            self.warnings.push(Warning::BsnLikeNumber { field: field.to_owned() });
        }
        Some(Words(text))
    }

    /// A text.
    pub(super) fn text(&mut self, field: &str, text: String, rule: TextRule) -> Option<String> {
        let noted = self.violations.len();
        let chars = text.chars().count();
        if text.trim().is_empty() && !rule.may_be_blank {
            self.note(field, Fault::Blank);
        }
        if chars > rule.chars_max {
            self.note(field, Fault::TooLong { chars, chars_max: rule.chars_max });
        }
        let control = text.chars().enumerate().find(|(_, c)| c.is_control() && *c != '\n' && *c != '\t');
        if let Some((place, control)) = control {
            self.note(field, Fault::ControlCharacter { code: u32::from(control), at: place + 1 });
        }
        if rule.one_line && text.contains(['\n', '\t']) {
            self.note(field, Fault::NotOneLine);
        }
        (self.violations.len() == noted).then_some(text)
    }

    /// A date written YYYY-MM-DD that someone can have meant.
    pub(super) fn date(&mut self, field: &str, text: &str) -> Option<Date> {
        if text.is_empty() {
            self.note(field, Fault::Missing);
            return None;
        }
        match written_date(text) {
            None => self.note(field, Fault::NotDate { given: given(text) }),
            Some(date) if !(YEAR_MIN..=YEAR_MAX).contains(&date.year()) => {
                self.note(field, Fault::DateOutside { given: given(text) });
            }
            Some(date) => return Some(date),
        }
        None
    }

    /// A moment that someone can have meant.
    pub(super) fn moment(&mut self, field: &str, moment: &prost_types::Timestamp) -> Option<Timestamp> {
        let nanos = Some(moment.nanos).filter(|nanos| (0..1_000_000_000).contains(nanos));
        let read = nanos.and_then(|nanos| Timestamp::new(moment.seconds, nanos).ok());
        match read {
            None => self.note(field, Fault::NotMoment),
            Some(moment) if !(YEAR_MIN..=YEAR_MAX).contains(&moment.to_zoned(TimeZone::UTC).year()) => {
                self.note(field, Fault::DateOutside { given: given(&moment.to_string()) });
            }
            Some(moment) => return Some(moment),
        }
        None
    }

    /// A number that counts from 1.
    pub(super) fn counted(&mut self, field: &str, number: u32) -> Option<u32> {
        if number == 0 {
            self.note(field, Fault::NotFromOne);
        }
        (number > 0).then_some(number)
    }

    /// The number of a record in its history.
    pub(super) fn revision(&mut self, field: &str, number: u64) -> Option<Revision> {
        if number == 0 {
            self.note(field, Fault::NotFromOne);
            return None;
        }
        Some(Revision(number))
    }

    /// A mandate. How it stands is looked up when the command is carried out.
    pub(super) fn mandate(&mut self, field: &str, id: &str) -> Option<MandateRef> {
        let id = self.uuid(field, id).map(MandateId)?;
        Some(MandateRef { id, revision: Revision::default() })
    }

    /// The number of a condition.
    pub(super) fn condition(&mut self, field: &str, number: u32) -> Option<ConditionNumber> {
        self.counted(field, number).map(ConditionNumber)
    }

    /// Which document and version.
    pub(super) fn document(&mut self, field: &str, document: Option<v1::DocumentRef>) -> Option<DocumentRef> {
        let document = self.required(field, document)?;
        let format = self.name(&format!("{field}.format_id"), &document.format_id);
        let version = self.counted(&format!("{field}.version"), document.version);
        Some(DocumentRef { format: format?, version: version? })
    }

    /// Which visit.
    pub(super) fn visit(&mut self, field: &str, visit: Option<v1::VisitRef>) -> Option<VisitRef> {
        let visit = self.required(field, visit)?;
        let step = self.name(&format!("{field}.step_id"), &visit.step_id);
        let number = self.counted(&format!("{field}.number"), visit.number);
        Some(VisitRef { step: step?, number: number? })
    }

    /// A value of a closed set; `known` gives `None` for the unspecified value too.
    pub(super) fn value<T>(
        &mut self,
        field: &str,
        given: i32,
        known: impl FnOnce(i32) -> Option<T>,
    ) -> Option<T> {
        let read = known(given);
        if read.is_none() {
            self.note(field, if given == 0 { Fault::Missing } else { Fault::ValueUnknown { given } });
        }
        read
    }
}

/// A date of exactly four, two and two digits between hyphens.
fn written_date(text: &str) -> Option<Date> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shape {
        return None;
    }
    let (year, month, day) = (text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?);
    Date::new(year, month, day).ok()
}
