//! Why a call failed, as it is answered.

use std::{error::Error, sync::Arc};

use journal::follow;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tonic::Status;
use uuid::Uuid;
use wire::{Language, failure::Failure};

use crate::causes;

/// What a caller cannot mend: the log says what, the answer under which incident.
pub(super) fn internal(error: &(dyn Error + 'static), language: Language) -> Status {
    let incident = Uuid::new_v4();
    tracing::error!(%incident, "{}", causes::line(error));
    Failure::Internal { incident }.status(language)
}

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
