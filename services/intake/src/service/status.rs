//! Why a command was not carried out, as the call answers it.

use domain::framework::Framework;
use door::incident::internal;
use journal::{append, read};
use record::encode;
use tonic::Status;
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
        Error::Mandate(refusal) => return refusal::mandate(refusal, language, names),
        Error::Preparation(refusal) => return refusal::preparation(refusal, language, names),
        Error::Meeting(refusal) => return refusal::meeting(refusal, language, names),
        Error::Keeping(refusal) => return refusal::keeping(refusal, language),
        Error::Stale { expected, actual } => Failure::Conflict { expected: Some(*expected), found: *actual },
        Error::CommandIdReused { .. } => Failure::CommandReused { command: order.id },
        Error::Append(error) => return appending(error, order, language),
        Error::TooLarge(encode::Error::TooLarge { bytes, max }) => {
            Failure::TooLarge { bytes: *bytes, bytes_max: *max }
        }
        Error::TooLarge(_)
        | Error::FrameworkUnknown { .. }
        | Error::Read(_)
        | Error::Undecodable { .. }
        | Error::TextsLost { .. }
        | Error::FrameworkLost { .. } => return reading(error, language),
    };
    failure.status(language)
}

/// The answer when something could not be looked up.
pub(super) fn reading(error: &Error, language: Language) -> Status {
    match error {
        Error::FrameworkUnknown { id } => {
            Failure::NotFound { what: Thing::Framework, asked: id.to_string() }.status(language)
        }
        Error::Keeping(refusal) => refusal::keeping(refusal, language),
        Error::Read(read::Error::Unavailable { .. }) => Failure::JournalUnreadable.status(language),
        Error::Read(read::Error::Damaged { .. })
        | Error::Dossier(_)
        | Error::Adoption(_)
        | Error::Arrangement(_)
        | Error::Meeting(_)
        | Error::Mandate(_)
        | Error::Preparation(_)
        | Error::Stale { .. }
        | Error::CommandIdReused { .. }
        | Error::TooLarge(_)
        | Error::Append(_)
        | Error::Undecodable { .. }
        | Error::TextsLost { .. }
        | Error::FrameworkLost { .. } => internal(error, language),
    }
}

fn appending(error: &append::Error, order: &Order, language: Language) -> Status {
    let failure = match error {
        append::Error::Conflict { actual, .. } => {
            Failure::Conflict { expected: order.expected, found: *actual }
        }
        append::Error::Overloaded => Failure::Overloaded { max: journal::file::APPEND_QUEUE_MAX },
        append::Error::Full => Failure::JournalFull,
        append::Error::CutOff { .. } => Failure::JournalCutOff,
        append::Error::Poisoned { .. } => Failure::JournalPoisoned,
        append::Error::Unclear => Failure::OutcomeUnknown { command: order.id },
        append::Error::Closed => Failure::Stopping,
        append::Error::Repeated { .. } => Failure::CommandReused { command: order.id },
        append::Error::RecordTooLarge { bytes } => {
            Failure::TooLarge { bytes: *bytes, bytes_max: journal::RECORD_BYTES_MAX }
        }
        append::Error::TextsTooLarge { bytes } => {
            Failure::TooLarge { bytes: *bytes, bytes_max: journal::TEXTS_BYTES_MAX }
        }
        append::Error::Malformed { .. } | append::Error::RevisionZero => return internal(error, language),
    };
    failure.status(language)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use domain::{
        context::Capacity,
        dossier::{Command as DossierCommand, command::Withdraw},
        ids::{ActorId, CommandId, DossierId},
        sealed::{Digest, Sealed},
    };
    use record::HistoryId;
    use tonic::Code;
    use tonic_types::StatusExt as _;
    use uuid::Uuid;

    use super::*;
    use crate::order::Command;

    #[test]
    fn what_is_too_large_is_told_with_its_limit() {
        let order = Order {
            id: CommandId(Uuid::from_u128(1)),
            history: HistoryId::Dossier(DossierId(Uuid::from_u128(2))),
            expected: None,
            actor: "u-1".parse::<ActorId>().expect("an actor"),
            capacity: Capacity::Administrator,
            command: Command::Dossier(DossierCommand::Withdraw(Withdraw { reason: Sealed(Digest([0; 32])) })),
            texts: Bytes::from_static(b"[]"),
        };
        let record = encode::Error::TooLarge { bytes: 65_536, max: 65_535 };
        for (error, bytes_max) in [
            (Error::TooLarge(record), "65535"),
            (append::Error::RecordTooLarge { bytes: 65_536 }.into(), "65535"),
            (append::Error::TextsTooLarge { bytes: 2_097_153 }.into(), "2097152"),
        ] {
            let status = of(&error, &order, Language::Dutch, None);
            assert_eq!((status.code(), error.refusal()), (Code::InvalidArgument, Some("TOO_LARGE")));
            let details = status.get_error_details();
            let told = details.error_info().expect("an error info");
            assert_eq!((told.reason.as_str(), told.metadata["bytes_max"].as_str()), ("TOO_LARGE", bytes_max));
        }
    }
}
