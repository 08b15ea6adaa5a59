//! What happened to files on their way, and was not covered up.

use std::fs;

use verifier::{
    bundle::Kind::Region,
    report::{Check::Fixity, Rule},
};

use super::Case;
use crate::ground::tampered::{edit, files, replace};

pub(super) fn cases() -> Vec<Case> {
    let case = |name, rule| Case::of(Region, name, Fixity, rule).not_covered_up();
    vec![
        case("a byte of a file", Rule::FileChanged)
            .changed(|bundle| edit(bundle, "data/log/tile/entries/000", |bytes| bytes[300] ^= 1)),
        case("a file taken away", Rule::FileMissing)
            .changed(|bundle| fs::remove_file(bundle.join("data/README.md")).unwrap()),
        case("a file put in", Rule::NotListed)
            .changed(|bundle| fs::write(bundle.join("data/consistency.txt"), "x").unwrap()),
        case("a link put in", Rule::NotAFile).changed(|bundle| {
            std::os::unix::fs::symlink("/etc/passwd", bundle.join("data/checkpoint")).unwrap();
        }),
        case("a file that became a link", Rule::NotAFile).changed(|bundle| {
            let path = bundle.join("data/records.jsonl");
            fs::rename(&path, bundle.with_file_name("elsewhere")).unwrap();
            std::os::unix::fs::symlink("../../elsewhere", path).unwrap();
        }),
        case("the list of digests taken away", Rule::FileMissing)
            .changed(|bundle| fs::remove_file(bundle.join("manifest-sha256.txt")).unwrap()),
        case("a line of the list of digests", Rule::ManifestUnreadable)
            .changed(|bundle| replace(bundle, "manifest-sha256.txt", "  data/", "\n")),
        case("a path out of the bundle in the list of digests", Rule::FileMissing)
            .changed(|bundle| replace(bundle, "manifest-sha256.txt", "data/README.md", "../../etc/passwd")),
        case("the version of the bag", Rule::BagOtherwise)
            .changed(|bundle| replace(bundle, "bagit.txt", "1.0", "2.0")),
        case("how much is in the bag", Rule::BagOtherwise)
            .changed(|bundle| replace(bundle, "bag-info.txt", "Payload-Oxum: ", "Payload-Oxum: 1")),
        case("everything but the log taken away", Rule::FileMissing).changed(|bundle| {
            for path in files(bundle).iter().filter(|path| !path.starts_with("data/log/")) {
                fs::remove_file(bundle.join(path)).unwrap();
            }
        }),
    ]
}
