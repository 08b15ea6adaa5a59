//! Why a call failed though no rule said no: someone was first, a limit, a journal that cannot write.
//! How services answer each, in two languages.

mod en;
mod forecast;
mod ledger;
mod nl;

use std::time::Duration;

use domain::ids::{CommandId, Revision};
use jiff::Timestamp;
use tonic::{Code, Status};
use uuid::Uuid;

pub use self::{forecast::ForecastFailure, ledger::LedgerFailure};
use crate::{language::Language, refusal::facts::Facts, status::Details};

/// After how long a caller may try again what failed for want of room or time.
pub const RETRY_AFTER: Duration = Duration::from_secs(1);

/// Why a call failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The history went on since the caller looked at it, or other commands to it kept coming first.
    Conflict {
        /// The revision that the caller expected. `None`: it expected none; others kept coming first.
        expected: Option<Revision>,
        /// The revision that there is.
        found: Revision,
    },
    /// The service has as much to do as it accepts.
    Overloaded {
        /// How many calls it accepts at a time.
        max: usize,
    },
    /// It is not known whether the command was recorded.
    OutcomeUnknown {
        /// The command.
        command: CommandId,
    },
    /// The command id was used for a command with other content.
    CommandReused {
        /// The command.
        command: CommandId,
    },
    /// What the command would record is larger than is kept of one command.
    TooLarge {
        /// How many bytes it would have.
        bytes: usize,
        /// How many it may have.
        bytes_max: usize,
    },
    /// There is no such thing.
    NotFound {
        /// Of which kind.
        what: Thing,
        /// What was asked for.
        asked: String,
    },
    /// The journal has no room left.
    JournalFull,
    /// The journal's servers do not answer, and nothing was sent to them.
    JournalCutOff,
    /// The journal cannot be read now, and without it there is no right answer.
    JournalUnreadable,
    /// The journal could not be written, and accepts nothing until it is opened again.
    JournalPoisoned,
    /// The position is of another journal.
    OtherLog {
        /// The journal that was named.
        given: Uuid,
        /// The journal that this is.
        log: Uuid,
    },
    /// The service did not come so far within the time that it waits.
    PositionNotReached {
        /// The position that was asked for.
        asked: u64,
        /// How far it is.
        reached: u64,
    },
    /// The journal has no such position yet.
    PositionAhead {
        /// The position that was asked for.
        asked: u64,
        /// The last that there is.
        last: u64,
    },
    /// The moment has not come yet, or records of it may still come.
    MomentAhead {
        /// The moment that was asked for.
        asked: Timestamp,
    },
    /// The rest of the list is no longer kept.
    PageGone,
    /// The caller reads a stream more slowly than it comes.
    ReaderTooSlow,
    /// As many callers follow as the service accepts.
    TooManyReaders {
        /// How many that is.
        max: usize,
    },
    /// More dossiers differ between two moments than are compared at a time.
    ComparisonTooWide {
        /// How many that is.
        max: usize,
    },
    /// What is read is being built again from the journal.
    Rebuilding {
        /// How far it is.
        reached: u64,
        /// How far the journal is.
        last: u64,
    },
    /// Words that are to be gone have not been erased yet, and nothing with words is given before they are.
    Erasing,
    /// No forecast can be made.
    Forecast(ForecastFailure),
    /// The ledger does not have what was asked.
    Ledger(LedgerFailure),
    /// The service is stopping.
    Stopping,
    /// Something is wrong with the service itself.
    Internal {
        /// Under which id its log tells what.
        incident: Uuid,
    },
}

/// A kind of thing that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A dossier.
    Dossier,
    /// A document version of a dossier.
    Document,
    /// A framework, or a version of it.
    Framework,
    /// A body of the frameworks in use.
    Body,
    /// A party of the frameworks in use.
    Party,
    /// A meeting.
    Meeting,
    /// An action.
    Action,
    /// The preparation of a dossier.
    Preparation,
    /// An arrangement that a dossier decided.
    Arrangement,
    /// A history.
    History,
    /// The record of a command.
    Command,
}

