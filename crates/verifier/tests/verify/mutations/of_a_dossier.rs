//! What was done to the bundle of one dossier, and covered up.

use std::{fs, path::Path};

use domain::ids::CommandId;
use uuid::Uuid;
use verifier::{
    bundle::Kind::Dossier,
    report::{
        Check::{self, Completeness, Earlier, Proofs},
        Rule,
    },
};

use super::Case;
use crate::{
    ground::{
        bundled::{Log, key},
        region::{Region, dossier},
        tampered::{edit, replace},
    },
    whole::since,
};

/// The positions of the dossier's records.
const FIRST: u64 = 22;
const LAST: u64 = 41;

fn case(name: &'static str, by: Check, rule: Rule) -> Case {
    Case::of(Dossier, name, by, rule)
}

fn record(position: u64) -> String {
    format!("data/records/{position}.json")
}

fn proof(position: u64) -> String {
    format!("data/proofs/{position}.tlog-proof")
}

fn taken_away(bundle: &Path, positions: impl IntoIterator<Item = u64>) {
    for position in positions {
        fs::remove_file(bundle.join(record(position))).unwrap();
        fs::remove_file(bundle.join(proof(position))).unwrap();
    }
    edit(bundle, "data/disclosures.jsonl", |bytes| {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let there = |line: &&str| {
            let position = line.split([':', ',']).nth(1).unwrap();
            bundle.join(format!("data/records/{position}.json")).exists()
        };
        let kept: String = text.lines().filter(there).map(|line| format!("{line}\n")).collect();
        *bytes = kept.into_bytes();
    });
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = of_proofs();
    cases.extend(of_the_continuation());
    cases.extend(of_the_end());
    cases
}

fn of_proofs() -> Vec<Case> {
    vec![
        case("a byte of a record", Proofs, Rule::ProofFails)
            .changed(|bundle| edit(bundle, &record(25), |bytes| bytes[300] ^= 1)),
        case("a line of a proof", Proofs, Rule::ProofFails).changed(|bundle| {
            edit(bundle, &proof(25), |bytes| {
                let text = String::from_utf8(bytes.clone()).unwrap();
                let line = text.lines().nth(3).unwrap();
                *bytes = text.replacen(line, &tlog::hash::leaf_hash(b"x").to_string(), 1).into_bytes();
            });
        }),
        case("the place in a proof", Proofs, Rule::ProofElsewhere)
            .changed(|bundle| replace(bundle, &proof(25), "index 24", "index 26")),
        case("a proof cut off", Proofs, Rule::ProofUnreadable)
            .changed(|bundle| edit(bundle, &proof(25), |bytes| bytes.truncate(60))),
        case("a proof against another checkpoint", Proofs, Rule::ProofAgainstOther).changed(|bundle| {
            let earlier = Log::of(&Region::with_dossiers(2).kept);
            let hashes = earlier.tree().prove_inclusion(24, earlier.size).map_err(|_| ()).unwrap();
            let other = tlog::TlogProof { extra: None, index: 24, hashes, checkpoint: earlier.checkpoint() };
            fs::write(bundle.join(proof(25)), other.to_string()).unwrap();
        }),
        case("a record of more bytes than one can have", Proofs, Rule::FileUnreadable).changed(|bundle| {
            edit(bundle, &record(25), |bytes| bytes.resize(record::RECORD_BYTES_MAX + 1, b' '))
        }),
        case("a proof taken away", Proofs, Rule::ProofMissing)
            .changed(|bundle| fs::remove_file(bundle.join(proof(25))).unwrap()),
        case("a record taken away", Proofs, Rule::ProofWithoutRecord)
            .changed(|bundle| fs::remove_file(bundle.join(record(25))).unwrap()),
        case("two records swapped", Proofs, Rule::ProofFails).changed(|bundle| {
            fs::rename(bundle.join(record(25)), bundle.join("x")).unwrap();
            fs::rename(bundle.join(record(26)), bundle.join(record(25))).unwrap();
            fs::rename(bundle.join("x"), bundle.join(record(26))).unwrap();
        }),
        case("the checkpoint", Check::Checkpoint, Rule::SignatureForged)
            .changed(|bundle| replace(bundle, "data/checkpoint", "\n2", "\n3")),
    ]
}

