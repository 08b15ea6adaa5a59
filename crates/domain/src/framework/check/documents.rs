//! The document formats.

use super::{FaultKind, Found, List, Place, limits};
use crate::framework::{Format, Framework, Limit};

pub(super) fn check(framework: &Framework, found: &mut Found) {
    found.length(Place::Framework, List::Formats, framework.formats.len(), limits::FORMATS_MAX);
    found.duplicates(framework.formats.iter().map(|format| &format.id), |id| Place::Format(id.clone()));
    for format in &framework.formats {
        let place = || Place::Format(format.id.clone());
        found.name(place(), &format.title);
        if let Some(limit) = format.limit.filter(|limit| !is_fit(*limit)) {
            found.at(
                place(),
                FaultKind::LimitUnfit {
                    pages_a4: limit.pages_a4,
                    words_per_page: limit.words_per_page,
                    words_max: limits::DOCUMENT_WORDS_MAX,
                },
            );
        }
        sections(format, found);
    }
}

fn sections(format: &Format, found: &mut Found) {
    let place = || Place::Format(format.id.clone());
    let section = |id: &_| Place::Section(format.id.clone(), Clone::clone(id));
    if format.sections.is_empty() {
        return found.at(place(), FaultKind::FormatWithoutSections);
    }
    if !format.sections.iter().any(|section| section.required) {
        found.at(place(), FaultKind::FormatWithoutRequiredSection);
    }
    found.length(place(), List::Sections, format.sections.len(), limits::SECTIONS_MAX);
    found.duplicates(format.sections.iter().map(|section| &section.id), section);
    for each in &format.sections {
        found.name(section(&each.id), &each.heading);
        if each.chapter != each.heading {
            found.name(section(&each.id), &each.chapter);
        }
    }
}

fn is_fit(limit: Limit) -> bool {
    (1..=limits::DOCUMENT_WORDS_MAX).contains(&limit.words_max())
}
