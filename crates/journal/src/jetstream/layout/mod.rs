//! What the streams must be for the journal to keep its promises, and in what a stream differs from that.
//!
//! Each rule shuts out one way to lose or change records: a limit that deletes the oldest, an age, a message that
//! replaces others, a copy from elsewhere, a subject that is rewritten. What no rule names must be off, too: servers that are
//! newer than the journal may have a way that it does not know. A stream that breaks a rule is refused when it is opened and
//! while it is used, with all differences named.

use std::{fmt, time::Duration};

use async_nats::jetstream::stream::{Config, DiscardPolicy, RetentionPolicy, StorageType};

use super::{names::Names, notices::NOTICES_KEPT};

mod rules;
pub(super) mod settings;

use rules::Rule;
use settings::Settings;

/// How long the servers remember command ids, to drop what is sent twice. Only a fast path: after it the record in the
/// history tells.
pub const DUPLICATE_WINDOW: Duration = Duration::from_secs(20 * 60);
/// The shortest window that is accepted. It must be longer than an index may be behind.
pub const DUPLICATE_WINDOW_MIN: Duration = Duration::from_secs(2 * 60);
/// What makes up the journal of a region, each made for so many replicas. The records come first.
pub(super) const PARTS: [fn(&Names, usize) -> Part; 4] = [records, texts, attachments, notices];
/// What the name of the stream of a bucket begins with.
pub(super) const BUCKET: &str = "OBJ_";
/// What a setting is called that the journal does not know: it is one of these.
const UNKNOWN: &str = "config";

/// Something in which a stream is not what the journal needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The stream.
    pub stream: String,
    /// The setting, as the servers name it; `config` if it is one that the journal does not know.
    pub setting: &'static str,
    /// What it is.
    pub found: String,
    /// What it must be.
    pub needed: String,
}

impl Difference {
    /// Whether it is in a setting that the journal knows.
    pub(super) fn is_known(&self) -> bool {
        self.setting != UNKNOWN
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { stream, setting, found, needed } = self;
        write!(f, "stream {stream}: {setting} is {found}, must be {needed}")
    }
}

/// One of the streams that a journal consists of.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// As it is made.
    pub(super) config: Config,
    rules: Vec<(&'static str, Rule)>,
}

/// The stream of the records.
pub(super) fn records(names: &Names, replicas: usize) -> Part {
    Part::new(Config {
        name: names.records(),
        description: Some(format!("Besluitspoor: the records of region {}", names.region())),
        subjects: vec![names.record_subjects()],
        deny_delete: true,
        ..kept(replicas)
    })
}

/// The stream of the texts: the same, but one text can be erased by who has the right.
pub(super) fn texts(names: &Names, replicas: usize) -> Part {
    Part::new(Config {
        name: names.texts(),
        description: Some(format!("Besluitspoor: the texts beside the records of region {}", names.region())),
        subjects: vec![names.texts_subjects()],
        ..kept(replicas)
    })
}

/// The stream of the notices. Only the newest of each topic counts, so the servers keep no more than the last ones.
pub(super) fn notices(names: &Names, replicas: usize) -> Part {
    Part::new(Config {
        name: names.notices(),
        description: Some(format!(
            "Besluitspoor: what the processes of region {} tell each other",
            names.region()
        )),
        subjects: vec![names.notice_subjects()],
        deny_delete: true,
        max_messages_per_subject: NOTICES_KEPT,
        ..kept(replicas)
    })
}

/// The stream that the bucket of the attachments lies in, as every client of an object store expects it. What describes a
/// file rolls up what described it before, and the servers let that be only where purging is not denied.
pub(super) fn attachments(names: &Names, replicas: usize) -> Part {
    let bucket = names.attachments();
    Part::new(Config {
        name: stream_of(&bucket),
        description: Some(format!("Besluitspoor: the attachments of region {}", names.region())),
        subjects: vec![format!("$O.{bucket}.C.>"), format!("$O.{bucket}.M.>")],
        deny_purge: false,
        allow_rollup: true,
        ..kept(replicas)
    })
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
    format!("{BUCKET}{bucket}")
}

