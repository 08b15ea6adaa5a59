//! Roots, proofs and tiles are what three others make of the same leaves: `ct-merkle` and `sigstore-merkle`, which share no
//! code with us, and the tree library itself where it keeps all hashes.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use sha2::Sha256;
use sigstore_merkle::{verify_consistency_proof, verify_inclusion_proof};
use sigstore_types::Sha256Hash;
use tlog::{Hash, consistency, hash::leaf_hash, inclusion, source::Tree};

use crate::{
    provider,
    support::{Dice, Log, leaf},
};

type Oracle = MemoryBackedTree<Sha256, Vec<u8>>;

fn theirs(proof: &[Hash]) -> Vec<Sha256Hash> {
    proof.iter().map(|hash| hash.0.into()).collect()
}

fn bytes(proof: &[Hash]) -> Vec<u8> {
    proof.iter().flat_map(|hash| hash.0).collect()
}

fn agree_on_inclusion(log: &Log, tree: &Tree<'_, Log>, oracle: &Oracle, index: u64) {
    let (size, root, hash) = (log.frontier.size(), log.frontier.root(), leaf_hash(&leaf(index)));
    let proof = tree.prove_inclusion(index, size).expect("a proof");
    inclusion::verify(&proof, index, size, root, hash).expect("our own proof");
    let other = oracle.prove_inclusion(usize::try_from(index).expect("small"));
    assert_eq!(bytes(&proof), other.as_bytes(), "leaf {index} of {size}");
    let verified = verify_inclusion_proof(&hash.0.into(), index, size, &theirs(&proof), &root.0.into());
    verified.unwrap_or_else(|error| panic!("leaf {index} of {size}: {error}"));
}

fn agree_on_consistency(log: &Log, tree: &Tree<'_, Log>, oracle: &Oracle, old: u64) {
    let (new, root) = (log.frontier.size(), log.frontier.root());
    let old_root = log.root(old);
    let proof = tree.prove_consistency(old, new).expect("a proof");
    consistency::verify(&proof, old, old_root, new, root).expect("our own proof");
    // That crate gives no proof of what needs none.
    if 0 < old && old < new {
        let other = oracle.prove_consistency(usize::try_from(new - old).expect("small"));
        assert_eq!(bytes(&proof), other.as_bytes(), "from {old} to {new}");
    }
    let verified = verify_consistency_proof(old, new, &theirs(&proof), &old_root.0.into(), &root.0.into());
    verified.unwrap_or_else(|error| panic!("from {old} to {new}: {error}"));
}

fn agree(log: &Log, oracle: &Oracle, dice: &mut Dice, samples: u64) {
    let (size, tree) = (log.frontier.size(), log.tree());
    assert_eq!(log.frontier.root().0, **oracle.root().as_bytes(), "root of {size}");
    assert_eq!(log.frontier.root(), tree.root_at(size).expect("a root"), "root of {size} from tiles");
    let last = log.size_to(size.saturating_sub(1), dice);
    for old in (0..samples).map(|_| log.size_to(size, dice)).chain([0, last, size]) {
        assert_eq!(tree.root_at(old).expect("a root"), log.root(old));
        agree_on_consistency(log, &tree, oracle, old);
    }
    if size > 0 {
        let indexes = (0..samples).map(|_| dice.below(size)).chain([0, size - 1]);
        indexes.for_each(|index| agree_on_inclusion(log, &tree, oracle, index));
    }
    assert_eq!(*log.missed.borrow(), []);
}

#[test]
fn three_libraries_agree_at_every_size_to_a_thousand() {
    provider::install();
    let (mut log, mut oracle, mut dice) = (Log::of(0), Oracle::new(), Dice(4));
    agree(&log, &oracle, &mut dice, 1);
    for size in 1..=1_000 {
        log.push();
        log.publish();
        oracle.push(leaf(size - 1));
        agree(&log, &oracle, &mut dice, 1);
    }
}

#[test]
fn three_libraries_agree_at_large_sizes() {
    provider::install();
    let (mut log, mut oracle, mut dice) = (Log::of(0), Oracle::new(), Dice(62));
    // Past the first tile of level 2, and on both sides of it.
    let mut sizes = vec![65_535, 65_536, 65_537, 66_000];
    sizes.extend((0..6).map(|_| dice.below(66_000)));
    sizes.sort_unstable();
    for size in sizes {
        while log.frontier.size() < size {
            oracle.push(leaf(log.frontier.size()));
            log.push();
        }
        log.publish();
        agree(&log, &oracle, &mut dice, 8);
    }
}

/// Every older size, not only the last one, can be proved from the tiles of now.
#[test]
fn proofs_between_older_sizes_are_made_from_the_tiles_of_now() {
    let (log, mut dice) = (Log::of(3_000), Dice(9));
    let tree = log.tree();
    for _ in 0..200 {
        let new = 1 + dice.below(3_000);
        let (old, index) = (dice.below(new + 1), dice.below(new));
        let proof = tree.prove_consistency(old, new).expect("a proof");
        consistency::verify(&proof, old, log.root(old), new, log.root(new)).expect("consistent");
        let proof = tree.prove_inclusion(index, new).expect("a proof");
        inclusion::verify(&proof, index, new, log.root(new), leaf_hash(&leaf(index))).expect("included");
    }
}
