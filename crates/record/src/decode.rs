//! From bytes to a record: every version of every type that was ever written, as today's event.

use std::str::Utf8Error;

use crate::{
    Record,
    attributes::{DATACONTENTTYPE, Read, SPECVERSION, TypeOnly, belongs, is_source},
    data,
};

/// Why bytes cannot be read as a record. A reader that meets one stops: it never passes over a record.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The bytes are not text.
    #[error("the record is not UTF-8")]
    NotUtf8(#[source] Utf8Error),
    /// The text is not a JSON object.
    #[error("the record is not a JSON object")]
    NotJson(#[source] serde_json::Error),
    /// An attribute is not there.
    #[error("the record has no attribute '{attribute}'")]
    MissingAttribute {
        /// Its name.
        attribute: &'static str,
    },
    /// An attribute is not as it is written.
    #[error("attribute '{attribute}' cannot be read: {reason}")]
    InvalidAttribute {
        /// Its name.
        attribute: String,
        /// What is wrong with it.
        reason: String,
    },
    /// No version of this type is known.
    #[error("records of type '{event_type}' are not known here")]
    UnknownType {
        /// The type.
        event_type: String,
    },
    /// The type is known, but not in this version: it was written by newer software.
    #[error("records of type '{event_type}' are known up to version {known}: renew this software first")]
    NewerVersion {
        /// The type.
        event_type: String,
        /// The newest version that can be read.
        known: u32,
    },
    /// What the record holds does not fit its type.
    #[error("'{field}' in a record of type {event_type} cannot be read: {reason}")]
    InvalidData {
        /// The type.
        event_type: String,
        /// Where in `data`, e.g. `next.opens.body`.
        field: String,
        /// What is wrong there.
        reason: String,
    },
}

/// Reads a record.
///
/// # Errors
/// [`Error`] says what could not be read, and where.
pub fn decode(bytes: &[u8]) -> Result<Record, Error> {
    let text = str::from_utf8(bytes).map_err(Error::NotUtf8)?;
    let read: Read<'_> = serde_json::from_str(text).map_err(|error| explain(text, error))?;
    exactly(read.specversion, "specversion", SPECVERSION)?;
    exactly(read.datacontenttype, "datacontenttype", DATACONTENTTYPE)?;
    let source = required(read.source, "source")?;
    if !is_source(source) {
        return Err(invalid("source", "expected a URI reference"));
    }
    let event_type = required(read.event_type, "type")?;
    let record = Record {
        id: required(read.id, "id")?.0,
        history: required(read.subject, "subject")?.0,
        revision: required(read.revision, "revision")?.0,
        command: required(read.commandid, "commandid")?.0,
        recorded: required(read.time, "time")?.0,
        actor: required(read.actor, "actor")?.0,
        capacity: required(read.actingas, "actingas")?.0,
        event: data::read(event_type, required(read.data, "data")?)?,
    };
    if !belongs(&record.event, &record.history) {
        return Err(invalid("subject", "an event of this type cannot be part of this history"));
    }
    Ok(record)
}

fn required<T>(value: Option<T>, attribute: &'static str) -> Result<T, Error> {
    value.ok_or(Error::MissingAttribute { attribute })
}

fn exactly(value: Option<&str>, attribute: &'static str, expected: &str) -> Result<(), Error> {
    if required(value, attribute)? == expected {
        Ok(())
    } else {
        Err(invalid(attribute, &format!("expected '{expected}'")))
    }
}

fn invalid(attribute: &str, reason: &str) -> Error {
    Error::InvalidAttribute { attribute: attribute.to_owned(), reason: reason.to_owned() }
}

/// Says why the attributes cannot be read. A newer or unknown type goes first, since it may well use attributes
/// in a way that is not known here. Reads once more, now keeping the path: too slow to do for every record.
fn explain(text: &str, error: serde_json::Error) -> Error {
    if !error.is_data() {
        return Error::NotJson(error);
    }
    if let Ok(TypeOnly { event_type }) = serde_json::from_str(text)
        && let Some(beyond) = data::beyond(event_type)
    {
        return beyond;
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    match serde_path_to_error::deserialize::<_, Read<'_>>(&mut reader) {
        Err(at) if at.path().iter().len() > 0 => invalid(&at.path().to_string(), &error.to_string()),
        Err(_) | Ok(_) => Error::NotJson(error),
    }
}
