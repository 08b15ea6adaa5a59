//! A meeting: planned, its agenda and papers, that it was held, its decision list.
//!
//! - `parts`: what several of these hold

mod parts;

use domain::{
    ids::{BodyId, MeetingId, PartyId},
    meeting::event,
    sealed::{Digest, Sealed},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub(crate) use self::parts::Added;
use self::parts::{AgendaItem, ItemPapers, Line, Present, items, read};
use super::{action::Closed, framework::FrameworkRef, names::Form};
use crate::scalar::{Text, texts, values};

/// `vergadering-gepland`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MeetingPlanned {
    framework: FrameworkRef,
    body: Text<BodyId>,
    form: Form,
    on: Text<Date>,
    papers_due: Text<Date>,
    dispatch: Text<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Text<Sealed>>,
}

/// `agendapunt-vervallen`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ItemRemoved {
    item: u32,
    reason: Text<Sealed>,
}

/// `agenda-vastgesteld`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgendaFixed {
    items: Vec<AgendaItem>,
}

/// `agenda-verzonden`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PapersSent {
    items: Vec<ItemPapers>,
    digest: Text<Digest>,
}

/// `agenda-aangevuld`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddendumSent {
    added: Added,
    papers: ItemPapers,
    digest: Text<Digest>,
}

/// `vergadering-gehouden`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MeetingHeld {
    present: Vec<Present>,
    absent: Vec<Text<PartyId>>,
    treated_as: Vec<AgendaItem>,
}

/// `besluitenlijst-opgesteld`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecisionListDrafted {
    draft: u32,
    lines: Vec<Line>,
}

/// `besluitenlijst-vastgesteld`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecisionListFixed {
    draft: u32,
    at: Text<MeetingId>,
}

/// `vergadering-geannuleerd`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MeetingCancelled {
    reason: Text<Sealed>,
}

/// `actie-afgesloten`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ActionClosed {
    closed: Closed,
    #[serde(skip_serializing_if = "Option::is_none")]
    reported_at: Option<Text<MeetingId>>,
}

impl From<&event::MeetingPlanned> for MeetingPlanned {
    fn from(planned: &event::MeetingPlanned) -> Self {
        let event::MeetingPlanned { framework, body, form, on, papers_due, dispatch, reason } = planned;
        Self {
            framework: framework.into(),
            body: Text(body.clone()),
            form: (*form).into(),
            on: Text(*on),
            papers_due: Text(*papers_due),
            dispatch: Text(*dispatch),
            reason: reason.map(Text),
        }
    }
}

impl From<MeetingPlanned> for event::MeetingPlanned {
    fn from(planned: MeetingPlanned) -> Self {
        let MeetingPlanned { framework, body, form, on, papers_due, dispatch, reason } = planned;
        Self {
            framework: framework.into(),
            body: body.0,
            form: form.into(),
            on: on.0,
            papers_due: papers_due.0,
            dispatch: dispatch.0,
            reason: reason.map(|text| text.0),
        }
    }
}

impl From<&event::ItemRemoved> for ItemRemoved {
    fn from(removed: &event::ItemRemoved) -> Self {
        let event::ItemRemoved { item, reason } = removed;
        Self { item: item.0, reason: Text(*reason) }
    }
}

impl From<ItemRemoved> for event::ItemRemoved {
    fn from(ItemRemoved { item, reason }: ItemRemoved) -> Self {
        Self { item: domain::ids::ItemNumber(item), reason: reason.0 }
    }
}

impl From<&event::AgendaFixed> for AgendaFixed {
    fn from(event::AgendaFixed { items: fixed }: &event::AgendaFixed) -> Self {
        Self { items: items(fixed) }
    }
}

impl From<AgendaFixed> for event::AgendaFixed {
    fn from(fixed: AgendaFixed) -> Self {
        Self { items: read(fixed.items) }
    }
}

impl From<&event::PapersSent> for PapersSent {
    fn from(event::PapersSent { items: sent, digest }: &event::PapersSent) -> Self {
        Self { items: items(sent), digest: Text(*digest) }
    }
}

impl From<PapersSent> for event::PapersSent {
    fn from(sent: PapersSent) -> Self {
        Self { items: read(sent.items), digest: sent.digest.0 }
    }
}

impl From<&event::AddendumSent> for AddendumSent {
    fn from(event::AddendumSent { added, papers, digest }: &event::AddendumSent) -> Self {
        Self { added: added.into(), papers: papers.into(), digest: Text(*digest) }
    }
}

impl From<AddendumSent> for event::AddendumSent {
    fn from(AddendumSent { added, papers, digest }: AddendumSent) -> Self {
        Self { added: added.into(), papers: papers.into(), digest: digest.0 }
    }
}

impl From<&event::MeetingHeld> for MeetingHeld {
    fn from(event::MeetingHeld { present, absent, treated_as }: &event::MeetingHeld) -> Self {
        Self { present: items(present), absent: texts(absent), treated_as: items(treated_as) }
    }
}

impl From<MeetingHeld> for event::MeetingHeld {
    fn from(MeetingHeld { present, absent, treated_as }: MeetingHeld) -> Self {
        Self { present: read(present), absent: values(absent), treated_as: read(treated_as) }
    }
}

impl From<&event::DecisionListDrafted> for DecisionListDrafted {
    fn from(event::DecisionListDrafted { draft, lines }: &event::DecisionListDrafted) -> Self {
        Self { draft: *draft, lines: items(lines) }
    }
}

impl From<DecisionListDrafted> for event::DecisionListDrafted {
    fn from(DecisionListDrafted { draft, lines }: DecisionListDrafted) -> Self {
        Self { draft, lines: read(lines) }
    }
}

impl From<&event::DecisionListFixed> for DecisionListFixed {
    fn from(event::DecisionListFixed { draft, at }: &event::DecisionListFixed) -> Self {
        Self { draft: *draft, at: Text(*at) }
    }
}

impl From<DecisionListFixed> for event::DecisionListFixed {
    fn from(DecisionListFixed { draft, at }: DecisionListFixed) -> Self {
        Self { draft, at: at.0 }
    }
}

impl From<&event::MeetingCancelled> for MeetingCancelled {
    fn from(event::MeetingCancelled { reason }: &event::MeetingCancelled) -> Self {
        Self { reason: Text(*reason) }
    }
}

impl From<MeetingCancelled> for event::MeetingCancelled {
    fn from(MeetingCancelled { reason }: MeetingCancelled) -> Self {
        Self { reason: reason.0 }
    }
}

impl From<&event::ActionClosed> for ActionClosed {
    fn from(event::ActionClosed { closed, reported_at }: &event::ActionClosed) -> Self {
        Self { closed: closed.into(), reported_at: reported_at.map(Text) }
    }
}

impl From<ActionClosed> for event::ActionClosed {
    fn from(ActionClosed { closed, reported_at }: ActionClosed) -> Self {
        Self { closed: closed.into(), reported_at: reported_at.map(|text| text.0) }
    }
}
