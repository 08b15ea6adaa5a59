//! What the ledger proves: checkpoints, inclusion, consistency, and receipts.

use std::{sync::Arc, time::Duration};

use access::Read;
use door::{Asker, incident::internal};
use ledger::{Ledger, NotCovered, proofs};
use record::Position;
use tlog::{Hash, SignedCheckpoint};
use tokio::time::timeout;
use tonic::Status;
use wire::{
    Language,
    convert::{
        answer,
        query::ledger::{Consistency, Inclusion, NewestCheckpoint, Receipt, Recorded},
    },
    failure::{Failure, LedgerFailure, Thing},
    v1::{
        self, CheckpointGrade, GetCheckpointResponse, GetReceiptResponse, ProveConsistencyResponse,
        ProveInclusionResponse,
    },
};

use super::{Desk, status};
use crate::proved::{Unproved, proved};

impl Desk {
    /// The ledger, if one is kept here.
    pub(super) fn ledger(&self, language: Language) -> Result<&Ledger, Status> {
        self.ledger.as_ref().ok_or_else(|| LedgerFailure::Absent.status(language))
    }

    /// The newest checkpoint of a grade.
    pub(super) fn newest_checkpoint(
        &self,
        asker: &Asker,
        asked: NewestCheckpoint,
    ) -> Result<GetCheckpointResponse, Status> {
        asker.may_read(&Read::Ledger)?;
        let ledger = self.ledger(asker.language)?;
        let checkpoint = match asked.grade {
            CheckpointGrade::Witnessed => {
                let witnessed = self.witnesses.as_ref().and_then(|watch| watch.now().witnessed);
                witnessed.map(|checkpoint| told(&checkpoint, CheckpointGrade::Witnessed))
            }
            CheckpointGrade::Integrated | CheckpointGrade::Unspecified => {
                ledger.checkpoint().map(|checkpoint| told(&checkpoint, CheckpointGrade::Integrated))
            }
        };
        Ok(GetCheckpointResponse {
            checkpoint,
            verifier_key: ledger.verifier().to_string(),
            log_id: self.journal.log_id().to_string(),
        })
    }

    /// That a record is in the tree of some size.
    pub(super) async fn inclusion(
        &self,
        asker: &Asker,
        asked: &Inclusion,
    ) -> Result<ProveInclusionResponse, Status> {
        asker.may_read(&Read::Ledger)?;
        let (position, tree_size) = (Position(self.own(asker, &asked.record)?), asked.tree_size);
        let included = proved(self.ledger(asker.language)?, move |tree| {
            let newest = tree.checkpoint().checkpoint().size();
            let size = tree_size.unwrap_or(newest);
            let is_newest = size == newest;
            let proof = is_newest.then(|| tree.tlog_proof(position, tree.checkpoint())).transpose()?;
            Ok(ProveInclusionResponse {
                leaf_index: position.0 - 1,
                tree_size: size,
                root: bytes(tree.root_at(size)?),
                hashes: tree.inclusion(position, size)?.into_iter().map(bytes).collect(),
                leaf_hash: bytes(tree.leaf(position)?),
                proof: proof.unwrap_or_default(),
            })
        });
        included.await.map_err(|error| unproved(&error, asker.language))
    }

    /// That between two sizes records were only added.
    pub(super) async fn consistency(
        &self,
        asker: &Asker,
        asked: Consistency,
    ) -> Result<ProveConsistencyResponse, Status> {
        asker.may_read(&Read::Ledger)?;
        let consistent = proved(self.ledger(asker.language)?, move |tree| {
            let newest = tree.checkpoint();
            let (from_size, newest_size) = (asked.from_size, newest.checkpoint().size());
            let to_size = asked.to_size.unwrap_or(newest_size);
            let hashes = tree.consistency(from_size, to_size)?;
            let checkpoint = (to_size == newest_size).then(|| told(newest, CheckpointGrade::Integrated));
            Ok(ProveConsistencyResponse {
                from_size,
                from_root: bytes(tree.root_at(from_size)?),
                to_size,
                to_root: bytes(tree.root_at(to_size)?),
                hashes: hashes.into_iter().map(bytes).collect(),
                checkpoint,
            })
        });
        consistent.await.map_err(|error| unproved(&error, asker.language))
    }

