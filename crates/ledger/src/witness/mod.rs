//! Others who make sure: witnesses see each checkpoint after the one they saw before, and cosign it if it continues that
//! (<https://c2sp.org/tlog-witness>).
//!
//! In reading order:
//!
//! - [`config`]: who is asked, how often, and by which policy it is enough.
//! - [`Log`]: what is asked of the log that is witnessed.
//! - `address`, `line`, [`roots`]: the way to a witness.
//! - `message`: what is sent, and what the answers mean.
//! - `ask`: one witness, one checkpoint.
//! - `compare`: what a witness knows, before anything is signed.
//! - `gather`: what they said together, and whether it is enough; [`client`]: all of them, at an interval.
//! - [`status`]: how far they are, and why signing stopped.
//!
//! Appending never waits for a witness. What stops it is a witness that has seen another history, or more of it, than we
//! have: then someone holds a promise that we cannot keep.

use tlog::{Hash, Policy, SignedCheckpoint, VerifierKey};

use journal::BoxFuture;

mod address;
mod ask;
pub mod client;
mod compare;
pub mod config;
mod gather;
mod line;
mod message;
pub mod roots;
pub mod status;

pub use client::Client;
pub use config::Config;
pub use status::{Status, Stop, Watch};

/// Why the log could not answer.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// The log whose checkpoints are cosigned.
pub trait Log: Send + Sync {
    /// The key that it signs with.
    fn key(&self) -> VerifierKey;

    /// The newest checkpoint that was published, asked anew where others may publish, too. None before the first.
    fn newest(&self) -> BoxFuture<'_, Result<Option<SignedCheckpoint>, Cause>>;

    /// Whether this process signs, and so asks witnesses. The others read what it kept.
    fn is_turn(&self) -> bool {
        true
    }

    /// The root that the tree had with so many leaves; at most as many as the newest checkpoint has.
    fn root_at(&self, size: u64) -> BoxFuture<'_, Result<Hash, Cause>>;

    /// The proof that the tree of the new size continues that of the old size.
    fn prove(&self, old: u64, new: u64) -> BoxFuture<'_, Result<Vec<Hash>, Cause>>;

    /// What lies where cosigned checkpoints are kept, here and for all, the largest first: all that this log signed and of which
    /// its tree has the records by now. Whether any has enough cosignatures is for the policy to judge. Nothing is written.
    fn witnessed(&self) -> BoxFuture<'_, Result<Vec<SignedCheckpoint>, Cause>>;

    /// Keeps here, and not for others, what [`witnessed`](Self::witnessed) told and the policy passed.
    fn adopt_witnessed<'a>(&'a self, note: &'a SignedCheckpoint) -> BoxFuture<'a, Result<(), Cause>>;

    /// Keeps and publishes a checkpoint with a quorum of cosignatures. In place of whatever lies there for all, unless
    /// that is larger, fits this log and passes this policy.
    fn keep_witnessed<'a>(
        &'a self,
        note: &'a SignedCheckpoint,
        policy: &'a Policy,
    ) -> BoxFuture<'a, Result<(), Cause>>;

    /// Signs nothing any more. What is told is why, for the operator.
    fn stop(&self, why: &Stop);
}
