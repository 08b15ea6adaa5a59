//! Asking the ledger for proofs, on a thread that may wait for the disk: whoever else is answered does not.

use ledger::{Ledger, Proofs, proofs};
use tokio::task::{JoinError, spawn_blocking};

/// Why something is not proved.
#[derive(Debug, thiserror::Error)]
pub enum Unproved {
    /// The ledger does not have it, or cannot be read.
    #[error("the ledger does not prove it")]
    Ledger(#[from] proofs::Error),
    /// It was not read to its end.
    #[error("reading the ledger was broken off")]
    BrokenOff(#[from] JoinError),
}

/// What one tree proves.
pub(crate) async fn proved<P: Send + 'static>(
    ledger: &Ledger,
    ask: impl FnOnce(&Proofs<'_>) -> Result<P, proofs::Error> + Send + 'static,
) -> Result<P, Unproved> {
    let ledger = ledger.clone();
    Ok(spawn_blocking(move || ask(&ledger.proofs()?)).await??)
}
