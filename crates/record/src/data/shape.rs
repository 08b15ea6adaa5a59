//! Reading one shape, and saying where it does not fit.

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::v1::Contradiction;
use crate::decode::Error;

/// The data of one record, not yet read.
pub(super) struct Shape<'a> {
    event_type: &'a str,
    data: &'a RawValue,
}

impl<'a> Shape<'a> {
    pub(super) fn new(event_type: &'a str, data: &'a RawValue) -> Self {
        Self { event_type, data }
    }

    /// Reads it as a `T`.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_str(self.data.get()).map_err(|error| self.explain::<T>(&error))
    }

    /// What was read as what it says, unless it contradicts itself.
    pub(super) fn consistent<W, T: TryFrom<W, Error = Contradiction>>(&self, read: W) -> Result<T, Error> {
        read.try_into().map_err(|fault: Contradiction| self.invalid(fault.field, fault.reason))
    }

    /// A fault that shows only after reading.
    pub(super) fn invalid(&self, field: &str, reason: &str) -> Error {
        Error::InvalidData {
            event_type: self.event_type.to_owned(),
            field: field.to_owned(),
            reason: reason.to_owned(),
        }
    }

    /// Reads it once more, now keeping the path: too slow to do for every record.
    fn explain<T: DeserializeOwned>(&self, error: &serde_json::Error) -> Error {
        let mut reader = serde_json::Deserializer::from_str(self.data.get());
        let field = match serde_path_to_error::deserialize::<_, T>(&mut reader) {
            Ok(_) => String::new(),
            Err(at) => at.path().to_string(),
        };
        self.invalid(&field, &error.to_string())
    }
}