impl Failure {
    /// The name of the failure, as services report it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Conflict { .. } => "REVISION_CONFLICT",
            Self::Overloaded { .. } => "OVERLOADED",
            Self::OutcomeUnknown { .. } => "OUTCOME_UNKNOWN",
            Self::CommandReused { .. } => "COMMAND_ID_REUSED",
            Self::TooLarge { .. } => "TOO_LARGE",
            Self::NotFound { what: Thing::Dossier, .. } => "DOSSIER_UNKNOWN",
            Self::NotFound { what: Thing::Document, .. } => "DOCUMENT_UNKNOWN",
            Self::NotFound { what: Thing::Framework, .. } => "FRAMEWORK_UNKNOWN",
            Self::NotFound { what: Thing::Body, .. } => "BODY_UNKNOWN",
            Self::NotFound { what: Thing::Party, .. } => "PARTY_UNKNOWN",
            Self::NotFound { what: Thing::Meeting, .. } => "MEETING_UNKNOWN",
            Self::NotFound { what: Thing::Action, .. } => "ACTION_UNKNOWN",
            Self::NotFound { what: Thing::Preparation, .. } => "PREPARATION_UNKNOWN",
            Self::NotFound { what: Thing::Arrangement, .. } => "ARRANGEMENT_UNKNOWN",
            Self::NotFound { what: Thing::History, .. } => "HISTORY_UNKNOWN",
            Self::NotFound { what: Thing::Command, .. } => "COMMAND_UNKNOWN",
            Self::JournalFull => "JOURNAL_FULL",
            Self::JournalCutOff => "JOURNAL_CUT_OFF",
            Self::JournalUnreadable => "JOURNAL_UNREADABLE",
            Self::JournalPoisoned => "JOURNAL_POISONED",
            Self::OtherLog { .. } => "OTHER_LOG",
            Self::PositionNotReached { .. } => "POSITION_NOT_REACHED",
            Self::PositionAhead { .. } => "POSITION_AHEAD",
            Self::MomentAhead { .. } => "MOMENT_AHEAD",
            Self::PageGone => "PAGE_GONE",
            Self::ReaderTooSlow => "READER_TOO_SLOW",
            Self::TooManyReaders { .. } => "TOO_MANY_READERS",
            Self::ComparisonTooWide { .. } => "COMPARISON_TOO_WIDE",
            Self::Rebuilding { .. } => "VIEW_REBUILDING",
            Self::Erasing => "ERASING",
            Self::Forecast(failure) => failure.name(),
            Self::Ledger(failure) => failure.name(),
            Self::Stopping => "SERVICE_STOPPING",
            Self::Internal { .. } => "INTERNAL",
        }
    }

    /// The code that a call answers.
    pub fn code(&self) -> Code {
        match self {
            Self::Conflict { .. } | Self::PageGone => Code::Aborted,
            Self::Overloaded { .. }
            | Self::JournalFull
            | Self::TooManyReaders { .. }
            | Self::ComparisonTooWide { .. }
            | Self::ReaderTooSlow => Code::ResourceExhausted,
            Self::OutcomeUnknown { .. }
            | Self::JournalCutOff
            | Self::JournalUnreadable
            | Self::JournalPoisoned
            | Self::PositionNotReached { .. }
            | Self::Rebuilding { .. }
            | Self::Erasing
            | Self::Stopping => Code::Unavailable,
            Self::CommandReused { .. } => Code::AlreadyExists,
            Self::TooLarge { .. } => Code::InvalidArgument,
            Self::OtherLog { .. } => Code::FailedPrecondition,
            Self::NotFound { .. } => Code::NotFound,
            Self::PositionAhead { .. } | Self::MomentAhead { .. } => Code::OutOfRange,
            Self::Forecast(failure) => failure.code(),
            Self::Ledger(failure) => failure.code(),
            Self::Internal { .. } => Code::Internal,
        }
    }

    /// What a person reads.
    pub fn told(&self, language: Language) -> String {
        match language {
            Language::Dutch => nl::failure(self),
            Language::English => en::failure(self),
        }
    }

    /// The failure as a call answers it.
    pub fn status(&self, language: Language) -> Status {
        let details = Details::new(self.name(), language, self.told(language)).facts(self.facts());
        let details = if self.passes_by_itself() { details.retry_after(RETRY_AFTER) } else { details };
        details.status(self.code())
    }

    /// Whether the same call may well succeed a little later.
    fn passes_by_itself(&self) -> bool {
        matches!(
            self,
            Self::Overloaded { .. }
                | Self::OutcomeUnknown { .. }
                | Self::JournalCutOff
                | Self::JournalUnreadable
                | Self::PositionNotReached { .. }
                | Self::TooManyReaders { .. }
                | Self::Rebuilding { .. }
                | Self::Erasing
                | Self::Ledger(LedgerFailure::NotCovered { .. })
                | Self::Stopping
        )
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Conflict { expected, found } => {
                let expected = expected.iter().map(|expected| ("expected", expected.to_string()));
                expected.chain([("found", found.to_string())]).collect()
            }
            Self::Overloaded { max } | Self::TooManyReaders { max } | Self::ComparisonTooWide { max } => {
                vec![("max", max.to_string())]
            }
            Self::OutcomeUnknown { command } | Self::CommandReused { command } => {
                vec![("command_id", command.to_string())]
            }
            Self::TooLarge { bytes, bytes_max } => {
                vec![("bytes", bytes.to_string()), ("bytes_max", bytes_max.to_string())]
            }
            Self::JournalFull
            | Self::JournalCutOff
            | Self::JournalUnreadable
            | Self::JournalPoisoned
            | Self::PageGone
            | Self::ReaderTooSlow
            | Self::Erasing
            | Self::Stopping => Vec::new(),
            Self::NotFound { asked, .. } => vec![("asked", asked.clone())],
            Self::OtherLog { given, log } => vec![("given", given.to_string()), ("log_id", log.to_string())],
            Self::PositionNotReached { asked, reached } => {
                vec![("asked", asked.to_string()), ("reached", reached.to_string())]
            }
            Self::PositionAhead { asked, last } => {
                vec![("asked", asked.to_string()), ("last", last.to_string())]
            }
            Self::MomentAhead { asked } => vec![("asked", asked.to_string())],
            Self::Forecast(failure) => failure.facts(),
            Self::Ledger(failure) => failure.facts(),
            Self::Rebuilding { reached, last } => {
                vec![("reached", reached.to_string()), ("last", last.to_string())]
            }
            Self::Internal { incident } => vec![("incident", incident.to_string())],
        }
    }
}
