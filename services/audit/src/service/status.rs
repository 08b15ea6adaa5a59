//! Why a call failed, as it is answered.

use std::sync::Arc;

use door::incident::{causes, internal};
use journal::{follow, read};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tonic::Status;
use wire::{Language, failure::Failure};

use crate::cut;

/// The answer when records cannot be read.
pub(super) fn reading(error: &read::Error, language: Language) -> Status {
    match error {
        read::Error::Unavailable { place, .. } => {
            tracing::warn!(%place, "{}", causes(error));
            Failure::JournalUnreadable.status(language)
        }
        read::Error::Damaged { .. } => internal(error, language),
    }
}

/// The answer when it cannot be said which records were there at a moment.
pub(super) fn cutting(error: &cut::Error, language: Language) -> Status {
    match error {
        cut::Error::Follow(error) => following(error, language),
        cut::Error::Read(error) => reading(error, language),
        cut::Error::Missing(_) | cut::Error::Undecodable(_) => internal(error, language),
    }
}

/// The answer when the journal cannot be followed.
pub(super) fn following(error: &follow::Error, language: Language) -> Status {
    match error {
        follow::Error::Closed => Failure::Stopping.status(language),
        follow::Error::Read(error) => reading(error, language),
        follow::Error::Gap { .. } | follow::Error::Ahead { .. } => internal(error, language),
    }
}

/// A place for one more reader, held until it is dropped.
pub(super) fn place(
    places: &Arc<Semaphore>,
    max: usize,
    language: Language,
) -> Result<OwnedSemaphorePermit, Status> {
    Arc::clone(places).try_acquire_owned().map_err(|_| Failure::TooManyReaders { max }.status(language))
}
