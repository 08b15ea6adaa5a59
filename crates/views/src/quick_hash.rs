//! A hasher for names, which are looked up a dozen times for every record.
//!
//! Not for what callers choose freely: who can choose what is hashed can make all of it collide. Names come from adopted
//! frameworks and from the access register.

use std::hash::{BuildHasherDefault, Hasher};

/// Odd, with bits everywhere: the fractional part of the golden ratio.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// For the tables of names.
pub(crate) type QuickHash = BuildHasherDefault<Quick>;

#[derive(Debug, Default)]
pub(crate) struct Quick(u64);

impl Quick {
    fn add(&mut self, word: u64) {
        let mixed = (self.0.rotate_left(23) ^ word).wrapping_mul(GOLDEN);
        // A multiplication moves bits upwards only: without this, the end of one word and the beginning of the next
        // can make up for each other.
        self.0 = mixed ^ (mixed >> 32);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        for word in words {
            self.add(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.add(u64::from_le_bytes(last));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        let mixed = self.0.wrapping_mul(GOLDEN);
        mixed ^ (mixed >> 32)
    }
}

#[test]
fn names_that_differ_a_little_have_other_hashes() {
    use std::hash::BuildHasher;
    let hash = |name: String| QuickHash::default().hash_one(name.as_str());
    let names = (0..20_000).map(|number| format!("u-coordinator-{number}"));
    let hashes: Vec<u64> = names.map(hash).collect();
    let distinct =
        |part: fn(&u64) -> u64| hashes.iter().map(part).collect::<std::collections::BTreeSet<_>>().len();
    assert_eq!(distinct(|hash| *hash), hashes.len());
    // As many as 20,000 throws of 65,536 would give, more or less.
    assert!(distinct(|hash| hash & 0xFFFF) > 16_000);
    assert_eq!(distinct(|hash| hash >> 57), 128);
}
