//! What the streams must be for the journal to keep its promises, and in what a stream differs from that.
//!
//! Each rule shuts out one way to lose or change records: a limit that deletes the oldest, an age, a message that
//! replaces others, a copy from elsewhere, a subject that is rewritten. A stream that breaks one is refused when it is
//! opened and while it is used, with all differences named.

use std::{fmt, time::Duration};

use async_nats::jetstream::stream::{Config, DiscardPolicy, PersistenceMode, RetentionPolicy, StorageType};

use super::names::Names;

/// How long the servers remember command ids, to drop what is sent twice. Only a fast path: after it the record in the
/// history tells.
pub const DUPLICATE_WINDOW: Duration = Duration::from_secs(20 * 60);
/// The shortest window that is accepted. It must be longer than an index may be behind.
pub const DUPLICATE_WINDOW_MIN: Duration = Duration::from_secs(2 * 60);

/// Something in which a stream is not what the journal needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The stream.
    pub stream: String,
    /// The setting, as the servers name it.
    pub setting: &'static str,
    /// What it is.
    pub found: String,
    /// What it must be.
    pub needed: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { stream, setting, found, needed } = self;
        write!(f, "stream {stream}: {setting} is {found}, must be {needed}")
    }
}

/// The stream of the records.
pub(super) fn records(names: &Names, replicas: usize) -> Config {
    Config {
        name: names.records(),
        description: Some(format!("Besluitspoor: the records of region {}", names.region())),
        subjects: vec![names.record_subjects()],
        deny_delete: true,
        ..kept(replicas)
    }
}

/// The stream of the texts: the same, but one text can be erased by who has the right.
pub(super) fn texts(names: &Names, replicas: usize) -> Config {
    Config {
        name: names.texts(),
        description: Some(format!("Besluitspoor: the texts beside the records of region {}", names.region())),
        subjects: vec![names.texts_subjects()],
        ..kept(replicas)
    }
}

fn kept(replicas: usize) -> Config {
    Config {
        storage: StorageType::File,
        retention: RetentionPolicy::Limits,
        discard: DiscardPolicy::New,
        num_replicas: replicas,
        duplicate_window: DUPLICATE_WINDOW,
        deny_purge: true,
        allow_direct: true,
        max_messages: -1,
        max_bytes: -1,
        max_messages_per_subject: -1,
        max_message_size: -1,
        ..Config::default()
    }
}

/// The stream that a bucket lies in.
pub(super) fn stream_of(bucket: &str) -> String {
    format!("OBJ_{bucket}")
}

/// In what the stream of a bucket differs from what is needed. Its files are never changed, only added.
pub(super) fn bucket_differences(found: &Config, replicas: usize) -> Vec<Difference> {
    let mut differences = Differences { stream: &found.name, found: Vec::new() };
    differences.same("storage", &found.storage, &StorageType::File);
    differences.same("num_replicas", &found.num_replicas, &replicas);
    differences.holds(
        "max_age",
        found.max_age.is_zero(),
        format!("{}s", found.max_age.as_secs()),
        "unlimited",
    );
    differences.holds("max_bytes", found.max_bytes <= 0, found.max_bytes.to_string(), "unlimited");
    differences.found
}

/// In what a stream differs from what is needed.
pub(super) fn differences(found: &Config, needed: &Config) -> Vec<Difference> {
    let mut differences = Differences { stream: &needed.name, found: Vec::new() };
    differences.same("subjects", &found.subjects, &needed.subjects);
    differences.same("storage", &found.storage, &needed.storage);
    differences.same("num_replicas", &found.num_replicas, &needed.num_replicas);
    differences.same("retention", &found.retention, &needed.retention);
    differences.same("discard", &found.discard, &needed.discard);
    differences.same("deny_delete", &found.deny_delete, &needed.deny_delete);
    differences.same("deny_purge", &found.deny_purge, &needed.deny_purge);
    differences.same("allow_direct", &found.allow_direct, &needed.allow_direct);
    let window = found.duplicate_window;
    let needed_window = format!("at least {}s", DUPLICATE_WINDOW_MIN.as_secs());
    differences.holds(
        "duplicate_window",
        window >= DUPLICATE_WINDOW_MIN,
        format!("{}s", window.as_secs()),
        &needed_window,
    );
    differences.unlimited(found);
    differences.untouched(found);
    differences.found
}

struct Differences<'a> {
    stream: &'a str,
    found: Vec<Difference>,
}

