//! Arrows point to `domain`: which crate may use which.

use std::{collections::BTreeMap, process::Command};

use serde_json::Value;

use crate::{root, tidy};

/// What a crate may use of ours. Services never use each other.
const OURS: [(&str, &[&str]); 18] = [
    ("domain", &[]),
    ("kader", &["domain"]),
    ("record", &["domain"]),
    ("journal", &["domain", "record"]),
    ("views", &["domain", "record", "journal"]),
    ("eraser", &["domain", "journal", "record"]),
    ("tlog", &[]),
    ("ledger", &["journal", "record", "tlog"]),
    ("verifier", &["domain", "kader", "record", "tlog"]),
    ("access", &["domain"]),
    ("wire", &["domain"]),
    ("door", &["access", "domain", "wire"]),
    ("intake", &["access", "domain", "door", "eraser", "journal", "kader", "record", "wire"]),
    ("agenda", &["access", "domain", "door", "journal", "kader", "record", "views", "wire"]),
    (
        "audit",
        &[
            "access", "domain", "door", "eraser", "journal", "kader", "ledger", "record", "tlog", "verifier",
            "views", "wire",
        ],
    ),
    (
        "besluitspoor",
        &[
            "access", "agenda", "audit", "domain", "door", "eraser", "intake", "journal", "kader", "ledger",
            "record", "tlog", "verifier", "views", "wire",
        ],
    ),
    (
        "bench",
        &[
            "access", "audit", "domain", "journal", "ledger", "record", "tests", "tlog", "verifier", "views",
            "wire",
        ],
    ),
    (
        "tests",
        &[
            "access",
            "agenda",
            "audit",
            "besluitspoor",
            "domain",
            "door",
            "eraser",
            "intake",
            "journal",
            "kader",
            "ledger",
            "record",
            "tlog",
            "verifier",
            "views",
            "wire",
        ],
    ),
];

/// Those that the page has in one row, and those that are no part of the program.
const SUMMED_UP: [&str; 6] = ["intake", "agenda", "audit", "besluitspoor", "bench", "tests"];

/// What a crate never uses from outside, whatever it needs today.
const NEVER: [(&str, &[&str]); 15] = [
    ("domain", &["tokio", "serde", "serde_json", "rand", "getrandom", "tonic", "sled", "tracing"]),
    ("kader", &["tokio", "tonic", "sled", "rand", "getrandom"]),
    ("record", &["tokio", "tonic", "sled"]),
    // Records are bytes to it; the JSON that it reads is what servers say of their streams.
    ("journal", &["sled", "tonic", "serde"]),
    ("views", &["async-nats", "tonic"]),
    ("eraser", &["sled", "tonic"]),
    ("tlog", &["tokio", "serde", "serde_json", "sled", "tonic", "async-nats"]),
    // A record is bytes to it, as to the journal.
    ("ledger", &["domain", "sled", "tonic"]),
    // It builds and is reviewed alone.
    ("verifier", &["tokio", "tonic", "prost", "sled", "async-nats"]),
    ("access", &["tonic", "sled", "tokio"]),
    ("wire", &["sled", "async-nats"]),
    ("door", &["sled", "async-nats"]),
    ("intake", &["sled", "async-nats"]),
    ("agenda", &["sled", "async-nats"]),
    ("audit", &["sled", "async-nats"]),
];

/// The crates of the workspace and what each uses, development dependencies left out.
fn used() -> BTreeMap<String, Vec<String>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo metadata runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let packages = metadata["packages"].as_array().expect("packages").iter();
    packages
        .map(|package| {
            let dependencies = package["dependencies"].as_array().expect("dependencies").iter();
            let kept = dependencies.filter(|dependency| dependency["kind"] != "dev");
            let names = kept.map(|dependency| dependency["name"].as_str().expect("a name").to_owned());
            (package["name"].as_str().expect("a name").to_owned(), names.collect())
        })
        .collect()
}

#[test]
fn arrows_point_to_the_domain() {
    let used = used();
    let mut complaints = Vec::new();
    for (name, uses) in &used {
        let Some((_, may_use)) = OURS.iter().find(|(listed, _)| listed == name) else {
            complaints.push(format!("{name} is not in the table: say what it may use"));
            continue;
        };
        let ours = uses.iter().filter(|used_name| used.contains_key(*used_name));
        for other in ours.filter(|other| !may_use.contains(&other.as_str())) {
            complaints.push(format!("{name} uses {other}"));
        }
    }
    tidy("a crate uses what the architecture does not let it", &complaints);
}

#[test]
fn the_architecture_page_says_the_same() {
    let page = std::fs::read_to_string(root().join("docs/architecture.md")).expect("the page");
    let mut complaints = Vec::new();
    for (name, may_use) in OURS.iter().filter(|(name, _)| !SUMMED_UP.contains(name)) {
        let asked = if may_use.is_empty() { "nothing".to_owned() } else { may_use.join(", ") };
        if !page.contains(&format!("| {name} | {asked} |")) {
            complaints.push(format!("no row \"| {name} | {asked} |\""));
        }
    }
    tidy("docs/architecture.md differs from the table here", &complaints);
}

#[test]
fn what_a_crate_never_uses_it_does_not_use() {
    let used = used();
    let mut complaints = Vec::new();
    for (name, never) in NEVER {
        let uses = used.get(name).map(Vec::as_slice).unwrap_or_default();
        complaints.extend(
            uses.iter()
                .filter(|used| never.contains(&used.as_str()))
                .map(|used| format!("{name} uses {used}")),
        );
    }
    tidy("a crate uses what its place forbids", &complaints);
}

#[test]
fn every_crate_takes_the_lints_and_the_licence_of_the_workspace() {
    let mut complaints = Vec::new();
    for manifest in crate::files(&root(), "Cargo.toml") {
        let text = std::fs::read_to_string(&manifest).expect("a manifest");
        if !text.contains("[package]") {
            continue;
        }
        for asked in ["[lints]\nworkspace = true", "license.workspace = true", "publish.workspace = true"] {
            if !text.contains(asked) {
                complaints.push(format!("{} lacks {asked:?}", manifest.display()));
            }
        }
    }
    tidy("a manifest goes its own way", &complaints);
}

/// Whoever reviews the verifier reads it and what it uses: none of the services' machinery, however far down.
#[test]
fn the_verifier_builds_alone() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["tree", "--package", "verifier", "--edges", "normal,build", "--prefix", "none", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo tree runs");
    let tree = String::from_utf8(output.stdout).expect("cargo tree is text");
    assert!(tree.contains("domain v"), "the tree of the verifier is empty");
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    let never =
        ["tokio", "tonic", "prost", "sled", "async-nats", "hyper", "clap", "journal", "wire", "views"];
    let complaints: Vec<_> = names.filter(|name| never.contains(name)).map(str::to_owned).collect();
    tidy("the verifier brings along", &complaints);
}
