//! What deserves attention in a document, though nothing forbids it: the service warns of the same, but only once it has
//! the text.

use domain::framework::Format;
use wire::warning::has_bsn_like_number;

use super::{
    complete::heading,
    finding::{Fault, Finding},
    read::{Document, Section},
};

/// A note for each section with a number that may be a citizen service number, at the first line that has one.
pub(super) fn of(format: &Format, document: &Document, lines: &[String]) -> Vec<Finding> {
    let numbered = document.sections.iter().filter(|section| has_bsn_like_number(&section.text));
    let note = |section: &Section| {
        let at = format.sections.iter().position(|asked| asked.id == section.id)?;
        let fault = Fault::BsnLikeNumber { heading: heading(format, at) };
        Some(Finding::at(line(section, document, lines), fault))
    };
    numbered.filter_map(note).collect()
}

/// The first line of a section's part of the file with such a number; its heading when none has it by itself.
fn line(section: &Section, document: &Document, lines: &[String]) -> usize {
    let later = document.sections.iter().map(|other| other.line).filter(|line| *line > section.line);
    let end = later.min().map_or(lines.len(), |next| next - 1);
    // A section's line counts from 1, so that this begins on the line below its heading.
    let part = lines.get(section.line..end).unwrap_or_default();
    part.iter().position(|line| has_bsn_like_number(line)).map_or(section.line, |at| section.line + 1 + at)
}

#[cfg(test)]
mod tests {
    use crate::document::{Fault, Finding, Source, tests::formats};

    fn notes(text: &str) -> Vec<Finding> {
        Source::open(text.as_bytes()).unwrap().read(&formats::voorstel()).notes
    }

    #[test]
    fn a_number_like_a_bsn_is_told_with_its_heading_and_line_and_never_repeated() {
        let text = "# Inleiding\n## Aanleiding\nEen leerling.\n\nHet gaat om 1234.56.782.\n\
                    ## Doelgroep\nBel 072 5812345, zaak 123456789.\n# Financiering\n123456782\n";
        let found = notes(text);
        let at: Vec<_> = found.iter().map(|finding| finding.line).collect();
        assert_eq!(at, [5, 9]);
        let heading = "# Inleiding / ## Aanleiding".to_owned();
        assert_eq!(found[0].fault, Fault::BsnLikeNumber { heading });
        for finding in &found {
            let told = finding.fault.told(wire::Language::Dutch);
            assert!(told.contains("burgerservicenummer") && !told.contains("782"), "{told}");
        }
    }
}
