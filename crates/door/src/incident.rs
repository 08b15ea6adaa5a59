//! What a caller cannot mend: the log says what, the answer under which incident.

use std::error::Error;

use tonic::Status;
use uuid::Uuid;
use wire::{Language, failure::Failure};

/// The answer to a call that failed here, for whatever cause: an id by which the log is found, and nothing else.
pub fn internal(error: &(dyn Error + 'static), language: Language) -> Status {
    let incident = Uuid::new_v4();
    tracing::error!(%incident, "{}", causes(error));
    Failure::Internal { incident }.status(language)
}

/// An error and what caused it, on one line: the error, then each cause after a colon.
pub fn causes(error: &(dyn Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error| (*error).source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
