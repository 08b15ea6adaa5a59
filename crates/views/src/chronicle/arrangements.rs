//! Where arrangements that began are found: in the order in which they did.

use domain::{
    arrangement::{Event, between::dossier_of},
    ids::{ArrangementId, DossierId},
};
use record::Position;

/// What is known of an arrangement without reading its records.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    /// The dossier that decided it.
    pub(crate) dossier: DossierId,
    /// The record that began it. No two arrangements have the same.
    pub(crate) begun: Position,
}

/// Every arrangement that began, in that order.
#[derive(Debug, Default)]
pub(crate) struct Arrangements(Vec<Known>);

impl Arrangements {
    /// Takes what a record says of an arrangement.
    pub(super) fn take(&mut self, id: ArrangementId, position: Position, event: &Event) {
        match event {
            Event::ArrangementBegun(_) => self.0.push(Known { dossier: dossier_of(id), begun: position }),
            Event::ArrangementRegistered(_)
            | Event::CommitmentGiven(_)
            | Event::UseReported(_)
            | Event::EvaluationRecorded(_)
            | Event::ArrangementConcluded(_) => {}
        }
    }

    /// Those that began after one position and up to another.
    pub(crate) fn between(&self, after: Position, at: Position) -> impl Iterator<Item = &Known> {
        let first = self.0.partition_point(|known| known.begun <= after);
        self.0[first..].iter().take_while(move |known| known.begun <= at)
    }
}
