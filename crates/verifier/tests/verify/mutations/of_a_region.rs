//! What somebody without the key did to the bundle of a region, and covered up.

use std::{fs, path::Path};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use tlog::{SigningKey, VerifierKey, cosignature, policy::Policy};
use verifier::{
    bundle::Kind::Region,
    report::{
        Check::{self, Checkpoint, Disclosures, Files, Tree},
        Rule,
    },
};

use super::Case;
use crate::ground::{
    bundled::{Log, ORIGIN, key},
    region,
    tampered::{edit, files, replace},
};

const ENTRIES: &str = "data/log/tile/entries/000";

fn case(name: &'static str, by: Check, rule: Rule) -> Case {
    Case::of(Region, name, by, rule)
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = of_the_log();
    cases.extend(of_the_checkpoint());
    cases.extend(of_witnesses());
    cases.extend(of_the_rest());
    cases
}

fn of_the_log() -> Vec<Case> {
    vec![
        case("a byte of an entry", Tree, Rule::RecordChanged)
            .changed(|bundle| edit(bundle, ENTRIES, |bytes| bytes[300] ^= 1)),
        case("an entry, and the tile of its hash", Tree, Rule::OtherRoot).changed(|bundle| {
            edit(bundle, ENTRIES, |bytes| bytes[300] ^= 1);
            edit(bundle, "data/log/tile/0/000", |bytes| bytes[..32].fill(9));
        }),
        case("an entry, and all tiles made anew", Tree, Rule::OtherRoot).changed(|bundle| {
            let mut changed = super::HONEST.clone();
            changed.kept[40].bytes.push(b' ');
            made_anew(bundle, &changed);
        }),
        case("two entries swapped, and all tiles made anew", Tree, Rule::OtherRoot).changed(|bundle| {
            let mut changed = super::HONEST.clone();
            changed.kept.swap(40, 41);
            made_anew(bundle, &changed);
        }),
        case("a byte of a tile of hashes", Tree, Rule::TileChanged)
            .changed(|bundle| edit(bundle, "data/log/tile/0/000", |bytes| bytes[100] ^= 1)),
        case("a byte of a tile above", Tree, Rule::TileChanged)
            .changed(|bundle| edit(bundle, "data/log/tile/1/000.p/1", |bytes| bytes[0] ^= 1)),
        case("a tile of hashes taken away", Tree, Rule::TileMissing)
            .changed(|bundle| fs::remove_file(bundle.join("data/log/tile/0/000")).unwrap()),
        case("the last entries taken away", Tree, Rule::EntriesMissing).changed(|bundle| {
            let last = |path: &&String| path.contains("/001.p/");
            files(bundle).iter().filter(last).for_each(|path| fs::remove_file(bundle.join(path)).unwrap());
        }),
        case("the first entries taken away", Tree, Rule::EntriesMissing)
            .changed(|bundle| fs::remove_file(bundle.join(ENTRIES)).unwrap()),
        case("entries cut off", Tree, Rule::EntriesCut)
            .changed(|bundle| edit(bundle, ENTRIES, |bytes| bytes.truncate(bytes.len() - 700))),
        case("bytes behind the entries", Tree, Rule::EntriesCut)
            .changed(|bundle| edit(bundle, ENTRIES, |bytes| bytes.extend([0, 0]))),
        // Every log once signed that it was empty.
        case("the first checkpoint under everything", Tree, Rule::EntriesBeyond).changed(|bundle| {
            let empty = Log::of(&[]).checkpoint().to_string();
            fs::write(bundle.join("data/log/checkpoint"), empty).unwrap();
            replace(bundle, "data/bundle.json", "\"size\": 261", "\"size\": 0");
            fs::remove_file(bundle.join("data/records.jsonl")).unwrap();
        }),
        case("a word in the copy for reading", Tree, Rule::ReadingCopyDiffers)
            .changed(|bundle| replace(bundle, "data/records.jsonl", "u-secretary", "u-burgemeest")),
    ]
}

/// Tiles, entries and the copy for reading of another region, under the checkpoint that was signed.
fn made_anew(bundle: &Path, changed: &region::Region) {
    let other = bundle.with_file_name("other");
    crate::ground::bundled::region(changed, &other);
    for path in files(&other)
        .iter()
        .filter(|path| path.starts_with("data/log/tile/") || path.as_str() == "data/records.jsonl")
    {
        fs::copy(other.join(path), bundle.join(path)).unwrap();
    }
}

