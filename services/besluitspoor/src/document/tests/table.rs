//! The files in `tests/documents`: beside each `.md` stands what it is told, line by line.
//!
//! With `BESLUITSPOOR_UPDATE=1` the expectations are written anew; read the difference before keeping it.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use wire::Language;

use super::formats;
use crate::document::{Finding, Source};

fn documents() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    files.sort();
    files
}

fn told(bytes: &[u8]) -> String {
    let lines = |title: &str, findings: &[Finding]| {
        let lines = findings.iter().map(|Finding { line, fault }| {
            format!("{title} {line} {} {}\n", fault.rule(), fault.told(Language::Dutch))
        });
        lines.collect::<String>()
    };
    let source = match Source::open(bytes) {
        Ok(source) => source,
        Err(findings) => return lines("fout", &findings),
    };
    let reading = source.read(&formats::voorstel());
    let sections = reading.document.sections.iter();
    let sections = sections.map(|section| format!("{} {} {:?}\n", section.line, section.id, section.text));
    let sections: String = sections.collect();
    format!("{}{}{sections}", lines("fout", &reading.faults), lines("gat", &reading.gaps))
}

#[test]
fn every_document_is_told_what_is_expected() {
    let files = documents();
    assert!(files.len() >= 10, "{}", files.len());
    for path in files {
        let found = told(&fs::read(&path).unwrap());
        let beside = path.with_extension("expected");
        if env::var_os("BESLUITSPOOR_UPDATE").is_some() {
            fs::write(&beside, &found).unwrap();
        }
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        assert_eq!(found, expected, "{}", path.display());
    }
}

#[test]
fn what_is_told_in_english_is_not_dutch() {
    for path in documents() {
        let Ok(source) = Source::open(&fs::read(&path).unwrap()) else { continue };
        let reading = source.read(&formats::voorstel());
        for finding in reading.faults.iter().chain(&reading.gaps) {
            assert_ne!(finding.fault.told(Language::English), finding.fault.told(Language::Dutch));
        }
    }
}
