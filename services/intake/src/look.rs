//! Looking at a dossier as it stands, before a command to it is carried out.

use domain::{dossier::State, ids::DossierId};
use record::HistoryId;

use crate::{
    carry_out::Intake,
    error::Error,
    fold::{Fold, Matter},
    histories,
};

impl Intake {
    /// Looks at a dossier as it is remembered. Another intake may have brought it further.
    ///
    /// # Errors
    /// What failed in reading it.
    pub async fn look<T>(&self, dossier: DossierId, at: impl FnOnce(&State) -> T + Send) -> Result<T, Error> {
        let history = HistoryId::Dossier(dossier);
        let slot = self.histories.slot(&history);
        let mut held = slot.lock().await;
        let fold = match held.take() {
            Some(fold) => fold,
            None => histories::read(self.journal().as_ref(), &history).await?,
        };
        let seen = seen(&fold, at);
        *held = Some(fold);
        Ok(seen)
    }

    /// Looks for something in a dossier that stays as it is once it is there, e.g. the body of a visit. What is not
    /// remembered is looked for in the journal: another intake may have put it there.
    ///
    /// # Errors
    /// What failed in reading it.
    pub async fn look_for<T>(
        &self,
        dossier: DossierId,
        at: impl Fn(&State) -> Option<T> + Send,
    ) -> Result<Option<T>, Error> {
        let history = HistoryId::Dossier(dossier);
        let slot = self.histories.slot(&history);
        let mut held = slot.lock().await;
        if let Some(found) = held.as_ref().and_then(|fold| seen(fold, &at)) {
            return Ok(Some(found));
        }
        let fold = histories::read(self.journal().as_ref(), &history).await?;
        let found = seen(&fold, &at);
        *held = Some(fold);
        Ok(found)
    }
}

fn seen<T>(fold: &Fold, at: impl FnOnce(&State) -> T) -> T {
    match &fold.matter {
        Matter::Dossier(state) => at(state),
        Matter::Framework(_) | Matter::Arrangement(_) => at(&State::Unopened),
    }
}
