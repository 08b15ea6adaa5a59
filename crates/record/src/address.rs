//! Where a record stands: in which history, at which position, of which log.

use std::{fmt, str::FromStr};

use domain::ids::{ArrangementId, DossierId, FrameworkId, MandateId, MeetingId};
use uuid::Uuid;

/// The records of one thing, in order. Written `kind.id`, e.g. `dossier.0190b5f0-…` or `framework.regio-alkmaar`;
/// that text is also the tail of a NATS subject, so an id in it has no dots.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HistoryId {
    /// The versions of one framework.
    Framework(FrameworkId),
    /// One dossier.
    Dossier(DossierId),
    /// One entry of the register of arrangements.
    Arrangement(ArrangementId),
    /// One meeting of a body.
    Meeting(MeetingId),
    /// One mandate.
    Mandate(MandateId),
    /// The preparation of a dossier, which has the id of the dossier.
    Preparation(DossierId),
}

/// A text that names no history.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "'{0}' names no history: expected framework.<name>, dossier.<uuid>, arrangement.<uuid>, meeting.<uuid>, \
     mandate.<uuid> or preparation.<uuid>"
)]
pub struct InvalidHistory(pub String);

impl HistoryId {
    /// The kinds of history, as the first part of a name says them.
    pub const KINDS: [&str; 6] = ["framework", "dossier", "arrangement", "meeting", "mandate", "preparation"];
}

impl fmt::Display for HistoryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Framework(id) => write!(f, "framework.{id}"),
            Self::Dossier(id) => write!(f, "dossier.{id}"),
            Self::Arrangement(id) => write!(f, "arrangement.{id}"),
            Self::Meeting(id) => write!(f, "meeting.{id}"),
            Self::Mandate(id) => write!(f, "mandate.{id}"),
            Self::Preparation(id) => write!(f, "preparation.{id}"),
        }
    }
}

impl FromStr for HistoryId {
    type Err = InvalidHistory;

    fn from_str(text: &str) -> Result<Self, InvalidHistory> {
        let invalid = || InvalidHistory(text.chars().take(80).collect());
        let (kind, id) = text.split_once('.').ok_or_else(invalid)?;
        match kind {
            "framework" if !id.contains('.') => id.parse().map(Self::Framework).map_err(|_| invalid()),
            "dossier" => canonical_uuid(id).map(|id| Self::Dossier(DossierId(id))).ok_or_else(invalid),
            "arrangement" => {
                canonical_uuid(id).map(|id| Self::Arrangement(ArrangementId(id))).ok_or_else(invalid)
            }
            "mandate" => canonical_uuid(id).map(|id| Self::Mandate(MandateId(id))).ok_or_else(invalid),
            "preparation" => {
                canonical_uuid(id).map(|id| Self::Preparation(DossierId(id))).ok_or_else(invalid)
            }
            "meeting" => canonical_uuid(id).map(|id| Self::Meeting(MeetingId(id))).ok_or_else(invalid),
            _ => Err(invalid()),
        }
    }
}

/// Reads a UUID in lower case with hyphens. A history is also a NATS subject, so two ways to write one id would
/// be two histories.
pub(crate) fn canonical_uuid(text: &str) -> Option<Uuid> {
    let id = Uuid::try_parse(text).ok()?;
    (id.as_hyphenated().encode_lower(&mut Uuid::encode_buffer()) == text).then_some(id)
}

/// A record's place in the journal, from 1 and without gaps. Zero is before the first record.
/// It means something only together with its [`LogId`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position(pub u64);

impl Position {
    /// Before the first record.
    pub const START: Self = Self(0);

    /// The place after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Which journal: made once when the journal is created, so that a position of another journal is never
/// taken for one of this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogId(pub Uuid);

impl fmt::Display for LogId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_hyphenated().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_history_reads_back_as_it_was_written() {
        for text in ["framework.regio-alkmaar", "dossier.00000000-0000-0000-0000-000000000001"] {
            let history: HistoryId = text.parse().expect("a history");
            assert_eq!(history.to_string(), text);
        }
        for kind in HistoryId::KINDS {
            let id =
                if kind == "framework" { "regio-alkmaar" } else { "00000000-0000-0000-0000-000000000001" };
            let history: HistoryId = format!("{kind}.{id}").parse().expect("a history");
            assert_eq!(history.to_string(), format!("{kind}.{id}"));
        }
        for bad in [
            "",
            "dossier",
            "dossier.x",
            "dossier.0000000000000000000000000000000a",
            "dossier.00000000-0000-0000-0000-00000000000A",
            "framework.a.b",
            "meeting.1",
        ] {
            assert!(bad.parse::<HistoryId>().is_err(), "{bad}");
        }
    }
}
