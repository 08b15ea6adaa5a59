//! What is asked of two places at once about the keeping of a history: the rules, and the words that stand there.

use std::collections::BTreeMap;

use domain::{
    Event,
    context::Context,
    keeping::{
        self, RecordTexts,
        named::{Standing, may_erase},
    },
    sealed::Sealed,
    words,
};
use journal::Stored;
use record::{HistoryId, seal::Disclosures};

use crate::{carry_out::Intake, error::Error, fold::Fold};

impl Intake {
    /// Decides a command about the keeping of a history.
    pub(crate) async fn keep(
        &self,
        history: &HistoryId,
        fold: &Fold,
        command: keeping::Command,
        context: &Context,
    ) -> Result<Event, Error> {
        let event =
            keeping::decide(&fold.keeping, fold.revision, command, context).map_err(Error::Keeping)?;
        if let keeping::Event::ErasureRequested(asked) = &event {
            let standing = self.standing(history, &asked.texts).await?;
            may_erase(&asked.texts, &standing).map_err(Error::Keeping)?;
        }
        Ok(Event::Keeping(event))
    }

    /// The words of the records that are named, as the journal has them.
    async fn standing(&self, history: &HistoryId, named: &[RecordTexts]) -> Result<Standing, Error> {
        let mut standing = Standing::new();
        for stored in self.journal().read(history).await? {
            let revision = stored.entry.revision;
            if named.iter().any(|record| record.revision == revision) {
                standing.insert(revision, texts_of(&stored)?);
            }
        }
        Ok(standing)
    }
}

/// The digests that a record holds, each with whether its words can still be read.
fn texts_of(stored: &Stored) -> Result<BTreeMap<Sealed, bool>, Error> {
    let position = stored.position;
    let record =
        record::decode(&stored.entry.record).map_err(|source| Error::Undecodable { position, source })?;
    let kept = Disclosures::parse(&stored.entry.texts).map_err(|_| Error::TextsLost { position })?;
    let sealed = words::of(&record.event).into_iter().map(|(_, sealed)| sealed);
    Ok(sealed.map(|sealed| (sealed, kept.open(&sealed).is_some())).collect())
}
