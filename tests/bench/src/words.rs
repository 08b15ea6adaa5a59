//! What was asked for, on the command line.

use std::{collections::BTreeMap, env};

/// Those that stand alone.
const SWITCHES: [&str; 1] = ["--nats"];
/// Those that a value follows: how `cluster` is set up.
pub(crate) const VALUED: [&str; 4] = ["--replicas", "--sync", "--in-flight", "--seconds"];

/// A subcommand, an amount perhaps, and flags.
#[derive(Default)]
pub(crate) struct Words {
    pub(crate) what: String,
    pub(crate) amount: Option<usize>,
    flags: BTreeMap<String, String>,
}

impl Words {
    /// What was asked for; `None` if a word means nothing.
    pub(crate) fn given() -> Option<Self> {
        let mut given = env::args().skip(1);
        let mut words = Self { what: given.next()?, ..Self::default() };
        while let Some(word) = given.next() {
            if SWITCHES.contains(&word.as_str()) {
                words.flags.insert(word, String::new());
            } else if VALUED.contains(&word.as_str()) {
                words.flags.insert(word, given.next()?);
            } else {
                words.amount = Some(word.parse().ok()?);
            }
        }
        Some(words)
    }

    /// Whether a flag was given.
    pub(crate) fn has(&self, flag: &str) -> bool {
        self.flags.contains_key(flag)
    }

    /// Whether no other flags were given than these.
    pub(crate) fn only(&self, known: &[&str]) -> bool {
        self.flags.keys().all(|flag| known.contains(&flag.as_str()))
    }

    /// The number that a flag has, or else the default.
    pub(crate) fn number(&self, flag: &str, default: usize) -> Option<usize> {
        self.flags.get(flag).map_or(Some(default), |value| value.parse().ok().filter(|number| *number > 0))
    }

    /// Which of these a flag means; all of them if it was not given, none if it means no such thing.
    pub(crate) fn of<T: Clone>(&self, flag: &str, all: &[(&str, T)]) -> Vec<T> {
        let given = self.flags.get(flag);
        let meant = all.iter().filter(|(name, _)| given.is_none_or(|given| given == name));
        meant.map(|(_, value)| value.clone()).collect()
    }
}
