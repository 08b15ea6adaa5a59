//! What each setting of a stream must be, and why.

use std::time::Duration;

use async_nats::jetstream::stream::Config;
use serde_json::{Value, json};

use super::DUPLICATE_WINDOW_MIN;

/// What one setting must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Rule {
    /// Who runs the servers decides.
    Any,
    /// This.
    Is(Value),
    /// No shorter.
    AtLeast(Duration),
    /// Numbers begin at 1.
    First,
    /// No limit, so nothing is ever deleted to keep one.
    Unlimited,
    /// No age at which something is deleted.
    Ageless,
    /// Absent, or the value that says so.
    Off,
}

/// What each setting must be of a stream that is made like this. The names are those of nats-server 2.15
/// (`StreamConfig` in its `server/stream.go`) and of older ones.
pub(super) fn of(made: &Config) -> Vec<(&'static str, Rule)> {
    let is = |value: &str| Rule::Is(value.into());
    let on_or_off = |on: bool| if on { Rule::Is(true.into()) } else { Rule::Off };
    vec![
        // Where the copies lie is up to who runs the servers.
        ("name", Rule::Any),
        ("description", Rule::Any),
        ("metadata", Rule::Any),
        ("placement", Rule::Any),
        ("subjects", Rule::Is(json!(made.subjects))),
        ("storage", is("file")),
        ("num_replicas", Rule::Is(made.num_replicas.into())),
        ("retention", is("limits")),
        ("discard", is("new")),
        ("deny_delete", on_or_off(made.deny_delete)),
        ("deny_purge", on_or_off(made.deny_purge)),
        // Readers ask any copy.
        ("allow_direct", Rule::Is(true.into())),
        ("duplicate_window", Rule::AtLeast(DUPLICATE_WINDOW_MIN)),
        ("max_msgs", Rule::Unlimited),
        ("max_bytes", Rule::Unlimited),
        ("max_msgs_per_subject", limit(made.max_messages_per_subject)),
        ("max_msg_size", Rule::Unlimited),
        // Who cannot follow is behind.
        ("max_consumers", Rule::Unlimited),
        ("consumer_limits", Rule::Off),
        ("max_age", Rule::Ageless),
        // Positions are the stream's own numbers.
        ("first_seq", Rule::First),
        // A message that replaces others, ends by itself, is added up, or comes later than it was sent.
        ("allow_rollup_hdrs", on_or_off(made.allow_rollup)),
        ("allow_msg_ttl", Rule::Off),
        ("subject_delete_marker_ttl", Rule::Off),
        ("allow_msg_counter", Rule::Off),
        ("allow_msg_schedules", Rule::Off),
        // Several messages at once, of which followers can see a part.
        ("allow_atomic", Rule::Off),
        ("allow_batched", Rule::Off),
        ("discard_new_per_subject", Rule::Off),
        ("no_ack", Rule::Off),
        ("sealed", Rule::Off),
        // Acknowledged before it is on disk.
        ("persist_mode", Rule::Off),
        // Until 2.15 the servers lost compressed blocks (nats-server #8312).
        ("compression", Rule::Off),
        // Messages that others wrote, under other subjects, or elsewhere.
        ("subject_transform", Rule::Off),
        ("republish", Rule::Off),
        ("mirror", Rule::Off),
        ("mirror_direct", Rule::Off),
        ("sources", Rule::Off),
        ("template_owner", Rule::Off),
    ]
}

/// No limit, or exactly the one that it was made with.
fn limit(made: i64) -> Rule {
    if made > 0 { Rule::Is(made.into()) } else { Rule::Unlimited }
}

impl Rule {
    /// What was found and what is needed, if that is not the same.
    pub(super) fn broken(&self, found: &Value) -> Option<(String, String)> {
        let (holds, needed) = match self {
            Self::Any => (true, String::new()),
            Self::Is(needed) => (found == needed, shown(needed)),
            Self::AtLeast(least) => {
                (nanos(found).is_some_and(|it| it >= *least), format!("at least {}", seconds(*least)))
            }
            Self::First => (is_off(found) || *found == 1, "1".to_owned()),
            Self::Unlimited | Self::Ageless => (is_off(found), "unlimited".to_owned()),
            Self::Off => (is_off(found), "unset".to_owned()),
        };
        let found = match self {
            Self::AtLeast(_) | Self::Ageless => nanos(found).map_or_else(|| shown(found), seconds),
            Self::Any | Self::Is(_) | Self::First | Self::Unlimited | Self::Off => shown(found),
        };
        (!holds).then_some((found, needed))
    }
}

/// Whether a value says no more than its absence. `default` is how messages are kept by default (`persist_mode`).
fn is_off(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Bool(true) => false,
        Value::Number(number) => matches!(number.as_i64(), Some(0 | -1)),
        Value::String(word) => matches!(&**word, "" | "none" | "default"),
        Value::Array(values) => values.is_empty(),
        Value::Object(members) => members.is_empty(),
    }
}

fn nanos(value: &Value) -> Option<Duration> {
    value.as_u64().map(Duration::from_nanos)
}

fn seconds(duration: Duration) -> String {
    format!("{}s", duration.as_secs_f64())
}

/// A value for people.
fn shown(value: &Value) -> String {
    match value {
        off if is_off(off) => "unset".to_owned(),
        Value::Bool(_) => "set".to_owned(),
        Value::String(word) => word.clone(),
        Value::Null | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}
