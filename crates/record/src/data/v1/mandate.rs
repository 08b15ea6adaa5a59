//! Mandates.

use domain::{
    ids::{ActorId, BodyId, MandateId, PartyId},
    mandate::{self, event},
    sealed::Sealed,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{framework::FrameworkRef, names::MandateAct};
use crate::scalar::{Number, Text, texts, values};

/// `mandaat-verleend`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MandateGranted {
    framework: FrameworkRef,
    holder: Text<ActorId>,
    party: Text<PartyId>,
    acts: Vec<MandateAct>,
    bodies: Vec<Text<BodyId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit_cents: Option<u64>,
    from: Text<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Text<Date>>,
    source: Text<Sealed>,
}

/// `mandaat-ingetrokken`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MandateRevoked {
    from: Text<Date>,
    reason: Text<Sealed>,
}

/// Which mandate, and how it was seen.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MandateRef {
    id: Text<MandateId>,
    revision: Number,
}

impl From<mandate::MandateRef> for MandateRef {
    fn from(mandate::MandateRef { id, revision }: mandate::MandateRef) -> Self {
        Self { id: Text(id), revision: Number(revision) }
    }
}

impl From<MandateRef> for mandate::MandateRef {
    fn from(MandateRef { id, revision }: MandateRef) -> Self {
        Self { id: id.0, revision: revision.0 }
    }
}

impl From<&event::MandateGranted> for MandateGranted {
    fn from(granted: &event::MandateGranted) -> Self {
        let event::MandateGranted { framework, holder, party, scope, from, until, source } = granted;
        let event::Scope { acts, bodies, limit_cents } = scope;
        Self {
            framework: framework.into(),
            holder: Text(holder.clone()),
            party: Text(party.clone()),
            acts: acts.iter().map(|act| (*act).into()).collect(),
            bodies: texts(bodies),
            limit_cents: *limit_cents,
            from: Text(*from),
            until: until.map(Text),
            source: Text(*source),
        }
    }
}

impl From<MandateGranted> for event::MandateGranted {
    fn from(granted: MandateGranted) -> Self {
        Self {
            framework: granted.framework.into(),
            holder: granted.holder.0,
            party: granted.party.0,
            scope: event::Scope {
                acts: granted.acts.into_iter().map(Into::into).collect(),
                bodies: values(granted.bodies),
                limit_cents: granted.limit_cents,
            },
            from: granted.from.0,
            until: granted.until.map(|text| text.0),
            source: granted.source.0,
        }
    }
}

impl From<&event::MandateRevoked> for MandateRevoked {
    fn from(event::MandateRevoked { from, reason }: &event::MandateRevoked) -> Self {
        Self { from: Text(*from), reason: Text(*reason) }
    }
}

impl From<MandateRevoked> for event::MandateRevoked {
    fn from(MandateRevoked { from, reason }: MandateRevoked) -> Self {
        Self { from: from.0, reason: reason.0 }
    }
}
