//! A TOML table of which the keys are known.

use domain::ids::InvalidSlug;
use toml::{Spanned, de::DeTable};

use super::{source::Source, value::Value};
use crate::words::{fact, fact_in};

/// What the file as a whole is called.
const ROOT: &str = "het kader";

/// A table, and how to speak about it.
pub(super) struct Table<'a> {
    entries: &'a DeTable<'a>,
    at: usize,
    /// As the file writes it, e.g. `[[body]]`.
    name: &'static str,
}

impl<'a> Table<'a> {
    /// The whole file.
    pub(super) fn root(table: &'a Spanned<DeTable<'a>>, known: &[&str], source: &mut Source<'_>) -> Self {
        Self::of(table.get_ref(), 0, ROOT, known, source)
    }

    /// A table of which only the `known` keys mean anything; others are reported.
    pub(super) fn of(
        entries: &'a DeTable<'a>,
        at: usize,
        name: &'static str,
        known: &[&str],
        source: &mut Source<'_>,
    ) -> Self {
        let table = Self { entries, at, name };
        for (key, at) in table.keys().filter(|(key, _)| !known.contains(key)) {
            let facts =
                [fact("key", super::value::clip(key)), table.named(), fact("known", known.join(", "))];
            source.report(at, "KEY_UNKNOWN", &facts);
        }
        table
    }

    /// Where it begins, in bytes.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Its keys, and where they stand.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&'a str, usize)> {
        self.entries.iter().map(|(key, _)| (key.get_ref().as_ref(), key.span().start))
    }

    /// The value of a key, if it is there.
    pub(super) fn get(&self, key: &'static str) -> Option<Value<'a>> {
        let (spanned, value) = self.entries.get_key_value(key)?;
        Some(Value { key, key_at: spanned.span().start, inner: value })
    }

    /// The value of a key that must be there.
    pub(super) fn require(&self, key: &'static str, source: &mut Source<'_>) -> Option<Value<'a>> {
        let value = self.get(key);
        if value.is_none() {
            source.report(self.at, "KEY_MISSING", &[fact("key", key), self.named()]);
        }
        value
    }

    /// The text at a key that must be there.
    pub(super) fn text(&self, key: &'static str, source: &mut Source<'_>) -> Option<String> {
        self.require(key, source)?.text(source).map(str::to_owned)
    }

    /// The short name at a key that must be there.
    pub(super) fn id<T: std::str::FromStr<Err = InvalidSlug>>(
        &self,
        key: &'static str,
        source: &mut Source<'_>,
    ) -> Option<T> {
        self.require(key, source)?.id(source)
    }

    /// The number at a key, or what counts when it is not there.
    pub(super) fn number_or(&self, key: &'static str, default: u32, source: &mut Source<'_>) -> Option<u32> {
        self.get(key).map_or(Some(default), |value| value.number(source))
    }

    /// The tables at `[[key]]`; none if it is not there.
    pub(super) fn tables(
        &self,
        key: &'static str,
        name: &'static str,
        known: &[&str],
        source: &mut Source<'_>,
    ) -> Vec<Table<'a>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let items = value.list(source).unwrap_or_default();
        items.into_iter().filter_map(|item| item.table(name, known, source)).collect()
    }

    fn named(&self) -> crate::words::Fact {
        if self.name == ROOT { fact_in("table", ROOT, "the framework") } else { fact("table", self.name) }
    }
}
