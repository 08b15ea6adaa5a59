//! What users read. Without a moment or position, they see at least what anyone at the site has written.

use domain::ids::BodyId;
use tonic::{Status, Streaming};
use wire::v1::{
    self, compare_as_of_response::Difference, get_dossier_request, read_at::At,
    verify_decisions_response::Verification,
};

use crate::user::User;

/// The most rows of a page.
const PAGE_ROWS: u32 = 200;

impl User {
    /// As of a position of the journal.
    #[must_use]
    pub fn as_of(&self, position: u64) -> v1::ReadAt {
        v1::ReadAt { at: Some(At::AsOfPosition(v1::Position { position, ..self.seen() })) }
    }

    /// What waits for a body.
    ///
    /// # Errors
    /// What the service says.
    pub async fn agenda(&self, body: &str) -> Result<Vec<v1::AgendaItem>, Status> {
        self.agenda_at(body, self.at_least()).await
    }

    /// What waited for a body.
    ///
    /// # Errors
    /// What the service says.
    pub async fn agenda_at(&self, body: &str, at: v1::ReadAt) -> Result<Vec<v1::AgendaItem>, Status> {
        let mut rows = Vec::new();
        let mut request = v1::GetAgendaRequest {
            body_id: body.into(),
            at: Some(at),
            page_size: PAGE_ROWS,
            page_token: String::new(),
        };
        loop {
            let page = self.agendas().get_agenda(request.clone()).await?.into_inner();
            rows.extend(page.items);
            if page.next_page_token.is_empty() {
                return Ok(rows);
            }
            request.page_token = page.next_page_token;
        }
    }

    /// Whom every open dossier waits for that fits, who waits longest first.
    ///
    /// # Errors
    /// What the service says.
    pub async fn waiting(&self, filter: v1::ListWaitingRequest) -> Result<Vec<v1::WaitingItem>, Status> {
        let mut rows = Vec::new();
        let at = filter.at.clone().unwrap_or_else(|| self.at_least());
        let mut request = v1::ListWaitingRequest { at: Some(at), ..filter };
        loop {
            let page = self.agendas().list_waiting(request.clone()).await?.into_inner();
            rows.extend(page.items);
            if page.next_page_token.is_empty() {
                return Ok(rows);
            }
            request.page_token = page.next_page_token;
        }
    }

    /// The titles of what waits for a body.
    ///
    /// # Errors
    /// What the service says.
    pub async fn titles(&self, body: &str) -> Result<Vec<String>, Status> {
        Ok(titles(&self.agenda(body).await?))
    }

    /// A dossier whole.
    ///
    /// # Errors
    /// What the service says.
    pub async fn dossier(&self, id: &str) -> Result<v1::Dossier, Status> {
        self.dossier_at(id, self.at_least()).await
    }

    /// A dossier whole, as it was.
    ///
    /// # Errors
    /// What the service says.
    pub async fn dossier_at(&self, id: &str, at: v1::ReadAt) -> Result<v1::Dossier, Status> {
        let request = v1::GetDossierRequest {
            dossier: Some(get_dossier_request::Dossier::DossierId(id.into())),
            at: Some(at),
        };
        let answer = self.dossiers().get_dossier(request).await?.into_inner();
        Ok(answer.dossier.expect("an answer has its dossier"))
    }

    /// The heads of all dossiers that fit, oldest first.
    ///
    /// # Errors
    /// What the service says.
    pub async fn list(&self, filter: v1::ListDossiersRequest) -> Result<Vec<v1::DossierSummary>, Status> {
        let mut heads = Vec::new();
        let mut request = v1::ListDossiersRequest {
            order: v1::DossierOrder::OpenedOldest.into(),
            at: Some(self.at_least()),
            page_size: PAGE_ROWS,
            ..filter
        };
        loop {
            let page = self.dossiers().list_dossiers(request.clone()).await?.into_inner();
            heads.extend(page.dossiers);
            if page.next_page_token.is_empty() {
                return Ok(heads);
            }
            request.page_token = page.next_page_token;
        }
    }

    /// The register of arrangements.
    ///
    /// # Errors
    /// What the service says.
    pub async fn register(&self) -> Result<Vec<v1::RegisterEntry>, Status> {
        let mut entries = Vec::new();
        let mut request = v1::ListRegisterRequest {
            at: Some(self.at_least()),
            page_size: PAGE_ROWS,
            ..v1::ListRegisterRequest::default()
        };
        loop {
            let page = self.dossiers().list_register(request.clone()).await?.into_inner();
            entries.extend(page.entries);
            if page.next_page_token.is_empty() {
                return Ok(entries);
            }
            request.page_token = page.next_page_token;
        }
    }

    /// The records of a history, with their words.
    ///
    /// # Errors
    /// What the service says.
    pub async fn history(&self, id: &str) -> Result<Vec<v1::Record>, Status> {
        let request =
            v1::ReadHistoryRequest { history_id: id.into(), with_texts: true, ..Default::default() };
        let answers = self.audits().read_history(request).await?.into_inner();
        collect(answers, |answer| answer.record).await
    }

