//! What nobody changed holds.

use std::path::Path;

use verifier::{Earlier, Language, Options, Report, check, report::lines};

use crate::ground::{
    bundled::{self, Log, key},
    region::Region,
};

/// What an auditor brings who kept nothing.
pub(crate) fn options() -> Options {
    Options { key: key().verifier(), policy: None, since: Vec::new(), confirmed_by: None }
}

/// With a checkpoint that was kept when the log had so many records.
pub(crate) fn since(region: &Region, size: usize) -> Earlier {
    Earlier { name: format!("kept at {size}"), checkpoint: Log::of(&region.kept[..size]).checkpoint() }
}

/// The report as people read it.
pub(crate) fn told(report: &Report) -> String {
    let mut out = Vec::new();
    lines::write(report, Language::English, &mut out).expect("memory takes it");
    String::from_utf8(out).expect("text")
}

#[test]
fn a_region_that_nobody_changed_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    let region = Region::with_dossiers(14);
    let bundle = bundled::region(&region, &folder.path().join("regio"));
    let mut options = options();
    options.since = [0, 1, 255, 256, 257, region.kept.len()].map(|size| since(&region, size)).to_vec();
    let report = check(&bundle, &options).expect("a bundle");
    assert_eq!(report.exit_code(), 0, "{}", told(&report));
    assert_eq!((report.records, report.size), (region.kept.len() as u64, region.kept.len() as u64));
}

#[test]
fn a_dossier_that_nobody_changed_holds_as_far_as_it_can() {
    let folder = tempfile::tempdir().expect("a folder");
    let region = Region::with_dossiers(2);
    let bundle = bundled::dossier(&region, 2, None, &[5], &folder.path().join("dossier"));
    let mut options = options();
    options.since = vec![since(&region, 5)];
    let report = check(&bundle, &options).expect("a bundle");
    let found: Vec<_> = report.findings().map(|(_, finding)| finding.rule.name()).collect();
    assert_eq!((report.exit_code(), found), (1, vec!["NOT_CONFIRMED"]), "{}", told(&report));
}

#[test]
fn a_region_in_which_nothing_happened_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut region = Region::new();
    region.kept.clear();
    let bundle = bundled::region(&region, &folder.path().join("region"));
    let mut options = options();
    options.since = vec![since(&region, 0)];
    let report = check(&bundle, &options).expect("a bundle");
    // The ground puts the framework in all the same.
    let found: Vec<_> = report.findings().map(|(_, finding)| finding.rule.name()).collect();
    assert_eq!(found, ["FRAMEWORK_FOREIGN"], "{}", told(&report));
}

#[test]
fn a_folder_that_is_no_bundle_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(check(folder.path(), &options()).is_err());
    assert!(check(Path::new("/nowhere"), &options()).is_err());
}
