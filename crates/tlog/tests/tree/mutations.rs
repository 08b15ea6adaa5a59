//! One thing is changed at a time, and it is refused.

use tlog::{
    Frontier, Hash, SignedCheckpoint, SigningKey, Tile, TlogProof, consistency,
    frontier::LengthError,
    hash::leaf_hash,
    inclusion,
    source::Error,
    tile::{Kind, TILE_WIDTH},
};

use crate::support::{Dice, Log, leaf};

/// The same proof with one hash changed, left out, doubled, or put elsewhere.
fn mutations(proof: &[Hash]) -> Vec<Vec<Hash>> {
    let mut mutated = vec![[proof, &[leaf_hash(b"more")]].concat()];
    for at in 0..proof.len() {
        let mut changed = proof.to_vec();
        changed[at].0[at % 32] ^= 1;
        let mut without = proof.to_vec();
        without.remove(at);
        let mut doubled = proof.to_vec();
        doubled.insert(at, proof[at]);
        mutated.extend([changed, without, doubled]);
        if at > 0 {
            let mut swapped = proof.to_vec();
            swapped.swap(at - 1, at);
            mutated.push(swapped);
        }
    }
    mutated
}

#[test]
fn a_changed_proof_of_inclusion_is_refused() {
    let (log, mut dice) = (Log::of(700), Dice(1));
    let root = |size| log.root(size);
    for _ in 0..60 {
        let size = 1 + dice.below(700);
        let index = dice.below(size);
        let hash = leaf_hash(&leaf(index));
        let proof = log.tree().prove_inclusion(index, size).expect("a proof");
        let verify = |proof: &[Hash], index, size, root| inclusion::verify(proof, index, size, root, hash);
        assert_eq!(verify(&proof, index, size, root(size)), Ok(()));
        for changed in mutations(&proof) {
            assert!(verify(&changed, index, size, root(size)).is_err(), "{index} of {size}");
        }
        for other in [index ^ 1, index + 1, index + 256, u64::MAX] {
            assert!(verify(&proof, other, size, root(size)).is_err(), "{index} of {size}, as {other}");
        }
        assert!(verify(&proof, index, size, root(size - 1)).is_err(), "{index} of {size}");
        assert!(verify(&proof, index, u64::MAX, root(size)).is_err(), "{index} of {size}");
        assert!(inclusion::verify(&proof, index, size, root(size), leaf_hash(b"other")).is_err());
    }
}

#[test]
fn a_changed_proof_of_consistency_is_refused() {
    let (log, mut dice) = (Log::of(700), Dice(2));
    let root = |size| log.root(size);
    for _ in 0..60 {
        let new = 2 + dice.below(699);
        let old = 1 + dice.below(new - 1);
        let proof = log.tree().prove_consistency(old, new).expect("a proof");
        let verify = |proof: &[Hash], old, old_root, new_root| {
            consistency::verify(proof, old, old_root, new, new_root)
        };
        assert_eq!(verify(&proof, old, root(old), root(new)), Ok(()));
        for changed in mutations(&proof) {
            assert!(verify(&changed, old, root(old), root(new)).is_err(), "{old} to {new}");
        }
        assert!(verify(&proof, old, root(old - 1), root(new)).is_err(), "{old} to {new}");
        assert!(verify(&proof, old, root(old), root(new - 1)).is_err(), "{old} to {new}");
        assert!(verify(&proof, new + 1, root(old), root(new)).is_err(), "{old} to {new}");
        assert!(verify(&proof, 0, root(0), root(new)).is_err(), "{old} to {new}");
    }
    assert!(consistency::verify(&[], 7, root(7), 7, root(8)).is_err());
    assert!(consistency::verify(&[], 0, root(1), 7, root(7)).is_err());
    assert!(consistency::verify(&[], 0, root(0), 0, root(1)).is_err());
}

#[test]
fn the_text_of_a_proof_holds_for_its_leaf_and_no_other_text_does() {
    let (log, index, size) = (Log::of(300), 257, 300);
    let key = SigningKey::new("a.example/log", &[7; 32]).expect("a key");
    let checkpoint = SignedCheckpoint::sign(&key, size, log.frontier.root()).expect("a checkpoint");
    let hashes = log.tree().prove_inclusion(index, size).expect("a proof");
    for extra in [None, Some(b"anything".to_vec()), Some(Vec::new())] {
        let proof = TlogProof { extra, index, hashes: hashes.clone(), checkpoint: checkpoint.clone() };
        let text = proof.to_string();
        assert_eq!(TlogProof::parse(&text).expect("a proof"), proof);
        assert!(proof.verify(leaf_hash(&leaf(index)), &key.verifier()).is_ok());
        assert!(proof.verify(leaf_hash(b"other"), &key.verifier()).is_err());
        // What is sent along is not proved.
        let proved = text.find("index ").expect("an index");
        for at in proved..text.len() {
            let mut changed = text.clone().into_bytes();
            changed[at] ^= 1;
            let holds = String::from_utf8(changed).ok().and_then(|text| TlogProof::parse(&text).ok());
            let holds = holds.is_some_and(|p| p.verify(leaf_hash(&leaf(index)), &key.verifier()).is_ok());
            assert!(!holds, "byte {at} of\n{text}");
            let cut = text.get(..at).map(TlogProof::parse);
            assert!(cut.is_none_or(|parsed| parsed.is_err()), "cut at {at}");
        }
    }
}

