//! One dossier: its records and what they stand on (adoptions and mandates), each with a proof against one checkpoint;
//! and that this checkpoint continues those that were kept.

use std::{collections::BTreeSet, sync::Arc};

use domain::{Event, ids::CommandId, keeping};
use journal::Stored;
use ledger::Ledger;
use record::{HistoryId, Position};
use tlog::{Hash, SignedCheckpoint};
use verifier::bundle::{Description, Dossier, Place, consistency};

use super::{Error, Source, Taker, pages, rules, words};
use crate::{proved::proved, stands_on::stands_on};

/// How many records are proved by one tree: it keeps each tile that it reads, 8 kB near each record at most.
const PROVED_AT_ONCE: usize = 1_000;

/// A dossier that is taken along.
pub struct Evidence {
    /// What every proof is against.
    pub checkpoint: Arc<SignedCheckpoint>,
    /// Which history it is.
    pub history: HistoryId,
    /// Its records, up to the last under the checkpoint.
    pub records: Vec<Stored>,
    /// The sizes of checkpoints that were kept, none larger than this one: it is proved to continue those.
    pub since: BTreeSet<u64>,
}

/// Gives every file of the bundle.
///
/// # Errors
/// [`Error`]; what was given until then is no bundle.
pub async fn give<T: Taker + Send>(
    source: Source<'_>,
    evidence: Evidence,
    taker: &mut T,
) -> Result<(), Error<T::Refused>> {
    let Evidence { checkpoint, history, records, since } = evidence;
    let (origin, size) = (checkpoint.checkpoint().origin().to_owned(), checkpoint.checkpoint().size());
    let beneath = stands_on(source.journal, &history, &records).await?;
    let last_revision = records.last().map(|last| last.entry.revision).unwrap_or_default();
    let dossier = Dossier { history, last_revision, confirmation: confirmation(&records)? };
    let description = Description { log: source.journal.log_id(), origin, size, dossier: Some(dossier) };
    pages(&description, taker).await?;
    let note = checkpoint.to_string().into_bytes();
    taker.take(&Place::Checkpoint, note).await.map_err(Error::Refused)?;
    continued(source.ledger, size, since, taker).await?;

    let mut together = beneath;
    together.extend(records);
    together.retain(|stored| stored.position.0 <= size);
    together.sort_by_key(|stored| stored.position);
    for together in together.chunks(PROVED_AT_ONCE) {
        let positions: Vec<Position> = together.iter().map(|stored| stored.position).collect();
        let checkpoint = Arc::clone(&checkpoint);
        let texts = proved(source.ledger, move |proofs| {
            positions.iter().map(|position| proofs.tlog_proof(*position, &checkpoint)).collect()
        });
        let texts: Vec<String> = texts.await?;
        for (stored, proof) in together.iter().zip(texts) {
            let (position, record) = (stored.position, stored.entry.record.to_vec());
            taker.take(&Place::Record(position), record).await.map_err(Error::Refused)?;
            taker.take(&Place::Proof(position), proof.into_bytes()).await.map_err(Error::Refused)?;
            words(&source, stored, taker).await?;
            rules(stored, taker).await?;
        }
    }
    Ok(())
}

/// The proofs that the log went on from each of these sizes. One of the size itself has no hashes, and so no file.
async fn continued<T: Taker + Send>(
    ledger: &Ledger,
    size: u64,
    mut since: BTreeSet<u64>,
    taker: &mut T,
) -> Result<(), Error<T::Refused>> {
    since.remove(&size);
    if since.is_empty() {
        return Ok(());
    }
    let went_on = proved(ledger, move |proofs| {
        let proof = |from| Ok((from, proofs.consistency(from, size)?));
        since.into_iter().map(proof).collect()
    });
    let went_on: Vec<(u64, Vec<Hash>)> = went_on.await?;
    for (from, proof) in went_on {
        let lines = consistency::lines(&proof).into_bytes();
        taker.take(&Place::Consistency(from), lines).await.map_err(Error::Refused)?;
    }
    Ok(())
}

/// The command of the last record, if that confirms how many there were before it.
fn confirmation<R>(records: &[Stored]) -> Result<Option<CommandId>, Error<R>> {
    let Some(last) = records.last() else { return Ok(None) };
    let confirms = matches!(decoded(last)?.event, Event::Keeping(keeping::Event::HistoryConfirmed(_)));
    Ok(confirms.then_some(last.entry.command))
}

fn decoded<R>(stored: &Stored) -> Result<record::Record, Error<R>> {
    let undecodable = |source| Error::Undecodable { position: stored.position, source };
    record::decode(&stored.entry.record).map_err(undecodable)
}
