//! The log's key signed the checkpoint, witnesses cosigned it if the auditor asks for them, and the bundle is about what
//! it says.

use tlog::{
    Checkpoint, SignedCheckpoint,
    policy::{Policy, Refused},
    signed,
};

use super::{Made, Options, count};
use crate::{
    bundle::{Bundle, Description, Kind, Place, description::DESCRIPTION_BYTES_MAX},
    replay::difference::causes,
    report::{Findings, Rule},
};

/// The most bytes of a checkpoint with its signatures: those of hundreds of witnesses.
pub(crate) const CHECKPOINT_BYTES_MAX: u64 = 64 * 1024;

/// What the bundle states, believed or not.
pub(super) struct Stated {
    /// The checkpoint, if it can be read.
    pub(super) signed: Option<SignedCheckpoint>,
    /// What the bundle says of itself, if that can be read.
    pub(super) description: Option<Description>,
}

impl Stated {
    /// What the checkpoint says. When its signature does not hold, the rest is compared with it all the same.
    pub(super) fn checkpoint(&self) -> Option<&Checkpoint> {
        self.signed.as_ref().map(SignedCheckpoint::checkpoint)
    }
}

pub(super) fn check(bundle: &Bundle, kind: Kind, options: &Options, findings: &mut Findings) -> Made<Stated> {
    let place = match kind {
        Kind::Region => Place::LogCheckpoint,
        Kind::Dossier => Place::Checkpoint,
    };
    let stated =
        Stated { signed: signed(bundle, &place, findings), description: description(bundle, findings) };
    let mut cosigned = 0;
    if let Some(signed) = &stated.signed {
        signatures(signed, &place, options, findings);
        if let Some(policy) = &options.policy {
            cosigned = witnesses(signed, &place, policy, findings);
        }
        if let Some(description) = &stated.description {
            described(signed.checkpoint(), kind, description, findings);
        }
    }
    let signatures = stated.signed.as_ref().map_or(0, |signed| signed.signatures().len());
    (vec![("signatures", count(signatures)), ("witnesses", count(cosigned))], stated)
}

fn signed(bundle: &Bundle, place: &Place, findings: &mut Findings) -> Option<SignedCheckpoint> {
    let note = match bundle.read(place, CHECKPOINT_BYTES_MAX) {
        Ok(note) => note,
        Err(error) => {
            findings.add(Rule::CheckpointUnreadable, place, "", causes(&error));
            return None;
        }
    };
    match SignedCheckpoint::parse(&note) {
        Ok(signed) => Some(signed),
        Err(error) => {
            findings.add(Rule::CheckpointUnreadable, place, "", causes(&error));
            None
        }
    }
}

fn signatures(signed: &SignedCheckpoint, place: &Place, options: &Options, findings: &mut Findings) {
    let rule = match signed.verify(&options.key) {
        Ok(_) => return,
        Err(signed::Error::OtherOrigin { .. }) => Rule::OtherOrigin,
        Err(signed::Error::Forged { .. }) => Rule::SignatureForged,
        Err(signed::Error::Unsigned { .. } | signed::Error::Note | signed::Error::Checkpoint(_)) => {
            Rule::NotSigned
        }
    };
    findings.add(rule, place, &options.key, signed.checkpoint().text().trim_end().replace('\n', "; "));
}

/// How many witnesses of the policy cosigned it.
fn witnesses(signed: &SignedCheckpoint, place: &Place, policy: &Policy, findings: &mut Findings) -> usize {
    match policy.judge(signed) {
        Ok(judged) => {
            if !judged.is_witnessed {
                let names = |names: Vec<&str>| names.join(", ");
                let asked = names(policy.witnesses().map(|witness| witness.name.as_str()).collect());
                let found = names(judged.cosigned.iter().map(|(witness, _)| witness.name.as_str()).collect());
                findings.add(Rule::NotWitnessed, place, asked, found);
            }
            judged.cosigned.len()
        }
        Err(error) => {
            let rule = match &error {
                Refused::Forged { .. } => Rule::CosignatureForged,
                Refused::OtherLog { .. } | Refused::Log(_) => Rule::NotOfPolicy,
            };
            findings.add(rule, place, "", causes(&error));
            0
        }
    }
}

fn description(bundle: &Bundle, findings: &mut Findings) -> Option<Description> {
    let place = Place::Description;
    let read = bundle.read(&place, DESCRIPTION_BYTES_MAX).map_err(|error| causes(&error));
    match read.and_then(|bytes| Description::parse(&bytes).map_err(|error| causes(&error))) {
        Ok(description) => Some(description),
        Err(cause) => {
            findings.add(Rule::DescriptionUnreadable, place, "", cause);
            None
        }
    }
}

fn described(checkpoint: &Checkpoint, kind: Kind, description: &Description, findings: &mut Findings) {
    let stands = |origin: &str, size: u64, kind: Kind| format!("{} {origin} {size}", kind.name());
    let expected = stands(checkpoint.origin(), checkpoint.size(), kind);
    let found = stands(&description.origin, description.size, description.kind());
    if expected != found {
        findings.add(Rule::DescribedOtherwise, Place::Description, expected, found);
    }
}
