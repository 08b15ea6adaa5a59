//! The first record that does not hold: where it stands, what the rules give, what was found, and what to do.

use std::fmt::Write as _;

use domain::{
    Event, arrangement, dossier,
    framework::{FrameworkRef, adoption},
    ids::{CommandId, Revision},
};
use door::incident::causes;
use jiff::Timestamp;
use journal::{Stored, follow, read};
use record::{HistoryId, LogId, Position, Record, decode};
use wire::{Language, convert::answer, refusal, v1};

use super::{en, facts, nl};
use crate::adopted_file;

/// The most characters of what was expected or found; of a longer text the beginning is told.
pub const TOLD_CHARS_MAX: usize = 4_000;

/// A record that is not what the rules and the records before it give, or a place where no record can be read.
#[derive(Debug)]
pub struct Difference {
    /// Where. When a place cannot be read: the position that should stand there, and [`Position::START`] if
    /// that is not known.
    pub position: Position,
    /// The history that the journal keeps the record in. `None`: the record cannot be read.
    pub history: Option<HistoryId>,
    /// Its place in that history. Zero: the record cannot be read.
    pub revision: Revision,
    /// What is different.
    pub cause: Box<Cause>,
    /// The record, as far as it can be read.
    found: Option<Box<Record>>,
    /// The beginning of its bytes.
    bytes: Box<str>,
}

/// What is different.
#[derive(Debug)]
pub enum Cause {
    /// The journal's bytes cannot be read at some place; the error says which.
    Unreadable(read::Error),
    /// The bytes are no record that this software knows.
    Undecodable(decode::Error),
    /// Another position should follow.
    Position {
        /// Which.
        expected: Position,
    },
    /// Another revision should follow in this history.
    Revision {
        /// Which.
        expected: Revision,
    },
    /// The record says that it belongs to another history than the one it is kept in.
    ForeignSubject,
    /// The record answers another command than the one it is kept under.
    OtherCommand {
        /// The command that it is kept under.
        kept_as: CommandId,
    },
    /// The record was made before the one that precedes it in its history.
    TimeBefore {
        /// When that one was made.
        last: Timestamp,
    },
    /// The dossier runs on a framework that was not adopted before it.
    FrameworkUnknown {
        /// Which.
        reference: FrameworkRef,
    },
    /// An arrangement was registered before any framework was in effect.
    NoFramework,
    /// The file beside the record is not the framework that the record says was adopted.
    FrameworkFile(adopted_file::Fault),
    /// The rules of a dossier refuse what was recorded.
    Refused(dossier::Refusal),
    /// The rules of adopting a framework refuse it.
    AdoptionRefused(adoption::Refusal),
    /// The rules of the register refuse it.
    RegistrationRefused(arrangement::Refusal),
    /// The rules give another event.
    Otherwise(Box<Event>),
}

impl Difference {
    /// A record that differs.
    pub(super) fn of(stored: &Stored, found: Option<Record>, cause: Cause) -> Self {
        let beginning = &stored.entry.record[..stored.entry.record.len().min(TOLD_CHARS_MAX)];
        Self {
            position: stored.position,
            history: Some(stored.entry.history.clone()),
            revision: stored.entry.revision,
            cause: Box::new(cause),
            found: found.map(Box::new),
            bytes: String::from_utf8_lossy(beginning).into(),
        }
    }

    /// A place that cannot be read.
    pub(super) fn unreadable(position: Position, history: Option<HistoryId>, error: read::Error) -> Self {
        let cause = Box::new(Cause::Unreadable(error));
        Self { position, history, revision: Revision::default(), cause, found: None, bytes: Box::default() }
    }

    /// A place where the journal gave another position than the next one.
    pub(super) fn gap(expected: Position, found: Position) -> Self {
        let cause = Box::new(Cause::Position { expected });
        let revision = Revision::default();
        Self { position: found, history: None, revision, cause, found: None, bytes: Box::default() }
    }

    /// The difference that an error of following is; the error itself when it says nothing about records.
    pub(super) fn following(last: Position, error: follow::Error) -> Result<Self, follow::Error> {
        match error {
            follow::Error::Read(error) => Ok(Self::unreadable(last.next(), None, error)),
            follow::Error::Gap { expected, found } => Ok(Self::gap(expected, found)),
            follow::Error::Ahead { .. } | follow::Error::Closed => Err(error),
        }
    }

    /// Why the place could not be read, when it may well be read a little later: then no record was found to differ.
    pub fn passes_by_itself(&self) -> Option<&read::Error> {
        let Cause::Unreadable(error @ read::Error::Unavailable { .. }) = &*self.cause else { return None };
        Some(error)
    }

