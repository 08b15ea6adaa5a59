//! `docs/hazards.md`, held against the tests: each that it names is there, and each that is there it names.

use std::fs::read_to_string;

use crate::{files, root, tidy};

/// How many hazards there are.
const HAZARDS: u32 = 20;
/// What the name of the test of a hazard begins with; its number follows.
const TEST: &str = "fn hazard_";

#[test]
fn each_hazard_has_the_tests_that_its_page_names() {
    let root = root();
    let page = read_to_string(root.join("docs/hazards.md")).expect("the page");
    let named: Vec<_> = page.lines().filter_map(named).collect();
    let mut complaints = Vec::new();
    for (file, test) in &named {
        let source = read_to_string(root.join(file)).unwrap_or_default();
        if !source.contains(&format!("fn {test}(")) {
            complaints.push(format!("{test} is not in {file}"));
        }
    }
    let numbers: Vec<_> = named.iter().filter_map(|(_, test)| number(test)).collect();
    complaints.extend((1..=HAZARDS).filter(|it| !numbers.contains(it)).map(|it| format!("{it} has no test")));
    for path in files(&root, ".rs").into_iter().filter(|path| !path.starts_with(root.join("tests/tidy"))) {
        let source = read_to_string(&path).expect("a source file");
        for (at, _) in source.match_indices(TEST) {
            let test = source[at + 3..].split('(').next().unwrap_or_default();
            if !named.iter().any(|(_, named)| *named == test) {
                complaints.push(format!("{test} in {} is not on the page", path.display()));
            }
        }
    }
    tidy("docs/hazards.md differs from the tests", &complaints);
}

/// The file and the function at the end of a row.
fn named(line: &str) -> Option<(&str, &str)> {
    let mut cells = line.strip_suffix('|')?.rsplit('|').map(|cell| cell.trim().trim_matches('`'));
    let (test, file) = (cells.next()?, cells.next()?);
    file.ends_with(".rs").then_some((file, test))
}

/// The number of the hazard that a test shows.
fn number(test: &str) -> Option<u32> {
    test.strip_prefix("hazard_")?.split('_').next()?.parse().ok()
}