    /// That a record stands under a signed checkpoint, waited for within the limit.
    pub(super) async fn receipt(&self, asker: &Asker, asked: &Receipt) -> Result<GetReceiptResponse, Status> {
        let language = asker.language;
        // Before anything is looked up: what is there is not for everyone to know.
        asker.may_read(&Read::Ledger)?;
        let ledger = self.ledger(language)?;
        let position = match asked.record {
            Recorded::Place(place) => Position(self.own(asker, &place)?),
            Recorded::Command(id) => {
                let found = self.journal.find(id).await.map_err(|error| status::reading(&error, language))?;
                let unknown = || Failure::NotFound { what: Thing::Command, asked: id.to_string() };
                found.ok_or_else(|| unknown().status(language))?
            }
        };
        let stored = self.journal.at(position).await.map_err(|error| status::reading(&error, language))?;
        let stored = stored.ok_or_else(|| self.ahead(position.0, self.journal.head()).status(language))?;
        self.receivable(asker, &stored.entry).await?;
        let checkpoint = self.covering(ledger, position, asked, language).await?;
        let under = Arc::clone(&checkpoint);
        let proof = proved(ledger, move |tree| tree.tlog_proof(position, &under)).await;
        let proof = proof.map_err(|error| unproved(&error, language))?;
        Ok(GetReceiptResponse {
            position: Some(answer::position(self.journal.log_id().0, position.0)),
            history_id: stored.entry.history.to_string(),
            revision: stored.entry.revision.0,
            bytes: stored.entry.record.to_vec(),
            checkpoint: Some(told(&checkpoint, asked.grade)),
            proof,
        })
    }

    /// A checkpoint that covers a position and is sure enough, waited for within the limit.
    async fn covering(
        &self,
        ledger: &Ledger,
        position: Position,
        asked: &Receipt,
        language: Language,
    ) -> Result<Arc<SignedCheckpoint>, Status> {
        let limit =
            asked.wait.map_or(self.limits.checkpoint_wait, |wait| wait.min(self.limits.checkpoint_wait));
        match asked.grade {
            CheckpointGrade::Witnessed => {
                self.witnessed(position, limit).await.map_err(|failure| failure.status(language))
            }
            CheckpointGrade::Integrated | CheckpointGrade::Unspecified => {
                let covered = ledger.wait_covered(position, limit).await;
                covered.map_err(|error| uncovered(&error, language))
            }
        }
    }

    /// A checkpoint that covers a position and that enough witnesses cosigned, waited for within the limit. The tree here has
    /// its records.
    async fn witnessed(&self, position: Position, limit: Duration) -> Result<Arc<SignedCheckpoint>, Failure> {
        let watch = self.witnesses.as_ref().ok_or(Failure::Ledger(LedgerFailure::WitnessesAbsent))?;
        let found = timeout(limit, watch.until(position.0)).await;
        let now = watch.now();
        match found {
            Ok(Some(witnessed)) => Ok(witnessed),
            Ok(None) if now.stopped.is_none() => Err(Failure::Stopping),
            Ok(None) => Err(Failure::Ledger(LedgerFailure::Stopped)),
            Err(_) => {
                let size = now.witnessed_size();
                Err(Failure::Ledger(LedgerFailure::NotCovered { position: position.0, size }))
            }
        }
    }

    /// Whether this caller may have a record: it is their own, or they may read its history.
    async fn receivable(&self, asker: &Asker, entry: &journal::Entry) -> Result<(), Status> {
        let own = record::decode(&entry.record).is_ok_and(|record| record.actor == asker.caller.actor);
        if own { Ok(()) } else { self.readable(asker, &entry.history).await.map(drop) }
    }
}

/// The answer when no checkpoint covers a record.
pub(super) fn uncovered(error: &NotCovered, language: Language) -> Status {
    match error {
        NotCovered::NotYet { position, size } => {
            LedgerFailure::NotCovered { position: position.0, size: *size }.status(language)
        }
        NotCovered::Stopped(_) => LedgerFailure::Stopped.status(language),
    }
}

/// The answer when something cannot be proved.
fn unproved(error: &Unproved, language: Language) -> Status {
    match error {
        Unproved::Ledger(proofs::Error::NoCheckpoint) => {
            LedgerFailure::NotCovered { position: 1, size: 0 }.status(language)
        }
        Unproved::Ledger(proofs::Error::Ahead { asked, size }) => {
            LedgerFailure::TreeSizeAhead { asked: *asked, last: *size }.status(language)
        }
        Unproved::Ledger(proofs::Error::NotInTree { position, size }) => {
            LedgerFailure::NotInTree { position: position.0, size: *size }.status(language)
        }
        Unproved::Ledger(proofs::Error::Tiles(_)) | Unproved::BrokenOff(_) => internal(error, language),
    }
}

fn told(checkpoint: &SignedCheckpoint, grade: CheckpointGrade) -> v1::Checkpoint {
    v1::Checkpoint {
        origin: checkpoint.checkpoint().origin().to_owned(),
        tree_size: checkpoint.checkpoint().size(),
        root: bytes(checkpoint.checkpoint().root()),
        note: checkpoint.to_string(),
        grade: grade.into(),
    }
}

fn bytes(hash: Hash) -> Vec<u8> {
    hash.0.to_vec()
}