/// What the auditor kept of a log of so many records, which the bundle has a proof for.
const KEPT: usize = 40;
const CONTINUES: &str = "data/consistency/40.txt";

fn of_the_continuation() -> Vec<Case> {
    let continued = |name, rule| {
        case(name, Earlier, rule).brought(|options, honest| options.since = vec![since(honest, KEPT)])
    };
    let lines = |change: fn(Vec<&str>) -> Vec<&str>| {
        move |bundle: &Path| {
            edit(bundle, CONTINUES, |bytes| {
                let text = String::from_utf8(bytes.clone()).unwrap();
                *bytes = change(text.lines().collect())
                    .iter()
                    .flat_map(|line| [line, "\n"].concat().into_bytes())
                    .collect();
            });
        }
    };
    const OTHER: &str = "uPEVauJFY3DZfCWJ0+6Wtq+aQKJnE+4GK6EUYnuC23c=";
    vec![
        continued("a line of the proof that the log went on", Rule::Forked)
            .changed(lines(|was| [&was[..1], &[OTHER], &was[2..]].concat())),
        continued("a line of that proof taken away", Rule::Forked).changed(lines(|was| was[1..].to_vec())),
        continued("a line put at the end of that proof", Rule::Forked)
            .changed(lines(|was| [&was[..], &[OTHER]].concat())),
        continued("that proof cut off within a line", Rule::ProofUnreadable)
            .changed(|bundle| edit(bundle, CONTINUES, |bytes| bytes.truncate(60))),
        continued("more in place of that proof than one can have", Rule::ProofUnreadable)
            .changed(|bundle| edit(bundle, CONTINUES, |bytes| bytes.resize(66 * 45, b'\n'))),
        continued("that proof taken away", Rule::EarlierNotShown)
            .changed(|bundle| fs::remove_file(bundle.join(CONTINUES)).unwrap()),
        case("that proof under another size", Earlier, Rule::Forked)
            .changed(|bundle| {
                fs::rename(bundle.join(CONTINUES), bundle.join("data/consistency/41.txt")).unwrap()
            })
            .brought(|options, honest| options.since = vec![since(honest, KEPT + 1)]),
        case("an earlier checkpoint of another history, by the key", Earlier, Rule::Forked).brought(
            |options, honest| {
                let mut kept = since(honest, KEPT);
                let other = tlog::hash::leaf_hash(b"other");
                kept.checkpoint = tlog::SignedCheckpoint::sign(&key(), KEPT as u64, other).unwrap();
                options.since = vec![kept];
            },
        ),
        case("a log that was written anew", Earlier, Rule::Forked)
            .rewritten(|region| {
                *region = Region::new();
                (1..=20).rev().for_each(|number| region.travels(dossier(number)));
            })
            .brought(|options, honest| options.since = vec![since(honest, KEPT)]),
        case("a log that was written anew, without a proof to show it", Earlier, Rule::EarlierNotShown)
            .rewritten(|region| {
                *region = Region::new();
                (1..=20).rev().for_each(|number| region.travels(dossier(number)));
            })
            .brought(|options, honest| options.since = vec![since(honest, KEPT + 1)]),
    ]
}

fn of_the_end() -> Vec<Case> {
    let confirmed = CommandId(Uuid::from_u128(0xc0c0_0000 + u128::from(LAST - 1)));
    vec![
        case("a record and its proof taken away", Completeness, Rule::RevisionGap)
            .changed(|bundle| taken_away(bundle, [25])),
        case("the first record and its proof taken away", Completeness, Rule::RevisionGap)
            .changed(|bundle| taken_away(bundle, [FIRST])),
        case("the last records taken away", Completeness, Rule::HistoryCut)
            .changed(|bundle| taken_away(bundle, LAST - 3..=LAST)),
        case("the last records taken away, and said so", Completeness, Rule::ConfirmationMissing)
            .changed(|bundle| {
                taken_away(bundle, LAST - 3..=LAST);
                replace(bundle, "data/bundle.json", "\"last_revision\": 20", "\"last_revision\": 16");
            })
            .brought(move |options, _| options.confirmed_by = Some(confirmed)),
        case("nothing, but nobody confirmed the end", Completeness, Rule::NotConfirmed),
        case("the adoption taken away", Check::Replay, Rule::FrameworkUnknown)
            .changed(|bundle| taken_away(bundle, [1])),
    ]
}
