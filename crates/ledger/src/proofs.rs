//! What is proved from the tiles: that a record is there, and that the ledger only grew.
//!
//! These read files; call them from a thread that may block.

use std::sync::Arc;

use record::Position;
use tlog::{
    Hash, SignedCheckpoint, TlogProof,
    source::{self, Tree},
};

use crate::{
    Ledger,
    folder::{DeviceError, Folder},
};

/// Why something is not proved.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing was signed yet.
    #[error("no checkpoint was signed yet")]
    NoCheckpoint,
    /// The ledger never had so many records.
    #[error("{asked} records were asked about, and the newest checkpoint covers {size}")]
    Ahead {
        /// The size that was asked.
        asked: u64,
        /// The size of the newest checkpoint.
        size: u64,
    },
    /// The record is not in a tree of this size.
    #[error("position {position} is not in a tree of {size} records")]
    NotInTree {
        /// The record.
        position: Position,
        /// The size of the tree.
        size: u64,
    },
    /// The tiles do not lead to the signed root.
    #[error("the tiles of the log cannot be relied on; start the ledger again, which writes them anew")]
    Tiles(#[source] source::Error<DeviceError>),
}

/// Proofs against one checkpoint, which share the tiles that were read for them: for a run of questions.
pub struct Proofs<'l> {
    checkpoint: Arc<SignedCheckpoint>,
    tree: Tree<'l, Folder>,
}

impl Ledger {
    /// Proofs against the newest checkpoint.
    ///
    /// # Errors
    /// [`Error::NoCheckpoint`] and [`Error::Tiles`].
    pub fn proofs(&self) -> Result<Proofs<'_>, Error> {
        let checkpoint = self.checkpoint().ok_or(Error::NoCheckpoint)?;
        let (size, root) = (checkpoint.checkpoint().size(), checkpoint.checkpoint().root());
        let tree = Tree::open(&self.shared.folder, size, root).map_err(Error::Tiles)?;
        Ok(Proofs { checkpoint, tree })
    }

    /// The root that the ledger had with so many records.
    ///
    /// # Errors
    /// [`Error`].
    pub fn root_at(&self, size: u64) -> Result<Hash, Error> {
        self.proofs()?.root_at(size)
    }

    /// The hashes that lead from the record to the root of the tree of this size, from the leaf up.
    ///
    /// # Errors
    /// [`Error`].
    pub fn prove_inclusion(&self, position: Position, size: u64) -> Result<Vec<Hash>, Error> {
        self.proofs()?.inclusion(position, size)
    }

    /// The hashes that lead to the roots of both trees.
    ///
    /// # Errors
    /// [`Error`].
    pub fn prove_consistency(&self, from_size: u64, to_size: u64) -> Result<Vec<Hash>, Error> {
        self.proofs()?.consistency(from_size, to_size)
    }

    /// The text of a proof that the record is under this checkpoint, which is one of this log.
    ///
    /// # Errors
    /// [`Error`].
    pub fn tlog_proof(&self, position: Position, checkpoint: &SignedCheckpoint) -> Result<String, Error> {
        self.proofs()?.tlog_proof(position, checkpoint)
    }
}

impl Proofs<'_> {
    /// The checkpoint that all tiles are checked against.
    pub fn checkpoint(&self) -> &Arc<SignedCheckpoint> {
        &self.checkpoint
    }

    /// The root that the ledger had with so many records.
    ///
    /// # Errors
    /// [`Error::Ahead`] and [`Error::Tiles`].
    pub fn root_at(&self, size: u64) -> Result<Hash, Error> {
        self.reach(size)?;
        self.tree.root_at(size).map_err(Error::Tiles)
    }

    /// The hash of the record's leaf.
    ///
    /// # Errors
    /// [`Error::NotInTree`] and [`Error::Tiles`].
    pub fn leaf(&self, position: Position) -> Result<Hash, Error> {
        let index = leaf_index(position, self.size())?;
        self.tree.leaf(index).map_err(Error::Tiles)
    }

    /// The hashes that lead from the record to the root of the tree of this size, from the leaf up.
    ///
    /// # Errors
    /// [`Error::Ahead`], [`Error::NotInTree`] and [`Error::Tiles`].
    pub fn inclusion(&self, position: Position, size: u64) -> Result<Vec<Hash>, Error> {
        self.reach(size)?;
        self.tree.prove_inclusion(leaf_index(position, size)?, size).map_err(Error::Tiles)
    }

    /// The hashes that lead to the roots of both trees.
    ///
    /// # Errors
    /// [`Error::Ahead`], also when `from_size` is larger than `to_size`, and [`Error::Tiles`].
    pub fn consistency(&self, from_size: u64, to_size: u64) -> Result<Vec<Hash>, Error> {
        self.reach(to_size)?;
        if from_size > to_size {
            return Err(Error::Ahead { asked: from_size, size: to_size });
        }
        self.tree.prove_consistency(from_size, to_size).map_err(Error::Tiles)
    }

    /// The text of a proof that the record is under this checkpoint, which is one of this log.
    ///
    /// # Errors
    /// [`Error::Ahead`], [`Error::NotInTree`] and [`Error::Tiles`].
    pub fn tlog_proof(&self, position: Position, checkpoint: &SignedCheckpoint) -> Result<String, Error> {
        let size = checkpoint.checkpoint().size();
        let hashes = self.inclusion(position, size)?;
        let index = leaf_index(position, size)?;
        let proof = TlogProof { extra: None, index, hashes, checkpoint: checkpoint.clone() };
        Ok(proof.to_string())
    }

    fn size(&self) -> u64 {
        self.checkpoint.checkpoint().size()
    }

    fn reach(&self, asked: u64) -> Result<(), Error> {
        let size = self.size();
        if asked <= size { Ok(()) } else { Err(Error::Ahead { asked, size }) }
    }
}

/// Leaves are counted from 0, positions from 1.
fn leaf_index(position: Position, size: u64) -> Result<u64, Error> {
    let index = position.0.checked_sub(1).filter(|index| *index < size);
    index.ok_or(Error::NotInTree { position, size })
}
