//! A TOML value of which the type is expected.

use std::str::FromStr;

use domain::{
    calendar::{CALENDAR_YEAR_MAX, CALENDAR_YEAR_MIN},
    ids::{InvalidSlug, SLUG_LENGTH_MAX},
};
use jiff::civil::Date;
use toml::{Spanned, de::DeValue};

use super::{source::Source, table::Table};
use crate::words::{Fact, fact, fact_in};

/// The most characters of the file that a finding repeats.
const ECHO_LENGTH_MAX: usize = 60;

/// A value, the key it stands at, and where.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    pub(super) key: &'static str,
    pub(super) key_at: usize,
    pub(super) inner: &'a Spanned<DeValue<'a>>,
}

/// A key, where it stands, and its value.
pub(super) type Entry<'a> = (&'a str, usize, &'a Spanned<DeValue<'a>>);

/// The beginning of a text, safe to show.
pub(super) fn clip(text: &str) -> String {
    text.chars().filter(|each| !each.is_control()).take(ECHO_LENGTH_MAX).collect()
}

impl<'a> Value<'a> {
    /// Where it stands, in bytes.
    pub(super) fn at(&self) -> usize {
        // A table with a header has the header's place; the value of a key has its own.
        self.inner.span().start
    }

    /// A text.
    pub(super) fn text(&self, source: &mut Source<'_>) -> Option<&'a str> {
        let text = self.inner.get_ref().as_str();
        text.or_else(|| self.wrong_type(source, "een tekst tussen aanhalingstekens", "a text between quotes"))
    }

    /// A short name.
    pub(super) fn id<T: FromStr<Err = InvalidSlug>>(&self, source: &mut Source<'_>) -> Option<T> {
        let text = self.text(source)?;
        let parsed = text.parse().ok();
        if parsed.is_none() {
            self.report(source, "INVALID_NAME", &[fact("given", clip(text)), fact("max", SLUG_LENGTH_MAX)]);
        }
        parsed
    }

    /// A list of short names.
    pub(super) fn ids<T: FromStr<Err = InvalidSlug>>(&self, source: &mut Source<'_>) -> Option<Vec<T>> {
        let items = self.list(source)?;
        let ids: Vec<_> = items.iter().map(|item| item.id(source)).collect();
        ids.into_iter().collect()
    }

    /// A list of texts.
    pub(super) fn texts(&self, source: &mut Source<'_>) -> Option<Vec<String>> {
        let items = self.list(source)?;
        let texts: Vec<_> = items.iter().map(|item| item.text(source).map(str::to_owned)).collect();
        texts.into_iter().collect()
    }

    /// A whole number that is not negative.
    pub(super) fn number(&self, source: &mut Source<'_>) -> Option<u32> {
        let Some(integer) = self.inner.get_ref().as_integer() else {
            return self.wrong_type(source, "een heel getal", "a whole number");
        };
        let number = u32::from_str_radix(integer.as_str(), integer.radix()).ok();
        if number.is_none() {
            let given = clip(&integer.to_string());
            self.report(source, "NUMBER_OUT_OF_RANGE", &[fact("given", given), fact("max", u32::MAX)]);
        }
        number
    }

    /// Yes or no.
    pub(super) fn flag(&self, source: &mut Source<'_>) -> Option<bool> {
        let flag = self.inner.get_ref().as_bool();
        flag.or_else(|| self.wrong_type(source, "true of false", "true or false"))
    }

    /// A day that the calendar knows.
    pub(super) fn date(&self, source: &mut Source<'_>) -> Option<Date> {
        let Some(given) = self.inner.get_ref().as_datetime() else {
            return self.wrong_type(source, "een datum zonder aanhalingstekens", "a date without quotes");
        };
        let only_date = given.date.filter(|_| given.time.is_none() && given.offset.is_none());
        let date = only_date.and_then(|date| {
            let (year, month, day) =
                (i16::try_from(date.year), i8::try_from(date.month), i8::try_from(date.day));
            Date::new(year.ok()?, month.ok()?, day.ok()?).ok()
        });
        let date = date.filter(|date| domain::calendar::validate(*date).is_ok());
        if date.is_none() {
            let range = [
                fact("given", given),
                fact("first", format!("{CALENDAR_YEAR_MIN}-01-01")),
                fact("last", format!("{CALENDAR_YEAR_MAX}-12-31")),
            ];
            self.report(source, "INVALID_DATE", &range);
        }
        date
    }

    /// One of some words.
    pub(super) fn word<T: Copy>(
        &self,
        known: &[T],
        name: impl Fn(T) -> &'static str,
        source: &mut Source<'_>,
    ) -> Option<T> {
        let text = self.text(source)?;
        let word = known.iter().copied().find(|word| name(*word) == text);
        if word.is_none() {
            let known: Vec<_> = known.iter().map(|word| name(*word)).collect();
            self.report(
                source,
                "UNKNOWN_WORD",
                &[fact("given", clip(text)), fact("known", known.join(", "))],
            );
        }
        word
    }

    /// A list; each item speaks of the same key.
    pub(super) fn list(&self, source: &mut Source<'_>) -> Option<Vec<Value<'a>>> {
        let Some(items) = self.inner.get_ref().as_array() else {
            return self.wrong_type(source, "een lijst tussen [ en ]", "a list between [ and ]");
        };
        Some(items.iter().map(|inner| Value { key_at: inner.span().start, inner, ..*self }).collect())
    }

    /// A table of which the keys are known.
    pub(super) fn table(
        &self,
        name: &'static str,
        known: &[&str],
        source: &mut Source<'_>,
    ) -> Option<Table<'a>> {
        let Some(entries) = self.inner.get_ref().as_table() else {
            return self.wrong_type(source, "een tabel", "a table");
        };
        Some(Table::of(entries, self.at(), name, known, source))
    }

    /// A table whose keys are words of their own, in the order of the file: key, place and value.
    pub(super) fn any_table(&self, source: &mut Source<'_>) -> Option<Vec<Entry<'a>>> {
        let Some(entries) = self.inner.get_ref().as_table() else {
            return self.wrong_type(source, "een tabel", "a table");
        };
        let mut entries: Vec<Entry<'a>> =
            entries.iter().map(|(key, value)| (key.get_ref().as_ref(), key.span().start, value)).collect();
        entries.sort_by_key(|(_, at, _)| *at);
        Some(entries)
    }

    /// Whether it is a list.
    pub(super) fn is_list(&self) -> bool {
        self.inner.get_ref().is_array()
    }

    /// Notes that a rule is broken here; the key is one of the facts.
    pub(super) fn report(&self, source: &mut Source<'_>, rule: &'static str, facts: &[Fact]) {
        let all: Vec<Fact> = std::iter::once(fact("key", self.key)).chain(facts.iter().cloned()).collect();
        source.report(self.at(), rule, &all);
    }

    fn wrong_type<T>(&self, source: &mut Source<'_>, nl: &str, en: &str) -> Option<T> {
        self.report(source, "WRONG_TYPE", &[fact_in("expected", nl, en), given_type(self.inner.get_ref())]);
        None
    }
}

fn given_type(value: &DeValue<'_>) -> Fact {
    let (nl, en) = match value {
        DeValue::String(_) => ("een tekst", "a text"),
        DeValue::Integer(_) => ("een heel getal", "a whole number"),
        DeValue::Float(_) => ("een getal met een komma", "a number with a fraction"),
        DeValue::Boolean(_) => ("true of false", "true or false"),
        DeValue::Datetime(_) => ("een datum of tijd", "a date or time"),
        DeValue::Array(_) => ("een lijst", "a list"),
        DeValue::Table(_) => ("een tabel", "a table"),
    };
    fact_in("given", nl, en)
}
