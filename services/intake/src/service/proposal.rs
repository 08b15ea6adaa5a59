//! `ProposalService`: the coordinator opens a dossier, files its documents and brings it before the bodies.

use domain::{
    Event, dossier,
    dossier::event::{DocumentFiled, Opening},
};
use record::HistoryId;
use tonic::{Request, Response, Status, async_trait};
use wire::{
    convert::answer,
    v1::{
        self, AnswerConditionsRequest, AnswerConditionsResponse, FileDocumentRequest, FileDocumentResponse,
        HandOverDossierRequest, HandOverDossierResponse, OpenDossierRequest, OpenDossierResponse,
        ResubmitRevisionRequest, ResubmitRevisionResponse, SubmitRoundRequest, SubmitRoundResponse,
        WithdrawDossierRequest, WithdrawDossierResponse, proposal_service_server::ProposalService,
    },
    warning::Warning,
};

use super::{Desk, Done, names};

#[async_trait]
impl ProposalService for Desk {
    async fn open_dossier(
        &self,
        request: Request<OpenDossierRequest>,
    ) -> Result<Response<OpenDossierResponse>, Status> {
        let done = self.dossier("open_dossier", request).await?;
        let framework = match &done.receipt.event {
            Event::Dossier(dossier::Event::DossierOpened(opened)) => {
                Some(answer::framework_ref(&opened.framework))
            }
            Event::Dossier(_)
            | Event::FrameworkAdopted(_)
            | Event::Arrangement(_)
            | Event::Meeting(_)
            | Event::Mandate(_)
            | Event::Preparation(_)
            | Event::Keeping(_) => None,
        };
        let dossier_id = match &done.receipt.history {
            HistoryId::Dossier(dossier) => dossier.to_string(),
            HistoryId::Framework(_)
            | HistoryId::Arrangement(_)
            | HistoryId::Meeting(_)
            | HistoryId::Mandate(_)
            | HistoryId::Preparation(_) => String::new(),
        };
        Ok(Response::new(OpenDossierResponse { receipt: Some(done.receipt()), dossier_id, framework }))
    }

    async fn file_document(
        &self,
        request: Request<FileDocumentRequest>,
    ) -> Result<Response<FileDocumentResponse>, Status> {
        let mut done = self.dossier("file_document", request).await?;
        let document = match &done.receipt.event {
            Event::Dossier(dossier::Event::DocumentFiled(filed)) => Some(filed.clone()),
            Event::Dossier(_)
            | Event::FrameworkAdopted(_)
            | Event::Arrangement(_)
            | Event::Meeting(_)
            | Event::Mandate(_)
            | Event::Preparation(_)
            | Event::Keeping(_) => None,
        };
        let document = match document {
            Some(filed) => Some(self.filed(&mut done, &filed).await),
            None => None,
        };
        Ok(Response::new(FileDocumentResponse { receipt: Some(done.receipt()), document }))
    }

    async fn submit_round(
        &self,
        request: Request<SubmitRoundRequest>,
    ) -> Result<Response<SubmitRoundResponse>, Status> {
        let done = self.dossier("submit_round", request).await?;
        let opening = self.opening(&done).await;
        Ok(Response::new(SubmitRoundResponse { receipt: Some(done.receipt()), opening }))
    }

    async fn resubmit_revision(
        &self,
        request: Request<ResubmitRevisionRequest>,
    ) -> Result<Response<ResubmitRevisionResponse>, Status> {
        let done = self.dossier("resubmit_revision", request).await?;
        let opening = self.opening(&done).await;
        Ok(Response::new(ResubmitRevisionResponse { receipt: Some(done.receipt()), opening }))
    }

    async fn answer_conditions(
        &self,
        request: Request<AnswerConditionsRequest>,
    ) -> Result<Response<AnswerConditionsResponse>, Status> {
        let done = self.dossier("answer_conditions", request).await?;
        Ok(Response::new(AnswerConditionsResponse { receipt: Some(done.receipt()) }))
    }

    async fn withdraw_dossier(
        &self,
        request: Request<WithdrawDossierRequest>,
    ) -> Result<Response<WithdrawDossierResponse>, Status> {
        let done = self.dossier("withdraw_dossier", request).await?;
        Ok(Response::new(WithdrawDossierResponse { receipt: Some(done.receipt()) }))
    }

    async fn hand_over_dossier(
        &self,
        request: Request<HandOverDossierRequest>,
    ) -> Result<Response<HandOverDossierResponse>, Status> {
        let done = self.dossier("hand_over_dossier", request).await?;
        Ok(Response::new(HandOverDossierResponse { receipt: Some(done.receipt()) }))
    }
}

impl Desk {
    /// The visit that a submission opened.
    async fn opening(&self, done: &Done) -> Option<v1::Opening> {
        let opening: &Opening = match &done.receipt.event {
            Event::Dossier(
                dossier::Event::RoundSubmitted(submitted) | dossier::Event::RevisionSubmitted(submitted),
            ) => &submitted.opens,
            Event::Dossier(_)
            | Event::FrameworkAdopted(_)
            | Event::Arrangement(_)
            | Event::Meeting(_)
            | Event::Mandate(_)
            | Event::Preparation(_)
            | Event::Keeping(_) => return None,
        };
        let HistoryId::Dossier(dossier) = done.receipt.history else { return None };
        let framework = self.kept_by(dossier).await;
        Some(answer::opening(opening, names(framework.as_deref())))
    }

    /// What was filed; and a warning when it comes near the length that its format allows.
    async fn filed(&self, done: &mut Done, filed: &DocumentFiled) -> v1::DocumentSummary {
        let framework = match done.receipt.history {
            HistoryId::Dossier(dossier) => self.kept_by(dossier).await,
            HistoryId::Framework(_)
            | HistoryId::Arrangement(_)
            | HistoryId::Meeting(_)
            | HistoryId::Mandate(_)
            | HistoryId::Preparation(_) => None,
        };
        let words = filed.sections.iter().fold(0_u32, |sum, section| sum.saturating_add(section.words));
        let format = framework.as_ref().and_then(|framework| framework.format(&filed.document.format));
        if let Some(limit) = format.and_then(|format| format.limit) {
            done.warnings.extend(Warning::near_limit(words, limit.words_max()));
        }
        let filed_at = done.receipt.recorded.now;
        answer::document_summary(&filed.document, &filed.digest, words, filed_at, names(framework.as_deref()))
    }
}
