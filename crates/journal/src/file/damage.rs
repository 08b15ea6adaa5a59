//! What can be wrong with the bytes of a segment.

use domain::ids::{CommandId, Revision};
use record::{HistoryId, LogId, Position};

use super::line::LINE_BYTES_MAX;

/// Why bytes of a segment are not what the journal once wrote there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The header line is not one.
    #[error("the header is not one of a journal's segment, or its checksum differs")]
    Header,
    /// The header names another first position than the file's name.
    #[error("the header names first position {found}, the file's name {expected}")]
    FirstPosition {
        /// What the name says.
        expected: Position,
        /// What the header says.
        found: Position,
    },
    /// The segment belongs to another log.
    #[error("the segment is of log {found}, the first one of log {expected}")]
    OtherLog {
        /// The log of the first segment.
        expected: LogId,
        /// The log of this one.
        found: LogId,
    },
    /// The last line has no newline.
    #[error("the line has no end")]
    Unfinished,
    /// No line is as long as this one.
    #[error("the line has more than {LINE_BYTES_MAX} bytes")]
    Overlong,
    /// A line has eight columns, with tabs between them.
    #[error("the line has not eight columns")]
    Columns,
    /// The checksum over the record and what stands before it differs.
    #[error("the checksum of the record differs")]
    Checksum,
    /// The checksum over the texts differs.
    #[error("the checksum of the texts differs")]
    TextsChecksum,
    /// A column is whole and yet cannot be read: another program wrote it.
    #[error("the column '{column}' cannot be read although the checksum is right")]
    Column {
        /// Which column.
        column: &'static str,
    },
    /// The line holds another record than the one that belongs there.
    #[error("the line holds position {found}, not {expected}")]
    Position {
        /// The position that belongs there.
        expected: Position,
        /// The position that stands there.
        found: Position,
    },
    /// The record does not continue its history.
    #[error("the line holds revision {found} of {history}, not {expected}")]
    Revision {
        /// The history.
        history: HistoryId,
        /// The revision that belongs there.
        expected: Revision,
        /// The revision that stands there.
        found: Revision,
    },
    /// The command id stands in the log twice.
    #[error("the line repeats command {command} of position {first}")]
    RepeatedCommand {
        /// The command.
        command: CommandId,
        /// Where it stood first.
        first: Position,
    },
}

impl Damage {
    /// Whether a write that broke off can look like this. A line whose checksum is right was written whole.
    pub(super) fn may_be_torn(&self) -> bool {
        match self {
            Self::Unfinished | Self::Overlong | Self::Columns | Self::Checksum | Self::TextsChecksum => true,
            Self::Header
            | Self::FirstPosition { .. }
            | Self::OtherLog { .. }
            | Self::Column { .. }
            | Self::Position { .. }
            | Self::Revision { .. }
            | Self::RepeatedCommand { .. } => false,
        }
    }
}
