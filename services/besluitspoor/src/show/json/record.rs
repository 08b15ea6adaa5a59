//! Records, and what a verification found.

use serde::Serialize;
use wire::v1;

use super::shared::{Moment, Position, Reflects, Words, moment};

/// One line of `history`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Record {
    /// Its place in the journal.
    pub(crate) position: Position,
    /// The history it stands in.
    pub(crate) history_id: String,
    /// Its place in that history, from 1.
    pub(crate) revision: u64,
    /// When it was recorded.
    pub(crate) recorded_time: Option<Moment>,
    /// The type of the event with its version.
    #[serde(rename = "type")]
    pub(crate) event_type: String,
    /// The command that led to it.
    pub(crate) command_id: String,
    /// Who acted.
    pub(crate) actor_id: String,
    /// In which capacity, as `--act-as` writes it.
    pub(crate) acted_as: String,
    /// What it says in one sentence.
    pub(crate) summary: String,
    /// The exact bytes that are stored, as text.
    pub(crate) record: String,
    /// The words that belong to it, if they were asked for.
    pub(crate) texts: Vec<RecordText>,
}

/// Words that belong to a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct RecordText {
    /// What they are.
    pub(crate) name: String,
    /// The digest that the record holds.
    pub(crate) digest: String,
    /// The disclosure that has this digest; empty when erased.
    pub(crate) disclosure: String,
    /// The words.
    pub(crate) text: Words,
}

/// One line of the file that `journal --disclosures` writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Disclosures {
    /// The position of the record that the words belong to.
    pub(crate) position: u64,
    /// The words.
    pub(crate) texts: Vec<RecordText>,
}

/// What `verify` answers when every record agrees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Agreed {
    /// Always true; a difference is told on standard error.
    pub(crate) agreed: bool,
    /// How many records were decided again.
    pub(crate) records: u64,
    /// Up to which record.
    pub(crate) reflects: Reflects,
}

impl From<v1::Record> for Record {
    fn from(record: v1::Record) -> Self {
        Self {
            position: record.position.unwrap_or_default().into(),
            history_id: record.history_id,
            revision: record.revision,
            recorded_time: record.recorded_time.and_then(|time| moment(time.seconds, time.nanos)),
            event_type: record.r#type,
            command_id: record.command_id,
            actor_id: record.actor_id,
            acted_as: record.acted_as.map(capacity).unwrap_or_default(),
            summary: record.summary,
            // A record is JSON and therefore UTF-8. What is not would be damage; `journal` gives the bytes themselves.
            record: String::from_utf8_lossy(&record.bytes).into_owned(),
            texts: record.texts.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<v1::RecordText> for RecordText {
    fn from(text: v1::RecordText) -> Self {
        Self {
            name: text.name,
            digest: text.digest,
            disclosure: text.disclosure,
            text: text.text.unwrap_or_default().into(),
        }
    }
}

/// A capacity as `--act-as` writes it.
pub(super) fn capacity(capacity: v1::Capacity) -> String {
    use v1::capacity::Capacity;
    match capacity.capacity {
        Some(Capacity::Coordinator(coordinator)) => format!("coordinator:{}", coordinator.party_id),
        Some(Capacity::Secretary(secretary)) => format!("secretary:{}", secretary.body_id),
        Some(Capacity::Administrator(v1::AdministratorCapacity {})) => "administrator".to_owned(),
        Some(Capacity::Auditor(v1::AuditorCapacity {})) => "auditor".to_owned(),
        None => String::new(),
    }
}
