//! Reading records: one history, or the journal from a position.

use std::sync::Arc;

use access::Read;
use door::{Asker, incident::internal};
use journal::Stored;
use record::Position;
use tonic::Status;
use wire::{
    convert::query::{HistoryRecords, JournalRecords, When},
    v1::{self, ReadHistoryResponse, ReadJournalResponse},
};

use super::{
    Answers, Desk, histories, status,
    stream::{self, Reader},
};
use crate::{explain::Explainer, names::Naming, written::Telling};

/// Tells the records of one stream.
struct Teller {
    telling: Telling,
    naming: Naming,
    /// When it is asked why each record says what it says: of one history only, from its first record.
    explainer: Option<Explainer>,
}

impl Desk {
    /// Every record of a history, from a revision on, up to a moment.
    pub(super) async fn history_records(
        &self,
        asker: &Asker,
        asked: &HistoryRecords,
    ) -> Result<Answers<ReadHistoryResponse>, Status> {
        let place = status::place(&self.streams, self.limits.streams, asker.language)?;
        let known = self.known().await;
        if asked.with_texts {
            self.erased(self.journal.head(), asker.language).await?;
        }
        let history = histories::named(&asked.history);
        let mut records = self.readable(asker, &history).await?;
        if asked.when != When::Newest {
            records.truncate(self.cut(asker, &records, known, &asked.when).await?.count);
        }
        if records.is_empty() {
            return Err(histories::unknown(asker, &history));
        }
        let mut teller = self.teller(asker, asked.with_texts);
        teller.explainer = asked.explain.then(Explainer::default);
        let from = asked.from;
        Ok(stream::answer(place, self.limits.reader_wait, asker.language, |reader| async move {
            for stored in records {
                if stored.entry.revision < from {
                    teller.passes(&stored);
                    continue;
                }
                let record = teller.told(&stored).await?;
                reader.give(ReadHistoryResponse { record: Some(record) }).await?;
            }
            Ok(())
        }))
    }

    /// Every record of the journal from a position, up to the last that there is now.
    pub(super) async fn journal_records(
        &self,
        asker: &Asker,
        asked: &JournalRecords,
    ) -> Result<Answers<ReadJournalResponse>, Status> {
        asker.may_read(&Read::Journal)?;
        let head = self.journal.ask_head().await;
        let from = match &asked.from {
            Some(place) => self.own(asker, place)?.max(1),
            None => 1,
        };
        // One beyond the last is where an export that has everything goes on.
        if from > head.next().0 {
            return Err(self.ahead(from, head).status(asker.language));
        }
        let last = asked.records_max.map_or(head.0, |max| head.0.min((from - 1).saturating_add(max)));
        let place = status::place(&self.streams, self.limits.streams, asker.language)?;
        if asked.with_texts {
            self.erased(head, asker.language).await?;
        }
        let teller = self.teller(asker, asked.with_texts);
        let journal = Arc::clone(&self.journal);
        Ok(stream::answer(place, self.limits.reader_wait, asker.language, |reader| async move {
            export(journal.as_ref(), Position(from - 1), Position(last), teller, reader).await
        }))
    }

    fn teller(&self, asker: &Asker, with_texts: bool) -> Teller {
        let log = self.journal.log_id();
        Teller {
            telling: Telling { log, language: asker.language, with_texts },
            naming: Naming::new(Arc::clone(&self.journal), Arc::clone(&self.frameworks)),
            explainer: None,
        }
    }
}

/// Gives every record after one position up to another.
async fn export(
    journal: &dyn journal::Journal,
    after: Position,
    last: Position,
    mut teller: Teller,
    reader: Reader<ReadJournalResponse>,
) -> Result<(), Status> {
    let mut reached = after;
    let mut follow = journal.follow(after);
    while reached < last {
        let batch =
            follow.next().await.map_err(|error| status::following(&error, teller.telling.language))?;
        for stored in batch.into_iter().take_while(|stored| stored.position <= last) {
            reached = stored.position;
            let record = teller.told(&stored).await?;
            reader.give(ReadJournalResponse { record: Some(record) }).await?;
        }
    }
    Ok(())
}

impl Teller {
    /// A record that is not told, so that what follows can be explained from it.
    fn passes(&mut self, stored: &Stored) {
        if let (Some(explainer), Ok(record)) = (&mut self.explainer, record::decode(&stored.entry.record)) {
            explainer.passes(&record);
        }
    }

    async fn told(&mut self, stored: &Stored) -> Result<v1::Record, Status> {
        let decoded = record::decode(&stored.entry.record);
        let framework = match &decoded {
            Ok(record) => self.naming.framework(record).await,
            Err(_) => None,
        };
        let language = self.telling.language;
        let explanation = match (&mut self.explainer, &decoded) {
            (Some(explainer), Ok(record)) => Some(explainer.next(record, framework.as_deref(), language)),
            (Some(_) | None, _) => None,
        };
        let told = self.telling.record(stored, &decoded, framework.as_deref(), explanation);
        told.map_err(|error| internal(&error, self.telling.language))
    }
}
