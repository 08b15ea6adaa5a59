//! Why a command was not carried out, or why nobody can say whether it was.

use domain::{
    arrangement, dossier,
    framework::adoption,
    ids::{FrameworkId, Revision},
    keeping, mandate, meeting, preparation,
};
use journal::append;
use record::{Position, encode};

/// Why a command has no receipt.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules of a dossier say no.
    #[error("refused: {}", .0.name())]
    Dossier(dossier::Refusal),
    /// The rules of adopting a framework say no.
    #[error("refused: {}", .0.name())]
    Adoption(adoption::Refusal),
    /// The rules of the register say no.
    #[error("refused: {}", .0.name())]
    Arrangement(arrangement::Refusal),
    /// The rules of a mandate say no, or it does not cover what was done under it.
    #[error("refused: {}", .0.name())]
    Mandate(mandate::Refusal),
    /// The rules of a meeting say no.
    #[error("refused: {}", .0.name())]
    Meeting(meeting::Refusal),
    /// The rules of a preparation say no, or a round waits for one.
    #[error("refused: {}", .0.name())]
    Preparation(preparation::Refusal),
    /// The rules of keeping a history say no.
    #[error("refused: {}", .0.name())]
    Keeping(keeping::Refusal),
    /// No version of the framework is in force.
    #[error("no version of framework '{id}' is in force; adopt one, or name another")]
    FrameworkUnknown {
        /// What was asked.
        id: FrameworkId,
    },
    /// The history has moved on since the caller looked.
    #[error("the history stands at revision {actual}, not {expected}; read it again")]
    Stale {
        /// What the caller had seen.
        expected: Revision,
        /// What it is.
        actual: Revision,
    },
    /// The command id was used before, for something else.
    #[error("the command id was used before, for something else, at position {position}")]
    CommandIdReused {
        /// Where.
        position: Position,
    },
    /// The event has no written form; most often it is larger than a record can be.
    #[error("the record cannot be written")]
    TooLarge(#[source] encode::Error),
    /// The journal did not take it.
    #[error("the journal did not store the record")]
    Append(#[from] append::Error),
    /// The journal cannot be read.
    #[error("the journal cannot be read")]
    Read(#[from] journal::read::Error),
    /// A record cannot be understood: it was damaged, or a newer version wrote it.
    #[error("the record at position {position} cannot be read")]
    Undecodable {
        /// Where.
        position: Position,
        /// Why.
        #[source]
        source: record::decode::Error,
    },
    /// What stands beside a record are no disclosures.
    #[error("the words beside the record at position {position} cannot be read")]
    TextsLost {
        /// Where.
        position: Position,
    },
    /// An adopted framework's file is no longer beside its record, or is not what was adopted.
    #[error("the file of framework '{id}' beside the record at position {position} cannot be used")]
    FrameworkLost {
        /// Which framework.
        id: FrameworkId,
        /// Where it was adopted.
        position: Position,
    },
}

impl Error {
    /// The name of the rule, if a rule said no, as callers are told it; otherwise something failed.
    pub fn refusal(&self) -> Option<&'static str> {
        match self {
            Self::Dossier(refusal) => Some(refusal.name()),
            Self::Adoption(refusal) => Some(refusal.name()),
            Self::Arrangement(refusal) => Some(refusal.name()),
            Self::Meeting(refusal) => Some(refusal.name()),
            Self::Mandate(refusal) => Some(refusal.name()),
            Self::Preparation(refusal) => Some(refusal.name()),
            Self::Keeping(refusal) => Some(refusal.name()),
            Self::FrameworkUnknown { .. } => Some("FRAMEWORK_UNKNOWN"),
            Self::Stale { .. } => Some("REVISION_CONFLICT"),
            Self::CommandIdReused { .. } => Some("COMMAND_ID_REUSED"),
            Self::TooLarge(encode::Error::TooLarge { .. })
            | Self::Append(append::Error::RecordTooLarge { .. } | append::Error::TextsTooLarge { .. }) => {
                Some("TOO_LARGE")
            }
            Self::TooLarge(_)
            | Self::Append(_)
            | Self::Read(_)
            | Self::Undecodable { .. }
            | Self::TextsLost { .. }
            | Self::FrameworkLost { .. } => None,
        }
    }
}
