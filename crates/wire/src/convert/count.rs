//! How many pupils: read from a request, and told to who may know.

use domain::{
    count::{Count, Counted},
    sealed::Sealed,
};
use jiff::civil::Date;

use super::{
    fields::{Fields, TextRule, Words},
    seal::{SOURCE, Seal},
};
use crate::{limits::CONDITION_CHARS_MAX, v1};

/// A number that was found good and waits to be sealed, or told.
#[derive(Debug)]
pub(super) struct Given {
    number: u32,
    on: Date,
    source: Words,
}

/// Reads a number with its day and source.
pub(super) fn given(fields: &mut Fields, path: &str, given: v1::PupilsGiven) -> Option<Given> {
    let v1::PupilsGiven { number, counted_on, source } = given;
    let on = fields.date(&format!("{path}.counted_on"), &counted_on);
    let source = fields.words(&format!("{path}.source"), source, TextRule::lines(CONDITION_CHARS_MAX));
    Some(Given { number, on: on?, source: source? })
}

impl Given {
    /// Seals the number if it is below the threshold of the framework, and its source.
    pub(super) fn seal(&self, threshold: u32, seal: &mut impl Seal) -> Counted {
        let count = count(self.number, threshold, seal);
        Counted { count, on: self.on, source: seal.seal(SOURCE, &self.source.0) }
    }
}

/// Seals a number if it is below the threshold of the framework.
pub(super) fn count(number: u32, threshold: u32, seal: &mut impl Seal) -> Count {
    Count::of(number, threshold, |name, words| seal.seal(name, words))
}

/// A count as a message. `few` opens a small number: give nothing to who is outside the submitter's circle.
pub fn told(count: &Count, threshold: u32, few: impl FnOnce(&Sealed) -> Option<String>) -> v1::PupilCount {
    use v1::pupil_count::Count as Told;
    let fewer = Told::FewerThan(threshold);
    let (is_small, told) = match count {
        Count::Told(number) => (false, Told::Number(*number)),
        Count::Few(sealed) => {
            (true, few(sealed).and_then(|digits| digits.parse().ok()).map_or(fewer, Told::Number))
        }
    };
    v1::PupilCount { count: Some(told), is_small }
}

/// A count with its day and source as a message; `source` is opened by who has the words.
pub fn counted(
    counted: &Counted,
    threshold: u32,
    few: impl FnOnce(&Sealed) -> Option<String>,
    source: v1::DisclosedText,
) -> v1::PupilsCounted {
    v1::PupilsCounted {
        count: Some(told(&counted.count, threshold, few)),
        counted_on: counted.on.to_string(),
        source: Some(source),
    }
}
