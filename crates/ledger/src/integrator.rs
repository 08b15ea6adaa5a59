//! From records to tiles, in memory: what a checkpoint at each size must find on the disk.

use bytes::Bytes;
use record::Position;
use tlog::{
    Frontier, Hash, Tile, entries,
    hash::leaf_hash,
    tile::{Kind, TILE_WIDTH},
};

use crate::folder::TileFile;

/// The most records that a checkpoint covers more than the one before: those of one tile.
pub const RECORDS_PER_CHECKPOINT_MAX: u64 = TILE_WIDTH as u64;

/// The tree as it grows, with the bytes of the records since the last full tile.
#[derive(Debug, Clone, Default)]
pub(crate) struct Integrator {
    frontier: Frontier,
    /// The entries of the partial tile.
    bundle: Vec<u8>,
    /// The entries of tiles that became full and were not taken yet.
    full: Vec<TileFile>,
}

/// A size at which a checkpoint may be signed once its files are durable.
pub(crate) struct Step {
    /// The records that are covered.
    pub(crate) size: u64,
    /// The root over them.
    pub(crate) root: Hash,
}

/// Why a record cannot be a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unfit {
    /// It does not follow the one before.
    #[error("position {expected} should follow, but the journal gave {found}")]
    Gap { expected: Position, found: Position },
    /// It is longer than any journal takes.
    #[error("the record at position {position} is too long for a leaf")]
    TooLong { position: Position },
}

impl Integrator {
    pub(crate) fn size(&self) -> u64 {
        self.frontier.size()
    }

    pub(crate) fn root(&self) -> Hash {
        self.frontier.root()
    }

    /// The position of the next leaf.
    pub(crate) fn next(&self) -> Position {
        Position(self.size() + 1)
    }

    /// Appends a record: its exact bytes are the leaf.
    pub(crate) fn push(&mut self, position: Position, record: &Bytes) -> Result<(), Unfit> {
        let expected = self.next();
        if position != expected {
            return Err(Unfit::Gap { expected, found: position });
        }
        entries::push(&mut self.bundle, record).map_err(|_| Unfit::TooLong { position })?;
        let index = self.size() / u64::from(TILE_WIDTH);
        self.frontier.push(leaf_hash(record));
        if self.size().is_multiple_of(u64::from(TILE_WIDTH)) {
            // The next tile will have about as many bytes.
            let room = Vec::with_capacity(self.bundle.len());
            let bundle = std::mem::replace(&mut self.bundle, room);
            self.full.extend(Tile::new(Kind::Entries, index, TILE_WIDTH).map(|tile| (tile, bundle)));
        }
        Ok(())
    }

    /// Ends a step: adds the files that a checkpoint of this size needs and that one of size `since` did not have.
    pub(crate) fn step(&mut self, since: u64, files: &mut Vec<TileFile>) -> Step {
        let size = self.size();
        files.extend(self.take_full());
        let old = Tile::partials(since);
        let partials = self.partials().filter(|(tile, _)| !old.contains(tile));
        files.extend(partials.map(|(tile, bytes)| (tile, bytes.to_vec())));
        Step { size, root: self.root() }
    }

    /// The tiles that became full since they were last taken.
    pub(crate) fn take_full(&mut self) -> impl Iterator<Item = TileFile> {
        self.full.extend(self.frontier.take_finished());
        std::mem::take(&mut self.full).into_iter()
    }

    /// All partial tiles as they are now.
    pub(crate) fn partials(&self) -> impl Iterator<Item = (Tile, &[u8])> {
        let entries = Tile::partial(Kind::Entries, self.size());
        self.frontier.partials().chain(entries.map(|tile| (tile, self.bundle.as_slice())))
    }

    /// Once more from what lies on the disk: the tree as it was at this size, from its partial tiles.
    pub(crate) fn restore<E: From<tlog::frontier::LengthError>>(
        size: u64,
        mut read: impl FnMut(Tile) -> Result<Vec<u8>, E>,
    ) -> Result<Self, E> {
        let bundle = Tile::partial(Kind::Entries, size).map(&mut read).transpose()?.unwrap_or_default();
        Ok(Self { frontier: Frontier::restore(size, read)?, bundle, full: Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn record(number: u64) -> Bytes {
        format!("{{\"number\":{number}}}").into()
    }

    #[test]
    fn the_files_of_all_steps_are_those_of_the_log() {
        let (mut integrator, mut files, mut since) = (Integrator::default(), Vec::new(), 0);
        let mut there = BTreeMap::new();
        for size in 1..=70_000_u64 {
            integrator.push(Position(size), &record(size)).expect("a leaf");
            if size.is_multiple_of(RECORDS_PER_CHECKPOINT_MAX) || size == 70_000 || size == 300 {
                let step = integrator.step(since, &mut files);
                since = step.size;
                for (tile, bytes) in files.drain(..) {
                    assert!(there.insert(tile, bytes).is_none(), "{tile} was written twice");
                }
                let needed = Tile::between(since.saturating_sub(1), since);
                assert!(needed.iter().all(|tile| there.contains_key(tile)), "{size}");
            }
        }
        assert!(Tile::between(0, 70_000).iter().all(|tile| there.contains_key(tile)));
        let read = |tile: Tile| Ok::<_, tlog::frontier::LengthError>(there[&tile].clone());
        let restored = Integrator::restore(70_000, read).expect("an integrator");
        assert_eq!((restored.size(), restored.root()), (70_000, integrator.root()));
        assert_eq!(restored.bundle, integrator.bundle);
        let entries = there[&Tile::partial(Kind::Entries, 70_000).expect("a tile")].clone();
        assert_eq!(entries::decode(&entries, 112).expect("entries")[111], record(70_000));
    }

    #[test]
    fn a_gap_is_found() {
        let mut integrator = Integrator::default();
        let gap = Unfit::Gap { expected: Position(1), found: Position(2) };
        assert_eq!(integrator.push(Position(2), &record(2)), Err(gap));
        assert_eq!(integrator.size(), 0);
    }
}
