//! Broken framework files, and what is said of each.
//!
//! A file in `tests/bad` says it itself: `# !! RULE` stands on the line where that rule must be told. Nothing
//! else may be told.

use std::{collections::BTreeSet, fs, path::PathBuf};

use kader::{FINDINGS_MAX, FRAMEWORK_BYTES_MAX, Finding};

const MARK: &str = "# !! ";

fn findings(bytes: &[u8]) -> Vec<Finding> {
    kader::read(bytes).err().unwrap_or_default()
}

fn bad_files() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bad");
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
    files.sort();
    files
}

/// What a file says must be found: line and rule, in order.
fn expected(text: &str) -> Vec<(usize, String)> {
    let mut expected = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let rules = line.split_once(MARK).map_or("", |(_, rules)| rules);
        expected.extend(rules.split_whitespace().map(|rule| (index + 1, rule.to_owned())));
    }
    expected.sort();
    expected
}

#[test]
fn every_broken_file_is_told_all_its_mistakes_where_they_are() {
    for path in bad_files() {
        let text = fs::read_to_string(&path).unwrap();
        let findings = findings(text.as_bytes());
        let mut found: Vec<_> = findings.iter().map(|it| (it.line, it.rule.to_owned())).collect();
        found.sort();
        assert_eq!(found, expected(&text), "{}: {findings:#?}", path.display());
        assert!(findings.is_sorted_by_key(|finding| finding.line));
        for finding in findings {
            for said in [&finding.nl, &finding.en] {
                assert!(!said.is_empty() && !said.contains(['{', '}']), "{finding:?}");
            }
            assert_ne!(finding.nl, finding.en);
            assert!(finding.to_string().starts_with(&format!("line {}: ", finding.line)));
        }
    }
}

#[test]
fn every_rule_is_broken_somewhere() {
    let mut broken: BTreeSet<String> = BTreeSet::new();
    for path in bad_files() {
        broken.extend(expected(&fs::read_to_string(path).unwrap()).into_iter().map(|(_, rule)| rule));
    }
    // Tested in code: below, or with the check itself, where no file can break them.
    let elsewhere = [
        "FILE_TOO_LARGE",
        "FILE_EMPTY",
        "NOT_UTF8",
        "MORE_FINDINGS",
        "PERIODS_TOO_MANY",
        "LIST_TOO_LONG",
        "COMPOSITION_TOO_LONG",
        "EFFECTIVE_OUTSIDE_CALENDAR",
        "STEP_OUT_OF_ORDER",
        "TERM_WITHOUT_MEETINGS",
    ];
    let unbroken: Vec<_> = kader::words::rules().filter(|rule| !broken.contains(*rule)).collect();
    assert_eq!(unbroken, elsewhere);
}

/// The only finding of a file.
fn only(bytes: &[u8]) -> (usize, &'static str) {
    let findings = findings(bytes);
    assert_eq!(findings.len(), 1, "{findings:?}");
    (findings[0].line, findings[0].rule)
}

#[test]
fn what_is_no_framework_file_at_all() {
    assert_eq!(only(b""), (1, "FILE_EMPTY"));
    assert_eq!(only(b"\xef\xbb\xbf \r\n\n"), (1, "FILE_EMPTY"));
    assert_eq!(only(b"schema = \"kader/1\"\nid = \"\xff\"\n"), (2, "NOT_UTF8"));
    assert_eq!(only(&vec![b'#'; FRAMEWORK_BYTES_MAX + 1]), (1, "FILE_TOO_LARGE"));
    assert_eq!(only(b"schema = 'kader/9'"), (1, "SCHEMA_UNKNOWN"));
}

#[test]
fn a_flood_of_mistakes_is_cut_short() {
    let many = format!("schema = \"kader/1\"\n{}", "[[party]]\nid = 3\n".repeat(FINDINGS_MAX));
    let findings = findings(many.as_bytes());
    assert_eq!(findings.len(), FINDINGS_MAX + 1);
    assert_eq!(findings.last().unwrap().rule, "MORE_FINDINGS");
}

#[test]
fn too_many_closed_periods_are_told_at_their_key() {
    let small = include_str!("files/klein.toml");
    let period = "{ first = 2026-07-01, last = 2026-07-02 },";
    let closed = format!("liberation_day = \"never\"\nclosed = [{}]", period.repeat(241));
    let text = small.replacen("liberation_day = \"never\"", &closed, 1);
    assert_eq!(only(text.as_bytes()), (13, "PERIODS_TOO_MANY"));
}

#[test]
fn a_list_that_is_too_long_is_told_where_it_begins() {
    let small = include_str!("files/klein.toml");
    let parties: String =
        (0..200).map(|n| format!("[[party]]\nid = \"p{n}\"\nname = \"p\"\nkind = \"gemeente\"\n")).collect();
    let text = format!("{small}\n{parties}");
    assert_eq!(only(text.as_bytes()), (14, "LIST_TOO_LONG"));
}

#[test]
fn line_ends_and_byte_order_marks_change_no_line() {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bad/parties.toml")).unwrap();
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(findings(windows.as_bytes()), findings(text.as_bytes()));
}
