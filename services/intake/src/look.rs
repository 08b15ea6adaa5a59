//! Looking at a dossier, a meeting or a mandate as it stands, before a command to it is carried out.

use domain::{
    dossier::State,
    ids::{DossierId, MandateId, MeetingId},
    mandate, meeting,
};
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
        at: impl Fn(&State) -> Option<T> + Send + Sync,
    ) -> Result<Option<T>, Error> {
        self.find(&HistoryId::Dossier(dossier), |fold| seen(fold, &at)).await
    }

    /// Looks for something in a meeting that stays as it is once it is there, as [`look_for`](Self::look_for) does.
    ///
    /// # Errors
    /// What failed in reading it.
    pub async fn look_for_meeting<T>(
        &self,
        meeting: MeetingId,
        at: impl Fn(&meeting::State) -> Option<T> + Send + Sync,
    ) -> Result<Option<T>, Error> {
        let seen = |fold: &Fold| match &fold.matter {
            Matter::Meeting(state) => at(state),
            Matter::Dossier(_)
            | Matter::Framework(_)
            | Matter::Arrangement(_)
            | Matter::Mandate(_)
            | Matter::Preparation(_) => None,
        };
        self.find(&HistoryId::Meeting(meeting), seen).await
    }

    /// Looks for something in a mandate that stays as it is once it is there, as [`look_for`](Self::look_for) does.
    ///
    /// # Errors
    /// What failed in reading it.
    pub async fn look_for_mandate<T>(
        &self,
        id: MandateId,
        at: impl Fn(&mandate::State) -> Option<T> + Send + Sync,
    ) -> Result<Option<T>, Error> {
        let seen = |fold: &Fold| match &fold.matter {
            Matter::Mandate(state) => at(state),
            Matter::Dossier(_)
            | Matter::Framework(_)
            | Matter::Arrangement(_)
            | Matter::Meeting(_)
            | Matter::Preparation(_) => None,
        };
        self.find(&HistoryId::Mandate(id), seen).await
    }

    async fn find<T>(
        &self,
        history: &HistoryId,
        at: impl Fn(&Fold) -> Option<T> + Send,
    ) -> Result<Option<T>, Error> {
        let slot = self.histories.slot(history);
        let mut held = slot.lock().await;
        if let Some(found) = held.as_ref().and_then(&at) {
            return Ok(Some(found));
        }
        let fold = histories::read(self.journal().as_ref(), history).await?;
        let found = at(&fold);
        *held = Some(fold);
        Ok(found)
    }
}

fn seen<T>(fold: &Fold, at: impl FnOnce(&State) -> T) -> T {
    match &fold.matter {
        Matter::Dossier(state) => at(state),
        Matter::Framework(_)
        | Matter::Arrangement(_)
        | Matter::Meeting(_)
        | Matter::Mandate(_)
        | Matter::Preparation(_) => at(&State::Unopened),
    }
}
