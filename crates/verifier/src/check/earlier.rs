//! The log continues the checkpoints that the auditor kept. What one signed and another shows later cannot be two
//! histories then, not even of whoever has the key.

use std::collections::BTreeMap;

use tlog::{Checkpoint, Hash, consistency};

use super::{Made, Options, count};
use crate::{
    bundle::{Bundle, Kind, Place, consistency as file, read::ReadError},
    replay::difference::causes,
    report::{Findings, Rule},
};

/// The roots that the log had at the sizes of earlier checkpoints, as far as its entries gave them.
pub(super) type Roots = BTreeMap<u64, Hash>;

pub(super) fn check(
    bundle: &Bundle,
    kind: Kind,
    claimed: Option<&Checkpoint>,
    roots: &Roots,
    options: &Options,
    findings: &mut Findings,
) -> Made<()> {
    for earlier in &options.since {
        let kept = match earlier.checkpoint.verify(&options.key) {
            Ok(kept) => kept,
            Err(error) => {
                findings.add(Rule::EarlierNotSigned, &earlier.name, &options.key, causes(&error));
                continue;
            }
        };
        let Some(claimed) = claimed else {
            findings.add(Rule::EarlierNotShown, &earlier.name, told(kept), "");
            continue;
        };
        let found = match kind {
            Kind::Region => continued(kept, claimed, roots),
            Kind::Dossier => proved(bundle, kept, claimed),
        };
        if let Err((rule, found)) = found {
            findings.add(rule, &earlier.name, told(kept), found);
        }
    }
    (vec![("checkpoints", count(options.since.len()))], ())
}

/// By the entries of the whole log.
fn continued(kept: &Checkpoint, claimed: &Checkpoint, roots: &Roots) -> Result<(), (Rule, String)> {
    if kept.size() > claimed.size() {
        return Err((Rule::EarlierLarger, told(claimed)));
    }
    match roots.get(&kept.size()) {
        None => Err((Rule::EarlierNotShown, String::new())),
        Some(root) if *root == kept.root() => Ok(()),
        Some(root) => Err((Rule::Forked, format!("{}; {root}", kept.size()))),
    }
}

/// By a proof that lies in the bundle, from the smaller to the larger of both.
fn proved(bundle: &Bundle, kept: &Checkpoint, claimed: &Checkpoint) -> Result<(), (Rule, String)> {
    let (old, new) = if kept.size() <= claimed.size() { (kept, claimed) } else { (claimed, kept) };
    let proof = if old.size() == new.size() || old.size() == 0 {
        Vec::new()
    } else {
        let place = Place::Consistency(kept.size());
        let bytes = bundle.read(&place, file::PROOF_BYTES_MAX);
        let bytes = bytes.map_err(|error| match &error {
            ReadError::Missing => (Rule::EarlierNotShown, format!("{place}: {}", causes(&error))),
            ReadError::TooLarge { .. } | ReadError::Failed(_) => {
                (Rule::ProofUnreadable, format!("{place}: {}", causes(&error)))
            }
        })?;
        file::parse(&bytes).ok_or_else(|| (Rule::ProofUnreadable, place.to_string()))?
    };
    consistency::verify(&proof, old.size(), old.root(), new.size(), new.root())
        .map_err(|error| (Rule::Forked, format!("{}: {error}", told(claimed))))
}

fn told(checkpoint: &Checkpoint) -> String {
    format!("{}; {}", checkpoint.size(), checkpoint.root())
}
