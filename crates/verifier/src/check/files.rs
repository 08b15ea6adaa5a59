//! Frameworks and attachments have the digest of their name, and are there because a record names them.
//!
//! No record of this format names an attachment yet: a document is its words. Whatever lies at the place of one was put there
//! by whoever made the bundle, and is told.

use std::{collections::BTreeMap, sync::Arc};

use domain::sealed::Digest;

use super::{Made, fixity::Digests};
use crate::{
    bundle::{Bundle, Place},
    report::{Findings, Rule},
};

/// The most bytes of a framework file; those that are shipped have some tens of thousands.
const FRAMEWORK_BYTES_MAX: u64 = 2 * 1024 * 1024;
/// The most bytes of all framework files that are kept in memory.
const FRAMEWORKS_BYTES_MAX: usize = 256 * 1024 * 1024;

/// Framework files that are what their name says.
pub(super) type Frameworks = Arc<BTreeMap<Digest, Vec<u8>>>;

pub(super) fn check(bundle: &Bundle, digests: &Digests, findings: &mut Findings) -> Made<Frameworks> {
    let (mut frameworks, mut attachments, mut kept) = (0, 0, 0);
    let mut files = BTreeMap::new();
    for place in bundle.places() {
        let named = if let Place::Framework(digest) = place {
            frameworks += 1;
            digest
        } else if let Place::Attachment(digest, _) = place {
            attachments += 1;
            findings.add(Rule::AttachmentForeign, &place, "", "");
            digest
        } else {
            continue;
        };
        match digests.get(&place.to_string()) {
            Some(found) if *found == named => {}
            Some(found) => {
                findings.add(Rule::NameOtherwise, &place, named, found);
                continue;
            }
            // It was told that it cannot be read.
            None => continue,
        }
        if let Place::Framework(digest) = place
            && kept < FRAMEWORKS_BYTES_MAX
            && let Ok(file) = bundle.read(&place, FRAMEWORK_BYTES_MAX)
        {
            kept += file.len();
            files.insert(digest, file);
        }
    }
    (vec![("frameworks", frameworks), ("attachments", attachments)], Arc::new(files))
}

/// Every adopted framework has a file, and every file was adopted.
pub(super) fn adopted(bundle: &Bundle, adopted: &BTreeMap<Digest, String>, findings: &mut Findings) {
    for (digest, name) in adopted {
        let place = Place::Framework(*digest);
        if !bundle.has(&place) {
            findings.add(Rule::FrameworkMissing, place, name, "");
        }
    }
    for place in bundle.places() {
        if let Place::Framework(digest) = place
            && !adopted.contains_key(&digest)
        {
            findings.add(Rule::FrameworkForeign, place, "", "");
        }
    }
}
