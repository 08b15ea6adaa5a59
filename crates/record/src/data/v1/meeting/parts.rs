//! The parts of a meeting's events. `Added` is an event of its own too: `agendapunt-geplaatst`.

use domain::{
    ids::{ActorId, DossierId, ItemNumber, MeetingId, PartyId},
    meeting::parts,
    sealed::{Digest, Sealed},
};
use serde::{Deserialize, Serialize};

use super::super::{
    document::{DocumentRef, VisitRef},
    names::{ItemKind, Outcome, Part},
};
use crate::scalar::{Number, Text};

/// The written form of a list.
pub(super) fn items<'t, T, U: From<&'t T>>(list: &'t [T]) -> Vec<U> {
    list.iter().map(U::from).collect()
}

/// The list that was written.
pub(super) fn read<T: From<U>, U>(list: Vec<U>) -> Vec<T> {
    list.into_iter().map(T::from).collect()
}

/// `agendapunt-geplaatst`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Added {
    item: u32,
    subject: Subject,
    kind: ItemKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    late: Option<Late>,
    #[serde(skip_serializing_if = "Option::is_none")]
    carried_from: Option<ItemRef>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
enum Subject {
    Visit { dossier: Text<DossierId>, visit: VisitRef },
    Topic { title: Text<Sealed> },
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Late {
    authorised_by: Text<ActorId>,
    reason: Text<Sealed>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemRef {
    meeting: Text<MeetingId>,
    item: u32,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AgendaItem {
    item: u32,
    kind: ItemKind,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemPapers {
    item: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<Number>,
    papers: Vec<Paper>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Paper {
    document: DocumentRef,
    digest: Text<Digest>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Present {
    actor: Text<ActorId>,
    part: Part,
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<Text<PartyId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replaces: Option<Text<ActorId>>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    item: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<LineOutcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remark: Option<Text<Sealed>>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineOutcome {
    revision: Number,
    outcome: Outcome,
}

impl From<&parts::Added> for Added {
    fn from(added: &parts::Added) -> Self {
        let parts::Added { item, subject, kind, late, carried_from } = added;
        Self {
            item: item.0,
            subject: subject.into(),
            kind: (*kind).into(),
            late: late.as_ref().map(Late::from),
            carried_from: carried_from.as_ref().map(ItemRef::from),
        }
    }
}

impl From<Added> for parts::Added {
    fn from(added: Added) -> Self {
        let Added { item, subject, kind, late, carried_from } = added;
        Self {
            item: ItemNumber(item),
            subject: subject.into(),
            kind: kind.into(),
            late: late.map(parts::Late::from),
            carried_from: carried_from.map(parts::ItemRef::from),
        }
    }
}

impl From<&parts::Subject> for Subject {
    fn from(subject: &parts::Subject) -> Self {
        match subject {
            parts::Subject::Visit { dossier, visit } => {
                Self::Visit { dossier: Text(*dossier), visit: visit.into() }
            }
            parts::Subject::Topic { title } => Self::Topic { title: Text(*title) },
        }
    }
}

impl From<Subject> for parts::Subject {
    fn from(subject: Subject) -> Self {
        match subject {
            Subject::Visit { dossier, visit } => Self::Visit { dossier: dossier.0, visit: visit.into() },
            Subject::Topic { title } => Self::Topic { title: title.0 },
        }
    }
}

impl From<&parts::Late> for Late {
    fn from(parts::Late { authorised_by, reason }: &parts::Late) -> Self {
        Self { authorised_by: Text(authorised_by.clone()), reason: Text(*reason) }
    }
}

impl From<Late> for parts::Late {
    fn from(Late { authorised_by, reason }: Late) -> Self {
        Self { authorised_by: authorised_by.0, reason: reason.0 }
    }
}

impl From<&parts::ItemRef> for ItemRef {
    fn from(parts::ItemRef { meeting, item }: &parts::ItemRef) -> Self {
        Self { meeting: Text(*meeting), item: item.0 }
    }
}

impl From<ItemRef> for parts::ItemRef {
    fn from(ItemRef { meeting, item }: ItemRef) -> Self {
        Self { meeting: meeting.0, item: ItemNumber(item) }
    }
}

impl From<&parts::AgendaItem> for AgendaItem {
    fn from(parts::AgendaItem { item, kind }: &parts::AgendaItem) -> Self {
        Self { item: item.0, kind: (*kind).into() }
    }
}

impl From<AgendaItem> for parts::AgendaItem {
    fn from(AgendaItem { item, kind }: AgendaItem) -> Self {
        Self { item: ItemNumber(item), kind: kind.into() }
    }
}

impl From<&parts::ItemPapers> for ItemPapers {
    fn from(parts::ItemPapers { item, seen, papers }: &parts::ItemPapers) -> Self {
        Self { item: item.0, seen: seen.map(Number), papers: items(papers) }
    }
}

impl From<ItemPapers> for parts::ItemPapers {
    fn from(ItemPapers { item, seen, papers }: ItemPapers) -> Self {
        Self { item: ItemNumber(item), seen: seen.map(|number| number.0), papers: read(papers) }
    }
}

impl From<&parts::Paper> for Paper {
    fn from(parts::Paper { document, digest }: &parts::Paper) -> Self {
        Self { document: document.into(), digest: Text(*digest) }
    }
}

impl From<Paper> for parts::Paper {
    fn from(Paper { document, digest }: Paper) -> Self {
        Self { document: document.into(), digest: digest.0 }
    }
}

impl From<&parts::Present> for Present {
    fn from(parts::Present { actor, part, party, replaces }: &parts::Present) -> Self {
        Self {
            actor: Text(actor.clone()),
            part: (*part).into(),
            party: party.clone().map(Text),
            replaces: replaces.clone().map(Text),
        }
    }
}

impl From<Present> for parts::Present {
    fn from(Present { actor, part, party, replaces }: Present) -> Self {
        Self {
            actor: actor.0,
            part: part.into(),
            party: party.map(|text| text.0),
            replaces: replaces.map(|text| text.0),
        }
    }
}

impl From<&parts::Line> for Line {
    fn from(parts::Line { item, outcome, remark }: &parts::Line) -> Self {
        Self { item: item.0, outcome: outcome.as_ref().map(LineOutcome::from), remark: remark.map(Text) }
    }
}

impl From<Line> for parts::Line {
    fn from(Line { item, outcome, remark }: Line) -> Self {
        Self {
            item: ItemNumber(item),
            outcome: outcome.map(parts::LineOutcome::from),
            remark: remark.map(|text| text.0),
        }
    }
}

impl From<&parts::LineOutcome> for LineOutcome {
    fn from(parts::LineOutcome { revision, outcome }: &parts::LineOutcome) -> Self {
        Self { revision: Number(*revision), outcome: (*outcome).into() }
    }
}

impl From<LineOutcome> for parts::LineOutcome {
    fn from(LineOutcome { revision, outcome }: LineOutcome) -> Self {
        Self { revision: revision.0, outcome: outcome.into() }
    }
}
