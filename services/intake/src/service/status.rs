//! Why a command was not carried out, as the call answers it.

use domain::framework::Framework;
use journal::append;
use tonic::Status;
use uuid::Uuid;
use wire::{
    Language, Names,
    failure::{Failure, Thing},
    refusal,
};

use crate::{error::Error, order::Order};

/// The answer to an order that was not carried out.
pub(super) fn of(error: &Error, order: &Order, language: Language, framework: Option<&Framework>) -> Status {
    let names = framework.map_or_else(Names::none, Names::of);
    let failure = match error {
        Error::Dossier(refusal) => return refusal::dossier(refusal, language, names),
        Error::Adoption(refusal) => return refusal::adoption(refusal, language),
        Error::Arrangement(refusal) => return refusal::arrangement(refusal, language, names),
        Error::Stale { expected, actual } => Failure::Conflict { expected: Some(*expected), found: *actual },
        Error::CommandIdReused { .. } => Failure::CommandReused { command: order.id },
        Error::Append(error) => return appending(error, order, language),
        Error::TooLarge(_)
        | Error::FrameworkUnknown { .. }
        | Error::Read(_)
        | Error::Undecodable { .. }
        | Error::FrameworkLost { .. } => return reading(error, language),
    };
    failure.status(language)
}

/// The answer when something could not be looked up.
pub(super) fn reading(error: &Error, language: Language) -> Status {
    if let Error::FrameworkUnknown { id } = error {
        return Failure::NotFound { what: Thing::Framework, asked: id.to_string() }.status(language);
    }
    internal(error, language)
}

fn appending(error: &append::Error, order: &Order, language: Language) -> Status {
    let failure = match error {
        append::Error::Conflict { actual, .. } => {
            Failure::Conflict { expected: order.expected, found: *actual }
        }
        append::Error::Overloaded => Failure::Overloaded { max: journal::file::APPEND_QUEUE_MAX },
        append::Error::Full => Failure::JournalFull,
        append::Error::Poisoned { .. } => Failure::JournalPoisoned,
        append::Error::Unclear => Failure::OutcomeUnknown { command: order.id },
        append::Error::Closed => Failure::Stopping,
        append::Error::Repeated { .. } => Failure::CommandReused { command: order.id },
        append::Error::RecordTooLarge { .. }
        | append::Error::TextsTooLarge { .. }
        | append::Error::Malformed { .. }
        | append::Error::RevisionZero => return internal(error, language),
    };
    failure.status(language)
}

/// What a caller cannot mend: the log says what, the answer under which incident.
fn internal(error: &dyn std::error::Error, language: Language) -> Status {
    let incident = Uuid::from_bytes(rand::random());
    let causes = std::iter::successors(Some(error), |error| error.source());
    let told: Vec<_> = causes.map(ToString::to_string).collect();
    tracing::error!(%incident, "{}", told.join(": "));
    Failure::Internal { incident }.status(language)
}
