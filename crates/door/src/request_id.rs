//! How a call is named, in the log and by whoever reports a problem with it.

use std::{
    fmt,
    hash::{BuildHasher as _, Hasher as _, RandomState},
    sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    },
};

use http::{HeaderMap, HeaderName, HeaderValue};

/// The metadata in which a caller names a call, and in which an answer repeats the name.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The most characters of a name that a caller gives.
pub const REQUEST_ID_LENGTH_MAX: usize = 64;

/// The name of one call: the caller's own, or one that we made.
///
/// A made name is not written out before somebody reads it, so it costs a call that succeeds nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(Name);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Name {
    Given(HeaderValue),
    Made { run: u32, number: u64 },
}

/// The names that this run of the program makes.
static NAMES: LazyLock<Names> = LazyLock::new(Names::new);

/// Makes names that differ within a run of the program and, as good as certainly, between runs.
#[derive(Debug)]
struct Names {
    run: u32,
    last: AtomicU64,
}

impl RequestId {
    /// The name of a call with these headers: the caller's if it can be one, and otherwise one of ours.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        Self::given(headers).unwrap_or_else(|| NAMES.make())
    }

    /// Whether the caller gave it.
    pub fn is_given(&self) -> bool {
        matches!(self.0, Name::Given(_))
    }

    /// The name as metadata.
    pub(crate) fn header(&self) -> Option<HeaderValue> {
        let mut value = match &self.0 {
            Name::Given(value) => value.clone(),
            Name::Made { .. } => HeaderValue::try_from(self.to_string()).ok()?,
        };
        // It never comes back, so it need not push out what the connection has compressed.
        value.set_sensitive(true);
        Some(value)
    }

    /// The name that the caller gave, if it can be one.
    fn given(headers: &HeaderMap) -> Option<Self> {
        let value = headers.get(REQUEST_ID)?;
        let sane = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:".contains(byte);
        let fits = !value.is_empty() && value.len() <= REQUEST_ID_LENGTH_MAX;
        (fits && value.as_bytes().iter().all(sane)).then(|| Self(Name::Given(value.clone())))
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Name::Given(value) => f.write_str(value.to_str().unwrap_or_default()),
            Name::Made { run, number } => write!(f, "{run:08x}-{number}"),
        }
    }
}

impl Names {
    fn new() -> Self {
        // The standard library's hasher has random keys; names need to differ, not to be secret.
        let random = RandomState::new().build_hasher().finish();
        let run = u32::try_from(random >> 32).unwrap_or_default();
        Self { run, last: AtomicU64::new(0) }
    }

    fn make(&self) -> RequestId {
        let number = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        RequestId(Name::Made { run: self.run, number })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: &[u8]) -> RequestId {
        let mut headers = HeaderMap::new();
        headers.insert(REQUEST_ID, HeaderValue::from_bytes(value).unwrap());
        RequestId::of(&headers)
    }

    #[test]
    fn a_sane_name_is_kept_and_any_other_replaced() {
        let longest = "a".repeat(REQUEST_ID_LENGTH_MAX);
        for kept in ["7", "2f0c1a9e-7b5e-4d0e-9f35-0f0f7d1b2a11", "front.end:42_a", &longest] {
            let id = of(kept.as_bytes());
            assert!(id.is_given(), "{kept}");
            assert_eq!(id.to_string(), kept);
        }
        let longer = "a".repeat(REQUEST_ID_LENGTH_MAX + 1);
        for replaced in ["", "a b", "a\tb", "naam=Jan", "é", "{\"level\":\"error\"}", &longer] {
            let id = of(replaced.as_bytes());
            assert!(!id.is_given(), "{replaced}");
            assert_eq!(id.header().unwrap().to_str().unwrap(), id.to_string());
        }
    }

    #[test]
    fn made_names_differ() {
        let (one, other) = (Names::new(), Names::new());
        let names: std::collections::BTreeSet<_> =
            (0..1_000).flat_map(|_| [one.make().to_string(), other.make().to_string()]).collect();
        assert_eq!(names.len(), 2_000);
    }
}
