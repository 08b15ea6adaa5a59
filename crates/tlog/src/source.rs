//! Proofs and older roots from tiles, wherever those lie.
//!
//! Every tile that is read is checked against the root of the tree, so that a damaged one gives an error and never a
//! wrong proof.

use std::{cell::RefCell, collections::BTreeMap};

use tlog_tiles::HashReader;

use crate::{
    Frontier, Hash, Tile, consistency,
    frontier::LengthError,
    hash::HASH_BYTES,
    inclusion,
    tile::{Kind, TILE_HEIGHT, TILE_WIDTH},
};

/// Where the tiles of hashes of one log are read.
pub trait TileSource {
    /// Why a tile cannot be read.
    type Error;

    /// The bytes of this tile of hashes. They may be those of a wider one at the same place: a partial tile is taken away
    /// once the full one is there.
    ///
    /// # Errors
    /// Neither can be read.
    fn read(&self, tile: Tile) -> Result<Vec<u8>, Self::Error>;
}

/// A tree whose root is known and whose hashes are in tiles. Keeps the tiles that it has read, 32 bytes for each leaf
/// near those that were asked about: for a run of questions about one checkpoint, not for ever.
pub struct Tree<'a, S: TileSource> {
    size: u64,
    source: &'a S,
    /// The tiles that were checked: partial ones against the root, full ones against what stands for them in the level
    /// above. The tree library has such a reader too, but that does not check every full tile.
    checked: RefCell<BTreeMap<Tile, Vec<u8>>>,
    /// Why a tile was not given, for which the library has no place.
    failed: RefCell<Option<Error<S::Error>>>,
}

