//! A record in an answer: its exact bytes, what its attributes say, and one sentence.

use std::borrow::Cow;

use domain::framework::Framework;
use door::incident::causes;
use journal::Stored;
use record::{LogId, Record, decode, seal};
use serde::Deserialize;
use wire::{Language, Names, convert::answer, v1};

use crate::{story, words};

/// How records are told in one stream.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Telling {
    pub(crate) log: LogId,
    pub(crate) language: Language,
    pub(crate) with_texts: bool,
}

/// The one attribute of a CloudEvent that a decoded record does not keep: decoding brings every version of a type
/// to today's event.
#[derive(Deserialize)]
struct Typed<'a> {
    #[serde(rename = "type", borrow)]
    event_type: Cow<'a, str>,
}

impl Telling {
    /// A record. One that cannot be decoded is told all the same, with its bytes and why: who looks into damage
    /// needs exactly these.
    ///
    /// # Errors
    /// [`seal::Error`] if its words are asked for and cannot be read.
    pub(crate) fn record(
        self,
        stored: &Stored,
        decoded: &Result<Record, decode::Error>,
        framework: Option<&Framework>,
        explanation: Option<v1::Explanation>,
    ) -> Result<v1::Record, seal::Error> {
        let entry = &stored.entry;
        let kept = v1::Record {
            position: Some(answer::position(self.log.0, stored.position.0)),
            history_id: entry.history.to_string(),
            revision: entry.revision.0,
            r#type: event_type(&entry.record),
            command_id: entry.command.to_string(),
            bytes: entry.record.to_vec(),
            ..v1::Record::default()
        };
        let record = match decoded {
            Ok(record) => record,
            Err(error) => return Ok(v1::Record { summary: self.undecodable(error), ..kept }),
        };
        let names = framework.map_or_else(Names::none, Names::of);
        let texts = if self.with_texts { words::told(&record.event, &entry.texts)? } else { Vec::new() };
        Ok(v1::Record {
            recorded_time: Some(answer::timestamp(record.recorded.now)),
            actor_id: record.actor.to_string(),
            acted_as: Some(answer::capacity(&record.capacity)),
            summary: story::told(&record.event, names, self.language),
            texts,
            explanation,
            ..kept
        })
    }

    fn undecodable(self, error: &decode::Error) -> String {
        let why = causes(error);
        match self.language {
            Language::Dutch => format!("Deze regel kan niet worden gelezen: {why}."),
            Language::English => format!("This record cannot be read: {why}."),
        }
    }
}

/// The type as it is written, with its version; empty if the bytes name none.
fn event_type(bytes: &[u8]) -> String {
    serde_json::from_slice::<Typed<'_>>(bytes).map(|typed| typed.event_type.into_owned()).unwrap_or_default()
}