fn of_the_checkpoint() -> Vec<Case> {
    const CHECKPOINT: &str = "data/log/checkpoint";
    vec![
        case("the root", Checkpoint, Rule::SignatureForged).changed(|bundle| {
            let other = tlog::hash::leaf_hash(b"other").to_string();
            edit(bundle, CHECKPOINT, |bytes| {
                let text = String::from_utf8(bytes.clone()).unwrap();
                let root = text.lines().nth(2).unwrap();
                *bytes = text.replacen(root, &other, 1).into_bytes();
            });
        }),
        case("the size", Checkpoint, Rule::SignatureForged)
            .changed(|bundle| replace(bundle, CHECKPOINT, "\n2", "\n1")),
        case("a size beyond all measure", Checkpoint, Rule::SignatureForged)
            .changed(|bundle| replace(bundle, CHECKPOINT, "\n2", "\n99999999999999")),
        case("the origin", Checkpoint, Rule::OtherOrigin)
            .changed(|bundle| replace(bundle, CHECKPOINT, "besluitspoor.example", "besluitspoor.voorbeeld")),
        case("the signature", Checkpoint, Rule::NotSigned).changed(|bundle| {
            let log = Log::of(&super::HONEST.kept);
            let other = SigningKey::new(ORIGIN, &[8; 32]).unwrap();
            let signed = tlog::SignedCheckpoint::sign(&other, log.size, log.root).unwrap();
            fs::write(bundle.join(CHECKPOINT), signed.to_string()).unwrap();
        }),
        case("the checkpoint cut off", Checkpoint, Rule::CheckpointUnreadable)
            .changed(|bundle| edit(bundle, CHECKPOINT, |bytes| bytes.truncate(40))),
        case("the key that the auditor was given", Checkpoint, Rule::NotSigned).brought(|options, _| {
            assert_ne!(options.key, SigningKey::new(ORIGIN, &[8; 32]).unwrap().verifier());
            options.key = SigningKey::new(ORIGIN, &[8; 32]).unwrap().verifier();
        }),
        case("what the bundle says of itself", Checkpoint, Rule::DescribedOtherwise)
            .changed(|bundle| replace(bundle, "data/bundle.json", "\"size\": 2", "\"size\": 1")),
        case("the description of the bundle", Checkpoint, Rule::DescriptionUnreadable)
            .changed(|bundle| replace(bundle, "data/bundle.json", "\"region\"", "\"regio\"")),
        case("an earlier checkpoint by another key", Check::Earlier, Rule::EarlierNotSigned).brought(
            |options, honest| {
                let mut since = crate::whole::since(honest, 40);
                let other = SigningKey::new(ORIGIN, &[8; 32]).unwrap();
                let kept = since.checkpoint.checkpoint();
                since.checkpoint = tlog::SignedCheckpoint::sign(&other, kept.size(), kept.root()).unwrap();
                options.since = vec![since];
                assert_eq!(options.key, key().verifier());
            },
        ),
    ]
}

fn of_witnesses() -> Vec<Case> {
    let asks = |options: &mut verifier::Options, log: &VerifierKey| {
        let witness = witness().verifier().to_string();
        let text = format!("log {log}\nwitness province {witness}\nquorum province\n");
        options.policy = Some(Policy::parse(text.as_bytes()).unwrap());
    };
    let cosign = |over: fn(&str) -> String| {
        move |bundle: &Path| {
            edit(bundle, "data/log/checkpoint", |bytes| {
                let mut signed = tlog::SignedCheckpoint::parse(bytes).unwrap();
                let text = over(&signed.checkpoint().text());
                signed.add(witness().sign(text.as_bytes(), 1_796_000_000).unwrap());
                *bytes = signed.to_string().into_bytes();
            });
        }
    };
    vec![
        case("no witness cosigned", Checkpoint, Rule::NotWitnessed)
            .brought(move |options, _| asks(options, &key().verifier())),
        case("a cosignature of another checkpoint", Checkpoint, Rule::CosignatureForged)
            .changed(cosign(|_| "another\n".to_owned()))
            .brought(move |options, _| asks(options, &key().verifier())),
        case("a policy of another log", Checkpoint, Rule::NotOfPolicy)
            .changed(cosign(str::to_owned))
            .brought(move |options, _| asks(options, &SigningKey::new(ORIGIN, &[8; 32]).unwrap().verifier())),
    ]
}

