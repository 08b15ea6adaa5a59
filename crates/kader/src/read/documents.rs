//! Document formats: chapters, and the fields in them.

use domain::{
    framework::{Format, Limit, Section, check::Place},
    ids::{FormatId, SLUG_LENGTH_MAX, SectionId},
};

use super::{source::Source, table::Table, value::Value, value::clip};
use crate::words::fact;

const FORMAT_KEYS: &[&str] = &["id", "title", "limit", "sections_of", "chapter"];
const CHAPTER_KEYS: &[&str] = &["id", "heading", "required", "fields"];

/// The formats. One may take over the sections of another that stands above it.
pub(super) fn read(root: &Table<'_>, source: &mut Source<'_>) -> Vec<Format> {
    let mut formats = Vec::new();
    for table in root.tables("format", "[[format]]", FORMAT_KEYS, source) {
        let before = source.count();
        let format = format(&table, &formats, source);
        formats.extend(format.filter(|_| source.count() == before));
    }
    formats
}

fn format(table: &Table<'_>, above: &[Format], source: &mut Source<'_>) -> Option<Format> {
    let id: Option<FormatId> = table.id("id", source);
    let title = table.text("title", source);
    let limit = table.get("limit").map_or(Some(None), |value| limit(&value, source).map(Some));
    let id = id?;
    source.place(&Place::Format(id.clone()), table);
    let sections = match table.get("sections_of") {
        Some(value) => taken_over(&value, table, above, source)?,
        None => {
            let chapters = table.tables("chapter", "[[format.chapter]]", CHAPTER_KEYS, source);
            chapters.iter().flat_map(|chapter| self::chapter(&id, chapter, source)).collect()
        }
    };
    Some(Format { id, title: title?, sections, limit: limit? })
}

fn taken_over(
    value: &Value<'_>,
    table: &Table<'_>,
    above: &[Format],
    source: &mut Source<'_>,
) -> Option<Vec<Section>> {
    if table.get("chapter").is_some() {
        value.report(source, "SECTIONS_TWICE", &[]);
    }
    let named: FormatId = value.id(source)?;
    let found = above.iter().find(|format| format.id == named);
    if found.is_none() {
        value.report(source, "SECTIONS_OF_UNKNOWN", &[fact("given", &named)]);
    }
    found.map(|format| format.sections.clone())
}

fn limit(value: &Value<'_>, source: &mut Source<'_>) -> Option<Limit> {
    let table = value.table("limit", &["pages_a4", "words_per_page"], source)?;
    let pages_a4 = table.require("pages_a4", source).and_then(|value| value.number(source));
    let words_per_page = table.require("words_per_page", source).and_then(|value| value.number(source));
    Some(Limit { pages_a4: pages_a4?, words_per_page: words_per_page? })
}

/// The sections of a chapter: its fields, or itself when it is one text.
fn chapter(format: &FormatId, table: &Table<'_>, source: &mut Source<'_>) -> Vec<Section> {
    let id: Option<SectionId> = table.id("id", source);
    let heading = table.text("heading", source);
    let required = table.get("required").map_or(Some(true), |value| value.flag(source));
    let (Some(id), Some(heading), Some(required)) = (id, heading, required) else { return Vec::new() };
    let Some(fields) = table.get("fields") else {
        source.place(&Place::Section(format.clone(), id.clone()), table);
        return vec![Section { id, chapter: heading.clone(), heading, required }];
    };
    let tables = table.tables("fields", "fields", &["id", "heading", "required"], source);
    if tables.is_empty() {
        fields.report(source, "CHAPTER_WITHOUT_FIELDS", &[]);
    }
    let chapter = Section { id, chapter: heading.clone(), heading, required };
    tables.iter().filter_map(|field| self::field(format, &chapter, field, source)).collect()
}

fn field(
    format: &FormatId,
    chapter: &Section,
    table: &Table<'_>,
    source: &mut Source<'_>,
) -> Option<Section> {
    let id: Option<SectionId> = table.id("id", source);
    let heading = table.text("heading", source);
    let required = table.get("required").map_or(Some(chapter.required), |value| value.flag(source));
    let full = format!("{}.{}", chapter.id, id?);
    let Ok(id) = full.parse::<SectionId>() else {
        let facts = [fact("given", clip(&full)), fact("key", "id"), fact("max", SLUG_LENGTH_MAX)];
        source.report(table.at(), "INVALID_NAME", &facts);
        return None;
    };
    source.place(&Place::Section(format.clone(), id.clone()), table);
    Some(Section { id, chapter: chapter.chapter.clone(), heading: heading?, required: required? })
}