    /// The records of a history as of then, each with why it says what it says.
    ///
    /// # Errors
    /// What the service says.
    pub async fn story(&self, id: &str, at: Option<v1::ReadAt>) -> Result<Vec<v1::Record>, Status> {
        let request = v1::ReadHistoryRequest {
            history_id: id.into(),
            with_texts: true,
            explain: true,
            at,
            ..Default::default()
        };
        let answers = self.audits().read_history(request).await?.into_inner();
        collect(answers, |answer| answer.record).await
    }

    /// What differs between two positions.
    ///
    /// # Errors
    /// What the service says.
    pub async fn compared(
        &self,
        from: u64,
        until: u64,
        body: Option<&str>,
    ) -> Result<Vec<Difference>, Status> {
        let (from, until) = (Some(self.as_of(from)), Some(self.as_of(until)));
        let request = v1::CompareAsOfRequest { from, until, body_id: body.map(str::to_owned) };
        let answers = self.audits().compare_as_of(request).await?.into_inner();
        collect(answers, |answer| answer.difference).await
    }

    /// A document version as of then.
    ///
    /// # Errors
    /// What the service says.
    pub async fn document_at(
        &self,
        dossier_id: &str,
        document: &v1::DocumentRef,
        at: v1::ReadAt,
    ) -> Result<v1::GetDocumentResponse, Status> {
        let (dossier_id, document) = (dossier_id.to_owned(), Some(document.clone()));
        let request = v1::GetDocumentRequest { dossier_id, document, at: Some(at) };
        Ok(self.dossiers().get_document(request).await?.into_inner())
    }

    /// The records of the journal from a position on, with their words.
    ///
    /// # Errors
    /// What the service says.
    pub async fn journal(&self, from: u64) -> Result<Vec<v1::Record>, Status> {
        let from = v1::Position { position: from, ..self.seen() };
        let request = v1::ReadJournalRequest { from: Some(from), records_max: 0, with_texts: true };
        let answers = self.audits().read_journal(request).await?.into_inner();
        collect(answers, |answer| answer.record).await
    }

    /// A dossier as it was, built again from its records.
    ///
    /// # Errors
    /// What the service says.
    pub async fn replay(&self, id: &str, at: Option<v1::ReadAt>) -> Result<v1::ReplayResponse, Status> {
        let request = v1::ReplayRequest { dossier_id: id.into(), at };
        Ok(self.audits().replay(request).await?.into_inner())
    }

    /// Decides every record again, of one history or of the journal: the last message of the answer.
    ///
    /// # Errors
    /// What the service says.
    pub async fn verify(&self, history: Option<&str>) -> Result<Verification, Status> {
        let request = v1::VerifyDecisionsRequest { history_id: history.map(str::to_owned) };
        let answers = self.audits().verify_decisions(request).await?.into_inner();
        let messages = collect(answers, |answer| answer.verification).await?;
        Ok(messages.into_iter().last().expect("a verification ends with what it found"))
    }

    /// The last position of the journal, asked of the service that writes.
    ///
    /// # Errors
    /// What the service says.
    pub async fn head(&self) -> Result<u64, Status> {
        let answer = self.frameworks().list_frameworks(v1::ListFrameworksRequest::default()).await?;
        Ok(answer.into_inner().reflects.expect("an answer says what it reflects").position)
    }

    /// From now on sees everything that is in the journal, whoever wrote it.
    ///
    /// # Errors
    /// What the service says.
    pub async fn catch_up(&self) -> Result<(), Status> {
        let position = self.head().await?;
        self.saw(v1::Position { position, ..self.seen() });
        Ok(())
    }

    /// The bodies of the frameworks of the site, each once.
    #[must_use]
    pub fn bodies(&self) -> Vec<BodyId> {
        let bodies = self.desk.frameworks.iter().flat_map(|framework| &framework.bodies);
        let mut ids: Vec<_> = bodies.map(|body| body.id.clone()).collect();
        ids.sort();
        ids.dedup();
        ids
    }

    /// At least what anyone at the site has written.
    #[must_use]
    pub fn at_least(&self) -> v1::ReadAt {
        v1::ReadAt { at: Some(At::AtLeast(self.seen())) }
    }
}

/// A dossier as records tell it: without how much of its terms was used up on the day that it was asked.
#[must_use]
pub fn uncounted(mut dossier: v1::Dossier) -> v1::Dossier {
    for term in dossier.visits.iter_mut().filter_map(|visit| visit.term.as_mut()) {
        term.days = None;
    }
    dossier
}

/// The titles of rows of an agenda.
#[must_use]
pub fn titles(rows: &[v1::AgendaItem]) -> Vec<String> {
    rows.iter().map(|row| row.title.as_ref().expect("a title").text.clone()).collect()
}

async fn collect<M, T>(mut answers: Streaming<M>, take: impl Fn(M) -> Option<T>) -> Result<Vec<T>, Status> {
    let mut all = Vec::new();
    while let Some(message) = answers.message().await? {
        all.push(take(message).expect("a message is not empty"));
    }
    Ok(all)
}
