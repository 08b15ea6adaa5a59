//! Which line belongs to which section, and every heading that is wrong.

use domain::{
    framework::Format,
    ids::{FormatId, SectionId},
};

use super::{
    complete,
    finding::{Fault, Finding},
    lines, notes,
    outline::Outline,
    reader::Reader,
    source::Source,
};

/// The most findings that one document is told.
pub(super) const FINDINGS_MAX: usize = 200;
/// A document that was read.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    /// What it says.
    pub(crate) document: Document,
    /// What is wrong with its form, in the order of the file. It cannot be filed with any.
    pub(crate) faults: Vec<Finding>,
    /// What is missing or too long. It can be filed so, but not submitted.
    pub(crate) gaps: Vec<Finding>,
    /// What deserves attention, though it can be filed and submitted so.
    pub(crate) notes: Vec<Finding>,
}

/// The words of a document, by section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document {
    /// In which format.
    pub(crate) format: FormatId,
    /// The sections that have a heading, in the order of the format.
    pub(crate) sections: Vec<Section>,
}

/// The words of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    /// Which section of the format.
    pub(crate) id: SectionId,
    /// The line of its heading.
    pub(crate) line: usize,
    /// Its words, without empty lines around them.
    pub(crate) text: String,
}

impl Source {
    /// Finds the sections of this format, and everything that is wrong.
    pub(crate) fn read(&self, format: &Format) -> Reading {
        let outline = Outline::of(format);
        let mut faults = self.findings.clone();
        let lines = lines::read(&self.lines[self.body_at..], self.body_at + 1, &mut faults);
        let mut reader = Reader::new(&outline, format.sections.len(), faults);
        for line in lines {
            reader.line(line);
        }
        let Reader { mut faults, found, .. } = reader;
        let sections = format.sections.iter().zip(found).filter_map(|(asked, found)| {
            let found = found?;
            Some(Section { id: asked.id.clone(), line: found.line, text: trimmed(&found.lines) })
        });
        let document = Document { format: format.id.clone(), sections: sections.collect() };
        let last = self.lines.len();
        let mut gaps = complete::gaps(format, &document, last);
        faults.sort_by_key(|finding| finding.line);
        gaps.sort_by_key(|finding| finding.line);
        // What never ends has swallowed the headings after it.
        if faults.iter().any(|finding| matches!(finding.fault, Fault::CommentOpen | Fault::FenceOpen)) {
            gaps.clear();
        }
        faults.truncate(FINDINGS_MAX);
        let mut notes = notes::of(format, &document, &self.lines);
        notes.sort_by_key(|finding| finding.line);
        Reading { document, faults, gaps, notes }
    }
}

/// The lines as one text, without empty lines before and after.
fn trimmed(lines: &[String]) -> String {
    let filled = |line: &String| !line.trim().is_empty();
    let first = lines.iter().position(filled).unwrap_or(lines.len());
    let last = lines.iter().rposition(filled).map_or(first, |last| last + 1);
    lines[first..last].join("\n")
}
