//! What the documents promise, held against the tree.

use crate::{files, root, tidy};

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn every_decision_is_dated_and_says_what_was_rejected() {
    let mut complaints = Vec::new();
    for path in files(&root().join("docs/adr"), ".md") {
        let text = std::fs::read_to_string(&path).expect("a decision");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let number = name.get(..4).unwrap_or_default();
        if !text.starts_with(&format!("# {number} ")) {
            complaints.push(format!("{name}: its title begins with another number"));
        }
        for asked in ["Rejected", "202"] {
            if !text.contains(asked) {
                complaints.push(format!("{name}: nothing about {asked:?}"));
            }
        }
    }
    tidy("a decision that leaves no trail", &complaints);
}

#[test]
fn the_words_of_the_glossary_exist_in_the_code() {
    let code: String = files(&root().join("crates"), ".rs")
        .into_iter()
        .chain(files(&root().join("services"), ".rs"))
        .map(|path| std::fs::read_to_string(path).expect("a source file"))
        .collect();
    let glossary = read("docs/glossary.md");
    let rows = glossary.lines().filter(|line| line.starts_with("| `"));
    let words = rows.flat_map(|row| {
        let cell = row.split('|').nth(1).unwrap_or_default();
        cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()
    });
    let complaints: Vec<_> = words.filter(|word| !code.contains(word.as_str())).collect();
    tidy("in the glossary, not in the code", &complaints);
}

#[test]
fn the_readme_names_the_two_commands() {
    let readme = read("README.md");
    for command in ["cargo run --release -- demo", "tests/run"] {
        assert!(readme.contains(command), "README.md does not say {command:?}");
    }
}
