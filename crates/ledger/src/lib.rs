//! That nothing was changed: every record is a leaf of an RFC 6962 tree, under a checkpoint that the region signs.

pub mod witness;
