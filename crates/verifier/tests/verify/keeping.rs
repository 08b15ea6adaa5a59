//! Histories of which words were erased, and of which somebody confirmed how long they are.

use std::path::Path;

use domain::{
    Event,
    ids::{CommandId, Revision},
    keeping::{self, RecordTexts},
    sealed::{Digest, Sealed},
};
use verifier::{Report, check};

use crate::{
    ground::{
        bundled,
        region::{Region, dossier, written},
        tampered::{cover_up, edit},
    },
    whole::{options, told},
};

/// The bundle of the first dossier, as an auditor checks it who asked for the confirmation with this command.
fn checked(region: &Region, announced: Option<CommandId>, confirmed_by: Option<CommandId>) -> Report {
    let folder = tempfile::tempdir().expect("a folder");
    let bundle = bundled::dossier(region, 1, announced, &[], &folder.path().join("dossier"));
    let mut options = options();
    options.confirmed_by = confirmed_by;
    check(&bundle, &options).expect("a bundle")
}

fn found(report: &Report) -> Vec<&'static str> {
    report.findings().map(|(_, finding)| finding.rule.name()).collect()
}

fn region_checked(region: &Region, change: impl FnOnce(&Path)) -> Report {
    let folder = tempfile::tempdir().expect("a folder");
    let bundle = bundled::region(region, &folder.path().join("region"));
    change(&bundle);
    cover_up(&bundle);
    check(&bundle, &options()).expect("a bundle")
}

#[test]
fn a_confirmed_dossier_holds() {
    let mut region = Region::with_dossiers(2);
    let command = region.confirms(dossier(1));
    let report = checked(&region, Some(command), Some(command));
    assert_eq!(report.exit_code(), 0, "{}", told(&report));
}

#[test]
fn a_confirmation_says_no_more_than_it_says() {
    let mut region = Region::with_dossiers(2);
    let older = region.confirms(dossier(1));
    let newer = region.confirms(dossier(1));
    for (announced, confirmed_by, expected) in [
        (Some(newer), None, vec!["NOT_ASKED_BY_YOU"]),
        (None, None, vec!["NOT_ASKED_BY_YOU"]),
        (Some(newer), Some(older), vec!["AFTER_CONFIRMATION"]),
        (None, Some(newer), vec![]),
    ] {
        let report = checked(&region, announced, confirmed_by);
        assert_eq!(found(&report), expected, "{}", told(&report));
    }
}

/// The attack that confirmations are for: the end is cut off, together with the newest confirmation, and an older
/// one is shown instead.
#[test]
fn an_old_confirmation_does_not_pass_for_a_new_one() {
    let mut region = Region::with_dossiers(2);
    let older = region.confirms(dossier(1));
    let shown = region.clone();
    let newer = region.confirms(dossier(1));
    let report = checked(&shown, Some(older), Some(newer));
    assert_eq!((found(&report), report.exit_code()), (vec!["CONFIRMATION_MISSING"], 8), "{}", told(&report));
}

#[test]
fn a_confirmation_of_another_length_is_found() {
    let mut region = Region::with_dossiers(1);
    let command = region.confirms(dossier(1));
    let last = region.kept.last_mut().expect("the confirmation");
    let Event::Keeping(keeping::Event::HistoryConfirmed(confirmed)) = &mut last.record.event else {
        panic!()
    };
    confirmed.last = Revision(7);
    last.bytes = written(&last.record);
    let report = checked(&region, Some(command), Some(command));
    assert_eq!(found(&report), ["CONFIRMED_OTHERWISE", "DECIDED_OTHERWISE"], "{}", told(&report));
}

#[test]
fn what_was_erased_is_not_missed() {
    let mut region = Region::with_dossiers(2);
    region.erases(dossier(1), Revision(2));
    let report = region_checked(&region, |_| {});
    assert_eq!(report.exit_code(), 0, "{}", told(&report));
    let command = region.confirms(dossier(1));
    let report = checked(&region, Some(command), Some(command));
    assert_eq!(report.exit_code(), 0, "{}", told(&report));
}

#[test]
fn what_was_erased_and_is_shown_is_found() {
    let mut region = Region::with_dossiers(2);
    let kept = region.kept[2].texts.clone();
    region.erases(dossier(1), Revision(2));
    region.kept[2].texts = kept;
    let report = region_checked(&region, |_| {});
    assert!(found(&report).iter().all(|rule| *rule == "ERASED_BUT_SHOWN"), "{}", told(&report));
    assert_eq!(report.exit_code(), 8, "{}", told(&report));
}

#[test]
fn an_erasure_of_what_never_stood_there_is_found() {
    for revision in [2, 3] {
        let mut region = Region::with_dossiers(2);
        let never = RecordTexts { revision: Revision(revision), texts: vec![Sealed(Digest([9; 32]))] };
        region.erases_texts(dossier(1), vec![never]);
        let report = region_checked(&region, |_| {});
        assert_eq!(found(&report), ["ERASED_UNKNOWN"], "{}", told(&report));
    }
}

/// Words that are taken out of a bundle without an erasure are only not shown: that is how they are withheld.
#[test]
fn words_may_be_withheld() {
    let report = region_checked(&Region::with_dossiers(1), |bundle| {
        edit(bundle, "data/disclosures.jsonl", |bytes| {
            let first = bytes.iter().position(|byte| *byte == b'\n').expect("a line");
            bytes.drain(..=first);
        });
    });
    assert_eq!(report.exit_code(), 0, "{}", told(&report));
}