impl Part {
    fn new(config: Config) -> Self {
        Self { rules: rules::of(&config), config }
    }

    /// What the servers call it.
    pub(super) fn stream(&self) -> &str {
        &self.config.name
    }

    /// In what the stream differs from what is needed.
    pub(super) fn differences(&self, found: &Settings) -> Vec<Difference> {
        let differing = |setting, found, needed| {
            let stream = self.stream().to_owned();
            Difference { stream, setting, found, needed }
        };
        let known = self.rules.iter().filter_map(|(setting, rule)| {
            let (found, needed) = rule.broken(found.get(setting))?;
            Some(differing(setting, found, needed))
        });
        let unknown = found.iter().filter(|(name, _)| self.rules.iter().all(|(known, _)| known != *name));
        let unknown = unknown.filter_map(|(name, value)| {
            let (found, needed) = Rule::Off.broken(value)?;
            Some(differing(UNKNOWN, format!("{name}: {found}"), needed))
        });
        known.chain(unknown).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What nats-server 2.15.1 says of a stream of records.
    const RECORDS: &str = r#"{"type":"io.nats.jetstream.api.v1.stream_info_response","total":0,"config":{
        "name":"besluitspoor-alkmaar","description":"\"config\":{","subjects":["besluitspoor.alkmaar.\u003e"],
        "retention":"limits","max_consumers":-1,"max_msgs":-1,"max_bytes":-1,"max_age":0,"max_msgs_per_subject":-1,
        "max_msg_size":-1,"discard":"new","storage":"file","num_replicas":3,"duplicate_window":1200000000000,
        "compression":"none","allow_direct":true,"mirror_direct":false,"sealed":false,"deny_delete":true,
        "deny_purge":true,"allow_rollup_hdrs":false,"consumer_limits":{},"allow_msg_ttl":false,
        "metadata":{"_nats.level":"5","_nats.req.level":"0","_nats.ver":"2.15.1"}},"created":"2026-11-23T00:31:52Z"}"#;

    /// Each setting that is not left to who runs the servers, another value of it, and what is told.
    const CHANGES: [(&str, &str, &str); 36] = [
        ("subjects", r#"["other.\u003e"]"#, r#"["other.>"], must be ["besluitspoor.alkmaar.>"]"#),
        ("storage", "\"memory\"", "memory, must be file"),
        ("num_replicas", "1", "1, must be 3"),
        ("retention", "\"workqueue\"", "workqueue, must be limits"),
        ("discard", "\"old\"", "old, must be new"),
        ("deny_delete", "false", "unset, must be set"),
        ("deny_purge", "false", "unset, must be set"),
        ("allow_direct", "false", "unset, must be set"),
        ("duplicate_window", "119000000000", "119s, must be at least 120s"),
        ("max_msgs", "1000", "1000, must be unlimited"),
        ("max_bytes", "1000", "1000, must be unlimited"),
        ("max_msgs_per_subject", "1", "1, must be unlimited"),
        ("max_msg_size", "100", "100, must be unlimited"),
        ("max_consumers", "5", "5, must be unlimited"),
        ("max_age", "1500000000", "1.5s, must be unlimited"),
        ("first_seq", "2", "2, must be 1"),
        ("allow_rollup_hdrs", "true", "set, must be unset"),
        ("allow_msg_ttl", "true", "set, must be unset"),
        ("subject_delete_marker_ttl", "1000000000", "1000000000, must be unset"),
        ("allow_msg_counter", "true", "set, must be unset"),
        ("allow_msg_schedules", "true", "set, must be unset"),
        ("allow_atomic", "true", "set, must be unset"),
        ("allow_batched", "true", "set, must be unset"),
        ("discard_new_per_subject", "true", "set, must be unset"),
        ("no_ack", "true", "set, must be unset"),
        ("sealed", "true", "set, must be unset"),
        ("persist_mode", "\"async\"", "async, must be unset"),
        ("compression", "\"s2\"", "s2, must be unset"),
        ("subject_transform", r#"{"src":"a","dest":"b"}"#, r#"{"dest":"b","src":"a"}, must be unset"#),
        ("republish", r#"{"dest":"b"}"#, r#"{"dest":"b"}, must be unset"#),
        ("mirror", r#"{"name":"a"}"#, r#"{"name":"a"}, must be unset"#),
        ("mirror_direct", "true", "set, must be unset"),
        ("sources", r#"[{"name":"a"}]"#, r#"[{"name":"a"}], must be unset"#),
        ("consumer_limits", r#"{"max_ack_pending":5}"#, r#"{"max_ack_pending":5}, must be unset"#),
        ("template_owner", "\"a\"", "a, must be unset"),
        // Of a server that is newer than this.
        ("forget_after", "\"an hour\"", "forget_after: an hour, must be unset"),
    ];

    fn part() -> Part {
        records(&Names::of("alkmaar").expect("a region"), 3)
    }

    /// The answer with another value of this setting, or with the setting if it is not there.
    fn with(setting: &str, value: &str) -> Settings {
        let name = format!("\"{setting}\":");
        let changed = match RECORDS.split_once(&name) {
            Some((before, rest)) => {
                let end =
                    if rest.starts_with('[') { rest.find("],").map(|at| at + 1) } else { rest.find(',') };
                format!("{before}{name}{value}{}", &rest[end.expect("more follows")..])
            }
            None => RECORDS.replacen("\"config\":{", &format!("\"config\":{{{name}{value},"), 1),
        };
        Settings::read(changed.as_bytes()).unwrap_or_else(|| panic!("{changed}"))
    }

    #[test]
    fn each_way_to_lose_a_record_is_named() {
        let good = Settings::read(RECORDS.as_bytes()).expect("an answer");
        assert_eq!(part().differences(&good), []);
        for (setting, value, told) in CHANGES {
            let differences = part().differences(&with(setting, value));
            let [difference] = &differences[..] else { panic!("{setting}: {differences:?}") };
            let known = part().rules.iter().any(|(known, _)| *known == setting);
            let named = if known { setting } else { UNKNOWN };
            assert_eq!(difference.to_string(), format!("stream besluitspoor-alkmaar: {named} is {told}"));
        }
    }

    #[test]
    fn of_notices_as_many_are_kept_as_they_were_made_for() {
        let part = notices(&Names::of("alkmaar").expect("a region"), 3);
        for (value, differs) in [("64", false), ("63", true), ("-1", true)] {
            let differences = part.differences(&with("max_msgs_per_subject", value));
            let differing = differences.iter().any(|difference| difference.setting == "max_msgs_per_subject");
            assert_eq!(differing, differs, "{differences:?}");
        }
    }

    #[test]
    fn each_rule_is_tried_here() {
        for (setting, rule) in part().rules {
            let is_tried = CHANGES.iter().any(|(tried, ..)| *tried == setting);
            assert_eq!(is_tried, rule != Rule::Any, "{setting}");
        }
    }

    #[test]
    fn what_is_left_out_is_not_taken_for_what_is_needed() {
        let nothing = Settings::read(b"{\"config\":{}}").expect("an answer");
        let differences = part().differences(&nothing);
        let missing: Vec<_> = differences.iter().map(|difference| difference.setting).collect();
        let needed = ["subjects", "storage", "num_replicas", "retention", "discard", "deny_delete"];
        assert_eq!(missing[..6], needed, "{missing:?}");
        assert_eq!(missing[6..], ["deny_purge", "allow_direct", "duplicate_window"]);
    }

    #[test]
    fn a_text_can_be_erased_a_record_cannot_and_a_file_can_be_described() {
        let names = Names::of("alkmaar").expect("a region");
        let denied = |part: Part| (part.config.deny_delete, part.config.deny_purge, part.config.allow_rollup);
        assert_eq!(denied(records(&names, 1)), (true, true, false));
        assert_eq!(denied(texts(&names, 1)), (false, true, false));
        assert_eq!(denied(attachments(&names, 1)), (false, false, true));
        assert_eq!(denied(notices(&names, 1)), (true, true, false));
    }
}
