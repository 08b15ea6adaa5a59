//! A journal on NATS, as `serve` and the commands of the administrator reach it.
//!
//! - [`flags`]: the flags that all of them have
//! - [`monitor`]: whether the servers wait for their disk, which only their monitoring tells
//! - [`refused`]: why it does not open

pub mod flags;
pub mod monitor;
pub mod refused;

use journal::{JetStreamJournal, jetstream::init::Made};

use self::monitor::Looked;
pub use self::{flags::Flags, refused::Refused};
use super::config::Nats;

/// Opens the journal. With `indexed` its records are looked through first, for who appends or looks up.
///
/// # Errors
/// [`Refused`]: nobody answers within the limit, the streams are missing or different, the servers let us not in.
pub async fn open(nats: &Nats, indexed: bool) -> Result<JetStreamJournal, Refused> {
    JetStreamJournal::open(nats.options(indexed)).await.map_err(|why| Refused::of(nats, why))
}

/// Makes the streams and the bucket where they are not there yet.
///
/// # Errors
/// [`Refused`]; also when what is there is not as needed.
pub async fn init(nats: &Nats) -> Result<Vec<Made>, Refused> {
    JetStreamJournal::init(&nats.options(false)).await.map_err(|why| Refused::of(nats, why))
}

/// Asks every monitoring address of the settings whether its server waits for its disk, and says in the log what
/// was not verified.
///
/// # Errors
/// [`monitor::NotSynced`] with every server that said that it does not.
pub async fn verify_synced(nats: &Nats) -> Result<(), monitor::NotSynced> {
    let looked = Looked::at(&nats.monitors).await;
    for (monitor, why) in &looked.unverified {
        tracing::warn!(%monitor, %why, "it was not verified that this NATS server waits for its disk");
    }
    let (verified, replicas) = (looked.synced, nats.replicas);
    if nats.monitors.is_empty() {
        tracing::warn!(
            "it was not verified that the NATS servers wait for their disks; name their monitoring with nats-monitor"
        );
    } else if nats.monitors.len() < replicas {
        tracing::warn!(verified, replicas, "nats-monitor names fewer NATS servers than keep the journal");
    }
    looked.checked()
}