impl Differences<'_> {
    fn same<T: PartialEq + fmt::Debug>(&mut self, setting: &'static str, found: &T, needed: &T) {
        self.holds(setting, found == needed, format!("{found:?}"), &format!("{needed:?}"));
    }

    fn holds(&mut self, setting: &'static str, holds: bool, found: String, needed: &str) {
        if !holds {
            let (stream, needed) = (self.stream.to_owned(), needed.to_owned());
            self.found.push(Difference { stream, setting, found, needed });
        }
    }

    /// No limit, so nothing is ever deleted to keep one.
    fn unlimited(&mut self, found: &Config) {
        for (setting, limit) in [
            ("max_msgs", found.max_messages),
            ("max_bytes", found.max_bytes),
            ("max_msgs_per_subject", found.max_messages_per_subject),
            ("max_msg_size", found.max_message_size.into()),
            // Who cannot follow is behind.
            ("max_consumers", found.max_consumers.into()),
        ] {
            self.holds(setting, limit <= 0, limit.to_string(), "unlimited");
        }
        self.holds("max_age", found.max_age.is_zero(), format!("{}s", found.max_age.as_secs()), "unlimited");
    }

    /// Nothing that writes, changes, replaces or removes a message but the journal itself.
    fn untouched(&mut self, found: &Config) {
        for (setting, is_on) in [
            ("no_ack", found.no_ack),
            ("sealed", found.sealed),
            ("allow_rollup_hdrs", found.allow_rollup),
            ("allow_msg_ttl", found.allow_message_ttl),
            ("subject_delete_marker_ttl", found.subject_delete_marker_ttl.is_some()),
            ("allow_msg_counter", found.allow_message_counter),
            ("allow_msg_schedules", found.allow_message_schedules),
            ("allow_batched", found.allow_batch_publish),
            ("subject_transform", found.subject_transform.is_some()),
            ("republish", found.republish.is_some()),
            ("mirror", found.mirror.is_some()),
            ("sources", found.sources.as_ref().is_some_and(|sources| !sources.is_empty())),
            ("persist_mode", matches!(found.persist_mode, Some(PersistenceMode::Async))),
            ("first_seq", found.first_sequence.is_some_and(|first| first > 1)),
        ] {
            self.holds(setting, !is_on, "set".to_owned(), "unset");
        }
    }
}

#[cfg(test)]
mod tests {
    use async_nats::jetstream::stream::{Republish, Source};

    use super::*;

    type Change = fn(&mut Config);

    fn republish() -> Republish {
        Republish { source: "a".into(), destination: "b".into(), headers_only: false }
    }

    #[test]
    fn each_way_to_lose_a_record_is_named() {
        let names = Names::of("alkmaar").expect("a region");
        let needed = records(&names, 3);
        assert_eq!(differences(&needed, &needed), []);
        let changes: [(&str, Change); 22] = [
            ("subjects", |config| config.subjects = vec!["other.>".into()]),
            ("storage", |config| config.storage = StorageType::Memory),
            ("num_replicas", |config| config.num_replicas = 1),
            ("retention", |config| config.retention = RetentionPolicy::WorkQueue),
            ("discard", |config| config.discard = DiscardPolicy::Old),
            ("deny_delete", |config| config.deny_delete = false),
            ("deny_purge", |config| config.deny_purge = false),
            ("allow_direct", |config| config.allow_direct = false),
            ("duplicate_window", |config| config.duplicate_window = Duration::from_secs(119)),
            ("max_msgs", |config| config.max_messages = 1_000),
            ("max_bytes", |config| config.max_bytes = 1_000),
            ("max_msgs_per_subject", |config| config.max_messages_per_subject = 1),
            ("max_msg_size", |config| config.max_message_size = 100),
            ("max_age", |config| config.max_age = Duration::from_secs(1)),
            ("no_ack", |config| config.no_ack = true),
            ("allow_rollup_hdrs", |config| config.allow_rollup = true),
            ("allow_msg_ttl", |config| config.allow_message_ttl = true),
            ("allow_msg_counter", |config| config.allow_message_counter = true),
            ("allow_msg_schedules", |config| config.allow_message_schedules = true),
            ("republish", |config| config.republish = Some(republish())),
            ("sources", |config| config.sources = Some(vec![Source::default()])),
            ("persist_mode", |config| config.persist_mode = Some(PersistenceMode::Async)),
        ];
        for (setting, change) in changes {
            let mut found = needed.clone();
            change(&mut found);
            let told = differences(&found, &needed);
            assert_eq!(told.len(), 1, "{setting}: {told:?}");
            assert_eq!((told[0].setting, &*told[0].stream), (setting, "besluitspoor-alkmaar"));
        }
    }

    #[test]
    fn a_text_can_be_erased_and_a_record_cannot() {
        let names = Names::of("alkmaar").expect("a region");
        assert!(records(&names, 1).deny_delete && !texts(&names, 1).deny_delete);
        assert!(records(&names, 1).deny_purge && texts(&names, 1).deny_purge);
    }
}
