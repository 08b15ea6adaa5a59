//! Why a call failed, as it is answered.

use std::sync::Arc;

use door::incident::internal;
use journal::follow;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tonic::Status;
use wire::{Language, failure::Failure};

/// The answer when the journal cannot be followed.
pub(super) fn following(error: &follow::Error, language: Language) -> Status {
    match error {
        follow::Error::Closed => Failure::Stopping.status(language),
        follow::Error::Read(_) | follow::Error::Gap { .. } | follow::Error::Ahead { .. } => {
            internal(error, language)
        }
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
