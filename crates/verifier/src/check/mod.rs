//! Every check of a bundle, in the order in which one rests on the other. It stops at nothing.
//!
//! 1. `fixity`: the files are those that the bundle was made of
//! 2. `checkpoint`: the log's key signed it
//! 3. `tree`: of a region, every entry, every tile and the root; `proofs`: of a dossier, each record's
//! 4. `earlier`: the log continues what the auditor kept
//! 5. `disclosures`: words have the digests that records hold
//! 6. `completeness`: nothing is missing
//! 7. `files`: frameworks and attachments have the digest of their name
//! 8. `decisions`: the rules give what was recorded
//!
//! `records` gives the records, `read_through` leads them past 5, 6 and 8 on as many threads as there are cores
//! (`lanes`).

mod blame;
mod checkpoint;
mod completeness;
mod decisions;
mod disclosures;
mod earlier;
mod files;
mod fixity;
mod keeping;
mod lanes;
mod proofs;
mod read_through;
mod records;
mod tree;

use std::{
    path::Path,
    time::{Duration, Instant},
};

use domain::ids::CommandId;
use tlog::{SignedCheckpoint, VerifierKey, policy::Policy};

pub(crate) use self::checkpoint::CHECKPOINT_BYTES_MAX;

use crate::{
    bundle::{Bundle, Description, Kind, Place, read::OpenError},
    report::{Check, Checked, Findings, Report},
};

/// What the auditor brings, from elsewhere than the bundle.
#[derive(Debug, Clone)]
pub struct Options {
    /// The key of the log, as the region published it.
    pub key: VerifierKey,
    /// Whose cosignatures the auditor asks for.
    pub policy: Option<Policy>,
    /// Checkpoints that the auditor kept.
    pub since: Vec<Earlier>,
    /// The command that asked for the confirmation of a dossier, as chosen by who asked.
    pub confirmed_by: Option<CommandId>,
}

/// A checkpoint that the auditor kept.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// What to call it: the name of its file.
    pub name: String,
    /// What the log said then. It is not believed before its signature is verified.
    pub checkpoint: SignedCheckpoint,
}

/// Makes every check of a bundle.
///
/// # Errors
/// [`OpenError`]: there is no bundle. Whatever is wrong with one is a finding in the report.
pub fn check(folder: &Path, options: &Options) -> Result<Report, OpenError> {
    let bundle = Bundle::open(folder)?;
    let mut checks = Vec::new();
    let kind = if bundle.has(&Place::LogCheckpoint) { Kind::Region } else { Kind::Dossier };
    let (fixity, digests) = timed(Check::Fixity, |findings| fixity::check(&bundle, kind, findings));
    checks.push(fixity);
    let (checkpoint, stated) =
        timed(Check::Checkpoint, |findings| checkpoint::check(&bundle, kind, options, findings));
    checks.push(checkpoint);
    let claimed = stated.checkpoint();
    let mut roots = earlier::Roots::default();
    match kind {
        Kind::Region => {
            let sizes = options.since.iter().map(|earlier| earlier.checkpoint.checkpoint().size()).collect();
            let (tree, found) =
                timed(Check::Tree, |findings| tree::check(&bundle, claimed, &sizes, findings));
            checks.push(tree);
            roots = found;
        }
        Kind::Dossier => {
            let (proofs, ()) =
                timed(Check::Proofs, |findings| proofs::check(&bundle, stated.signed.as_ref(), findings));
            checks.push(proofs);
        }
    }
    let (earlier, ()) =
        timed(Check::Earlier, |findings| earlier::check(&bundle, kind, claimed, &roots, options, findings));
    checks.push(earlier);
    let (files, frameworks) = timed(Check::Files, |findings| files::check(&bundle, &digests, findings));
    let size = claimed.map(tlog::Checkpoint::size);
    let read = read_through::check(&bundle, kind, size, &stated, options, frameworks, files);
    checks.extend(read.checks);
    Ok(Report {
        kind,
        origin: claimed.map(|claimed| claimed.origin().to_owned()).unwrap_or_default(),
        history: stated.description.as_ref().and_then(Description::history).cloned(),
        size: size.unwrap_or_default(),
        records: read.records,
        checks,
    })
}

/// What was looked at, and what else came of it.
type Made<T> = (Vec<(&'static str, u64)>, T);

fn timed<T>(check: Check, make: impl FnOnce(&mut Findings) -> Made<T>) -> (Checked, T) {
    let begun = Instant::now();
    let mut findings = Findings::default();
    let (looked_at, found) = make(&mut findings);
    (Checked { check, looked_at, findings, took: begun.elapsed() }, found)
}

/// A check whose time was added up bit by bit.
fn made(check: Check, looked_at: Vec<(&'static str, u64)>, findings: Findings, took: Duration) -> Checked {
    Checked { check, looked_at, findings, took }
}

/// How many of something there are, as it is told.
fn count(items: usize) -> u64 {
    u64::try_from(items).unwrap_or(u64::MAX)
}
