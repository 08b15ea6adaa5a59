//! What a framework says of itself, its calendar, and its lists of terms.

use domain::{
    calendar::{
        Calendar, DateRange, Holiday, LiberationDay,
        working_days::{self, CLOSED_PERIODS_MAX},
    },
    framework::{
        Term,
        check::{Place, TermList},
    },
    ids::{FrameworkId, FrameworkVersion},
};
use jiff::civil::Date;
use toml::de::DeTable;

use super::{SCHEMA, source::Source, table::Table, value::Value, value::clip};
use crate::words::fact;

/// What a framework says of itself.
pub(super) struct Head {
    pub(super) id: FrameworkId,
    pub(super) version: FrameworkVersion,
    pub(super) title: String,
    pub(super) reference_prefix: String,
    pub(super) supersedes: Option<FrameworkVersion>,
    pub(super) effective_from: Date,
    pub(super) small_number_threshold: u32,
}

impl Head {
    /// Stands in for a head that cannot be read, so that the rest can still be checked.
    pub(super) fn unread() -> Self {
        Self {
            id: "unread".parse().expect("a short name"),
            version: "unread".parse().expect("a short name"),
            title: String::new(),
            reference_prefix: String::new(),
            supersedes: None,
            effective_from: Date::default(),
            small_number_threshold: 0,
        }
    }
}

/// The lists of terms.
#[derive(Default)]
pub(super) struct Lists {
    pub(super) functions: Vec<Term>,
    pub(super) funding_codes: Vec<Term>,
    pub(super) indicators: Vec<Term>,
}

pub(super) fn read(root: &Table<'_>, source: &mut Source<'_>) -> Option<Head> {
    root.require("schema", source);
    let id = root.id("id", source);
    let version = root.id("version", source);
    let title = root.text("title", source);
    let reference_prefix = root.text("reference_prefix", source);
    let supersedes = root.get("supersedes").and_then(|value| value.id(source));
    let effective_from = root.require("effective_from", source).and_then(|value| value.date(source));
    let threshold = root.require("small_number_threshold", source).and_then(|value| value.number(source));
    Some(Head {
        id: id?,
        version: version?,
        title: title?,
        reference_prefix: reference_prefix?,
        supersedes,
        effective_from: effective_from?,
        small_number_threshold: threshold?,
    })
}

/// Whether the file has a form that this program reads. Of another form nothing else can be said.
pub(super) fn is_known_form(root: &DeTable<'_>, source: &mut Source<'_>) -> bool {
    let Some((key, inner)) = root.get_key_value("schema") else { return true };
    let value = Value { key: "schema", key_at: key.span().start, inner };
    match inner.get_ref().as_str() {
        Some(SCHEMA) => true,
        Some(given) => {
            value.report(source, "SCHEMA_UNKNOWN", &[fact("given", clip(given)), fact("schema", SCHEMA)]);
            false
        }
        None => value.text(source).is_some(),
    }
}

pub(super) fn calendar(root: &Table<'_>, source: &mut Source<'_>) -> Option<Calendar> {
    let known = &["holidays", "liberation_day", "closed"];
    let table = root.require("calendar", source)?.table("[calendar]", known, source)?;
    let holidays = table.require("holidays", source).and_then(|value| {
        let items = value.list(source)?;
        let holidays: Vec<_> =
            items.iter().map(|item| item.word(&Holiday::ALL, Holiday::code, source)).collect();
        holidays.into_iter().collect::<Option<Vec<_>>>()
    });
    let liberation_day = table
        .require("liberation_day", source)
        .and_then(|value| value.word(&LiberationDay::ALL, LiberationDay::code, source));
    let closed = table.get("closed");
    let periods = closed.map_or(Some(Vec::new()), |closed| periods(&closed, source));
    let calendar = Calendar::new(holidays?, liberation_day?);
    match (calendar.closing(periods?), closed) {
        (Ok(calendar), _) => Some(calendar),
        (Err(error), closed) => {
            let at = closed.map_or(table.at(), |closed| closed.key_at);
            match error {
                working_days::Error::TooManyClosedPeriods { count } => {
                    source.report(
                        at,
                        "PERIODS_TOO_MANY",
                        &[fact("count", count), fact("max", CLOSED_PERIODS_MAX)],
                    );
                }
                working_days::Error::YearClosed { year } => {
                    source.report(at, "YEAR_CLOSED", &[fact("year", year)])
                }
            }
            None
        }
    }
}

fn periods(closed: &Value<'_>, source: &mut Source<'_>) -> Option<Vec<DateRange>> {
    let items = closed.list(source)?;
    let periods: Vec<_> = items.iter().map(|item| period(item, source)).collect();
    periods.into_iter().collect()
}

fn period(item: &Value<'_>, source: &mut Source<'_>) -> Option<DateRange> {
    let table = item.table("closed", &["first", "last"], source)?;
    let first = table.require("first", source).and_then(|value| value.date(source));
    let last = table.require("last", source).and_then(|value| value.date(source));
    let (first, last) = (first?, last?);
    // Both ends were checked to be dates of the calendar, so only their order can be wrong.
    let range = DateRange::new(first, last).ok();
    if range.is_none() {
        item.report(source, "PERIOD_REVERSED", &[fact("first", first), fact("last", last)]);
    }
    range
}

pub(super) fn lists(root: &Table<'_>, source: &mut Source<'_>) -> Lists {
    let known = &["functions", "funding_codes", "indicators"];
    let table = root.require("lists", source).and_then(|value| value.table("[lists]", known, source));
    let Some(table) = table else { return Lists::default() };
    for (key, at) in table.keys() {
        source.key_of_framework(key, at);
    }
    Lists {
        functions: terms(TermList::Functions, "functions", &table, source),
        funding_codes: terms(TermList::FundingCodes, "funding_codes", &table, source),
        indicators: terms(TermList::Indicators, "indicators", &table, source),
    }
}

fn terms(list: TermList, key: &'static str, lists: &Table<'_>, source: &mut Source<'_>) -> Vec<Term> {
    let tables = lists.tables(key, key, &["id", "name"], source);
    let mut terms = Vec::new();
    for table in tables {
        let id: Option<domain::ids::TermId> = table.id("id", source);
        let name = table.text("name", source);
        if let (Some(id), Some(name)) = (id, name) {
            source.place(&Place::Term(list, id.clone()), &table);
            terms.push(Term { id, name });
        }
    }
    terms
}
