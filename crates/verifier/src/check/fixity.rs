//! The files are those that the bundle was made of: BagIt's manifests, which anyone can check with `sha256sum`.
//!
//! This finds what happened to a bundle on its way. Whoever changes it on purpose makes the manifests anew, so
//! everything after this is checked again by what was signed.

use std::{
    collections::BTreeMap,
    io::{self, Read as _},
};

use domain::sealed::Digest;
use sha2::{Digest as _, Sha256};

use super::{Made, count, lanes};
use crate::{
    bundle::{
        Bundle, Kind, Place,
        layout::{BAG_INFO, BAGIT, MANIFEST, TAG_FILES, TAG_MANIFEST},
        manifest,
        read::{ReadError, is_payload},
        write::BAGIT_TEXT,
    },
    replay::difference::causes,
    report::{Findings, Rule},
};

/// The most bytes of `bagit.txt` and of `bag-info.txt`.
const TAG_BYTES_MAX: u64 = 64 * 1024;
/// How much of a file is read at a time.
const READ_BYTES: usize = 1 << 16;

/// What each file really holds.
pub(super) type Digests = BTreeMap<String, Digest>;

pub(super) fn check(bundle: &Bundle, kind: Kind, findings: &mut Findings) -> Made<Digests> {
    for strange in bundle.strange() {
        findings.add(Rule::NotAFile, strange, "", "");
    }
    if let Some(files_max) = bundle.exceeds() {
        findings.add(Rule::TooManyFiles, ".", files_max, "");
    }
    let paths: Vec<&String> = bundle.files().keys().collect();
    let digests = lanes::each(&paths, |path| digest(bundle, path));
    let mut found = Digests::new();
    for (path, digest) in paths.iter().zip(digests) {
        match digest {
            Ok(digest) => {
                found.insert((*path).clone(), digest);
            }
            Err(error) => findings.add(Rule::FileUnreadable, path, "", causes(&error)),
        }
    }
    let mut listed = BTreeMap::new();
    for name in [MANIFEST, TAG_MANIFEST] {
        list(bundle, name, &mut listed, findings);
    }
    for (path, digest) in &found {
        match listed.get(path) {
            Some(expected) if expected == digest => {}
            Some(expected) => findings.add(Rule::FileChanged, path, expected, digest),
            None if path == TAG_MANIFEST => {}
            None if is_payload(path) || TAG_FILES.contains(&path.as_str()) => {
                findings.add(Rule::NotListed, path, "", digest);
            }
            None => {}
        }
        // A file that this kind of bundle does not have is held against nothing, so nobody may read it as evidence.
        let belongs = path.parse::<Place>().is_ok_and(|place| place.belongs_to(kind));
        let known = TAG_FILES.contains(&path.as_str()) || belongs;
        if !known {
            findings.add(Rule::UnknownFile, path, "", "");
        }
    }
    bag(bundle, findings);
    (vec![("files", count(found.len()))], found)
}

/// The digest of a file, however large it is.
fn digest(bundle: &Bundle, path: &str) -> Result<Digest, ReadError> {
    let mut file = bundle.file(path, u64::MAX)?;
    let mut hasher = Sha256::new();
    let mut bytes = vec![0; READ_BYTES];
    loop {
        match file.read(&mut bytes) {
            Ok(0) => return Ok(Digest(hasher.finalize().into())),
            Ok(read) => hasher.update(&bytes[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(ReadError::Failed(error)),
        }
    }
}

/// What a manifest lists of the files that are there. The others are findings, and not remembered.
fn list(bundle: &Bundle, name: &str, listed: &mut BTreeMap<String, Digest>, findings: &mut Findings) {
    let mut lines = match bundle.lines(name, manifest::LINE_BYTES_MAX) {
        Ok(Some(lines)) => lines,
        Ok(None) => return findings.add(Rule::FileMissing, name, "", ""),
        // It was told already.
        Err(_) => return,
    };
    for number in 1_u64.. {
        let line = match lines.next_line() {
            Ok(Some(line)) => line,
            Ok(None) => return,
            Err(error) => {
                let place = format!("{name}, {number}");
                return findings.add(Rule::ManifestUnreadable, place, "", causes(&error));
            }
        };
        match manifest::parse(line) {
            None => findings.add(Rule::ManifestUnreadable, format!("{name}, {number}"), "", ""),
            Some((_, path)) if !bundle.files().contains_key(path) => {
                findings.add(Rule::FileMissing, path, "", "");
            }
            Some((digest, path)) => {
                if listed.insert(path.to_owned(), digest).is_some_and(|before| before != digest) {
                    findings.add(Rule::ManifestUnreadable, format!("{name}, {number}"), "", path);
                }
            }
        }
    }
}

/// What the bag says of itself.
fn bag(bundle: &Bundle, findings: &mut Findings) {
    match bundle.read_path(BAGIT, TAG_BYTES_MAX) {
        Ok(bytes) if bytes == BAGIT_TEXT.as_bytes() => {}
        Ok(bytes) => {
            let found = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
            findings.add(Rule::BagOtherwise, BAGIT, BAGIT_TEXT.trim_end().replace('\n', "; "), found);
        }
        Err(error) => findings.add(Rule::FileMissing, BAGIT, "", causes(&error)),
    }
    let info = match bundle.read_path(BAG_INFO, TAG_BYTES_MAX) {
        Ok(info) => info,
        Err(error) => return findings.add(Rule::FileMissing, BAG_INFO, "", causes(&error)),
    };
    let (mut files, mut bytes) = (0_u64, 0_u64);
    for (_, size) in bundle.files().iter().filter(|(path, _)| is_payload(path)) {
        files += 1;
        bytes = bytes.saturating_add(*size);
    }
    let expected = format!("Payload-Oxum: {bytes}.{files}");
    let info = String::from_utf8_lossy(&info);
    if !info.lines().any(|line| line == expected) {
        let found = info.lines().find(|line| line.starts_with("Payload-Oxum")).unwrap_or_default();
        findings.add(Rule::BagOtherwise, BAG_INFO, expected, found);
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    /// What is found by a rule in a folder with three files, of which so many are looked at, when this happens after they
    /// were met.
    fn found(rule: Rule, files_max: usize, then: impl FnOnce(&Path)) -> Vec<(String, String)> {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("data")).expect("room for a folder");
        for path in ["data/checkpoint", "data/README.md", "data/LEESMIJ.md"] {
            fs::write(folder.path().join(path), path).expect("room for a file");
        }
        let bundle = Bundle::walk(folder.path(), files_max).expect("a folder");
        then(folder.path());
        let mut findings = Findings::default();
        check(&bundle, Kind::Dossier, &mut findings);
        let of_rule = findings.listed().iter().filter(|finding| finding.rule == rule);
        of_rule.map(|finding| (finding.place.clone(), finding.expected.clone())).collect()
    }

    #[test]
    fn more_files_than_are_looked_at_are_told() {
        assert_eq!(found(Rule::TooManyFiles, 3, |_| {}), []);
        assert_eq!(found(Rule::TooManyFiles, 2, |_| {}), [(".".to_owned(), "2".to_owned())]);
    }

    #[test]
    fn a_file_that_cannot_be_read_any_more_is_told() {
        let gone = |folder: &Path| fs::remove_file(folder.join("data/README.md")).expect("it was there");
        assert_eq!(found(Rule::FileUnreadable, 3, |_| {}), []);
        assert_eq!(found(Rule::FileUnreadable, 3, gone), [("data/README.md".to_owned(), String::new())]);
    }
}
