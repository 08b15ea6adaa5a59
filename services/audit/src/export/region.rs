//! The whole region: the tile log as it lies there, so that any C2SP client runs on it, and every record with its words.

use std::{collections::HashSet, fs, io, path::Path, sync::Arc};

use journal::Journal;
use ledger::Ledger;
use record::Position;
use tlog::{SignedCheckpoint, Tile};
use tokio::task::spawn_blocking;
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
        let served = ledger.place().served();
        let read = spawn_blocking(move || tile_bytes(&served, tile)).await;
        let bytes = read.unwrap_or_else(|_| Err(io::ErrorKind::Other.into()));
        let bytes = bytes.map_err(|source| Error::Tile { path: tile.path().into(), source })?;
        taker.take(&Place::LogTile(tile), bytes).await.map_err(Error::Refused)?;
    }
    records(journal, Position(size), taker).await
}

/// The bytes of a tile. A partial one goes when the full one is there, which begins with it.
fn tile_bytes(served: &Path, tile: Tile) -> io::Result<Vec<u8>> {
    match fs::read(served.join(tile.path())) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && tile.is_partial() => {
            let mut whole = fs::read(served.join(tile.full().path()))?;
            let length = tile.bytes().or_else(|| entries_length(&whole, tile.width()));
            let length = length.filter(|length| *length <= whole.len());
            whole.truncate(length.ok_or(io::ErrorKind::InvalidData)?);
            Ok(whole)
        }
        read => read,
    }
}

/// How many bytes so many entries take: each is its length in two bytes, and itself.
fn entries_length(bundle: &[u8], entries: u16) -> Option<usize> {
    (0..entries).try_fold(0_usize, |at, _| {
        let length = bundle.get(at..at + 2)?;
        Some(at + 2 + usize::from(u16::from_be_bytes([length[0], length[1]])))
    })
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

#[cfg(test)]
mod tests {
    use tlog::tile::Kind;

    use super::*;

    #[test]
    fn a_partial_tile_that_is_gone_is_cut_from_the_full_one() {
        let served = tempfile::tempdir().unwrap();
        let entries: Vec<u8> = (0..=255_u8).flat_map(|it| [0, 2, it, it]).collect();
        for (kind, bytes) in [(Kind::Entries, entries), (Kind::Hashes(0), vec![7; 256 * 32])] {
            let partial = Tile::new(kind, 0, 3).unwrap();
            let full = served.path().join(partial.full().path());
            fs::create_dir_all(full.parent().unwrap()).unwrap();
            assert_eq!(tile_bytes(served.path(), partial).unwrap_err().kind(), io::ErrorKind::NotFound);
            fs::write(&full, &bytes).unwrap();
            let length = partial.bytes().unwrap_or(3 * 4);
            assert_eq!(tile_bytes(served.path(), partial).unwrap(), bytes[..length]);
            assert_eq!(tile_bytes(served.path(), partial.full()).unwrap(), bytes);
        }
    }
}
