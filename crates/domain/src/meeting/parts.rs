//! The parts that commands, events and the state of a meeting share.

use crate::{
    dossier::event::{DocumentRef, VisitRef},
    framework::Outcome,
    ids::{ActorId, DossierId, ItemNumber, MeetingId, PartyId, Revision},
    sealed::{Digest, Sealed},
};

/// How a body comes together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// In session.
    Session,
    /// In writing, between sessions (*schriftelijke procedure*).
    Written,
}

/// How an item is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// For information (*ter kennisname*).
    Information,
    /// Expected to pass without discussion (*hamerstuk*).
    Formality,
    /// To be discussed (*bespreekstuk*).
    Discussion,
}

/// An item of a meeting's agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemRef {
    /// The meeting.
    pub meeting: MeetingId,
    /// The item.
    pub item: ItemNumber,
}

/// What an item is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A dossier's visit to the body.
    Visit {
        /// The dossier.
        dossier: DossierId,
        /// The visit.
        visit: VisitRef,
    },
    /// Something else: announcements, the last decision list, the action list.
    Topic {
        /// What.
        title: Sealed,
    },
}

/// Papers that came too late and were let in all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// Who let them in; in the PORA that is the regiosecretaris ("Werkwijze PORA").
    pub authorised_by: ActorId,
    /// Why.
    pub reason: Sealed,
}

/// Something that came on the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Its number in this meeting, from 1.
    pub item: ItemNumber,
    /// What it is about.
    pub subject: Subject,
    /// How it is to be treated.
    pub kind: ItemKind,
    /// That it came too late, and who let it in.
    pub late: Option<Late>,
    /// The item of an earlier meeting that this one goes on from.
    pub carried_from: Option<ItemRef>,
}

/// An item's place on the agenda: how it is to be treated, or was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgendaItem {
    /// The item.
    pub item: ItemNumber,
    /// How.
    pub kind: ItemKind,
}

/// What was sent with an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemPapers {
    /// The item.
    pub item: ItemNumber,
    /// The last record of the dossier when its papers were looked up; none for what is no dossier.
    pub seen: Option<Revision>,
    /// The papers.
    pub papers: Vec<Paper>,
}

/// One document, as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Paper {
    /// Which version of which document.
    pub document: DocumentRef,
    /// The digest of the whole of it.
    pub digest: Digest,
}

/// Somebody who was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// Who.
    pub actor: ActorId,
    /// As what.
    pub part: Part,
    /// For which party they spoke.
    pub party: Option<PartyId>,
    /// Whom they replaced; reported to the chair (domain.md 2.3).
    pub replaces: Option<ActorId>,
}

/// As what somebody was at a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Led it. May speak for a party, or for none.
    Chair,
    /// Spoke for a party with a seat.
    Member,
    /// Wrote it down.
    Secretary,
    /// Was asked to come.
    Guest,
}

/// A line of a decision list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The item.
    pub item: ItemNumber,
    /// What the dossier says was done under this item: nothing for an item that was not reached or is no dossier.
    pub outcome: Option<LineOutcome>,
    /// What the secretary adds: the conclusion on a topic, a note, why it was not reached.
    pub remark: Option<Sealed>,
}

/// What a dossier says was done under an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineOutcome {
    /// The record of the dossier that says so.
    pub revision: Revision,
    /// What the body did.
    pub outcome: Outcome,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 2] = [Self::Session, Self::Written];

    /// The name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Written => "written",
        }
    }
}

impl ItemKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Information, Self::Formality, Self::Discussion];

    /// The name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Information => "information",
            Self::Formality => "formality",
            Self::Discussion => "discussion",
        }
    }
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 4] = [Self::Chair, Self::Member, Self::Secretary, Self::Guest];

    /// The name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chair => "chair",
            Self::Member => "member",
            Self::Secretary => "secretary",
            Self::Guest => "guest",
        }
    }
}
