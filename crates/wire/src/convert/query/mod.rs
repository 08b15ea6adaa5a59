//! What is asked of the views and the audit. Every question is made from its request with `try_from`, which
//! reports every violation together.

mod action;
mod arrangement;
mod bound;
pub mod forecast;
pub mod ledger;
mod preparation;
mod read;
mod waiting;

use domain::{
    arrangement::Level,
    dossier::event::DocumentRef,
    ids::{
        ActorId, ArrangementId, BodyId, DossierId, FrameworkId, FrameworkVersion, MandateId, MeetingId,
        PartyId, Revision, TermId,
    },
};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

pub(super) use self::read::kept_history;
pub use self::{
    action::{Actions, ActionsOf},
    bound::Bound,
};
use crate::v1;

/// A place in a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The journal.
    pub log: Uuid,
    /// The position, from 1; zero is before the first record.
    pub position: u64,
}

/// From when an answer is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The newest that there is.
    Newest,
    /// Not older than this.
    AtLeast(Place),
    /// Exactly as it was when this was the last position.
    AsOfPosition(Place),
    /// Exactly as it was at this moment.
    AsOfMoment(Timestamp),
}

/// Which part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// How many rows at most.
    pub size: u32,
    /// Where the page before ended. `None`: the first page.
    pub token: Option<String>,
}

/// What waits for a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda {
    /// The body.
    pub body: BodyId,
    /// From when.
    pub when: When,
    /// Which part.
    pub page: Page,
}

/// Whom open dossiers wait for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingList {
    /// Only what waits for this body.
    pub body: Option<BodyId>,
    /// Only what waits for this party.
    pub party: Option<PartyId>,
    /// Only what waits for somebody outside.
    pub outside: bool,
    /// Only with a term that has passed.
    pub overdue: bool,
    /// In which order; never unspecified.
    pub order: v1::WaitingOrder,
    /// From when.
    pub when: When,
    /// Which part.
    pub page: Page,
}

/// An agenda, live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// The body.
    pub body: BodyId,
}

/// Meetings of a body, or of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meetings {
    /// Only of this body.
    pub body: Option<BodyId>,
    /// Not before this day.
    pub from: Option<Date>,
    /// Not after this day.
    pub until: Option<Date>,
    /// From when.
    pub when: When,
    /// Which part.
    pub page: Page,
}

/// Mandates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandates {
    /// Only of this party.
    pub party: Option<PartyId>,
    /// Only those that this person holds.
    pub holder: Option<ActorId>,
    /// Only those that hold on this day.
    pub on: Option<Date>,
    /// From when.
    pub when: When,
    /// Which part.
    pub page: Page,
}

/// One arrangement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneArrangement {
    /// The dossier that decided it.
    pub dossier: DossierId,
    /// From when.
    pub when: When,
}

/// Which existing arrangements a proposal resembles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Similar {
    /// The dossier of the proposal, if it has one.
    pub dossier: Option<DossierId>,
    /// Its name, if it is not the title of the dossier.
    pub name: Option<String>,
    /// For whom, if it is not what the dossier says.
    pub target_group: Option<String>,
    /// With whom.
    pub partners: Vec<String>,
    /// What it is for; none: what the dossier says.
    pub functions: Vec<TermId>,
    /// How many at most.
    pub limit: u32,
    /// From when.
    pub when: When,
}

/// One meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneMeeting {
    /// Which.
    pub meeting: MeetingId,
    /// From when.
    pub when: When,
}

/// The preparation of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnePreparation {
    /// Of which dossier.
    pub dossier: DossierId,
    /// From when.
    pub when: When,
}

/// How a dossier is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DossierName {
    /// By its id.
    Id(DossierId),
    /// By its number for people, in capitals.
    Reference(String),
}

/// One dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneDossier {
    /// Which.
    pub dossier: DossierName,
    /// From when.
    pub when: When,
}

/// Dossiers that fit all filters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossiers {
    /// Only in one of these phases. Empty: any.
    pub phases: Vec<v1::PhaseKind>,
    /// Only what waits for this body.
    pub waits_for: Option<BodyId>,
    /// Only of this party.
    pub party: Option<PartyId>,
    /// Only what the caller answers for.
    pub mine: bool,
    /// Only on this family of frameworks.
    pub framework: Option<FrameworkId>,
    /// Only with these characters in the title.
    pub title_contains: Option<String>,
    /// In which order; never unspecified.
    pub order: v1::DossierOrder,
    /// From when.
    pub when: When,
    /// Which part.
    pub page: Page,
}

/// Entries of the register that fit all filters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterEntries {
    /// Only of this party.
    pub party: Option<PartyId>,
    /// Only of this level.
    pub level: Option<Level>,
    /// Only for this function.
    pub function: Option<TermId>,
    /// Only with these characters in the name, target group or partners.
    pub contains: Option<String>,
    /// Only what was to be evaluated on a planned day that has passed.
    pub evaluation_overdue: bool,
    /// From when.
    pub when: When,
    /// Which part.
    pub page: Page,
}

/// A document version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The dossier.
    pub dossier: DossierId,
    /// Which document and version.
    pub document: DocumentRef,
    /// From when.
    pub when: When,
}

/// A framework version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdoptedFramework {
    /// The family.
    pub framework: FrameworkId,
    /// The version. `None`: the one in force today.
    pub version: Option<FrameworkVersion>,
    /// From when.
    pub when: When,
}

/// The framework versions that were adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frameworks {
    /// Only of this family.
    pub framework: Option<FrameworkId>,
    /// From when.
    pub when: When,
    /// Which part.
    pub page: Page,
}

/// A framework file to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkFile {
    /// The file, byte for byte.
    pub file: String,
}

/// A route to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// Of what.
    pub source: FrameworkSource,
    /// How; never unspecified.
    pub drawing: v1::Drawing,
}

/// A framework: adopted, or a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FrameworkSource {
    /// An adopted version; `None`: the one in force today.
    Adopted(FrameworkId, Option<FrameworkVersion>),
    /// A file.
    File(String),
}

/// The records of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum History {
    /// A dossier.
    Dossier(DossierId),
    /// The versions of a framework.
    Framework(FrameworkId),
    /// An arrangement.
    Arrangement(ArrangementId),
    /// A meeting.
    Meeting(MeetingId),
    /// A mandate.
    Mandate(MandateId),
    /// The preparation of a dossier.
    Preparation(DossierId),
}

/// Every record of one history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRecords {
    /// Which.
    pub history: History,
    /// The first revision to give.
    pub from: Revision,
    /// Whether the words come along.
    pub with_texts: bool,
    /// Whether each record comes with why it says what it says.
    pub explain: bool,
    /// As of when.
    pub when: When,
}

/// Records of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalRecords {
    /// The first position to give. `None`: the first.
    pub from: Option<Place>,
    /// How many at most. `None`: up to the last there is now.
    pub records_max: Option<u64>,
    /// Whether the words come along.
    pub with_texts: bool,
}

/// A dossier as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay {
    /// The dossier.
    pub dossier: DossierId,
    /// As of when.
    pub when: When,
}

/// Records to decide again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// One history. `None`: the whole journal.
    pub history: Option<History>,
}

/// What differs between two moments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The earlier one: as of a position or a moment.
    pub from: When,
    /// The later one.
    pub until: When,
    /// Only what came before this body.
    pub body: Option<BodyId>,
}
