//! Bytes of every file of a small bundle, changed by chance: never a panic, and never unseen.

use std::{fs, path::Path};

use verifier::{Options, check, report::Severity};

use crate::{
    ground::{
        bundled,
        region::Region,
        tampered::{cover_up, edit, files},
    },
    whole::{options, since, told},
};

/// How often each file is changed, in each way.
const ROUNDS: usize = 2;

/// Chance that tests can repeat (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound.max(1) as u64).unwrap()
    }
}

/// Changes bytes in some way; they are never the same afterwards.
fn change(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let before = bytes.clone();
    while *bytes == before {
        let at = dice.below(bytes.len());
        match dice.below(6) {
            0..=2 if !bytes.is_empty() => bytes[at] ^= u8::try_from(1 + dice.below(255)).unwrap(),
            3 => bytes.truncate(at),
            4 => bytes.insert(at, u8::try_from(dice.below(256)).unwrap()),
            _ => *bytes = (0..dice.below(300)).map(|_| u8::try_from(dice.below(256)).unwrap()).collect(),
        }
    }
}

/// Whether what a file holds follows from what was signed, or from its own name. The pages for people do not, nor
/// does what a bundle says of itself beside the log; a change of those shows only when it is not covered up.
fn is_bound(path: &str) -> bool {
    let free = ["data/README.md", "data/LEESMIJ.md", "data/bundle.json"];
    path.starts_with("data/") && !free.contains(&path)
}

fn every_file(bundle: &Path, seed: u64, options: &Options) {
    let mut dice = Dice(seed);
    for path in files(bundle) {
        for round in 0..ROUNDS {
            let covered_up = round % 2 == 1;
            if covered_up && !is_bound(&path) {
                continue;
            }
            let kept = fs::read(bundle.join(&path)).unwrap();
            edit(bundle, &path, |bytes| change(&mut dice, bytes));
            if covered_up {
                cover_up(bundle);
            }
            match check(bundle, options) {
                Ok(report) => assert_eq!(
                    report.worst(),
                    Some(Severity::Broken),
                    "{path} (seed {seed}, round {round}): {}",
                    told(&report)
                ),
                Err(error) => panic!("{path} (seed {seed}, round {round}): {error}"),
            }
            fs::write(bundle.join(&path), kept).unwrap();
            if covered_up {
                cover_up(bundle);
            }
        }
    }
}

#[test]
fn no_change_of_a_region_goes_unseen() {
    let folder = tempfile::tempdir().expect("a folder");
    let bundle = bundled::region(&Region::with_dossiers(1), &folder.path().join("region"));
    (1..=3).for_each(|seed| every_file(&bundle, seed, &options()));
}

#[test]
fn no_change_of_a_dossier_goes_unseen() {
    let folder = tempfile::tempdir().expect("a folder");
    let region = Region::with_dossiers(2);
    let bundle = bundled::dossier(&region, 1, None, &[5], &folder.path().join("dossier"));
    // What the auditor kept is what the proof in the bundle is held against.
    let options = Options { since: vec![since(&region, 5)], ..options() };
    every_file(&bundle, 1, &options);
}
