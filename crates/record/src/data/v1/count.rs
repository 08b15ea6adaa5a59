//! How many pupils.

use domain::{count, sealed::Sealed};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::scalar::Text;

/// A number that may be told, or the digest of one that is small.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Count {
    Told(u32),
    Few(Text<Sealed>),
}

/// A count, with the day that it is of and where it comes from.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counted {
    count: Count,
    on: Text<Date>,
    source: Text<Sealed>,
}

impl From<count::Count> for Count {
    fn from(count: count::Count) -> Self {
        match count {
            count::Count::Told(number) => Self::Told(number),
            count::Count::Few(sealed) => Self::Few(Text(sealed)),
        }
    }
}

impl From<Count> for count::Count {
    fn from(count: Count) -> Self {
        match count {
            Count::Told(number) => Self::Told(number),
            Count::Few(sealed) => Self::Few(sealed.0),
        }
    }
}

impl From<count::Counted> for Counted {
    fn from(count::Counted { count, on, source }: count::Counted) -> Self {
        Self { count: count.into(), on: Text(on), source: Text(source) }
    }
}

impl From<Counted> for count::Counted {
    fn from(Counted { count, on, source }: Counted) -> Self {
        Self { count: count.into(), on: on.0, source: source.0 }
    }
}
