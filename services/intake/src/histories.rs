//! The states of recently used histories, so that a command costs one append and no read.

use std::{collections::HashMap, sync::Arc};

use domain::ids::CommandId;
use journal::{Journal, Stored};
use record::HistoryId;
use tokio::sync::{Mutex, MutexGuard};

use crate::{error::Error, fold::Fold};

/// How many histories stay in memory for certain; at most twice as many do.
pub(crate) const HISTORIES_KEPT: usize = 10_000;

/// One history: locked while a command is carried out on it, so that one append is in flight in a history
/// and histories go on side by side. `None`: not read yet, or no longer certain.
#[derive(Default)]
pub(crate) struct Slot(Mutex<Option<Fold>>);

/// The recently used histories, in two generations: what was used since the last change of generation, and
/// what was used in the one before. A history that is used moves up; the older generation is forgotten whole.
pub(crate) struct Histories {
    kept: usize,
    generations: std::sync::Mutex<Generations>,
}

#[derive(Default)]
struct Generations {
    young: HashMap<HistoryId, Arc<Slot>>,
    old: HashMap<HistoryId, Arc<Slot>>,
}

impl Histories {
    pub(crate) fn new(kept: usize) -> Self {
        Self { kept, generations: std::sync::Mutex::default() }
    }

    /// The slot of a history. Two callers that hold different slots of one history, because it was forgotten
    /// in between, are set right by the journal: the second append is a conflict.
    pub(crate) fn slot(&self, history: &HistoryId) -> Arc<Slot> {
        let mut generations = self.generations.lock().expect("nothing panics while it holds this lock");
        if let Some(slot) = generations.young.get(history) {
            return Arc::clone(slot);
        }
        let slot = generations.old.remove(history).unwrap_or_default();
        let mut forgotten = None;
        if generations.young.len() >= self.kept {
            let young = std::mem::take(&mut generations.young);
            forgotten = Some(std::mem::replace(&mut generations.old, young));
        }
        generations.young.insert(history.clone(), Arc::clone(&slot));
        // Nobody waits while thousands of states are freed.
        drop(generations);
        drop(forgotten);
        slot
    }
}

impl Slot {
    pub(crate) async fn lock(&self) -> MutexGuard<'_, Option<Fold>> {
        self.0.lock().await
    }
}

/// Folds a history from the journal.
pub(crate) async fn read(journal: &dyn Journal, history: &HistoryId) -> Result<Fold, Error> {
    fold(history, &journal.read(history).await?)
}

/// Folds a history as far as it is known here.
pub(crate) async fn recall(journal: &dyn Journal, history: &HistoryId) -> Result<Fold, Error> {
    fold(history, &journal.recall(history).await?)
}

/// Folds a history from the journal, and finds the record of a command in it. Nothing else says for certain whether a
/// command was carried out: [`Journal::find`] may not have heard yet of what another intake stored.
pub(crate) async fn read_for(
    journal: &dyn Journal,
    history: &HistoryId,
    command: CommandId,
) -> Result<(Fold, Option<Stored>), Error> {
    let mut records = journal.read(history).await?;
    let fold = fold(history, &records)?;
    let place = records.iter().position(|stored| stored.entry.command == command);
    Ok((fold, place.map(|place| records.swap_remove(place))))
}

fn fold(history: &HistoryId, records: &[Stored]) -> Result<Fold, Error> {
    let mut fold = Fold::empty(history);
    for stored in records {
        let record = record::decode(&stored.entry.record)
            .map_err(|source| Error::Undecodable { position: stored.position, source })?;
        fold = fold.with(&record);
    }
    Ok(fold)
}

#[cfg(test)]
mod tests {
    use domain::ids::DossierId;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_is_used_stays_and_what_is_not_is_forgotten() {
        let histories = Histories::new(2);
        let name = |n| HistoryId::Dossier(DossierId(Uuid::from_u128(n)));
        let first = histories.slot(&name(1));
        for n in 2..20 {
            histories.slot(&name(n));
            assert!(Arc::ptr_eq(&first, &histories.slot(&name(1))), "used every time, so kept");
        }
        let once = histories.slot(&name(100));
        for n in 101..110 {
            histories.slot(&name(n));
        }
        assert!(!Arc::ptr_eq(&once, &histories.slot(&name(100))), "not used since, so forgotten");
    }
}
