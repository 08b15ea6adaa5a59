//! Leaves, nodes and roots as RFC 6962 section 2.1 hashes them.

pub use tlog_tiles::Hash;

/// The bytes of one hash.
pub const HASH_BYTES: usize = tlog_tiles::HASH_SIZE;

/// The root of a tree without leaves: SHA-256 of nothing.
pub const EMPTY_ROOT: Hash = tlog_tiles::EMPTY_HASH;

/// The hash of a leaf: SHA-256 over a byte 0 and the leaf's bytes.
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    tlog_tiles::record_hash(leaf)
}

/// The hash of a node: SHA-256 over a byte 1 and the hashes below it.
pub fn node_hash(left: Hash, right: Hash) -> Hash {
    tlog_tiles::node_hash(left, right)
}

/// Reads a hash as it is written in checkpoints and proofs: standard base64 with padding, one way only.
pub fn parse(text: &str) -> Option<Hash> {
    let hash = Hash::parse_hash(text).ok()?;
    (hash.to_string() == text).then_some(hash)
}

/// The hashes that a tile's bytes are made of. `None` if they are not whole hashes.
pub(crate) fn split(bytes: &[u8]) -> Option<impl Iterator<Item = Hash> + '_> {
    let (hashes, rest) = bytes.as_chunks::<HASH_BYTES>();
    rest.is_empty().then(|| hashes.iter().map(|hash| Hash(*hash)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(hash: Hash) -> String {
        hash.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The tree of RFC 6962's own test data in the code of Certificate Transparency: leaves `""` and `00`.
    #[test]
    fn hashes_are_those_of_the_rfc() {
        assert_eq!(hex(EMPTY_ROOT), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(hex(leaf_hash(b"")), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        let root = node_hash(leaf_hash(b""), leaf_hash(&[0]));
        assert_eq!(hex(root), "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    }

    #[test]
    fn a_hash_is_written_in_one_way() {
        let text = leaf_hash(b"").to_string();
        assert_eq!(parse(&text), Some(leaf_hash(b"")));
        for bad in ["", "AAAA", &text[..43], &format!("{text}="), &format!(" {text}"), &text.replace("=", "")]
        {
            assert_eq!(parse(bad), None, "{bad:?}");
        }
        // The last character holds two bits that no byte uses.
        assert_eq!(parse("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB="), None);
    }
}
