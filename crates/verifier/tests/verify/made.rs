//! How bundles are made: whole or not at all, and never over another.

use std::fs;

use verifier::bundle::{Place, Writer, write::Error};

use crate::ground::region::id;

#[test]
fn what_is_broken_off_has_no_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = folder.path().join("bundle");
    Writer::may_create(&name).expect("a new folder");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is made by asking");
    let mut writer = Writer::create(&name).expect("a new folder");
    writer.write(&Place::DutchPage, b"half").expect("it can be written");
    drop(writer);
    assert!(!name.exists());
    for again in [Writer::may_create(&name), Writer::create(&name).map(drop)] {
        let again = again.expect_err("a part is there");
        assert!(matches!(again, Error::PartThere { .. }), "{again}");
    }
    fs::remove_dir_all(folder.path().join("bundle.part")).unwrap();
    Writer::create(&name).expect("nothing is there any more");
}

#[test]
fn nothing_is_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = folder.path().join("bundle");
    fs::create_dir(&name).unwrap();
    let mut writer = Writer::create(&name).expect("an empty folder is none");
    writer.write(&Place::DutchPage, b"one").unwrap();
    writer.write(&Place::EnglishPage, b"other").unwrap();
    assert!(writer.has(&Place::DutchPage) && writer.has(&Place::EnglishPage) && !writer.has(&Place::Records));
    let again = writer.write(&Place::DutchPage, b"more").expect_err("it was ended");
    assert!(matches!(again, Error::WrittenBefore { .. }), "{again}");
    writer.finish(id("2026-11-30")).expect("it can be finished");
    for full in [Writer::may_create(&name), Writer::create(&name).map(drop)] {
        let full = full.expect_err("it is full");
        assert!(matches!(full, Error::NotEmpty { .. }), "{full}");
    }
}

#[test]
fn files_that_grow_are_written_beside_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = Writer::create(&folder.path().join("bundle")).expect("a new folder");
    for (place, bytes) in [
        (Place::Records, b"1\n"),
        (Place::Disclosures, b"a\n"),
        (Place::DutchPage, b"n\n"),
        (Place::Records, b"2\n"),
        (Place::Disclosures, b"b\n"),
    ] {
        writer.write(&place, bytes).unwrap();
    }
    let bundle = writer.finish(id("2026-11-30")).unwrap();
    let read = |path: &str| fs::read_to_string(bundle.join(path)).unwrap();
    assert_eq!(
        (read("data/records.jsonl"), read("data/disclosures.jsonl")),
        ("1\n2\n".into(), "a\nb\n".into())
    );
    // Computed with `printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' | sha256sum`.
    let tags = read("tagmanifest-sha256.txt");
    assert!(
        tags.starts_with("1712ecfb074bf29c4188ad3421032509159a09739fd604f8fe57038b4ddefcc9  bagit.txt\n")
    );
    assert!(read("bag-info.txt").contains("Bagging-Date: 2026-11-30\nPayload-Oxum: 10.3\n"));
}
