//! Filing documents, submitting them to a round, and the visit that this opens.

use domain::{
    dossier::event,
    ids::{BodyId, FormatId, RoundId, SectionId, StepId},
    sealed::{Digest, Sealed},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::names::Role;
use crate::scalar::Text;

/// `document-vastgelegd`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DocumentFiled {
    document: DocumentRef,
    digest: Text<Digest>,
    sections: Vec<SectionFiled>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentRef {
    format: Text<FormatId>,
    version: u32,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionFiled {
    id: Text<SectionId>,
    words: u32,
    text: Text<Sealed>,
}

/// `ronde-ingediend`, `herziening-ingediend`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoundSubmitted {
    round: Text<RoundId>,
    document: DocumentRef,
    opens: Opening,
}

/// A visit to a step.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VisitRef {
    step: Text<StepId>,
    number: u32,
}

/// A visit that was opened.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Opening {
    visit: VisitRef,
    round: Text<RoundId>,
    body: Text<BodyId>,
    role: Role,
    documents: Vec<DocumentRef>,
    arrived: Text<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Text<Date>>,
}

impl From<&event::DocumentFiled> for DocumentFiled {
    fn from(filed: &event::DocumentFiled) -> Self {
        let event::DocumentFiled { document, digest, sections } = filed;
        Self {
            document: document.into(),
            digest: Text(*digest),
            sections: sections.iter().map(SectionFiled::from).collect(),
        }
    }
}

impl From<DocumentFiled> for event::DocumentFiled {
    fn from(filed: DocumentFiled) -> Self {
        Self {
            document: filed.document.into(),
            digest: filed.digest.0,
            sections: filed.sections.into_iter().map(event::SectionFiled::from).collect(),
        }
    }
}

impl From<&event::DocumentRef> for DocumentRef {
    fn from(event::DocumentRef { format, version }: &event::DocumentRef) -> Self {
        Self { format: Text(format.clone()), version: *version }
    }
}

impl From<DocumentRef> for event::DocumentRef {
    fn from(DocumentRef { format, version }: DocumentRef) -> Self {
        Self { format: format.0, version }
    }
}

impl From<&event::SectionFiled> for SectionFiled {
    fn from(event::SectionFiled { id, words, text }: &event::SectionFiled) -> Self {
        Self { id: Text(id.clone()), words: *words, text: Text(*text) }
    }
}

impl From<SectionFiled> for event::SectionFiled {
    fn from(SectionFiled { id, words, text }: SectionFiled) -> Self {
        Self { id: id.0, words, text: text.0 }
    }
}

impl From<&event::RoundSubmitted> for RoundSubmitted {
    fn from(event::RoundSubmitted { round, document, opens }: &event::RoundSubmitted) -> Self {
        Self { round: Text(round.clone()), document: document.into(), opens: opens.into() }
    }
}

impl From<RoundSubmitted> for event::RoundSubmitted {
    fn from(RoundSubmitted { round, document, opens }: RoundSubmitted) -> Self {
        Self { round: round.0, document: document.into(), opens: opens.into() }
    }
}

impl From<&event::VisitRef> for VisitRef {
    fn from(event::VisitRef { step, number }: &event::VisitRef) -> Self {
        Self { step: Text(step.clone()), number: *number }
    }
}

impl From<VisitRef> for event::VisitRef {
    fn from(VisitRef { step, number }: VisitRef) -> Self {
        Self { step: step.0, number }
    }
}

impl From<&event::Opening> for Opening {
    fn from(opening: &event::Opening) -> Self {
        let event::Opening { visit, round, body, role, documents, arrived, due } = opening;
        Self {
            visit: visit.into(),
            round: Text(round.clone()),
            body: Text(body.clone()),
            role: (*role).into(),
            documents: documents.iter().map(DocumentRef::from).collect(),
            arrived: Text(*arrived),
            due: due.map(Text),
        }
    }
}

impl From<Opening> for event::Opening {
    fn from(opening: Opening) -> Self {
        Self {
            visit: opening.visit.into(),
            round: opening.round.0,
            body: opening.body.0,
            role: opening.role.into(),
            documents: opening.documents.into_iter().map(event::DocumentRef::from).collect(),
            arrived: opening.arrived.0,
            due: opening.due.map(|text| text.0),
        }
    }
}
