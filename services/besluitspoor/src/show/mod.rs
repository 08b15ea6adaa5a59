//! How answers are shown: tables for people, JSON for programs.
//!
//! - [`page`]: where people read: its width, its language
//! - [`table`]: columns that fit; `wrap`: lines that do
//! - [`json`]: what programs read; every answer has its form here
//! - `people`: the same answers as text; [`csv`]: some of them for a spreadsheet
//! - [`system`]: what the operating system says

pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod page;
mod people;
pub(crate) mod system;
pub(crate) mod table;
pub(crate) mod words;
mod wrap;

use serde::Serialize;
use wire::Language;

pub(crate) use self::page::Page;

/// An answer that can be shown.
pub(crate) trait Shown: Serialize {
    /// As people read it, with a line end.
    fn people(&self, page: &Page) -> String;
}

/// Says something in the language that was asked for.
pub(crate) trait Say {
    /// One of two texts.
    fn say<'a>(self, nl: &'a str, en: &'a str) -> &'a str;
}

impl Say for Language {
    fn say<'a>(self, nl: &'a str, en: &'a str) -> &'a str {
        match self {
            Language::Dutch => nl,
            Language::English => en,
        }
    }
}

/// A text that cannot steer the terminal it is shown on: control characters other than a new line or a tab are replaced.
pub(crate) fn printable(text: &str) -> String {
    let shown = |c: char| if c.is_control() && !matches!(c, '\n' | '\t') { '\u{fffd}' } else { c };
    text.chars().map(shown).collect()
}
