//! That a leaf is in a tree: the hashes beside its way to the root (RFC 6962 section 2.1.1).

use tlog_tiles::HashReader;

use crate::{Hash, LEAVES_MAX};

/// Why a leaf is not shown to be in a tree.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No tree of this size has such a leaf.
    #[error("leaf {index} is not in a tree of {size}")]
    OutOfTree {
        /// The leaf, from 0.
        index: u64,
        /// The leaves of the tree.
        size: u64,
    },
    /// The hashes lead to another root, or there are too few or too many.
    #[error("the proof does not lead from leaf {index} to the root of the tree of {size}")]
    OtherRoot {
        /// The leaf, from 0.
        index: u64,
        /// The leaves of the tree.
        size: u64,
    },
}

/// The proof that leaf `index` is in the tree of this size, from the leaf up.
///
/// # Errors
/// What the reader of hashes answers, and [`tlog_tiles::Error::InvalidInput`] when there is no such leaf.
pub fn prove(hashes: &impl HashReader, index: u64, size: u64) -> Result<Vec<Hash>, tlog_tiles::Error> {
    if size > LEAVES_MAX {
        return Err(tlog_tiles::Error::IndexesNotInTree);
    }
    tlog_tiles::prove_record(size, index, hashes)
}

/// Whether the proof leads from the leaf with this hash to the root.
///
/// # Errors
/// [`Error`]: it does not.
pub fn verify(proof: &[Hash], index: u64, size: u64, root: Hash, leaf: Hash) -> Result<(), Error> {
    if index >= size || size > LEAVES_MAX {
        return Err(Error::OutOfTree { index, size });
    }
    // No way to the root is longer, and the library copies what it is given.
    let other_root = Error::OtherRoot { index, size };
    if proof.len() > 64 {
        return Err(other_root);
    }
    tlog_tiles::check_record(&proof.to_vec(), size, root, index, leaf).map_err(|_| other_root)
}
