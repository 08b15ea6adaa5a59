//! The right edge of a tree that grows: all that is needed to append, to know the root, and to write tiles.
//!
//! Kept are the hashes of the last, partial tile of each level, and the *peaks*: for each bit of the size that is set, the
//! root of the full subtree of that many leaves. An append merges peaks as a binary counter carries.

use std::array;

use crate::{
    Hash, LEAVES_MAX, Tile,
    hash::{EMPTY_ROOT, HASH_BYTES, node_hash, split},
    tile::{Kind, TILE_HEIGHT, TILE_WIDTH},
};

/// The levels of tiles that a tree of [`LEAVES_MAX`] leaves has.
const LEVELS: usize = 8;
/// The levels of the tree that it has.
const PEAKS: usize = LEVELS * TILE_HEIGHT as usize;

/// The right edge of a tree.
#[derive(Debug, Clone)]
pub struct Frontier {
    size: u64,
    /// The bytes of the partial tile of each level of tiles; empty where the level ends with a full one.
    edges: [Vec<u8>; LEVELS],
    /// The root of the full subtree of `2^n` leaves at the edge; counts only where bit `n` of the size is set.
    peaks: [Hash; PEAKS],
    /// Tiles that became full and were not taken yet, oldest first.
    finished: Vec<(Tile, Vec<u8>)>,
}

/// Why bytes are not those of a tile of hashes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{tile} has {bytes} bytes, not 32 for each of its hashes")]
pub struct LengthError {
    /// The tile.
    pub tile: Tile,
    /// What it holds.
    pub bytes: usize,
}

impl Default for Frontier {
    fn default() -> Self {
        Self {
            size: 0,
            edges: array::from_fn(|_| Vec::new()),
            peaks: [EMPTY_ROOT; PEAKS],
            finished: Vec::new(),
        }
    }
}

impl Frontier {
    /// The edge of a tree of this size from its partial tiles, which `read` gives as they lie: exactly as wide as asked.
    /// Whether they belong to that tree, the [root](Self::root) tells.
    ///
    /// # Errors
    /// What `read` answers, and [`LengthError`] as that error when a tile has another length.
    pub fn restore<E: From<LengthError>>(
        size: u64,
        mut read: impl FnMut(Tile) -> Result<Vec<u8>, E>,
    ) -> Result<Self, E> {
        let mut frontier = Self { size: size.min(LEAVES_MAX), ..Self::default() };
        for tile in Tile::partials(frontier.size) {
            let Kind::Hashes(level) = tile.kind() else { continue };
            let bytes = read(tile)?;
            if tile.bytes() != Some(bytes.len()) {
                return Err(LengthError { tile, bytes: bytes.len() }.into());
            }
            frontier.restore_peaks(usize::from(level * TILE_HEIGHT), tile.width(), &bytes);
            frontier.edges[usize::from(level)] = bytes;
        }
        Ok(frontier)
    }

    /// The bits of the width say which subtrees of the tile are peaks, largest first.
    fn restore_peaks(&mut self, base: usize, width: u16, bytes: &[u8]) {
        let mut rest = bytes;
        for bit in (0..usize::from(TILE_HEIGHT)).rev().filter(|bit| width & (1 << bit) != 0) {
            let (subtree, after) = rest.split_at(HASH_BYTES << bit);
            self.peaks[base + bit] = tlog_tiles::Tile::subtree_hash(subtree);
            rest = after;
        }
    }

    /// The leaves of the tree.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root of the tree as it is now.
    pub fn root(&self) -> Hash {
        let peaks = self.peaks.iter().enumerate().filter(|(bit, _)| self.size & (1 << bit) != 0);
        peaks.map(|(_, peak)| *peak).reduce(|right, left| node_hash(left, right)).unwrap_or(EMPTY_ROOT)
    }

    /// Appends a leaf by its hash.
    ///
    /// # Panics
    /// At [`LEAVES_MAX`] leaves, which a log that took a million each second would reach after 146,000 years.
    pub fn push(&mut self, leaf: Hash) {
        assert!(self.size < LEAVES_MAX, "a tree has at most {LEAVES_MAX} leaves");
        let mut hash = leaf;
        self.extend_edge(0, hash);
        let merges = self.size.trailing_ones() as usize;
        for bit in 0..merges {
            hash = node_hash(self.peaks[bit], hash);
            if (bit + 1).is_multiple_of(usize::from(TILE_HEIGHT)) {
                self.extend_edge((bit + 1) / usize::from(TILE_HEIGHT), hash);
            }
        }
        self.peaks[merges] = hash;
        self.size += 1;
    }

    fn extend_edge(&mut self, level: usize, hash: Hash) {
        let edge = &mut self.edges[level];
        edge.extend_from_slice(&hash.0);
        if edge.len() < usize::from(TILE_WIDTH) * HASH_BYTES {
            return;
        }
        // Pushing a leaf fills the tile that holds it, at every level.
        let index = self.size >> ((level + 1) * usize::from(TILE_HEIGHT)).min(63);
        let full =
            u8::try_from(level).ok().and_then(|level| Tile::new(Kind::Hashes(level), index, TILE_WIDTH));
        let bytes = std::mem::take(edge);
        self.finished.extend(full.map(|tile| (tile, bytes)));
    }

    /// The full tiles of hashes since the last call, lower levels first for each leaf.
    pub fn take_finished(&mut self) -> Vec<(Tile, Vec<u8>)> {
        std::mem::take(&mut self.finished)
    }

    /// The partial tiles of hashes of the tree as it is now, from level 0 up.
    pub fn partials(&self) -> impl Iterator<Item = (Tile, &[u8])> {
        let tiles = Tile::partials(self.size).into_iter();
        tiles.filter_map(|tile| match tile.kind() {
            Kind::Hashes(level) => Some((tile, self.edges[usize::from(level)].as_slice())),
            Kind::Entries => None,
        })
    }

    /// The hashes of the leaves in the partial tile of level 0.
    pub fn last_leaves(&self) -> impl Iterator<Item = Hash> + '_ {
        split(&self.edges[0]).into_iter().flatten()
    }
}
