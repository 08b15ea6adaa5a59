//! How far the witnesses are, and why signing stopped.

use std::{sync::Arc, time::Duration};

use tlog::SignedCheckpoint;
use tokio::{sync::watch, time::Instant};

/// For how long checkpoints may stay without a quorum before somebody has to look.
pub const LAG_MAX: Duration = Duration::from_secs(60 * 60);

/// How far the witnesses are.
#[derive(Debug, Clone, Default)]
pub struct Status {
    /// Each witness that is asked, in the order of the policy.
    pub witnesses: Vec<Witness>,
    /// The newest checkpoint with a quorum of cosignatures that was kept.
    pub witnessed: Option<Arc<SignedCheckpoint>>,
    /// Since when there has been a newer checkpoint than that; none while there is not.
    pub behind_since: Option<Instant>,
    /// What kept the last round from coming to its end here, for the operator.
    pub trouble: Option<String>,
    /// Why nothing is signed any more.
    pub stopped: Option<Stop>,
}

/// How far one witness is.
#[derive(Debug, Clone, Default)]
pub struct Witness {
    /// What the policy calls it.
    pub name: String,
    /// The size that it cosigned last, and when it says to have done so, in seconds since 1970.
    pub cosigned: Option<(u64, u64)>,
    /// What was wrong the last time that it was asked, for the operator.
    pub trouble: Option<String>,
}

impl Status {
    /// The records that are under a checkpoint with a quorum of cosignatures.
    pub fn witnessed_size(&self) -> u64 {
        self.witnessed.as_ref().map_or(0, |note| note.checkpoint().size())
    }

    /// For how long there have been records that witnesses did not see.
    pub fn lag(&self, now: Instant) -> Duration {
        self.behind_since.map_or(Duration::ZERO, |since| now.saturating_duration_since(since))
    }

    /// Whether somebody has to look: signing stopped, or witnesses are behind for too long.
    pub fn is_alarming(&self, now: Instant) -> bool {
        self.stopped.is_some() || self.lag(now) > LAG_MAX
    }
}

/// Why nothing is signed any more: somebody holds a checkpoint of this log that this log cannot continue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Stop {
    /// A witness could not be shown that a checkpoint continues the one it saw before.
    #[error(
        "witness {witness} has seen another history of this log: the checkpoint of {size} does not continue the one of \
         {seen} that it cosigned (it says: {told}). Nothing is signed any more. {HELP}"
    )]
    Inconsistent {
        /// What the policy calls the witness.
        witness: String,
        /// The size that it cosigned before.
        seen: u64,
        /// The size that it was shown.
        size: u64,
        /// What it says, in its own words.
        told: String,
    },
    /// A witness has seen a larger checkpoint than was published here.
    #[error(
        "witness {witness} has seen this log with {seen} records, and here are {size}: this is an older copy, or somebody \
         else signs, too. Nothing is signed any more. {HELP}{}",
        shown(evidence)
    )]
    Ahead {
        /// What the policy calls the witness.
        witness: String,
        /// The size that it saw.
        seen: u64,
        /// The size that is published here.
        size: u64,
        /// The checkpoint that it showed, with the signature of this log; none if it only named the size.
        evidence: Option<String>,
    },
    /// A witness shows a checkpoint with another root than this log had at that size.
    #[error(
        "witness {witness} has seen another history of this log: its checkpoint of {seen} has another root than the \
         records here. Nothing is signed any more. {HELP}{}",
        shown(&Some(evidence.clone()))
    )]
    OtherRoot {
        /// What the policy calls the witness.
        witness: String,
        /// The size of its checkpoint.
        seen: u64,
        /// The checkpoint, with the signature of this log.
        evidence: String,
    },
}

/// What would help.
const HELP: &str = "If a backup was restored, restore the journal and the ledger's folder from a copy that has those records; \
                    else keep both as they are and have them compared: records were changed, or the key is used elsewhere.";

fn shown(evidence: &Option<String>) -> String {
    evidence.as_ref().map(|note| format!(" The witness shows:\n{note}")).unwrap_or_default()
}

/// Looks at how far the witnesses are, from anywhere.
#[derive(Debug, Clone)]
pub struct Watch {
    status: watch::Receiver<Status>,
}

impl Watch {
    pub(super) fn new(status: watch::Receiver<Status>) -> Self {
        Self { status }
    }

    /// How far they are now.
    pub fn now(&self) -> Status {
        self.status.borrow().clone()
    }

    /// Waits for a checkpoint of at least this size with a quorum of cosignatures. None if nobody asks any more, as nothing
    /// is signed.
    pub async fn until(&self, size: u64) -> Option<Arc<SignedCheckpoint>> {
        let mut status = self.status.clone();
        let is_there = |status: &Status| status.witnessed_size() >= size || status.stopped.is_some();
        let found = status.wait_for(is_there).await.ok()?;
        found.witnessed.clone().filter(|note| note.checkpoint().size() >= size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn who_is_behind_for_an_hour_alarms() {
        let now = Instant::now();
        let behind = Status { behind_since: Some(now), ..Status::default() };
        for (seconds, is_alarming) in [(0, false), (3_600, false), (3_601, true)] {
            let later = now + Duration::from_secs(seconds);
            assert_eq!(behind.lag(later), Duration::from_secs(seconds));
            assert_eq!(behind.is_alarming(later), is_alarming);
            assert!(!Status::default().is_alarming(later));
        }
        let told = "other".to_owned();
        let stop = Stop::Inconsistent { witness: "w".to_owned(), seen: 3, size: 4, told };
        assert!(Status { stopped: Some(stop), ..Status::default() }.is_alarming(now));
    }
}
