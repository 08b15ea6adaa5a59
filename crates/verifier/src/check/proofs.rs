//! Of a dossier: each record's proof leads to the root that was signed.

use record::{Position, RECORD_BYTES_MAX};
use tlog::{SignedCheckpoint, TlogProof, hash::leaf_hash, inclusion};

use super::{Made, checkpoint::CHECKPOINT_BYTES_MAX, count, records};
use crate::{
    bundle::{Bundle, Place},
    replay::difference::causes,
    report::{Findings, Rule},
};

/// The most bytes of a proof: its checkpoint, 64 hashes, and what whoever made it sends along.
const PROOF_BYTES_MAX: u64 = CHECKPOINT_BYTES_MAX * 2;

pub(super) fn check(bundle: &Bundle, signed: Option<&SignedCheckpoint>, findings: &mut Findings) -> Made<()> {
    let positions = records::positions(bundle);
    let mut proofs = 0;
    for position in &positions {
        let record = match bundle.read(&Place::Record(*position), count(RECORD_BYTES_MAX)) {
            Ok(record) => record,
            Err(error) => {
                findings.add(Rule::FileUnreadable, Place::Record(*position), "", causes(&error));
                continue;
            }
        };
        proofs += 1;
        if let Err((rule, cause)) = proved(bundle, *position, &record, signed) {
            let place = Place::Proof(*position).to_string();
            findings.add_with(rule, Some(*position), || (place, String::new(), cause));
        }
    }
    for place in bundle.places() {
        if let Place::Proof(position) = place
            && positions.binary_search(&position).is_err()
        {
            findings.add(Rule::ProofWithoutRecord, place, "", "");
        }
    }
    (vec![("records", count(positions.len())), ("proofs", proofs)], ())
}

fn proved(
    bundle: &Bundle,
    position: Position,
    record: &[u8],
    signed: Option<&SignedCheckpoint>,
) -> Result<(), (Rule, String)> {
    let unreadable = |cause| (Rule::ProofUnreadable, cause);
    let bytes = bundle
        .read(&Place::Proof(position), PROOF_BYTES_MAX)
        .map_err(|error| (Rule::ProofMissing, causes(&error)))?;
    let text = String::from_utf8(bytes).map_err(|error| unreadable(causes(&error)))?;
    let proof = TlogProof::parse(&text).map_err(|error| unreadable(causes(&error)))?;
    if proof.index.checked_add(1) != Some(position.0) {
        return Err((Rule::ProofElsewhere, format!("index {}", proof.index)));
    }
    // Without a checkpoint of the bundle, at least against its own: the signature is told by another check.
    let against = signed.unwrap_or(&proof.checkpoint);
    if proof.checkpoint != *against {
        let found = proof.checkpoint.checkpoint().text().trim_end().replace('\n', "; ");
        return Err((Rule::ProofAgainstOther, found));
    }
    let checkpoint = against.checkpoint();
    inclusion::verify(&proof.hashes, proof.index, checkpoint.size(), checkpoint.root(), leaf_hash(record))
        .map_err(|error| (Rule::ProofFails, causes(&error)))
}
