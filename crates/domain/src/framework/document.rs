//! The formats of the documents that open a round, and what they must contain.

use crate::ids::{FormatId, SectionId};

/// A document format: bijlage 2 (voorstel) or bijlage 3 (businesscase, projectplan) of the framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    /// Its short name, e.g. `voorstel`.
    pub id: FormatId,
    /// Its name for people.
    pub title: String,
    /// What it contains, in order. Only sections that hold text; a chapter with fields is named in each.
    pub sections: Vec<Section>,
    /// How long it may be. `None`: as long as it needs.
    pub limit: Option<Limit>,
}

/// One piece of text that a format asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its short name: `chapter` or `chapter.field`.
    pub id: SectionId,
    /// The heading of the chapter it stands in.
    pub chapter: String,
    /// Its own heading; equal to `chapter` when the chapter is one text.
    pub heading: String,
    /// Whether a document without it can be submitted.
    pub required: bool,
}

/// How long a document may be. "Max. 2 A4" cannot be counted from text, so the framework says how many
/// words it takes a page for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Pages of A4.
    pub pages_a4: u32,
    /// Words that count as one page.
    pub words_per_page: u32,
}

impl Limit {
    /// The most words a document may have.
    pub fn words_max(self) -> u32 {
        self.pages_a4.saturating_mul(self.words_per_page)
    }
}

impl Format {
    /// The section with this name.
    pub fn section(&self, id: &SectionId) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == *id)
    }
}
