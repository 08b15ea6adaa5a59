//! Every kind of thing changed once, and covered up by manifests made anew: each is found, and named by the check
//! that should. Prints the table: `cargo nextest run -p verifier mutations --no-capture`.

mod of_a_dossier;
mod of_a_region;
mod of_the_files;
mod signed_again;

use std::{collections::BTreeSet, fs, path::Path, sync::LazyLock};

use record::Record;
use verifier::{
    Options, Report,
    bundle::Kind,
    check,
    report::{Check, Rule, Severity},
};

use crate::{
    ground::{
        bundled,
        region::{Region, written},
        tampered::{cover_up, files},
    },
    whole::{options, told},
};

/// How many dossiers the region has: enough for a full tile and a partial one.
const DOSSIERS: u128 = 13;
/// The dossier whose bundle is changed.
const DOSSIER: u128 = 2;

/// What happened.
static HONEST: LazyLock<Region> = LazyLock::new(|| Region::with_dossiers(DOSSIERS));

type Rewritten = dyn Fn(&mut Region);
type Brought = dyn Fn(&mut Options, &Region);

/// One change, and what must be said of it.
struct Case {
    /// What was changed.
    name: &'static str,
    kind: Kind,
    /// What whoever holds the key wrote, instead of what happened.
    rewritten: Option<Box<Rewritten>>,
    /// What was done to the bundle.
    changed: Box<dyn Fn(&Path)>,
    /// Whether the manifests were made anew to match.
    covered_up: bool,
    /// What the auditor brings.
    brought: Box<Brought>,
    by: Check,
    rule: Rule,
}

impl Case {
    fn of(kind: Kind, name: &'static str, by: Check, rule: Rule) -> Self {
        Self {
            name,
            kind,
            rewritten: None,
            changed: Box::new(|_| {}),
            covered_up: true,
            brought: Box::new(|_, _| {}),
            by,
            rule,
        }
    }

    fn rewritten(self, rewritten: impl Fn(&mut Region) + 'static) -> Self {
        Self { rewritten: Some(Box::new(rewritten)), ..self }
    }

    fn changed(self, changed: impl Fn(&Path) + 'static) -> Self {
        Self { changed: Box::new(changed), ..self }
    }

    fn brought(self, brought: impl Fn(&mut Options, &Region) + 'static) -> Self {
        Self { brought: Box::new(brought), ..self }
    }

    fn not_covered_up(self) -> Self {
        Self { covered_up: false, ..self }
    }

    /// `honest`: a bundle of what happened, of this kind.
    fn made(&self, honest: &Path) -> Report {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path().join("bundle");
        match &self.rewritten {
            None => copy(honest, &folder),
            Some(rewritten) => {
                let mut region = HONEST.clone();
                rewritten(&mut region);
                bundle(self.kind, &region, &folder);
            }
        }
        (self.changed)(&folder);
        if self.covered_up {
            cover_up(&folder);
        }
        let mut options = options();
        (self.brought)(&mut options, &HONEST);
        check(&folder, &options).expect("still a bundle")
    }
}

fn bundle(kind: Kind, region: &Region, folder: &Path) {
    match kind {
        Kind::Region => bundled::region(region, folder),
        Kind::Dossier => bundled::dossier(region, DOSSIER, None, &[40], folder),
    };
}

fn copy(from: &Path, to: &Path) {
    for path in files(from) {
        let to = to.join(&path);
        fs::create_dir_all(to.parent().expect("a folder")).expect("it can be made");
        fs::copy(from.join(&path), to).expect("it can be copied");
    }
}

/// Changes what a record says, as whoever writes the log anew could.
fn rewrite(region: &mut Region, position: usize, change: impl FnOnce(&mut Record)) {
    let kept = &mut region.kept[position - 1];
    change(&mut kept.record);
    kept.bytes = written(&kept.record);
}

fn cases() -> Vec<Case> {
    [of_the_files::cases(), of_a_region::cases(), signed_again::cases(), of_a_dossier::cases()]
        .into_iter()
        .flatten()
        .collect()
}

#[test]
fn every_change_is_found_and_named() {
    assert!(HONEST.kept.len() > 256, "more than one tile");
    let folder = tempfile::tempdir().expect("a folder");
    let honest = |kind: Kind| folder.path().join(kind.name());
    [Kind::Region, Kind::Dossier].into_iter().for_each(|kind| bundle(kind, &HONEST, &honest(kind)));
    let (mut complaints, mut table) = (Vec::new(), Vec::new());
    for case in cases() {
        let report = case.made(&honest(case.kind));
        let found: BTreeSet<_> =
            report.findings().map(|(check, finding)| (check.name(), finding.rule.name())).collect();
        let named = found.contains(&(case.by.name(), case.rule.name()));
        let hidden = !case.covered_up || found.iter().all(|(check, _)| *check != Check::Fixity.name());
        let worst = report.worst() >= Some(case.rule.severity());
        if !named || !hidden || !worst {
            complaints.push(format!("{}: {found:?}\n{}", case.name, told(&report)));
        }
        let others = found.iter().filter(|found| **found != (case.by.name(), case.rule.name()));
        let others: Vec<_> = others.map(|(check, rule)| format!("{check} {rule}")).collect();
        table.push(format!(
            "| {} | {} | {} {} | {} | {} |",
            case.kind.name(),
            case.name,
            case.by.name(),
            case.rule.name(),
            report.exit_code(),
            others.join(", ")
        ));
    }
    table_out(&table);
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[expect(clippy::print_stdout, reason = "the table is for people")]
fn table_out(table: &[String]) {
    println!("| bundle | change | found by | exit | and also |\n| --- | --- | --- | --- | --- |");
    table.iter().for_each(|row| println!("{row}"));
}

/// Every rule that says that something was changed stands in the table, or in the list of those that need a bundle
/// that cannot be made by changing one thing.
#[test]
fn every_rule_has_its_change() {
    let elsewhere = [
        // More files than a test should make: see `check::fixity`.
        Rule::TooManyFiles,
        // Of erasures and confirmations: see `keeping`.
        Rule::ErasedButShown,
        Rule::ErasedUnknown,
        Rule::ConfirmedOtherwise,
        // A journal that keeps a record elsewhere than it says; bundles have no such place: see `check::decisions`.
        Rule::Misplaced,
    ];
    let tried: BTreeSet<_> = cases().iter().map(|case| case.rule).collect();
    let broken = Rule::ALL.iter().filter(|rule| rule.severity() == Severity::Broken);
    let missing: Vec<_> =
        broken.filter(|rule| !tried.contains(*rule) && !elsewhere.contains(*rule)).collect();
    assert!(missing.is_empty(), "no change is found by {missing:?}");
}
