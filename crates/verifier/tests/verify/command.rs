//! The program itself: what it ends with, and what programs read.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;

use crate::ground::{
    bundled::{self, Log, key},
    region::Region,
    tampered::edit,
};

fn verify(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_besluitspoor-verify")).args(arguments).output().expect("it runs")
}

fn ends(output: &Output) -> Option<i32> {
    output.status.code()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

fn path(path: &Path) -> &str {
    path.to_str().expect("text")
}

#[test]
fn the_exit_code_tells_how_bad_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let region = Region::with_dossiers(1);
    let key = key().verifier().to_string();
    let whole = bundled::region(&region, &folder.path().join("region"));
    let dossier = bundled::dossier(&region, 1, None, &[], &folder.path().join("dossier"));
    let kept = folder.path().join("kept");
    fs::write(&kept, Log::of(&region.kept[..7]).checkpoint().to_string()).unwrap();
    let good = verify(&[path(&whole), "--key", &key, "--since", path(&kept)]);
    assert_eq!(ends(&good), Some(0), "{}", text(&good.stdout));
    assert!(text(&good.stdout).ends_with("leidden tot deze besluiten.\n"), "{}", text(&good.stdout));
    let notice = verify(&["--lang", "en", "--key", &key, path(&dossier)]);
    assert_eq!(ends(&notice), Some(1));
    assert!(text(&notice.stdout).contains("note    Nothing is missing"), "{}", text(&notice.stdout));
    edit(&whole, "data/log/checkpoint", |bytes| bytes[0] ^= 1);
    let broken = verify(&["--json", "--key", &key, path(&whole)]);
    assert_eq!(ends(&broken), Some(8));
    let told: Value = serde_json::from_slice(&broken.stdout).expect("one JSON object");
    assert_eq!((&told["verdict"], &told["exit_code"]), (&Value::from("broken"), &Value::from(8)));
    let rules = told["checks"][0]["findings"][0].as_object().expect("a finding");
    assert_eq!((&rules["rule"], &rules["place"]), (&"FILE_CHANGED".into(), &"data/log/checkpoint".into()));
}

#[test]
fn what_is_not_understood_is_told() {
    let key = key().verifier().to_string();
    let changed = key.replace("besluitspoor", "besluitspoort");
    let with = |flag, value| vec!["bundle", "--key", &key, flag, value];
    for (arguments, nl, en) in [
        (vec![], "noem de map van de bundel", "name the folder"),
        (vec!["bundle"], "noem met --key de sleutel", "name the key"),
        (vec!["bundle", "--key"], "na --key ontbreekt een waarde", "--key needs a value"),
        (vec!["bundle", "--key", "x"], "de sleutel na --key is niet", "the key after --key cannot be used"),
        (vec!["bundle", "--key", &changed], "does not follow from its name", "does not follow from its name"),
        (vec!["a", "b", "--key", &key], "'b' wordt niet begrepen", "'b' is not understood"),
        (vec!["bundle", "--sinds", "x"], "'--sinds' wordt niet begrepen", "'--sinds' is not understood"),
        (with("--lang", "fy"), "'fy' na --lang is geen taal", "'fy' after --lang is no language"),
        (with("--confirmed-by", "x"), "is geen opdracht", "is no command"),
        (with("--since", "/nowhere"), "/nowhere kan niet worden gelezen", "/nowhere cannot be read"),
        (with("--since", "/dev/null"), "is geen ondertekend controlepunt", "/dev/null is no checkpoint"),
        (with("--policy", "/dev/null"), "/dev/null is geen beleid", "/dev/null is no policy"),
        (vec!["/nowhere", "--key", &key], "map /nowhere kan niet worden", "/nowhere cannot be read"),
        (vec!["/dev", "--key", &key], "/dev is geen bundel", "/dev is not a bundle"),
    ] {
        for (asked, says) in [(&[][..], nl), (&["--lang", "en"], en)] {
            let arguments = [asked, &arguments].concat();
            let output = verify(&arguments);
            assert_eq!((ends(&output), output.stdout.len()), (Some(2), 0), "{arguments:?}");
            let told = text(&output.stderr);
            assert!(told.contains(says), "{arguments:?}: {told}");
        }
    }
    let help = verify(&["--help"]);
    assert!(ends(&help) == Some(0) && text(&help.stdout).starts_with("Gebruik: besluitspoor-verify"));
}
