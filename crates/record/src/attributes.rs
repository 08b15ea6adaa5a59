//! The attributes of a record as a CloudEvent: what is written, in which order, and what is read.

use domain::{
    Event,
    context::Capacity,
    ids::{ActorId, CommandId},
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::{
    HistoryId, Recorded,
    data::Newest,
    scalar::{Number, Text},
};

/// The version of CloudEvents.
pub(crate) const SPECVERSION: &str = "1.0";
/// What `data` is.
pub(crate) const DATACONTENTTYPE: &str = "application/json";

/// A record as it is written. The order of the fields is the order of the bytes: never change it.
#[derive(Serialize)]
pub(crate) struct Written<'a> {
    pub(crate) specversion: &'a str,
    pub(crate) id: Text<Uuid>,
    pub(crate) source: &'a str,
    #[serde(rename = "type")]
    pub(crate) event_type: &'a str,
    pub(crate) subject: Text<HistoryId>,
    pub(crate) time: Text<Recorded>,
    pub(crate) datacontenttype: &'a str,
    pub(crate) revision: Number,
    pub(crate) commandid: Text<CommandId>,
    pub(crate) actor: Text<ActorId>,
    pub(crate) actingas: Text<Capacity>,
    pub(crate) data: Newest<'a>,
}

/// A record as it is read. Everything is optional here, so that what is missing can be named. An attribute that
/// is not known is passed over: CloudEvents lets anyone on the way add one, and the record's bytes keep it.
#[derive(Deserialize)]
pub(crate) struct Read<'a> {
    pub(crate) specversion: Option<&'a str>,
    pub(crate) id: Option<Text<Uuid>>,
    pub(crate) source: Option<&'a str>,
    #[serde(rename = "type")]
    pub(crate) event_type: Option<&'a str>,
    pub(crate) subject: Option<Text<HistoryId>>,
    pub(crate) time: Option<Text<Recorded>>,
    pub(crate) datacontenttype: Option<&'a str>,
    pub(crate) revision: Option<Number>,
    pub(crate) commandid: Option<Text<CommandId>>,
    pub(crate) actor: Option<Text<ActorId>>,
    pub(crate) actingas: Option<Text<Capacity>>,
    #[serde(borrow)]
    pub(crate) data: Option<&'a RawValue>,
}

/// Only the type, to name it when the rest cannot be read.
#[derive(Deserialize)]
pub(crate) struct TypeOnly<'a> {
    #[serde(rename = "type")]
    pub(crate) event_type: &'a str,
}

/// Whether a text can be a `source`: a URI reference, so visible ASCII, without what JSON escapes.
pub(crate) fn is_source(text: &str) -> bool {
    let allowed = |byte| {
        matches!(byte, b'!'..=b'~') && !matches!(byte, b'"' | b'\\' | b'<' | b'>' | b'^' | b'`' | b'{'..=b'}')
    };
    !text.is_empty() && text.bytes().all(allowed)
}

/// Whether an event can be part of a history: it is of the same kind and, for a framework, of the same name.
pub(crate) fn belongs(event: &Event, history: &HistoryId) -> bool {
    match (event, history) {
        (Event::Dossier(_), HistoryId::Dossier(_)) => true,
        // A name with a dot in it could not be read back from the subject.
        (Event::FrameworkAdopted(adopted), HistoryId::Framework(id)) => {
            adopted.framework.id == *id && !id.as_str().contains('.')
        }
        (Event::Arrangement(_), HistoryId::Arrangement(_)) => true,
        (Event::Meeting(_), HistoryId::Meeting(_)) => true,
        (Event::Mandate(_), HistoryId::Mandate(_)) => true,
        (Event::Preparation(_), HistoryId::Preparation(_)) => true,
        // A framework's file is never erased: without it nothing can be decided again.
        (
            Event::Keeping(_),
            HistoryId::Dossier(_)
            | HistoryId::Arrangement(_)
            | HistoryId::Meeting(_)
            | HistoryId::Mandate(_)
            | HistoryId::Preparation(_),
        ) => true,
        (
            Event::Dossier(_)
            | Event::FrameworkAdopted(_)
            | Event::Arrangement(_)
            | Event::Meeting(_)
            | Event::Mandate(_)
            | Event::Preparation(_)
            | Event::Keeping(_),
            _,
        ) => false,
    }
}
