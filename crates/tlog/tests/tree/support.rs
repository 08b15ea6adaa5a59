//! A log in memory, and numbers that are different each time the seed is.

use std::{cell::RefCell, collections::BTreeMap};

use tlog::{
    Frontier, Hash, Tile, TileSource,
    hash::{EMPTY_ROOT, leaf_hash},
    source::{Error, Tree},
    tile::Kind,
};

/// The bytes of a leaf: some are empty, and none are alike otherwise.
pub(crate) fn leaf(index: u64) -> Vec<u8> {
    if index == 3 { Vec::new() } else { format!("record {index}").into_bytes() }
}

/// The tiles of a log as they would lie on disk.
#[derive(Default)]
pub(crate) struct Log {
    pub(crate) frontier: Frontier,
    pub(crate) tiles: BTreeMap<Tile, Vec<u8>>,
    /// Those of small sizes, of some large ones, and of every published one.
    pub(crate) roots: BTreeMap<u64, Hash>,
    /// What was read that was not there.
    pub(crate) missed: RefCell<Vec<Tile>>,
}

impl Log {
    /// A log of so many leaves, published at its end only.
    pub(crate) fn of(size: u64) -> Self {
        let mut log = Self { roots: BTreeMap::from([(0, EMPTY_ROOT)]), ..Self::default() };
        (0..size).for_each(|_| log.push());
        log.publish();
        log
    }

    pub(crate) fn push(&mut self) {
        self.frontier.push(leaf_hash(&leaf(self.frontier.size())));
        let size = self.frontier.size();
        if size <= 3_000 || size.is_multiple_of(61) {
            self.roots.insert(size, self.frontier.root());
        }
    }

    /// The root that the log had when it had so many leaves.
    pub(crate) fn root(&self, size: u64) -> Hash {
        self.roots[&size]
    }

    /// A size up to this one of which the root is known.
    pub(crate) fn size_to(&self, most: u64, dice: &mut Dice) -> u64 {
        let drawn = dice.below(most + 1);
        *self.roots.range(..=drawn).next_back().expect("0 is known").0
    }

    /// Makes the tiles those of the size that the log has now.
    pub(crate) fn publish(&mut self) {
        self.roots.insert(self.frontier.size(), self.frontier.root());
        self.tiles.retain(|tile, _| !tile.is_partial());
        self.tiles.extend(self.frontier.take_finished());
        self.tiles.extend(self.frontier.partials().map(|(tile, bytes)| (tile, bytes.to_vec())));
    }

    pub(crate) fn tree(&self) -> Tree<'_, Self> {
        self.try_tree().expect("tiles that lead to the root")
    }

    pub(crate) fn try_tree(&self) -> Result<Tree<'_, Self>, Error<Tile>> {
        Tree::open(self, self.frontier.size(), self.frontier.root())
    }
}

impl TileSource for Log {
    type Error = Tile;

    fn read(&self, tile: Tile) -> Result<Vec<u8>, Tile> {
        assert!(matches!(tile.kind(), Kind::Hashes(_)), "{tile}");
        let there = self.tiles.get(&tile).or_else(|| self.tiles.get(&tile.full()));
        there.cloned().ok_or_else(|| {
            self.missed.borrow_mut().push(tile);
            tile
        })
    }
}

/// Numbers from a seed (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}
