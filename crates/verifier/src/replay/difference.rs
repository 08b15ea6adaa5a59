//! A record that does not hold: where it stands, what the rules give and what was found.

use std::{error::Error, fmt::Write as _};

use domain::{
    Event, arrangement, dossier,
    facts::Facts,
    framework::{FrameworkRef, adoption},
    ids::{CommandId, Revision},
    keeping, mandate, meeting, preparation,
};
use jiff::Timestamp;
use record::{HistoryId, Position, Record, decode};

use super::{Kept, adopted_file, facts};

/// The most characters of what was expected or found; of a longer text the beginning is told.
pub const TOLD_CHARS_MAX: usize = 4_000;

/// A record that is not what the rules and the records before it give.
#[derive(Debug)]
pub struct Difference {
    /// Where.
    pub position: Position,
    /// The history that the record is kept in. `None`: the record is not there.
    pub history: Option<HistoryId>,
    /// Its place in that history. Zero: the record is not there.
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
    /// The rules of an arrangement refuse it.
    ArrangementRefused(arrangement::Refusal),
    /// The rules of a meeting refuse it.
    MeetingRefused(meeting::Refusal),
    /// The rules of a mandate refuse it.
    MandateRefused(mandate::Refusal),
    /// The rules of a preparation refuse it.
    PreparationRefused(preparation::Refusal),
    /// The rules of keeping a history refuse it.
    KeepingRefused(keeping::Refusal),
    /// The rules give another event.
    Otherwise(Box<Event>),
}

impl Difference {
    /// A record that differs.
    pub(super) fn of(kept: &Kept<'_>, found: Option<Record>, cause: Cause) -> Self {
        let beginning = &kept.record[..kept.record.len().min(TOLD_CHARS_MAX)];
        Self {
            position: kept.position,
            history: Some(kept.history.clone()),
            revision: kept.revision,
            cause: Box::new(cause),
            found: found.map(Box::new),
            bytes: String::from_utf8_lossy(beginning).into(),
        }
    }

    /// A place where another position was given than the next one.
    pub fn gap(expected: Position, found: Position) -> Self {
        let cause = Box::new(Cause::Position { expected });
        let revision = Revision::default();
        Self { position: found, history: None, revision, cause, found: None, bytes: Box::default() }
    }

    /// What the rules, or the records before this one, give. Names and facts as records write them.
    pub fn expected(&self) -> String {
        let expected = match &*self.cause {
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
            Cause::Refused(refused) => told(refused.name(), &domain::facts::dossier(refused)),
            Cause::AdoptionRefused(refused) => told(refused.name(), &domain::facts::adoption(refused)),
            Cause::ArrangementRefused(refused) => told(refused.name(), &domain::facts::arrangement(refused)),
            Cause::MandateRefused(refused) => told(refused.name(), &domain::facts::mandate(refused)),
            Cause::PreparationRefused(refused) => told(refused.name(), &domain::facts::preparation(refused)),
            Cause::MeetingRefused(refused) => told(refused.name(), &domain::facts::meeting(refused)),
            Cause::KeepingRefused(refused) => told(refused.name(), &domain::facts::keeping(refused)),
            Cause::Otherwise(event) => self.differing(event).0,
        };
        shortened(expected)
    }

    /// What was recorded instead.
    pub fn found(&self) -> String {
        let found = match (&*self.cause, &self.found) {
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
                | Cause::ArrangementRefused(_)
                | Cause::MeetingRefused(_)
                | Cause::MandateRefused(_)
                | Cause::PreparationRefused(_)
                | Cause::KeepingRefused(_)
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
                | Cause::ArrangementRefused(_)
                | Cause::MeetingRefused(_)
                | Cause::MandateRefused(_)
                | Cause::PreparationRefused(_)
                | Cause::KeepingRefused(_),
                _,
            ) => self.bytes.to_string(),
        };
        shortened(found)
    }

    fn adopted_digest(&self) -> String {
        match self.found.as_ref().map(|record| &record.event) {
            Some(Event::FrameworkAdopted(adopted)) => facts::framework(&adopted.framework),
            Some(
                Event::Dossier(_)
                | Event::Arrangement(_)
                | Event::Meeting(_)
                | Event::Mandate(_)
                | Event::Preparation(_)
                | Event::Keeping(_),
            )
            | None => String::new(),
        }
    }

    /// The fields in which two events differ: as the rules give them, and as they were found.
    fn differing(&self, expected: &Event) -> (String, String) {
        let found = self.found.as_ref().map(|record| facts::event(&record.event)).unwrap_or_default();
        facts::differing(&facts::event(expected), &found)
    }
}

fn told(name: &str, facts: &Facts) -> String {
    let mut told = format!("refused: {name}");
    for (fact, value) in facts {
        // Writing to a string does not fail.
        let _ = write!(told, "; {fact}: {value}");
    }
    told
}

/// A text, or its beginning when it has more than [`TOLD_CHARS_MAX`] characters.
pub fn shortened(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(TOLD_CHARS_MAX) {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// An error and what caused it, on one line.
pub fn causes(error: &(dyn Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error| (*error).source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
