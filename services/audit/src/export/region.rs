//! The whole region: the tile log as it lies there, so that any C2SP client runs on it, and every record with its words.

use std::{collections::HashSet, sync::Arc};

use journal::Journal;
use ledger::Ledger;
use record::Position;
use tlog::{SignedCheckpoint, Tile};
use verifier::bundle::{Description, Place};

use super::{Error, Taker, adopted, pages, rules, words};

/// Gives every file of the bundle under this checkpoint.
///
/// # Errors
/// [`Error`]; what was given until then is no bundle.
pub async fn give<T: Taker + Send>(
    journal: &dyn Journal,
    ledger: &Ledger,
    checkpoint: &Arc<SignedCheckpoint>,
    taker: &mut T,
) -> Result<(), Error<T::Refused>> {
    let (origin, size) = (checkpoint.checkpoint().origin().to_owned(), checkpoint.checkpoint().size());
    let description = Description { log: journal.log_id(), origin, size, dossier: None };
    pages(&description, taker).await?;
    let note = checkpoint.to_string().into_bytes();
    taker.take(&Place::LogCheckpoint, note).await.map_err(Error::Refused)?;
    for tile in Tile::between(0, size) {
        let path = ledger.place().served().join(tile.path());
        let bytes = std::fs::read(&path).map_err(|source| Error::Tile { path, source })?;
        taker.take(&Place::LogTile(tile), bytes).await.map_err(Error::Refused)?;
    }
    records(journal, Position(size), taker).await
}

/// Every record with its words, and each framework file once.
async fn records<T: Taker + Send>(
    journal: &dyn Journal,
    last: Position,
    taker: &mut T,
) -> Result<(), Error<T::Refused>> {
    let (mut follow, mut reached) = (journal.follow(Position::START), Position::START);
    let mut frameworks = HashSet::new();
    while reached < last {
        let batch = follow.next().await?;
        let mut lines = Vec::new();
        for stored in batch.into_iter().take_while(|stored| stored.position <= last) {
            reached = stored.position;
            lines.extend_from_slice(&stored.entry.record);
            lines.push(b'\n');
            words(&stored, taker).await?;
            if adopted(&stored).is_some_and(|(framework, _)| frameworks.insert(framework.digest)) {
                rules(&stored, taker).await?;
            }
        }
        taker.take(&Place::Records, lines).await.map_err(Error::Refused)?;
    }
    Ok(())
}
