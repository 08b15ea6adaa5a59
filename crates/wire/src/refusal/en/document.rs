//! What is wrong with a document, in English.

use domain::{
    dossier::{event::DocumentRef, refusal::DocumentFault},
    ids::{FormatId, RoundId, SectionId},
};

use super::phrase::{choice, document, each, number};
use crate::{names::Names, refusal::ByKind};

/// One fault of a document.
pub(in crate::refusal) fn document_fault(fault: &DocumentFault, names: Names<'_>) -> String {
    match fault {
        DocumentFault::SectionUnknown(id) => format!("The format has no section ‘{id}’. Leave it out."),
        DocumentFault::SectionMissing(id) => format!("Section ‘{}’ is missing. Add it.", names.section(id)),
        DocumentFault::SectionEmpty(id) => format!("Section ‘{}’ is empty. Fill it in.", names.section(id)),
        DocumentFault::TooLong { words, words_max, pages_a4 } => {
            format!("{} Shorten it.", too_long(*words, *words_max, *pages_a4))
        }
    }
}

/// All faults of a document.
pub(super) fn document_faulty(faults: &[DocumentFault], names: Names<'_>) -> String {
    let ByKind { too_long: length, missing, empty, unknown } = ByKind::of(faults);
    let quoted = |sections: &[&SectionId]| each(sections, |id| format!("‘{}’", names.section(id)));
    let mut told: Vec<String> =
        length.iter().map(|&(words, max, pages)| too_long(words, max, pages)).collect();
    for (what, sections) in [
        ("Required but missing", &missing),
        ("Required but without text", &empty),
        ("Not known in this format", &unknown),
    ] {
        if !sections.is_empty() {
            told.push(format!("{what}: {}.", quoted(sections)));
        }
    }
    let only_length = missing.is_empty() && empty.is_empty() && unknown.is_empty();
    told.push(format!(
        "{} and submit the new \
        version.",
        if only_length { "Shorten it" } else { "Mend this" }
    ));
    told.join(" ")
}

pub(super) fn document_unknown(asked: &DocumentRef, names: Names<'_>) -> String {
    format!(
        "This dossier has no {} on file. File that version first, or name one that there is.",
        document(asked, names)
    )
}

pub(super) fn new_version_needed(submitted: &DocumentRef, names: Names<'_>) -> String {
    format!(
        "After a referral back a new version is needed; {} was submitted before. File a new version and \
         submit that.",
        document(submitted, names)
    )
}

pub(super) fn format_unknown(format: &FormatId, known: &[FormatId], names: Names<'_>) -> String {
    let known = each(known, |id| choice(id, names.format(id)));
    format!("The framework has no document format ‘{format}’. Choose from {known}.")
}

pub(super) fn format_not_for_round(
    format: &FormatId,
    round: &RoundId,
    opens_with: &[FormatId],
    names: Names<'_>,
) -> String {
    format!(
        "Round ‘{}’ is not opened with a document in format ‘{}’. Submit a document in this format: {}.",
        names.round(round),
        names.format(format),
        each(opens_with, |id| choice(id, names.format(id)))
    )
}

fn too_long(words: u32, words_max: u32, pages_a4: u32) -> String {
    format!(
        "The document is {} words too long: {} of at most {} words ({pages_a4} A4).",
        number(words.saturating_sub(words_max)),
        number(words),
        number(words_max)
    )
}