/// Why tiles do not give what was asked of a tree.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error<E> {
    /// A tile could not be read.
    #[error("a tile could not be read")]
    Source(#[source] E),
    /// More leaves were asked about than the tree has.
    #[error("{asked} was asked of a tree of {size}")]
    OutOfTree {
        /// The size or leaf that was asked.
        asked: u64,
        /// The leaves of the tree.
        size: u64,
    },
    /// A tile has another length.
    #[error("a tile is damaged")]
    Length(#[source] LengthError),
    /// The tiles do not lead to the root.
    #[error("the tiles do not lead to the root of the tree of {size}: one is damaged")]
    OtherRoot {
        /// The leaves of the tree.
        size: u64,
    },
}

impl<'a, S: TileSource> Tree<'a, S> {
    /// The tree of this size with this root: its partial tiles are read and lead to the root.
    ///
    /// # Errors
    /// [`Error::Source`], [`Error::Length`] and [`Error::OtherRoot`].
    pub fn open(source: &'a S, size: u64, root: Hash) -> Result<Self, Error<S::Error>> {
        let tree = Self { size, source, checked: RefCell::default(), failed: RefCell::default() };
        let frontier = Frontier::restore(size, |tile| {
            let bytes = tree.read(tile)?;
            tree.checked.borrow_mut().insert(tile, bytes.clone());
            Ok::<_, Error<S::Error>>(bytes)
        })?;
        let same = frontier.root() == root && frontier.size() == size;
        if same { Ok(tree) } else { Err(Error::OtherRoot { size }) }
    }

    /// The root that the tree had when it had so many leaves.
    ///
    /// # Errors
    /// [`Error`].
    pub fn root_at(&self, size: u64) -> Result<Hash, Error<S::Error>> {
        self.ask(size, || tlog_tiles::tree_hash(size, self))
    }

    /// The proof that leaf `index` is in the tree as it was with `size` leaves.
    ///
    /// # Errors
    /// [`Error`].
    pub fn prove_inclusion(&self, index: u64, size: u64) -> Result<Vec<Hash>, Error<S::Error>> {
        if index >= size {
            return Err(Error::OutOfTree { asked: index, size });
        }
        self.ask(size, || inclusion::prove(self, index, size))
    }

    /// The proof that the tree as it was with `new` leaves begins with that of `old` leaves.
    ///
    /// # Errors
    /// [`Error`].
    pub fn prove_consistency(&self, old: u64, new: u64) -> Result<Vec<Hash>, Error<S::Error>> {
        if old > new {
            return Err(Error::OutOfTree { asked: old, size: new });
        }
        self.ask(new, || consistency::prove(self, old, new))
    }

    /// The hash of leaf `index`, as it stands in the tree.
    ///
    /// # Errors
    /// [`Error`].
    pub fn leaf(&self, index: u64) -> Result<Hash, Error<S::Error>> {
        if index >= self.size {
            return Err(Error::OutOfTree { asked: index, size: self.size });
        }
        self.hash_at(tlog_tiles::stored_hash_index(0, index))
    }

    fn ask<T>(
        &self,
        asked: u64,
        read: impl FnOnce() -> Result<T, tlog_tiles::Error>,
    ) -> Result<T, Error<S::Error>> {
        let size = self.size;
        if asked > size {
            return Err(Error::OutOfTree { asked, size });
        }
        read().map_err(|_| self.failed.borrow_mut().take().unwrap_or(Error::OtherRoot { size }))
    }

    fn hash_at(&self, index: u64) -> Result<Hash, Error<S::Error>> {
        let other_root = Error::OtherRoot { size: self.size };
        let narrow = tlog_tiles::Tile::from_index(TILE_HEIGHT, index);
        let (level, number) = (narrow.level(), narrow.level_index());
        let Some(tile) = Tile::at(level, number, self.size) else { return Err(other_root) };
        self.check(tile)?;
        let theirs = tlog_tiles::Tile::new(TILE_HEIGHT, level, number, tile.width().into(), false);
        theirs.hash_at_index(&self.checked.borrow()[&tile], index).map_err(|_| other_root)
    }

    /// Reads the tile and those above it until one that was checked before; at the latest the partial ones.
    fn check(&self, tile: Tile) -> Result<(), Error<S::Error>> {
        if self.checked.borrow().contains_key(&tile) {
            return Ok(());
        }
        let other_root = Error::OtherRoot { size: self.size };
        let Kind::Hashes(level) = tile.kind() else { return Err(other_root) };
        let width = u64::from(TILE_WIDTH);
        let above = Tile::at(level + 1, tile.index() / width, self.size);
        let Some(above) = above else { return Err(other_root) };
        self.check(above)?;
        let bytes = self.read(tile)?;
        let hash = tlog_tiles::Tile::subtree_hash(&bytes);
        let at = usize::try_from(tile.index() % width).unwrap_or(usize::MAX);
        if self.checked.borrow()[&above].chunks_exact(HASH_BYTES).nth(at) != Some(&hash.0) {
            return Err(other_root);
        }
        self.checked.borrow_mut().insert(tile, bytes);
        Ok(())
    }

    /// A tile as wide as asked, cut from a wider one if need be.
    fn read(&self, tile: Tile) -> Result<Vec<u8>, Error<S::Error>> {
        let mut bytes = self.source.read(tile).map_err(Error::Source)?;
        let wanted = tile.bytes().unwrap_or_default();
        bytes.truncate(wanted);
        if bytes.len() == wanted { Ok(bytes) } else { Err(LengthError { tile, bytes: bytes.len() }.into()) }
    }
}

impl<S: TileSource> HashReader for Tree<'_, S> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, tlog_tiles::Error> {
        let hash_at = |index: &u64| {
            self.hash_at(*index).map_err(|error| {
                *self.failed.borrow_mut() = Some(error);
                tlog_tiles::Error::InconsistentTile
            })
        };
        indexes.iter().map(hash_at).collect()
    }
}

/// A wrong length is found where others are asked for their errors.
impl<E> From<LengthError> for Error<E> {
    fn from(error: LengthError) -> Self {
        Self::Length(error)
    }
}
