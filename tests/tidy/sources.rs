//! How sources look: every module says what it is, no file is a hall, nothing is left behind.

use std::path::Path;

use crate::{files, root, tidy};

/// The most lines of one source file; tests that are tables may be longer.
const FILE_LINES_MAX: usize = 400;
/// The most lines that half of the files may have.
const FILE_LINES_MEDIAN_MAX: usize = 170;
/// Words that a name of a file or folder must not be.
const NAMES_NEVER: [&str; 6] = ["utils", "util", "common", "helpers", "misc", "manager"];
/// What must not be left behind.
const LEFT_BEHIND: [&str; 6] = ["todo!(", "unimplemented!(", "#[ignore", "FIXME", "XXX", "dbg!("];

fn sources() -> Vec<(String, String)> {
    let root = root();
    let rust = files(&root, ".rs").into_iter();
    let read = |path: &Path| std::fs::read_to_string(path).expect("a source file");
    rust.map(|path| {
        let name = path.strip_prefix(&root).expect("below the root").display().to_string();
        (name, read(&path))
    })
    .collect()
}

#[test]
fn every_module_says_what_it_is() {
    let complaints: Vec<_> =
        sources().into_iter().filter(|(_, text)| !text.starts_with("//!")).map(|(name, _)| name).collect();
    tidy("begins without //!", &complaints);
}

#[test]
fn no_file_is_a_hall() {
    let mut lengths: Vec<_> =
        sources().into_iter().map(|(name, text)| (text.lines().count(), name)).collect();
    lengths.sort();
    let complaints: Vec<_> = lengths
        .iter()
        .filter(|(lines, _)| *lines > FILE_LINES_MAX)
        .map(|(lines, name)| format!("{name} has {lines} lines, at most {FILE_LINES_MAX}"))
        .collect();
    tidy("several rooms in one file", &complaints);
    let median = lengths[lengths.len() / 2].0;
    assert!(median <= FILE_LINES_MEDIAN_MAX, "half of the files have more than {median} lines");
}

#[test]
fn nothing_is_left_behind() {
    let mut complaints = Vec::new();
    for (name, text) in sources().iter().filter(|(name, _)| !name.starts_with("tests/tidy/")) {
        for (number, line) in text.lines().enumerate() {
            for mark in LEFT_BEHIND.iter().filter(|mark| line.contains(**mark)) {
                complaints.push(format!("{name}:{} has {mark}", number + 1));
            }
        }
    }
    tidy("left behind", &complaints);
}

#[test]
fn names_say_what_is_inside() {
    let names = sources().into_iter().map(|(name, _)| name);
    let complaints: Vec<_> = names
        .filter(|name| name.trim_end_matches(".rs").split('/').any(|part| NAMES_NEVER.contains(&part)))
        .collect();
    tidy("a name that says nothing", &complaints);
}

#[test]
fn only_the_intake_appends() {
    let complaints: Vec<_> = sources()
        .into_iter()
        .filter(|(name, _)| is_code(name) && !name.starts_with("services/intake/"))
        .filter(|(name, _)| !name.starts_with("crates/journal/"))
        .filter(|(_, text)| text.contains("journal.append(") || text.contains("journal().append("))
        .map(|(name, _)| name)
        .collect();
    tidy("appends to the journal", &complaints);
}

/// What reads a clock, draws chance or touches the machine.
const WORLD: [&str; 9] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "std::io::std",
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
];

#[test]
fn what_decides_and_what_translates_know_no_world() {
    let pure = ["crates/domain/", "crates/kader/", "crates/record/"];
    let mut complaints = Vec::new();
    for (name, text) in sources() {
        if !is_code(&name) || !pure.iter().any(|pure| name.starts_with(pure)) {
            continue;
        }
        complaints
            .extend(WORLD.iter().filter(|word| text.contains(**word)).map(|word| format!("{name}: {word}")));
    }
    tidy("touches the world", &complaints);
}

#[test]
fn the_journal_passes_records_on_unread() {
    let complaints: Vec<_> = sources()
        .into_iter()
        .filter(|(name, _)| is_code(name) && name.starts_with("crates/journal/"))
        .filter(|(_, text)| {
            ["record::decode", "record::encode", "Disclosures"].iter().any(|use_| text.contains(use_))
        })
        .map(|(name, _)| name)
        .collect();
    tidy("looks inside a record", &complaints);
}

/// Whether a file is a part of the program, and not a test, an example or a build script.
fn is_code(name: &str) -> bool {
    let is_ours = name.starts_with("crates/") || name.starts_with("services/");
    let is_test = name.contains("/tests/") || name.ends_with("/tests.rs") || name.contains("/examples/");
    is_ours && !is_test && !name.ends_with("build.rs")
}
