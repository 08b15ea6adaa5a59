//! Gives the records of a bundle, some at a time, in the order of positions.
//!
//! What cannot be read is passed over: it was told by the check of the tree or of the proofs.

use std::{collections::BTreeSet, vec};

use record::{Position, RECORD_BYTES_MAX};
use tlog::{Tile, entries, tile::TILE_WIDTH};

use super::{
    count,
    tree::{ENTRIES_BYTES_MAX, entries_at, implied, tiles},
};
use crate::bundle::{Bundle, Kind, Place};

/// How many records are given at a time, about; of a region whole tiles.
const RECORDS_AT_ONCE: usize = 8_192;
/// How many bytes are given at a time, about.
const BYTES_AT_ONCE: usize = 64 * 1024 * 1024;

/// One record.
pub(super) struct Raw {
    /// Its place in the log.
    pub(super) position: Position,
    /// Its exact bytes.
    pub(super) bytes: Vec<u8>,
}

/// The records of a bundle.
pub(super) struct Records<'a> {
    bundle: &'a Bundle,
    rest: Rest,
}

enum Rest {
    Tiles(vec::IntoIter<Tile>),
    Files(vec::IntoIter<Position>),
}

impl<'a> Records<'a> {
    /// `size`: how many the log has, if that is known. What lies beyond is not read.
    pub(super) fn of(bundle: &'a Bundle, kind: Kind, size: Option<u64>) -> Self {
        let rest = match kind {
            Kind::Region => {
                let present: BTreeSet<Tile> = tiles(bundle).collect();
                let size = size.unwrap_or_else(|| implied(&present));
                let is_entries = |tile: &&Tile| entries_at(tile.index(), size) == Some(**tile);
                let mut tiles: Vec<Tile> = present.iter().filter(is_entries).copied().collect();
                tiles.sort_by_key(|tile| tile.index());
                Rest::Tiles(tiles.into_iter())
            }
            Kind::Dossier => Rest::Files(positions(bundle).into_iter()),
        };
        Self { bundle, rest }
    }

    /// The next records; none at the end.
    pub(super) fn next(&mut self) -> Vec<Raw> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < RECORDS_AT_ONCE && bytes < BYTES_AT_ONCE {
            let before = batch.len();
            match &mut self.rest {
                Rest::Tiles(tiles) => match tiles.next() {
                    Some(tile) => self::tile(self.bundle, tile, &mut batch),
                    None => break,
                },
                Rest::Files(positions) => match positions.next() {
                    Some(position) => {
                        let place = Place::Record(position);
                        let read = self.bundle.read(&place, count(RECORD_BYTES_MAX));
                        batch.extend(read.ok().map(|bytes| Raw { position, bytes }));
                    }
                    None => break,
                },
            }
            bytes += batch[before..].iter().map(|raw| raw.bytes.len()).sum::<usize>();
        }
        batch
    }
}

/// The positions of the records that lie in the bundle of a dossier, in order.
pub(super) fn positions(bundle: &Bundle) -> Vec<Position> {
    let of = |place| if let Place::Record(position) = place { Some(position) } else { None };
    let mut positions: Vec<Position> = bundle.places().filter_map(of).collect();
    positions.sort_unstable();
    positions
}

fn tile(bundle: &Bundle, tile: Tile, batch: &mut Vec<Raw>) {
    let Ok(bytes) = bundle.read(&Place::LogTile(tile), ENTRIES_BYTES_MAX) else { return };
    let Ok(entries) = entries::decode(&bytes, tile.width()) else { return };
    let first = tile.index() * u64::from(TILE_WIDTH) + 1;
    let raw = |(nth, entry): (u64, &[u8])| Raw { position: Position(nth), bytes: entry.to_vec() };
    batch.extend((first..).zip(entries).map(raw));
}
