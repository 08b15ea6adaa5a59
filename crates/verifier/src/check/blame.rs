//! Which records are not those that the root is over: found by the tiles, as far as those lead to the root.

use std::collections::BTreeMap;

use record::Position;
use tlog::{
    Checkpoint, Hash, Tile, TileSource,
    hash::HASH_BYTES,
    source::Tree,
    tile::{Kind, TILE_WIDTH},
};

use super::tree::TILE_BYTES_MAX;
use crate::{
    bundle::{Bundle, Place, read::ReadError},
    report::{Findings, Rule},
};

/// How many records are asked about.
const ASKED_MAX: usize = 256;

/// The tiles of a bundle.
struct Tiles<'a>(&'a Bundle);

impl TileSource for Tiles<'_> {
    type Error = ReadError;

    fn read(&self, tile: Tile) -> Result<Vec<u8>, ReadError> {
        self.0.read(&Place::LogTile(tile), TILE_BYTES_MAX)
    }
}

/// `by_entries`: tiles that differ from those that lie there, as the entries give them.
pub(super) fn check(
    bundle: &Bundle,
    claimed: &Checkpoint,
    by_entries: &BTreeMap<Tile, Vec<u8>>,
    findings: &mut Findings,
) {
    let source = Tiles(bundle);
    let tree = Tree::open(&source, claimed.size(), claimed.root()).ok();
    let mut asked = 0;
    // A tile above differs because one below does.
    for (tile, by_entries) in by_entries.iter().filter(|(tile, _)| tile.kind() == Kind::Hashes(0)) {
        let Ok(lies) = source.read(*tile) else { continue };
        let mut proved = false;
        let pairs = leaves(by_entries).zip(leaves(&lies)).zip(tile.index() * u64::from(TILE_WIDTH)..);
        for ((ours, theirs), index) in pairs.filter(|((ours, theirs), _)| ours != theirs) {
            asked += 1;
            let signed = tree.as_ref().filter(|_| asked <= ASKED_MAX).and_then(|tree| tree.leaf(index).ok());
            if signed == Some(theirs) {
                proved = true;
                let told = || (Place::LogTile(*tile).to_string(), theirs.to_string(), ours.to_string());
                findings.add_with(Rule::RecordChanged, Some(Position(index + 1)), told);
            }
        }
        if !proved {
            findings.add(Rule::TileChanged, Place::LogTile(*tile), "", "");
        }
    }
}

fn leaves(tile: &[u8]) -> impl Iterator<Item = Hash> {
    tile.as_chunks::<HASH_BYTES>().0.iter().map(|hash| Hash(*hash))
}
