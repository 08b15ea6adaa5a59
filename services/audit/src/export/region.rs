//! The whole region: the tile log as it lies there, so that any C2SP client runs on it, and every record with its words.

use std::{collections::HashSet, fs, io, path::Path, sync::Arc};

use record::Position;
use tlog::{SignedCheckpoint, Tile, tile::TILE_WIDTH};
use tokio::task::spawn_blocking;
use verifier::bundle::{Description, Place};

use super::{Error, Source, Taker, adopted, pages, rules, words};

/// Gives every file of the bundle under this checkpoint.
///
/// # Errors
/// [`Error`]; what was given until then is no bundle.
pub async fn give<T: Taker + Send>(
    source: Source<'_>,
    checkpoint: &Arc<SignedCheckpoint>,
    taker: &mut T,
) -> Result<(), Error<T::Refused>> {
    let (origin, size) = (checkpoint.checkpoint().origin().to_owned(), checkpoint.checkpoint().size());
    let description = Description { log: source.journal.log_id(), origin, size, dossier: None };
    pages(&description, taker).await?;
    let note = checkpoint.to_string().into_bytes();
    taker.take(&Place::LogCheckpoint, note).await.map_err(Error::Refused)?;
    for tile in Tile::between(0, size) {
        let served = source.ledger.place().served();
        let read = spawn_blocking(move || tile_bytes(&served, tile)).await;
        let bytes = read
            .map_err(Error::BrokenOff)?
            .map_err(|source| Error::Tile { path: tile.path().into(), source })?;
        taker.take(&Place::LogTile(tile), bytes).await.map_err(Error::Refused)?;
    }
    records(&source, Position(size), taker).await
}

/// The bytes of a tile. A partial one is swept once what replaces it is there, which begins with it.
fn tile_bytes(served: &Path, tile: Tile) -> io::Result<Vec<u8>> {
    let read = |tile: Tile| fs::read(served.join(tile.path()));
    match read(tile) {
        Err(error) if is_missing(&error) => {
            // The full one first: whatever else is there may be swept while it is looked for.
            let widths = (tile.width() + 1..=TILE_WIDTH).rev();
            let mut wider = widths.filter_map(|width| Tile::new(tile.kind(), tile.index(), width)).map(read);
            let is_there = |read: &io::Result<_>| !read.as_ref().is_err_and(is_missing);
            let wider = wider.find(is_there).unwrap_or(Err(error))?;
            tile.cut(&wider).map(<[u8]>::to_vec).ok_or_else(|| io::ErrorKind::InvalidData.into())
        }
        read => read,
    }
}

fn is_missing(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}

/// Every record with its words, and each framework file once.
async fn records<T: Taker + Send>(
    source: &Source<'_>,
    last: Position,
    taker: &mut T,
) -> Result<(), Error<T::Refused>> {
    let (mut follow, mut reached) = (source.journal.follow(Position::START), Position::START);
    let mut frameworks = HashSet::new();
    while reached < last {
        let batch = follow.next().await?;
        let mut lines = Vec::new();
        for stored in batch.into_iter().take_while(|stored| stored.position <= last) {
            reached = stored.position;
            lines.extend_from_slice(&stored.entry.record);
            lines.push(b'\n');
            words(source, &stored, taker).await?;
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
    use tlog::{entries, tile::Kind};

    use super::*;

    #[test]
    fn a_partial_tile_that_is_gone_is_cut_from_a_wider_one() {
        let words: Vec<_> = (0..=255_u8).map(|it| [it, it]).collect();
        let entries = entries::encode(words.iter().map(|word| &word[..])).unwrap();
        for (kind, bytes, each) in [(Kind::Entries, entries, 4), (Kind::Hashes(0), vec![7; 256 * 32], 32)] {
            for wider in [256, 5, 4] {
                let served = tempfile::tempdir().unwrap();
                let tile = |width| Tile::new(kind, 0, width).unwrap();
                let lies = |width: u16, bytes: &[u8]| {
                    let path = served.path().join(tile(width).path());
                    fs::create_dir_all(path.parent().unwrap()).unwrap();
                    fs::write(path, bytes).unwrap();
                };
                let read = || tile_bytes(served.path(), tile(3));
                lies(2, &bytes[..2 * each]);
                assert_eq!(read().unwrap_err().kind(), io::ErrorKind::NotFound);
                lies(wider, &bytes[..usize::from(wider) * each]);
                assert_eq!(read().unwrap(), bytes[..3 * each]);
                lies(wider, &bytes[..3 * each - 1]);
                assert_eq!(read().unwrap_err().kind(), io::ErrorKind::InvalidData);
            }
        }
    }
}
