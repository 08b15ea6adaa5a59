//! What is set of the ledger. That there is one, and whether it signs, is up to `besluitspoor ledger init`.
//!
//! ```toml
//! ledger-listen = "0.0.0.0:4760"
//! ledger-policy = "policy.txt"             # beside this file
//! ledger-witness-seconds = 30
//! ```

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use super::{fault::Reason, read::Reader, setting::Setting};

/// How often witnesses are asked unless somebody says otherwise.
pub const WITNESS_SECONDS: u64 = 30;
/// The fewest seconds between two times that witnesses are asked.
pub const WITNESS_SECONDS_MIN: u64 = 10;
/// The most seconds between two times that witnesses are asked.
pub const WITNESS_SECONDS_MAX: u64 = 60;

/// What is set of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    /// Where its folder is served to everyone, over plain HTTP or with the services' certificate. `None`: nowhere.
    pub listen: Option<SocketAddr>,
    /// The file (c2sp.org/tlog-policy) that names the witnesses, where they are, and how many must cosign. `None`: nobody.
    pub policy: Option<PathBuf>,
    /// How often the witnesses are asked.
    pub witness_interval: Duration,
}

impl Default for Ledger {
    fn default() -> Self {
        Self { listen: None, policy: None, witness_interval: Duration::from_secs(WITNESS_SECONDS) }
    }
}

impl Reader {
    /// What is set of the ledger.
    pub(super) fn ledger(&mut self) -> Ledger {
        let mut ledger = Ledger { policy: self.path(Setting::LedgerPolicy), ..Ledger::default() };
        self.set(Setting::LedgerListen, &mut ledger.listen, |given| super::read::address(given).map(Some));
        self.set(Setting::LedgerWitnessSeconds, &mut ledger.witness_interval, seconds);
        ledger
    }
}

fn seconds(given: &str) -> Result<Duration, Reason> {
    let seconds = given.parse().ok().filter(|it| (WITNESS_SECONDS_MIN..=WITNESS_SECONDS_MAX).contains(it));
    seconds.map(Duration::from_secs).ok_or_else(|| Reason::WitnessSeconds { given: given.to_owned() })
}
