//! A document version with its words, and what is found in a document on this machine.

use domain::framework::Format;
use serde::Serialize;
use wire::v1;

use super::{
    dossier::Submission,
    shared::{DocumentSummary, Reflects, Words},
};
use crate::failure::Place;

/// What `document` answers. People get the Markdown that it can be filed as again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct DocumentAnswer {
    /// Which document, its digest and length.
    pub(crate) document: DocumentSummary,
    /// Its sections.
    pub(crate) sections: Vec<Section>,
    /// The most words that the format allows.
    pub(crate) words_max: Option<u32>,
    /// The rounds it was submitted in.
    pub(crate) submissions: Vec<Submission>,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
    /// The dossier's number.
    pub(crate) dossier: String,
    /// The format it is shown in.
    #[serde(skip)]
    pub(crate) format: Format,
}

/// One section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Section {
    /// Which section of the format.
    pub(crate) id: String,
    /// The heading of its chapter.
    pub(crate) chapter: String,
    /// Its own heading.
    pub(crate) heading: String,
    /// Whether a document without it can be submitted.
    pub(crate) required: bool,
    /// How many words it has.
    pub(crate) words: u32,
    /// The words.
    pub(crate) text: Words,
}

/// What `check-document` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Checked {
    /// The file.
    pub(crate) file: String,
    /// The format.
    pub(crate) format: String,
    /// How many words each section has.
    pub(crate) sections: Vec<SectionWords>,
    /// How many words it has in all.
    pub(crate) words: u32,
    /// The most words that the format allows.
    pub(crate) words_max: Option<u32>,
    /// What keeps it from being filed. A file with any is told on standard error.
    pub(crate) faults: Vec<Place>,
    /// What keeps it from being submitted.
    pub(crate) gaps: Vec<Place>,
}

/// How many words a section has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct SectionWords {
    /// Which section of the format.
    pub(crate) id: String,
    /// The line of its heading.
    pub(crate) line: usize,
    /// How many words.
    pub(crate) words: u32,
}

impl From<v1::DocumentSection> for Section {
    fn from(section: v1::DocumentSection) -> Self {
        Self {
            id: section.section_id,
            chapter: section.chapter,
            heading: section.heading,
            required: section.required,
            words: section.words,
            text: section.text.unwrap_or_default().into(),
        }
    }
}
