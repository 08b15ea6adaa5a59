//! The register of mandates.

use serde::Serialize;
use wire::{convert::enums, v1};

use super::shared::{Named, Reflects, Words};

/// What `mandate list` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Mandates {
    /// The mandates, in the order in which they were granted.
    pub(crate) mandates: Vec<Mandate>,
    /// Whether there are more than were asked for.
    pub(crate) more: bool,
    /// What the answer reflects.
    pub(crate) reflects: Reflects,
}

/// A mandate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Mandate {
    /// Its id.
    pub(crate) mandate_id: String,
    /// Who may act.
    pub(crate) holder: String,
    /// For which party.
    pub(crate) party: Named,
    /// In what.
    pub(crate) acts: Vec<&'static str>,
    /// In which bodies; none are all where the party has a seat.
    pub(crate) bodies: Vec<Named>,
    /// Up to which amount, in euro cents.
    pub(crate) limit_cents: Option<u64>,
    /// The first day.
    pub(crate) from: String,
    /// The last day; none is until it is revoked.
    pub(crate) until: Option<String>,
    /// What it rests on.
    pub(crate) source: Words,
    /// The first day on which it holds no longer, if it was revoked.
    pub(crate) revoked_from: Option<String>,
    /// Why.
    pub(crate) revoked_because: Option<Words>,
    /// The last record of its history.
    pub(crate) revision: u64,
}

impl From<v1::Mandate> for Mandate {
    fn from(mandate: v1::Mandate) -> Self {
        let act = |act: &i32| enums::mandate_act_from(*act).map_or("unknown", domain::mandate::Act::name);
        Self {
            acts: mandate.acts.iter().map(act).collect(),
            mandate_id: mandate.mandate_id,
            holder: mandate.holder_actor_id,
            party: mandate.party.unwrap_or_default().into(),
            bodies: mandate.bodies.into_iter().map(Into::into).collect(),
            limit_cents: mandate.limit_cents,
            from: mandate.from,
            until: mandate.until,
            source: mandate.source.unwrap_or_default().into(),
            revoked_from: mandate.revoked_from,
            revoked_because: mandate.revoked_because.map(Into::into),
            revision: mandate.revision,
        }
    }
}
