//! What answers share: names, positions, moments, and words that may be erased.

use std::fmt;

use jiff::{Timestamp, tz::TimeZone};
use serde::{Serialize, Serializer};
use wire::v1;

/// The clock of the region: one hour ahead of UTC, two in summer, in the form of POSIX. It needs no time zone database.
const REGION: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

/// A thing of the framework.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Named {
    /// The short name, e.g. `pora`.
    pub(crate) id: String,
    /// The name for people, e.g. `PORA`.
    pub(crate) name: String,
}

/// A place in a journal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Position {
    /// The journal: a UUID.
    pub(crate) log_id: String,
    /// The place, from 1.
    pub(crate) position: u64,
}

/// What an answer reflects: every record up to and including this one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Reflects {
    /// The journal.
    pub(crate) log_id: String,
    /// The last position.
    pub(crate) position: u64,
    /// When that record was recorded. `null` before the first, and while it cannot be read.
    pub(crate) recorded_time: Option<Moment>,
    /// For how many seconds the service had heard nothing of the journal. When it is not 0 there may be newer records.
    pub(crate) journal_silent_seconds: u32,
}

/// A moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment(pub(crate) Timestamp);

/// Words that may have been erased.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Words {
    /// The words; empty when erased.
    pub(crate) text: String,
    /// Whether they were erased.
    pub(crate) erased: bool,
}

/// Which framework exactly.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct FrameworkRef {
    /// The family.
    pub(crate) id: String,
    /// The version.
    pub(crate) version: String,
    /// The SHA-256 of the file, in hexadecimal.
    pub(crate) digest: String,
}

/// Which version of which document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct DocumentRef {
    /// The format.
    pub(crate) format: String,
    /// The version, from 1.
    pub(crate) version: u32,
}

/// A document version without its words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct DocumentSummary {
    /// The format.
    pub(crate) format: String,
    /// The version, from 1.
    pub(crate) version: u32,
    /// The name of the format for people.
    pub(crate) title: String,
    /// The SHA-256 of the document, in hexadecimal.
    pub(crate) digest: String,
    /// How many words it has.
    pub(crate) words: u32,
    /// When it was filed.
    pub(crate) filed_time: Option<Moment>,
}

/// Who answers for a dossier.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Coordinator {
    /// An opaque name.
    pub(crate) actor_id: String,
    /// The party they work for.
    pub(crate) party: Named,
}

/// Who a dossier waits for: one of these, or nobody when it has ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct WaitsFor {
    /// A body.
    pub(crate) body: Option<Named>,
    /// The coordinator.
    pub(crate) coordinator: Option<Coordinator>,
    /// A party, while a term stands still.
    pub(crate) party: Option<Named>,
    /// Somebody outside the framework, while a term stands still.
    pub(crate) outside: Option<Words>,
}

impl Moment {
    /// The moment in the region's time, e.g. `2026-11-22 09:30`.
    pub(crate) fn in_region(self) -> String {
        self.0.to_zoned(region()).strftime("%Y-%m-%d %H:%M").to_string()
    }
}

/// The region's time zone.
pub(crate) fn region() -> TimeZone {
    // The rule is a constant that a test reads.
    TimeZone::posix(REGION).unwrap_or(TimeZone::UTC)
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.erased { "[gewist]" } else { &self.text })
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.log_id, self.position)
    }
}

impl fmt::Display for DocumentRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.format, self.version)
    }
}

impl From<v1::Named> for Named {
    fn from(named: v1::Named) -> Self {
        Self { id: named.id, name: named.name }
    }
}

impl From<v1::Position> for Position {
    fn from(at: v1::Position) -> Self {
        Self { log_id: at.log_id, position: at.position }
    }
}

impl From<v1::Reflects> for Reflects {
    fn from(reflects: v1::Reflects) -> Self {
        let recorded_time = reflects.recorded_time.and_then(|time| moment(time.seconds, time.nanos));
        Self {
            log_id: reflects.log_id,
            position: reflects.position,
            recorded_time,
            journal_silent_seconds: reflects.journal_silent_seconds,
        }
    }
}

impl From<v1::DisclosedText> for Words {
    fn from(words: v1::DisclosedText) -> Self {
        Self { text: words.text, erased: words.erased }
    }
}

impl From<v1::FrameworkRef> for FrameworkRef {
    fn from(framework: v1::FrameworkRef) -> Self {
        Self { id: framework.id, version: framework.version, digest: framework.digest }
    }
}

impl From<v1::DocumentRef> for DocumentRef {
    fn from(document: v1::DocumentRef) -> Self {
        Self { format: document.format_id, version: document.version }
    }
}

impl From<v1::DocumentSummary> for DocumentSummary {
    fn from(summary: v1::DocumentSummary) -> Self {
        let DocumentRef { format, version } = summary.document.unwrap_or_default().into();
        Self {
            format,
            version,
            title: summary.title,
            digest: summary.digest,
            words: summary.words,
            filed_time: summary.filed_time.and_then(|time| moment(time.seconds, time.nanos)),
        }
    }
}

impl From<v1::Coordinator> for Coordinator {
    fn from(coordinator: v1::Coordinator) -> Self {
        Self { actor_id: coordinator.actor_id, party: coordinator.party.unwrap_or_default().into() }
    }
}

impl From<v1::WaitsFor> for WaitsFor {
    fn from(waits: v1::WaitsFor) -> Self {
        use v1::waits_for::Who;
        match waits.who {
            Some(Who::Body(body)) => Self { body: Some(body.into()), ..Self::default() },
            Some(Who::Coordinator(coordinator)) => {
                Self { coordinator: Some(coordinator.into()), ..Self::default() }
            }
            Some(Who::Party(party)) => Self { party: Some(party.into()), ..Self::default() },
            Some(Who::Outside(words)) => Self { outside: Some(words.into()), ..Self::default() },
            None => Self::default(),
        }
    }
}

/// The moment that a message names. `None`: none that can be.
pub(crate) fn moment(seconds: i64, nanos: i32) -> Option<Moment> {
    Timestamp::new(seconds, nanos).ok().map(Moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_utc_for_programs_and_the_regions_for_people() {
        let table =
            [("2026-11-22T08:30:00Z", "2026-11-22 09:30"), ("2026-07-01T22:30:00Z", "2026-07-02 00:30")];
        for (utc, here) in table {
            let moment = Moment(utc.parse().unwrap());
            assert_eq!(moment.in_region(), here);
            assert_eq!(serde_json::to_string(&moment).unwrap(), format!("\"{utc}\""));
        }
        assert_eq!(moment(i64::MAX, 0), None);
    }
}