#[test]
fn a_proof_is_written_in_one_way() {
    let key = SigningKey::new("a.example/log", &[7; 32]).expect("a key");
    let checkpoint = SignedCheckpoint::sign(&key, 2, leaf_hash(b"")).expect("a checkpoint");
    let proof = TlogProof { extra: None, index: 1, hashes: vec![leaf_hash(b"")], checkpoint };
    let good = proof.to_string();
    let hash = leaf_hash(b"").to_string();
    for (from, to) in [
        ("@v1", "@v2"),
        ("@v1\n", "@v1\r\n"),
        ("index 1", "index 01"),
        ("index 1", "index -1"),
        ("index 1", "index  1"),
        ("index 1\n", ""),
        ("index 1\n", "index 1\nextra AAAA\n"),
        ("index 1\n", "extra A\nindex 1\n"),
        ("index 1\n", "extra AAAA\nextra AAAA\nindex 1\n"),
        (hash.as_str(), "AAAA"),
        ("\n\n", "\n"),
        ("\n\n", "\n\n\n"),
        ("\n2\n", "\n2\n\n"),
    ] {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good);
        assert!(TlogProof::parse(&bad).is_err(), "{bad}");
    }
    let long = TlogProof { hashes: vec![leaf_hash(b""); 65], ..proof.clone() };
    assert!(TlogProof::parse(&long.to_string()).is_err());
    let longest = TlogProof { extra: Some(vec![1]), hashes: vec![leaf_hash(b""); 64], ..proof };
    assert!(TlogProof::parse(&longest.to_string()).is_ok());
}

#[test]
fn a_damaged_tile_gives_an_error_and_no_proof() {
    let mut log = Log::of(70_000);
    let tiles: Vec<_> = log.tiles.keys().copied().collect();
    let asked = 66_000;
    let way = |tile: &Tile| match tile.kind() {
        Kind::Entries => false,
        Kind::Hashes(0) => tile.index() == asked / 256 || tile.is_partial(),
        Kind::Hashes(_) => tile.is_partial(),
    };
    let prove = |log: &Log| log.try_tree()?.prove_inclusion(asked, 70_000);
    for tile in tiles.into_iter().filter(way) {
        let good = log.tiles.get(&tile).cloned().expect("a tile");
        let mut damaged = good.clone();
        damaged[40 % good.len()] ^= 1;
        log.tiles.insert(tile, damaged);
        assert_eq!(prove(&log), Err(Error::OtherRoot { size: 70_000 }), "{tile}");
        log.tiles.insert(tile, good[1..].to_vec());
        let length = LengthError { tile, bytes: good.len() - 1 };
        assert_eq!(prove(&log), Err(Error::Length(length)), "{tile}");
        log.tiles.remove(&tile);
        assert_eq!(prove(&log), Err(Error::Source(tile)), "{tile}");
        log.tiles.insert(tile, good);
    }
    assert!(log.tree().prove_inclusion(asked, 70_000).is_ok());
    assert_eq!(log.tree().root_at(70_001), Err(Error::OutOfTree { asked: 70_001, size: 70_000 }));
    assert_eq!(log.tree().prove_inclusion(7, 7), Err(Error::OutOfTree { asked: 7, size: 7 }));
    assert_eq!(log.tree().prove_consistency(8, 7), Err(Error::OutOfTree { asked: 8, size: 7 }));
}

#[test]
fn the_right_edge_comes_back_from_its_tiles() {
    let mut dice = Dice(3);
    for size in [0, 1, 255, 256, 257, 65_536].into_iter().chain((0..6).map(|_| dice.below(2_000))) {
        let mut log = Log::of(size);
        let read = |tile: Tile| log.tiles.get(&tile).cloned().ok_or(LengthError { tile, bytes: 0 });
        let mut restored = Frontier::restore(size, read).expect("a frontier");
        assert_eq!((restored.size(), restored.root()), (size, log.frontier.root()));
        let leaves = restored.last_leaves().count();
        assert_eq!(leaves, usize::try_from(size % u64::from(TILE_WIDTH)).expect("small"));
        for _ in 0..300 {
            restored.push(leaf_hash(&leaf(restored.size())));
            log.push();
            assert_eq!(restored.root(), log.frontier.root(), "{size}");
        }
        assert_eq!(restored.take_finished(), log.frontier.take_finished(), "{size}");
        assert!(restored.partials().eq(log.frontier.partials()), "{size}");
    }
    let short = |tile: Tile| Ok::<_, LengthError>(vec![0; tile.bytes().expect("hashes") - 1]);
    assert!(Frontier::restore(7, short).is_err());
}