fn witness() -> cosignature::SigningKey {
    cosignature::SigningKey::new("witness.example/province", &[9; 32]).unwrap()
}

fn of_the_rest() -> Vec<Case> {
    const WORDS: &str = "data/disclosures.jsonl";
    vec![
        case("words of two records swapped", Disclosures, Rule::DisclosureForeign).changed(|bundle| {
            edit(bundle, WORDS, |bytes| {
                let text = String::from_utf8(bytes.clone()).unwrap();
                let (one, other) = ("\"position\":2,", "\"position\":3,");
                let swapped = text.replacen(one, "#", 1).replacen(other, one, 1).replacen('#', other, 1);
                let mut lines: Vec<_> = swapped.lines().collect();
                lines.swap(1, 2);
                *bytes = format!("{}\n", lines.join("\n")).into_bytes();
            });
        }),
        case("a word", Disclosures, Rule::DisclosureForeign).changed(|bundle| {
            edit(bundle, WORDS, |bytes| {
                let text = String::from_utf8(bytes.clone()).unwrap();
                let title = text.lines().nth(1).unwrap().split('"').nth(5).unwrap();
                let words = String::from_utf8(URL_SAFE_NO_PAD.decode(title).unwrap()).unwrap();
                let changed = URL_SAFE_NO_PAD.encode(words.replace("thuiszitten", "thuis zitten"));
                assert_ne!(changed, title);
                *bytes = text.replacen(title, &changed, 1).into_bytes();
            });
        }),
        case("words that cannot be read", Disclosures, Rule::DisclosuresUnreadable)
            .changed(|bundle| replace(bundle, WORDS, "\"disclosures\":[\"", "\"disclosures\":[\"=")),
        case("words of a record that is not there", Disclosures, Rule::DisclosuresElsewhere).changed(
            |bundle| {
                edit(bundle, WORDS, |bytes| bytes.extend(b"{\"position\":9999,\"disclosures\":[]}\n"));
            },
        ),
        case("a word in a framework file", Files, Rule::NameOtherwise).changed(framework(|bundle, path| {
            replace(bundle, path, "Heiloo", "Hailoo");
        })),
        case("a framework file under a name that fits", Files, Rule::FrameworkMissing).changed(framework(
            |bundle, path| {
                replace(bundle, path, "Heiloo", "Hailoo");
                let digest = record::file_digest(&fs::read(bundle.join(path)).unwrap());
                let new = bundle.join(format!("data/frameworks/{digest}.toml"));
                fs::rename(bundle.join(path), new).unwrap();
            },
        )),
        case("a framework file taken away", Files, Rule::FrameworkMissing)
            .changed(framework(|bundle, path| fs::remove_file(bundle.join(path)).unwrap())),
        case("a framework file, seen by the replay", Check::Replay, Rule::FrameworkUnusable)
            .changed(framework(|bundle, path| replace(bundle, path, "Heiloo", "Hailoo"))),
        case("an attachment that no record names", Files, Rule::AttachmentForeign)
            .changed(|bundle| attached(bundle, b"%PDF-1.7", b"%PDF-1.7")),
        case("an attachment with the name of another", Files, Rule::NameOtherwise)
            .changed(|bundle| attached(bundle, b"%PDF-1.7", b"%PDF-1.8")),
    ]
}

fn framework(change: impl Fn(&Path, &str) + 'static) -> impl Fn(&Path) + 'static {
    move |bundle| {
        let path = files(bundle).into_iter().find(|path| path.starts_with("data/frameworks/"));
        change(bundle, &path.unwrap());
    }
}

/// Puts a file where an attachment of these contents would lie.
fn attached(bundle: &Path, named: &[u8], contents: &[u8]) {
    let folder = bundle.join("data/attachments");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join(format!("{}.pdf", record::file_digest(named))), contents).unwrap();
}
