//! What parties say for themselves of what was decided.

use serde::Serialize;
use wire::v1;

use super::{
    shared::{Named, Words},
    stance::MandateRef,
};

/// What a party said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PartyVoice {
    /// The party.
    pub(crate) party: Named,
    /// Whether it ratifies.
    pub(crate) ratified: bool,
    /// When that was decided.
    pub(crate) decided_on: String,
    /// On behalf of which organ.
    pub(crate) organ: Words,
    /// Why.
    pub(crate) reasons: Option<Words>,
    /// The mandate under which it was decided. `null`: none was named.
    pub(crate) mandate: Option<MandateRef>,
    /// The record that says so.
    pub(crate) revision: u64,
}

impl From<v1::PartyVoice> for PartyVoice {
    fn from(voice: v1::PartyVoice) -> Self {
        Self {
            party: voice.party.unwrap_or_default().into(),
            ratified: voice.ratified,
            decided_on: voice.decided_on,
            organ: voice.organ.unwrap_or_default().into(),
            reasons: voice.reasons.map(Into::into),
            mandate: voice.mandate.map(Into::into),
            revision: voice.revision,
        }
    }
}
