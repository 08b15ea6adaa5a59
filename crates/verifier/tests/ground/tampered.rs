//! Ways to change a bundle, and to cover that up.

use std::{
    fs,
    path::{Path, PathBuf},
};

use record::file_digest;
use verifier::bundle::{
    layout::{BAG_INFO, BAGIT, MANIFEST, PAYLOAD, TAG_MANIFEST},
    manifest,
};

/// Changes a file.
pub(crate) fn edit(bundle: &Path, path: &str, change: impl FnOnce(&mut Vec<u8>)) {
    let path = bundle.join(path);
    let mut bytes = fs::read(&path).expect("it is there");
    change(&mut bytes);
    fs::write(path, bytes).expect("it can be written");
}

/// Changes the text of a file.
pub(crate) fn replace(bundle: &Path, path: &str, from: &str, to: &str) {
    edit(bundle, path, |bytes| {
        let text = String::from_utf8(bytes.clone()).expect("text");
        assert!(text.contains(from), "{path} has no {from:?}");
        *bytes = text.replacen(from, to, 1).into_bytes();
    });
}

/// Every file of a bundle by its path, in order.
pub(crate) fn files(bundle: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(bundle.join(&folder)).expect("a folder").flatten() {
            let path = folder.join(entry.file_name());
            if entry.path().is_dir() {
                folders.push(path);
            } else {
                found.push(path.to_str().expect("text").to_owned());
            }
        }
    }
    found.sort();
    found
}

/// Makes the manifests anew, as whoever covers up a change would.
pub(crate) fn cover_up(bundle: &Path) {
    let payload: Vec<String> =
        files(bundle).into_iter().filter(|path| path.starts_with(&format!("{PAYLOAD}/"))).collect();
    let read = |path: &str| fs::read(bundle.join(path)).expect("it is there");
    let line = |path: &String| manifest::line(&file_digest(&read(path)), path);
    fs::write(bundle.join(MANIFEST), payload.iter().map(line).collect::<String>()).expect("written");
    let bytes: usize = payload.iter().map(|path| read(path).len()).sum();
    let info = String::from_utf8(read(BAG_INFO)).expect("text");
    let kept = info.lines().filter(|line| !line.starts_with("Payload-Oxum"));
    let mut info: String = kept.map(|line| format!("{line}\n")).collect();
    info.push_str(&format!("Payload-Oxum: {bytes}.{}\n", payload.len()));
    fs::write(bundle.join(BAG_INFO), info).expect("written");
    let tags = [BAGIT, BAG_INFO, MANIFEST].map(|path| line(&path.to_owned()));
    fs::write(bundle.join(TAG_MANIFEST), tags.concat()).expect("written");
}
