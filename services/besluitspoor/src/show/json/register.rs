//! The register of arrangements.

use serde::Serialize;
use wire::v1;

use super::{
    evaluation::Life,
    shared::{Moment, Named, Position, Reflects, Words, moment},
};

/// What `register` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Register {
    /// The arrangements, in the order in which they entered.
    pub(crate) entries: Vec<RegisterEntry>,
    /// Whether there are more than were asked for.
    pub(crate) more: bool,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
}

/// One arrangement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct RegisterEntry {
    /// The arrangement, if it already existed.
    pub(crate) arrangement_id: Option<String>,
    /// The dossier, if it was adopted.
    pub(crate) dossier_id: Option<String>,
    /// Its name.
    pub(crate) name: Words,
    /// For whom.
    pub(crate) target_group: Option<Words>,
    /// With whom.
    pub(crate) partners: Vec<Words>,
    /// What pays for it.
    pub(crate) funding: Vec<Named>,
    /// What it is for.
    pub(crate) functions: Vec<Named>,
    /// The party that it belongs to.
    pub(crate) party: Named,
    /// `group` or `individual`.
    pub(crate) level: &'static str,
    /// When it entered the register.
    pub(crate) entered_time: Option<Moment>,
    /// The record by which it did.
    pub(crate) entered_position: Option<Position>,
    /// How its life stands on the day of the answer; none if it has not begun, or existed already.
    pub(crate) life: Option<Life>,
}

impl From<v1::RegisterEntry> for RegisterEntry {
    fn from(entry: v1::RegisterEntry) -> Self {
        use v1::register_entry::Origin;
        let level = match entry.level() {
            v1::Level::Group => "group",
            v1::Level::Individual => "individual",
            v1::Level::Unspecified => "unknown",
        };
        let (arrangement_id, dossier_id) = match entry.origin {
            Some(Origin::ArrangementId(id)) => (Some(id), None),
            Some(Origin::DossierId(id)) => (None, Some(id)),
            None => (None, None),
        };
        Self {
            arrangement_id,
            dossier_id,
            name: entry.name.unwrap_or_default().into(),
            target_group: entry.target_group.map(Into::into),
            partners: entry.partners.into_iter().map(Into::into).collect(),
            funding: entry.funding.into_iter().map(Into::into).collect(),
            functions: entry.functions.into_iter().map(Into::into).collect(),
            party: entry.party.unwrap_or_default().into(),
            level,
            entered_time: entry.entered_time.and_then(|time| moment(time.seconds, time.nanos)),
            entered_position: entry.entered_position.map(Into::into),
            life: entry.life.map(Into::into),
        }
    }
}
