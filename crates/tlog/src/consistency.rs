//! That a tree continues an older one: nothing of it was changed or taken away (RFC 6962 section 2.1.2).

use tlog_tiles::HashReader;

use crate::{Hash, LEAVES_MAX, hash::EMPTY_ROOT};

/// Why a tree is not shown to continue another.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The tree that should be older is larger.
    #[error("a tree of {new} cannot continue one of {old}")]
    Smaller {
        /// The leaves of the older tree.
        old: u64,
        /// The leaves of the newer tree.
        new: u64,
    },
    /// The hashes do not lead to both roots, or there are too few or too many.
    #[error("the proof does not lead from the root of {old} to that of {new}: they are not of one history")]
    OtherRoot {
        /// The leaves of the older tree.
        old: u64,
        /// The leaves of the newer tree.
        new: u64,
    },
}

/// The proof that the tree of the new size begins with that of the old size. Empty when the sizes are equal, and
/// when the old tree has no leaves: every tree continues that one.
///
/// # Errors
/// What the reader of hashes answers, and [`tlog_tiles::Error::InvalidInput`] when the old size is larger.
pub fn prove(hashes: &impl HashReader, old: u64, new: u64) -> Result<Vec<Hash>, tlog_tiles::Error> {
    if new > LEAVES_MAX {
        return Err(tlog_tiles::Error::IndexesNotInTree);
    }
    if old == 0 { Ok(Vec::new()) } else { tlog_tiles::prove_tree(new, old, hashes) }
}

/// Whether the proof leads to both roots.
///
/// # Errors
/// [`Error`]: it does not.
pub fn verify(proof: &[Hash], old: u64, old_root: Hash, new: u64, new_root: Hash) -> Result<(), Error> {
    if old > new || new > LEAVES_MAX {
        return Err(Error::Smaller { old, new });
    }
    let empty = new > 0 || new_root == EMPTY_ROOT;
    let continues = if old == 0 {
        proof.is_empty() && old_root == EMPTY_ROOT && empty
    } else {
        // No way to the root is longer, and the library copies what it is given.
        proof.len() <= 65 && tlog_tiles::check_tree(&proof.to_vec(), new, new_root, old, old_root).is_ok()
    };
    if continues { Ok(()) } else { Err(Error::OtherRoot { old, new }) }
}
