//! What is wrong with a document, in Dutch.

use domain::{
    dossier::{event::DocumentRef, refusal::DocumentFault},
    ids::{FormatId, RoundId, SectionId},
};

use super::phrase::{choice, document, each, number};
use crate::{names::Names, refusal::ByKind};

/// One fault of a document.
pub(in crate::refusal) fn document_fault(fault: &DocumentFault, names: Names<'_>) -> String {
    match fault {
        DocumentFault::SectionUnknown(id) => format!("Het format heeft geen onderdeel ‘{id}’. Laat het weg."),
        DocumentFault::SectionMissing(id) => {
            format!("Het onderdeel ‘{}’ ontbreekt. Voeg het toe.", names.section(id))
        }
        DocumentFault::SectionEmpty(id) => format!(
            "Het onderdeel ‘{}’ is leeg. Vul het \
            in.",
            names.section(id)
        ),
        DocumentFault::TooLong { words, words_max, pages_a4 } => {
            format!("{} Kort het in.", too_long(*words, *words_max, *pages_a4))
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
        ("Verplicht, maar niet aanwezig", &missing),
        ("Verplicht, maar zonder tekst", &empty),
        ("Niet bekend in dit format", &unknown),
    ] {
        if !sections.is_empty() {
            told.push(format!("{what}: {}.", quoted(sections)));
        }
    }
    let only_length = missing.is_empty() && empty.is_empty() && unknown.is_empty();
    told.push(format!(
        "{} en dien de nieuwe versie \
        in.",
        if only_length { "Kort het in" } else { "Herstel dit" }
    ));
    told.join(" ")
}

pub(super) fn document_unknown(asked: &DocumentRef, names: Names<'_>) -> String {
    format!(
        "In dit dossier is {} niet vastgelegd. Leg die versie eerst vast, of noem een versie die er wel is.",
        document(asked, names)
    )
}

pub(super) fn new_version_needed(submitted: &DocumentRef, names: Names<'_>) -> String {
    format!(
        "Na een terugverwijzing is een nieuwe versie nodig; {} is al ingediend. Leg een nieuwe versie vast \
         en dien die in.",
        document(submitted, names)
    )
}

pub(super) fn format_unknown(format: &FormatId, known: &[FormatId], names: Names<'_>) -> String {
    let known = each(known, |id| choice(id, names.format(id)));
    format!("Het kader kent het format ‘{format}’ niet. Kies uit {known}.")
}

pub(super) fn format_not_for_round(
    format: &FormatId,
    round: &RoundId,
    opens_with: &[FormatId],
    names: Names<'_>,
) -> String {
    format!(
        "De ronde ‘{}’ begint niet met een document in het format ‘{}’. Dien een document in dit format in: \
         {}.",
        names.round(round),
        names.format(format),
        each(opens_with, |id| choice(id, names.format(id)))
    )
}

fn too_long(words: u32, words_max: u32, pages_a4: u32) -> String {
    format!(
        "Het document is {} woorden te lang: {} van ten hoogste {} woorden ({pages_a4} A4).",
        number(words.saturating_sub(words_max)),
        number(words),
        number(words_max)
    )
}
