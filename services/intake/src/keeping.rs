//! What is asked of two places at once about the keeping of a history: the rules, and the words that stand there.

use std::collections::BTreeMap;

use domain::{
    Event,
    context::Context,
    ids::Revision,
    keeping::{
        self, RecordTexts,
        named::{Standing, may_erase},
    },
    sealed::Sealed,
    words,
};
use journal::Stored;
use record::{
    HistoryId, Record,
    seal::{Disclosures, digest_text},
};
use wire::convert::TextsNamed;

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

    /// The digests of the words that a request names. They come from the records alone, which never change: so a request
    /// that is sent again means the same, also when its words are gone.
    pub(crate) async fn digests(
        &self,
        history: &HistoryId,
        named: &[TextsNamed],
    ) -> Result<Vec<RecordTexts>, Error> {
        let records = self.journal().read(history).await?;
        let last = Revision(records.len() as u64);
        if records.is_empty() {
            return Err(Error::Keeping(keeping::Refusal::HistoryUnknown));
        }
        let digests = |named: &TextsNamed| {
            let mut records = records.iter();
            let stored = records.find(|stored| stored.entry.revision == named.revision);
            let beyond = || Error::Keeping(keeping::Refusal::RecordUnknown { asked: named.revision, last });
            named_in(&decoded(stored.ok_or_else(beyond)?)?.event, named).map_err(Error::Keeping)
        };
        named.iter().map(digests).collect()
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

fn decoded(stored: &Stored) -> Result<Record, Error> {
    let position = stored.position;
    record::decode(&stored.entry.record).map_err(|source| Error::Undecodable { position, source })
}

/// The words of one record that a request names; all of them if it names none.
fn named_in(event: &Event, named: &TextsNamed) -> Result<RecordTexts, keeping::Refusal> {
    let TextsNamed { revision, names, digests } = named;
    let words = words::of(event);
    let all = names.is_empty() && digests.is_empty();
    let unknown =
        |which: &String| keeping::Refusal::TextUnknown { revision: *revision, which: which.clone() };
    if let Some(name) = names.iter().find(|name| words.iter().all(|(known, _)| known != *name)) {
        return Err(unknown(name));
    }
    let is = |digest: &String, sealed: &Sealed| digest_text(sealed) == *digest;
    if let Some(digest) = digests.iter().find(|digest| words.iter().all(|(_, sealed)| !is(digest, sealed))) {
        return Err(unknown(digest));
    }
    let meant = |(name, sealed): &(String, Sealed)| {
        all || names.contains(name) || digests.iter().any(|digest| is(digest, sealed))
    };
    let texts = words.into_iter().filter(|word| meant(word)).map(|(_, sealed)| sealed).collect();
    Ok(RecordTexts { revision: *revision, texts })
}

/// The digests that a record holds, each with whether its words can still be read.
fn texts_of(stored: &Stored) -> Result<BTreeMap<Sealed, bool>, Error> {
    let (record, position) = (decoded(stored)?, stored.position);
    let kept = Disclosures::parse(&stored.entry.texts).map_err(|_| Error::TextsLost { position })?;
    let sealed = words::of(&record.event).into_iter().map(|(_, sealed)| sealed);
    Ok(sealed.map(|sealed| (sealed, kept.open(&sealed).is_some())).collect())
}
