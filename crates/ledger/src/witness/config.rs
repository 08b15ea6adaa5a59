//! Who is asked, how often, and by which policy it is enough.

use std::time::Duration;

use tlog::{Policy, VerifierKey};

use super::{address::Address, roots::Roots};

/// How often witnesses are asked, unless it is told.
pub const INTERVAL: Duration = Duration::from_secs(30);
/// The shortest interval. Witnesses serve many logs.
pub const INTERVAL_MIN: Duration = Duration::from_secs(10);
/// The longest: receipts wait for it.
pub const INTERVAL_MAX: Duration = Duration::from_secs(60);
/// The most witnesses that are asked.
pub const WITNESSES_MAX: usize = 32;

/// Who is asked, how often, and by which policy it is enough.
#[derive(Debug, Clone)]
pub struct Config {
    /// The witnesses, and how many of them it takes. Those with an address are asked; the others' word comes otherwise.
    pub policy: Policy,
    /// How often they are asked.
    pub interval: Duration,
    /// By what witnesses with `https` prove themselves.
    pub roots: Roots,
    /// How long a witness is waited for.
    pub patience: Patience,
}

/// How long a witness is waited for, and how often it is tried, before it is left alone until the next time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// How long a connection may take to come about, with TLS.
    pub connect: Duration,
    /// How long one answer may take, from the question to its last byte.
    pub answer: Duration,
    /// How often a question is sent in all to a witness that cannot be reached or is not well.
    pub attempts: u32,
    /// The wait before the second attempt; it doubles.
    pub pause: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            answer: Duration::from_secs(5),
            attempts: 3,
            pause: Duration::from_millis(500),
        }
    }
}

/// Why witnesses cannot be asked like this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The interval is too short or too long.
    #[error(
        "witnesses are asked every {} to {} seconds, not every {}",
        INTERVAL_MIN.as_secs(),
        INTERVAL_MAX.as_secs(),
        found.as_secs_f64()
    )]
    Interval {
        /// The interval.
        found: Duration,
    },
    /// No witness can be asked.
    #[error("the policy has no witness with an address: write 'witness <name> <vkey> <url>'")]
    Nobody,
    /// There are more than are asked.
    #[error("the policy has {found} witnesses with an address, and {WITNESSES_MAX} are asked at most")]
    TooMany {
        /// How many there are.
        found: usize,
    },
    /// The address of a witness cannot be used.
    #[error("witness {witness}: '{url}' is no address of a witness: write https://host/path")]
    Address {
        /// What the policy calls the witness.
        witness: String,
        /// The address.
        url: String,
    },
    /// Those that can be asked are too few for the quorum.
    #[error("the quorum cannot be met by the witnesses that have an address")]
    OutOfReach,
    /// The policy is about other logs.
    #[error("the policy does not list this log: {key}")]
    OtherLog {
        /// The key of this log.
        key: String,
    },
}

impl Config {
    /// Asking by this policy, as often as usual, with the certificates of the system.
    pub fn new(policy: Policy) -> Self {
        Self { policy, interval: INTERVAL, roots: Roots::System, patience: Patience::default() }
    }

    /// All that is wrong with it for the log of this key.
    pub fn faults(&self, log: &VerifierKey) -> Vec<Fault> {
        let mut faults = Vec::new();
        if !(INTERVAL_MIN..=INTERVAL_MAX).contains(&self.interval) {
            faults.push(Fault::Interval { found: self.interval });
        }
        let reached = self.policy.witnesses().filter(|witness| witness.url.is_some()).count();
        if reached == 0 {
            faults.push(Fault::Nobody);
        } else if !self.policy.is_met(|witness| witness.url.is_some()) {
            faults.push(Fault::OutOfReach);
        }
        if reached > WITNESSES_MAX {
            faults.push(Fault::TooMany { found: reached });
        }
        for witness in self.policy.witnesses() {
            let Some(url) = &witness.url else { continue };
            if Address::parse(url).is_none() {
                faults.push(Fault::Address { witness: witness.name.clone(), url: url.clone() });
            }
        }
        let logs = self.policy.logs();
        if !logs.is_empty() && !logs.iter().any(|listed| listed.key == *log) {
            faults.push(Fault::OtherLog { key: log.to_string() });
        }
        faults
    }
}
