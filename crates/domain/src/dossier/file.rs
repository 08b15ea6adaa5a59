//! Filing a document version: kept for good, complete or not. Only submitting asks that it is complete.

use std::collections::BTreeSet;

use super::{
    command::FileDocument,
    event::{DocumentFiled, DocumentRef, Event, SectionFiled},
    permit,
    refusal::{Countable, DocumentFault, Refusal},
    state::Dossier,
};
use crate::{
    context::Context,
    framework::{Format, Framework},
};

/// The most sections in one document, so that its record stays within bounds.
pub const SECTIONS_MAX: usize = 200;
/// The most document versions in one dossier.
pub const DOCUMENTS_MAX: usize = 200;

/// The coordinator files a version with sections that its format has, each once.
pub(super) fn decide(
    framework: &Framework,
    dossier: &Dossier,
    command: FileDocument,
    context: &Context,
) -> Result<Event, Refusal> {
    permit::own_framework(framework, dossier)?;
    permit::coordinator(dossier, context)?;
    permit::underway(dossier)?;
    let Some(format) = framework.format(&command.format) else {
        let known = framework.formats.iter().map(|format| format.id.clone()).collect();
        return Err(Refusal::FormatUnknown { format: command.format, known });
    };
    within_bounds(dossier, &command.sections)?;
    known_once(format, &command.sections)?;
    let versions = dossier.documents.iter().filter(|filed| filed.document.format == command.format);
    let version = versions.map(|filed| filed.document.version).max().unwrap_or(0).saturating_add(1);
    Ok(Event::DocumentFiled(DocumentFiled {
        document: DocumentRef { format: command.format, version },
        digest: command.digest,
        sections: command.sections,
    }))
}

fn within_bounds(dossier: &Dossier, sections: &[SectionFiled]) -> Result<(), Refusal> {
    if sections.len() > SECTIONS_MAX {
        let given = sections.len();
        return Err(Refusal::TooMany { what: Countable::Sections, given, max: SECTIONS_MAX });
    }
    if dossier.documents.len() >= DOCUMENTS_MAX {
        let given = dossier.documents.len() + 1;
        return Err(Refusal::TooMany { what: Countable::Documents, given, max: DOCUMENTS_MAX });
    }
    Ok(())
}

fn known_once(format: &Format, sections: &[SectionFiled]) -> Result<(), Refusal> {
    let unknown = sections.iter().filter(|section| format.section(&section.id).is_none());
    let faults: Vec<_> = unknown.map(|section| DocumentFault::SectionUnknown(section.id.clone())).collect();
    if !faults.is_empty() {
        return Err(Refusal::DocumentFaulty { faults });
    }
    let mut seen = BTreeSet::new();
    match sections.iter().find(|section| !seen.insert(&section.id)) {
        Some(twice) => Err(Refusal::Repeated { what: Countable::Sections, which: twice.id.to_string() }),
        None => Ok(()),
    }
}
