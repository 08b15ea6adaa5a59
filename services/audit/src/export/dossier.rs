//! One dossier: its records and the adoptions that they stand on, each with a proof against one checkpoint.

use std::sync::Arc;

use domain::{Event, dossier, ids::CommandId, keeping};
use journal::{Journal, Stored};
use ledger::Ledger;
use record::{HistoryId, Position};
use tlog::SignedCheckpoint;
use tokio::task::spawn_blocking;
use verifier::bundle::{Description, Dossier, Place};

use super::{Error, Taker, pages, rules, words};

/// How many records are proved by one tree: it keeps each tile that it reads, 8 kB near each record at most.
const PROVED_AT_ONCE: usize = 1_000;

/// Gives every file of the bundle of these records, which are a history up to its last under this checkpoint.
///
/// # Errors
/// [`Error`]; what was given until then is no bundle.
pub async fn give<T: Taker + Send>(
    journal: &dyn Journal,
    ledger: &Ledger,
    checkpoint: &Arc<SignedCheckpoint>,
    history: &HistoryId,
    records: Vec<Stored>,
    taker: &mut T,
) -> Result<(), Error<T::Refused>> {
    let (origin, size) = (checkpoint.checkpoint().origin().to_owned(), checkpoint.checkpoint().size());
    let last_revision = records.last().map(|last| last.entry.revision).unwrap_or_default();
    let dossier = Dossier { history: history.clone(), last_revision, confirmation: confirmation(&records)? };
    let description = Description { log: journal.log_id(), origin, size, dossier: Some(dossier) };
    pages(&description, taker).await?;
    let note = checkpoint.to_string().into_bytes();
    taker.take(&Place::Checkpoint, note).await.map_err(Error::Refused)?;

    let mut together = adoptions(journal, &records).await?;
    together.extend(records);
    together.retain(|stored| stored.position.0 <= size);
    together.sort_by_key(|stored| stored.position);
    for together in together.chunks(PROVED_AT_ONCE) {
        let positions = together.iter().map(|stored| stored.position).collect();
        for (stored, proof) in together.iter().zip(proved(ledger, checkpoint, positions).await?) {
            let position = stored.position;
            taker
                .take(&Place::Record(position), stored.entry.record.to_vec())
                .await
                .map_err(Error::Refused)?;
            taker.take(&Place::Proof(position), proof.into_bytes()).await.map_err(Error::Refused)?;
            words(stored, taker).await?;
            rules(stored, taker).await?;
        }
    }
    Ok(())
}

/// A proof for each of these records, by one tree, on a thread that may wait for the disk.
async fn proved<R>(
    ledger: &Ledger,
    checkpoint: &Arc<SignedCheckpoint>,
    positions: Vec<Position>,
) -> Result<Vec<String>, Error<R>> {
    let (ledger, checkpoint) = (ledger.clone(), Arc::clone(checkpoint));
    let proved = spawn_blocking(move || {
        let proofs = ledger.proofs()?;
        let texts = positions.iter().map(|position| proofs.tlog_proof(*position, &checkpoint));
        texts.collect::<Result<_, ledger::proofs::Error>>()
    });
    Ok(proved.await.map_err(Error::BrokenOff)??)
}

/// The command of the last record, if that confirms how many there were before it.
fn confirmation<R>(records: &[Stored]) -> Result<Option<CommandId>, Error<R>> {
    let Some(last) = records.last() else { return Ok(None) };
    let confirms = matches!(decoded(last)?.event, Event::Keeping(keeping::Event::HistoryConfirmed(_)));
    Ok(confirms.then_some(last.entry.command))
}

/// The adoptions of every version of the framework that the dossier runs on: without all of them it could not be told that
/// the one it names was adopted as it should be.
async fn adoptions<R>(journal: &dyn Journal, records: &[Stored]) -> Result<Vec<Stored>, Error<R>> {
    let Some(first) = records.first() else { return Ok(Vec::new()) };
    let Event::Dossier(dossier::Event::DossierOpened(opened)) = decoded(first)?.event else {
        return Ok(Vec::new());
    };
    Ok(journal.read(&HistoryId::Framework(opened.framework.id)).await?)
}

fn decoded<R>(stored: &Stored) -> Result<record::Record, Error<R>> {
    let undecodable = |source| Error::Undecodable { position: stored.position, source };
    record::decode(&stored.entry.record).map_err(undecodable)
}
