//! The formats of a transparency log as C2SP writes them: tiles, entries, checkpoints, signed notes and proofs.
//!
//! In reading order:
//!
//! - [`hash`]: leaves, nodes and roots of RFC 6962.
//! - [`tile`] and [`entries`]: what lies under which path, and the bytes of records.
//! - [`frontier`]: the right edge of a tree that grows; gives roots and finished tiles.
//! - [`inclusion`] and [`consistency`]: proofs, and [`source`] to make them from tiles.
//! - [`key`]: who signs, by which name.
//! - [`checkpoint`] and [`signed`]: what is signed, and with its signatures.
//! - [`cosignature`]: what a witness adds; [`policy`]: whose word counts, and when it is enough.
//! - [`proof`]: the text of one proof with the checkpoint it is against.
//!
//! Pure: bytes in, bytes out. Knows no journal, no file and no clock. `tlog_tiles` and `signed_note` do the tree and
//! the note; what those write for Go's checksum database is written here for everyone else.

pub mod checkpoint;
pub mod consistency;
pub mod cosignature;
pub mod entries;
pub mod frontier;
pub mod hash;
pub mod inclusion;
pub mod key;
pub mod policy;
pub mod proof;
pub mod signed;
pub mod source;
pub mod tile;

pub use checkpoint::Checkpoint;
pub use frontier::Frontier;
pub use hash::Hash;
pub use key::{SigningKey, VerifierKey};
pub use policy::Policy;
pub use proof::TlogProof;
pub use signed::SignedCheckpoint;
pub use source::TileSource;
pub use tile::Tile;

/// The most leaves that a tree may say it has: beyond this the arithmetic of places in it would not fit 64 bits.
pub const LEAVES_MAX: u64 = 1 << 62;
