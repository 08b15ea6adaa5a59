//! Where parties stood, and who sat for them.

use domain::decision::{Office, Stance};
use serde::Serialize;
use wire::{convert::enums, v1};

use super::{
    shared::{Named, Words},
    visit::{HasName, Known},
};

/// Where a party stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PartyStance {
    /// The party.
    pub(crate) party: Named,
    /// Where it stood.
    pub(crate) stance: Known<Stance>,
    /// What it said with that.
    pub(crate) words: Option<Words>,
    /// Who sat for whom.
    pub(crate) replacement: Option<Replacement>,
    /// The mandate under which it was taken.
    pub(crate) mandate: Option<MandateRef>,
    /// Its dissenting view.
    pub(crate) dissent: Option<Words>,
}

/// A mandate as it was seen when it was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct MandateRef {
    /// The mandate.
    pub(crate) mandate_id: String,
    /// Its last record then.
    pub(crate) revision: u64,
}

/// Someone else sat for a party than usual.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Replacement {
    /// Who sat.
    pub(crate) seated: String,
    /// For whom.
    pub(crate) replaces: String,
    /// As what.
    pub(crate) office: Known<Office>,
    /// When the chair was told.
    pub(crate) reported_on: String,
    /// Why.
    pub(crate) reason: Option<Words>,
}

impl HasName for Stance {
    fn name(self) -> &'static str {
        self.name()
    }
}

impl HasName for Office {
    fn name(self) -> &'static str {
        self.name()
    }
}

impl From<v1::PartyStance> for PartyStance {
    fn from(taken: v1::PartyStance) -> Self {
        Self {
            party: taken.party.unwrap_or_default().into(),
            stance: Known(enums::stance_from(taken.stance)),
            words: taken.words.map(Into::into),
            replacement: taken.replacement.map(Into::into),
            mandate: taken.mandate.map(Into::into),
            dissent: taken.dissent.map(Into::into),
        }
    }
}

impl From<v1::MandateRef> for MandateRef {
    fn from(seen: v1::MandateRef) -> Self {
        Self { mandate_id: seen.mandate_id, revision: seen.revision }
    }
}

impl From<v1::Replacement> for Replacement {
    fn from(replacement: v1::Replacement) -> Self {
        Self {
            seated: replacement.seated_actor_id,
            replaces: replacement.replaces_actor_id,
            office: Known(enums::office_from(replacement.office)),
            reported_on: replacement.reported_on,
            reason: replacement.reason.map(Into::into),
        }
    }
}
