//! What differs between two moments.

use std::{collections::HashSet, sync::Arc};

use access::Read;
use domain::{
    Event, arrangement,
    ids::{BodyId, DossierId},
};
use door::{Asker, incident::internal};
use journal::{Journal, Stored};
use record::{HistoryId, Record};
use tonic::Status;
use wire::{
    Language, Names,
    convert::{
        Violations,
        query::{Comparison, When},
        violation::Fault,
    },
    failure::{Failure, Thing},
    v1::{self, CompareAsOfResponse, compare_as_of_response::Difference},
};

use super::{
    Answers, Desk,
    limits::AGENDA_ENTRIES_MAX,
    moments::Until,
    status,
    stream::{self, Reader},
};
use crate::{
    compare::{self, Agendas, Changed, Span},
    frameworks::Frameworks,
    replay::Undecodable,
};

/// One comparison on its way.
struct Work {
    journal: Arc<dyn Journal>,
    frameworks: Arc<Frameworks>,
    span: Span,
    body: Option<BodyId>,
    histories_max: usize,
    language: Language,
    reader: Reader<CompareAsOfResponse>,
}

impl Desk {
    /// What differs between two moments, from the records in between.
    pub(super) async fn comparison(
        &self,
        asker: &Asker,
        asked: &Comparison,
    ) -> Result<Answers<CompareAsOfResponse>, Status> {
        asker.may_read(&Read::Journal)?;
        let place = status::place(&self.comparisons, self.limits.comparisons, asker.language)?;
        let known = self.known().await;
        let from = self.until(asker, known, &asked.from).await?;
        let until = self.until(asker, known, &asked.until).await?;
        if until.position < from.position {
            let field = if asked.until == When::Newest { "from" } else { "until" };
            return Err(Violations::one(field, Fault::EarlierThanFrom).status(asker.language));
        }
        if let Some(body) = &asked.body
            && !self.frameworks.have_body(self.journal.as_ref(), body).await
        {
            let asked = body.to_string();
            return Err(Failure::NotFound { what: Thing::Body, asked }.status(asker.language));
        }
        let reflects = |side: Until| self.reflects(asker, side.position, side.silence);
        let compared = v1::Compared {
            from: Some(reflects(from).await?),
            until: Some(reflects(until).await?),
            records: until.position.0 - from.position.0,
            dossiers: 0,
        };
        let (journal, frameworks) = (Arc::clone(&self.journal), Arc::clone(&self.frameworks));
        let (body, language) = (asked.body.clone(), asker.language);
        let histories_max = self.limits.histories_compared;
        let span = Span { from: from.position, until: until.position };
        Ok(stream::answer(place, self.limits.reader_wait, language, |reader| {
            let work = Work { journal, frameworks, span, body, histories_max, language, reader };
            work.done(compared)
        }))
    }
}

impl Work {
    async fn done(self, mut compared: v1::Compared) -> Result<(), Status> {
        let touched = self.touched().await?;
        let mut agendas = Agendas::default();
        let mut rest = Vec::new();
        for history in touched {
            if self.reader.is_gone() {
                return Ok(());
            }
            let records = self.journal.read(&history).await;
            let records = records.map_err(|error| status::reading(&error, self.language))?;
            match history {
                HistoryId::Dossier(id) => {
                    let told = self.dossier(id, &records, &mut agendas, &mut rest).await?;
                    compared.dossiers += u64::from(told);
                }
                HistoryId::Framework(_) | HistoryId::Arrangement(_) if self.body.is_some() => {}
                // What a meeting changed, and what was done under a mandate, shows in the dossiers that it treated, and in its own history.
                HistoryId::Meeting(_) | HistoryId::Mandate(_) | HistoryId::Preparation(_) => {}
                HistoryId::Framework(_) | HistoryId::Arrangement(_) => {
                    self.others(&history, &records, &mut rest).await?;
                }
            }
        }
        for difference in rest {
            self.give(difference).await?;
        }
        for agenda in agendas.told(self.body.as_ref().map(BodyId::as_str), AGENDA_ENTRIES_MAX) {
            self.give(Difference::Agenda(agenda)).await?;
        }
        self.give(Difference::Compared(compared)).await
    }

    /// The histories that have a record in the span, in the order of their first.
    async fn touched(&self) -> Result<Vec<HistoryId>, Status> {
        let (mut seen, mut touched) = (HashSet::new(), Vec::new());
        let Span { from, until } = self.span;
        let mut follow = self.journal.follow(from);
        let mut reached = from;
        while reached < until && !self.reader.is_gone() {
            let batch = follow.next().await.map_err(|error| status::following(&error, self.language))?;
            for stored in batch.into_iter().take_while(|stored| stored.position <= until) {
                reached = stored.position;
                if seen.insert(stored.entry.history.clone()) {
                    touched.push(stored.entry.history);
                }
            }
            if touched.len() > self.histories_max {
                return Err(Failure::ComparisonTooWide { max: self.histories_max }.status(self.language));
            }
        }
        Ok(touched)
    }

    /// Tells a dossier, and remembers what it did to agendas and the register. Gives whether it was told.
    async fn dossier(
        &self,
        id: DossierId,
        records: &[Stored],
        agendas: &mut Agendas,
        rest: &mut Vec<Difference>,
    ) -> Result<bool, Status> {
        let changed = Changed::of(id, records, self.span).map_err(|error| self.undecodable(&error))?;
        let framework = match changed.framework() {
            Some(reference) => self.frameworks.named(self.journal.as_ref(), reference).await,
            None => None,
        };
        let Some(sides) = changed.sides(framework.as_deref().map_or_else(Names::none, Names::of)) else {
            return Ok(false);
        };
        agendas.add(&sides);
        if self.body.as_ref().is_some_and(|body| !sides.concerns(body)) {
            return Ok(false);
        }
        if self.body.is_none() {
            rest.extend(sides.register().map(Difference::Arrangement));
        }
        self.give(Difference::Dossier(Box::new(sides.difference()))).await?;
        Ok(true)
    }

    /// Remembers adoptions of frameworks and registrations of arrangements.
    async fn others(
        &self,
        history: &HistoryId,
        records: &[Stored],
        rest: &mut Vec<Difference>,
    ) -> Result<(), Status> {
        for stored in self.span.of(records) {
            let record = compare::decoded(stored).map_err(|error| self.undecodable(&error))?;
            let adopted = compare::adoption(stored, &record, self.journal.log_id());
            rest.extend(adopted.map(Difference::Framework));
            rest.extend(self.registered(history, stored, &record).await.map(Difference::Arrangement));
        }
        Ok(())
    }

    async fn registered(
        &self,
        history: &HistoryId,
        stored: &Stored,
        record: &Record,
    ) -> Option<v1::RegisterDifference> {
        let (
            HistoryId::Arrangement(id),
            Event::Arrangement(arrangement::Event::ArrangementRegistered(registered)),
        ) = (history, &record.event)
        else {
            return None;
        };
        let framework = self.frameworks.knowing(self.journal.as_ref(), &registered.party).await;
        let names = framework.as_deref().map_or_else(Names::none, Names::of);
        Some(compare::registration(*id, registered, &stored.entry.texts, names))
    }

    async fn give(&self, difference: Difference) -> Result<(), Status> {
        self.reader.give(CompareAsOfResponse { difference: Some(difference) }).await
    }

    fn undecodable(&self, error: &Undecodable) -> Status {
        internal(error, self.language)
    }
}