    /// What the rules, or the records before this one, give. Names and facts as records write them.
    pub fn expected(&self) -> String {
        let expected = match &*self.cause {
            Cause::Unreadable(_) => format!("position: {}", self.position),
            Cause::Undecodable(_) => "type: one of the types that this software reads".into(),
            Cause::Position { expected } => format!("position: {expected}"),
            Cause::Revision { expected } => format!("revision: {expected}"),
            Cause::ForeignSubject => {
                format!("subject: {}", self.history.as_ref().map(ToString::to_string).unwrap_or_default())
            }
            Cause::OtherCommand { kept_as } => format!("commandid: {kept_as}"),
            Cause::TimeBefore { last } => format!("time: not before {last}"),
            Cause::FrameworkUnknown { .. } => "framework: one that was adopted before".into(),
            Cause::NoFramework => "framework: one that was adopted before and is in effect".into(),
            Cause::FrameworkFile(_) => self.adopted_digest(),
            Cause::Refused(refused) => told(refused.name(), &refusal::facts::dossier(refused)),
            Cause::AdoptionRefused(refused) => told(refused.name(), &refusal::facts::adoption(refused)),
            Cause::RegistrationRefused(refused) => {
                told(refused.name(), &refusal::facts::arrangement(refused))
            }
            Cause::Otherwise(event) => self.differing(event).0,
        };
        shortened(expected)
    }

    /// What was recorded instead.
    pub fn found(&self) -> String {
        let found = match (&*self.cause, &self.found) {
            (Cause::Unreadable(error), _) => causes(error),
            (Cause::Position { .. }, _) => format!("position: {}", self.position),
            (Cause::FrameworkUnknown { reference }, _) => facts::framework(reference),
            (Cause::FrameworkFile(fault), _) => causes(fault),
            (Cause::Otherwise(event), _) => self.differing(event).1,
            (Cause::Revision { .. }, Some(record)) => {
                format!("revision: {} (kept as {})", record.revision, self.revision)
            }
            (Cause::ForeignSubject, Some(record)) => format!("subject: {}", record.history),
            (Cause::OtherCommand { .. }, Some(record)) => format!("commandid: {}", record.command),
            (Cause::TimeBefore { .. }, Some(record)) => format!("time: {}", record.recorded.now),
            (
                Cause::Refused(_)
                | Cause::AdoptionRefused(_)
                | Cause::RegistrationRefused(_)
                | Cause::NoFramework,
                Some(record),
            ) => facts::record(record),
            (
                Cause::Undecodable(_)
                | Cause::Revision { .. }
                | Cause::ForeignSubject
                | Cause::OtherCommand { .. }
                | Cause::TimeBefore { .. }
                | Cause::NoFramework
                | Cause::Refused(_)
                | Cause::AdoptionRefused(_)
                | Cause::RegistrationRefused(_),
                _,
            ) => self.bytes.to_string(),
        };
        shortened(found)
    }

    /// What this means, and what would help.
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::Dutch => nl::told(self),
            Language::English => en::told(self),
        }
    }

    /// The difference as an answer tells it.
    pub fn answer(&self, log: LogId, language: Language) -> v1::VerificationDifference {
        v1::VerificationDifference {
            position: Some(answer::position(log.0, self.position.0)),
            history_id: self.history.as_ref().map(ToString::to_string).unwrap_or_default(),
            revision: self.revision.0,
            expected: self.expected(),
            found: self.found(),
            message: self.message(language),
        }
    }

    fn adopted_digest(&self) -> String {
        match self.found.as_ref().map(|record| &record.event) {
            Some(Event::FrameworkAdopted(adopted)) => facts::framework(&adopted.framework),
            Some(Event::Dossier(_) | Event::ArrangementRegistered(_)) | None => String::new(),
        }
    }

    /// The fields in which two events differ: as the rules give them, and as they were found.
    fn differing(&self, expected: &Event) -> (String, String) {
        let found = self.found.as_ref().map(|record| facts::event(&record.event)).unwrap_or_default();
        facts::differing(&facts::event(expected), &found)
    }
}

fn told(name: &str, facts: &refusal::facts::Facts) -> String {
    let mut told = format!("refused: {name}");
    for (fact, value) in facts {
        // Writing to a string does not fail.
        let _ = write!(told, "; {fact}: {value}");
    }
    told
}

fn shortened(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(TOLD_CHARS_MAX) {
        text.truncate(end);
        text.push('…');
    }
    text
}
