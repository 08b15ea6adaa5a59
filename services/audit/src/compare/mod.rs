//! What differs between two moments, from the records in between and never from a view.
//!
//! - `changed`: one dossier at both moments
//! - `agendas`: what came onto the agendas of bodies and what left them

mod agendas;
mod changed;

use domain::{Event, arrangement::ArrangementRegistered, framework::adoption::FrameworkAdopted};
use journal::Stored;
use record::{LogId, Position, Record, decode, seal::Disclosures};
use wire::{
    Names,
    convert::answer,
    v1::{self, register_difference::Origin},
};

pub(crate) use self::{agendas::Agendas, changed::Changed};
use crate::{cut, replay::Undecodable, words};

/// The part of the journal after one position up to and including another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) from: Position,
    pub(crate) until: Position,
}

impl Span {
    /// The records of a history that lie in it.
    pub(crate) fn of(self, history: &[Stored]) -> &[Stored] {
        &history[cut::at_position(history, self.from)..cut::at_position(history, self.until)]
    }
}

/// A record, unless it cannot be understood.
pub(crate) fn decoded(stored: &Stored) -> Result<Record, Undecodable> {
    decode(&stored.entry.record).map_err(|source| Undecodable { position: stored.position, source })
}

/// The adoption of a framework version, if the record is one.
pub(crate) fn adoption(stored: &Stored, record: &Record, log: LogId) -> Option<v1::FrameworkDifference> {
    let Event::FrameworkAdopted(FrameworkAdopted { framework, supersedes, effective_from, .. }) =
        &record.event
    else {
        return None;
    };
    Some(v1::FrameworkDifference {
        framework: Some(answer::framework_ref(framework)),
        supersedes_version: supersedes.as_ref().map(ToString::to_string),
        effective_from: effective_from.to_string(),
        adopted_position: Some(answer::position(log.0, stored.position.0)),
        adopted_time: Some(answer::timestamp(record.recorded.now)),
    })
}

/// An arrangement that was registered: it is in the register from then on.
pub(crate) fn registration(
    id: domain::ids::ArrangementId,
    registered: &ArrangementRegistered,
    texts: &[u8],
    names: Names<'_>,
) -> v1::RegisterDifference {
    let kept = Disclosures::parse(texts).unwrap_or_default();
    v1::RegisterDifference {
        origin: Some(Origin::ArrangementId(id.to_string())),
        name: Some(words::disclosed(kept.open(&registered.name).map(str::to_owned))),
        party: Some(answer::party(&registered.party, names)),
        entered: true,
    }
}
