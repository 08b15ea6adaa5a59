//! What is missing before a document can be submitted: the rules' own check, with lines.

use domain::{
    dossier::{document_faults, event::SectionFiled, refusal::DocumentFault},
    framework::Format,
    ids::SectionId,
    sealed::{Digest, Sealed},
};
use wire::convert::seal::count_words;

use super::{
    finding::{Fault, Finding},
    read::{Document, Section},
};

/// How many words each section has, and all of them together.
pub(crate) fn word_counts(document: &Document) -> (Vec<u32>, u32) {
    let each: Vec<u32> = document.sections.iter().map(|section| count_words(&section.text)).collect();
    let all = each.iter().fold(0_u32, |sum, words| sum.saturating_add(*words));
    (each, all)
}

/// What keeps this document from being submitted. What is missing at the end is told at the line `last`.
pub(super) fn gaps(format: &Format, document: &Document, last: usize) -> Vec<Finding> {
    // The check looks at names and counts only; what the words are sealed as does not matter here.
    let filed: Vec<_> = document
        .sections
        .iter()
        .map(|section| SectionFiled {
            id: section.id.clone(),
            words: count_words(&section.text),
            text: Sealed(Digest([0; 32])),
        })
        .collect();
    let line_of =
        |id: &SectionId| document.sections.iter().find(|section| section.id == *id).map(|found| found.line);
    let place = |id: &SectionId| format.sections.iter().position(|asked| asked.id == *id);
    let finding = |fault| match fault {
        DocumentFault::SectionUnknown(_) => None,
        DocumentFault::SectionMissing(id) => {
            let at = place(&id)?;
            // It should have stood before the next section that is there.
            let next = format.sections[at + 1..].iter().find_map(|later| line_of(&later.id));
            Some(Finding::at(next.unwrap_or(last), Fault::SectionMissing { heading: heading(format, at) }))
        }
        DocumentFault::SectionEmpty(id) => {
            let line = line_of(&id)?;
            Some(Finding::at(line, Fault::SectionEmpty { heading: heading(format, place(&id)?) }))
        }
        DocumentFault::TooLong { words, words_max, pages_a4 } => {
            let line = over(document, words_max).unwrap_or(last);
            Some(Finding::at(line, Fault::TooLong { words, words_max, pages_a4 }))
        }
    };
    document_faults(format, &filed).into_iter().filter_map(finding).collect()
}

/// The line of the section with which the document becomes longer than this.
fn over(document: &Document, words_max: u32) -> Option<usize> {
    let mut words = 0_u32;
    let crosses = |section: &&Section| {
        words = words.saturating_add(count_words(&section.text));
        words > words_max
    };
    document.sections.iter().find(crosses).map(|section| section.line)
}

/// A section's heading; a field's with its chapter in front, since chapters share the names of fields.
pub(super) fn heading(format: &Format, at: usize) -> String {
    let section = &format.sections[at];
    let field = section.id.as_str().contains('.');
    if field {
        format!("# {} / ## {}", section.chapter, section.heading)
    } else {
        format!("# {}", section.chapter)
    }
}
