//! Where mandates are found: in the order in which they were granted, by party and holder.

use domain::{
    ids::{ActorId, MandateId, PartyId},
    mandate::Event,
};
use record::Position;

/// What is known of a mandate without reading its records.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) id: MandateId,
    pub(crate) party: PartyId,
    pub(crate) holder: ActorId,
    /// The record that granted it. No two mandates have the same.
    pub(crate) granted: Position,
}

/// Every mandate, in the order of granting.
#[derive(Debug, Default)]
pub(crate) struct Mandates(Vec<Known>);

impl Mandates {
    /// Takes what a record says of a mandate.
    pub(super) fn take(&mut self, id: MandateId, position: Position, event: &Event) {
        if let Event::MandateGranted(granted) = event {
            let (party, holder) = (granted.party.clone(), granted.holder.clone());
            self.0.push(Known { id, party, holder, granted: position });
        }
    }

    /// Those that were granted after one position and up to another.
    pub(crate) fn between(&self, after: Position, at: Position) -> impl Iterator<Item = &Known> {
        let first = self.0.partition_point(|known| known.granted <= after);
        self.0[first..].iter().take_while(move |known| known.granted <= at)
    }
}
