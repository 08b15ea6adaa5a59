//! What the ledger had signed whenever the process was killed: each time the root of the first records that there are for ever
//! after, and of no more than the journal has.

use std::collections::BTreeMap;

use ledger::Place;
use tests::server::Home;
use tlog::{Frontier, Hash, SignedCheckpoint, VerifierKey, hash::leaf_hash};
use wire::v1::Record;

/// The checkpoints that were found.
pub(crate) struct Signed {
    key: VerifierKey,
    /// The roots, by size.
    found: BTreeMap<u64, Hash>,
}

impl Signed {
    /// Begins a ledger in a home.
    pub(crate) fn begin(home: &Home) -> Self {
        Self { key: home.begin_ledger().parse().expect("a verifier key"), found: BTreeMap::new() }
    }

    /// How many checkpoints of different sizes were found.
    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// Looks what is signed on the disk of a process that was killed.
    ///
    /// # Panics
    /// If it is not whole, smaller than one before, or another of the same size.
    pub(crate) fn find(&mut self, home: &Home) {
        let Ok(note) = std::fs::read(Place::new(home.ledger()).checkpoint()) else {
            return assert!(self.found.is_empty(), "a checkpoint does not go away");
        };
        let note = SignedCheckpoint::parse(&note).expect("a checkpoint is never half written");
        let checkpoint = note.verify(&self.key).expect("signed with the key of the region");
        let largest = self.found.last_key_value().map_or(0, |(size, _)| *size);
        assert!(checkpoint.size() >= largest, "{} after {largest}", checkpoint.size());
        let other = self.found.insert(checkpoint.size(), checkpoint.root());
        assert!(other.is_none_or(|other| other == checkpoint.root()), "of one size there is one root");
    }

    /// Every one of them is the root of as many of these records, which are all that there are.
    ///
    /// # Panics
    /// If one is not.
    pub(crate) fn agree_with(&self, records: &[Record]) {
        let mut tree = Frontier::default();
        let mut roots = BTreeMap::from([(0, tree.root())]);
        for record in records {
            tree.push(leaf_hash(&record.bytes));
            drop(tree.take_finished());
            roots.insert(tree.size(), tree.root());
        }
        for (size, root) in &self.found {
            assert_eq!(
                roots.get(size),
                Some(root),
                "of {size} records, of which {} are there",
                records.len()
            );
        }
    }
}
