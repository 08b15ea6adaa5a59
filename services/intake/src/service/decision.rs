//! `DecisionService`: the secretary writes down what a body did, and when its term stood still.

use domain::{Event, dossier, dossier::event::Next};
use record::HistoryId;
use tonic::{Request, Response, Status, async_trait};
use wire::{
    convert::answer,
    v1::{
        self, CorrectOutcomeRequest, CorrectOutcomeResponse, RecordOutcomeRequest, RecordOutcomeResponse,
        RecordRatificationRequest, RecordRatificationResponse, ResumeTermRequest, ResumeTermResponse,
        SuspendTermRequest, SuspendTermResponse, decision_service_server::DecisionService,
    },
};

use super::{Desk, Done, names};

#[async_trait]
impl DecisionService for Desk {
    async fn record_outcome(
        &self,
        request: Request<RecordOutcomeRequest>,
    ) -> Result<Response<RecordOutcomeResponse>, Status> {
        let done = self.dossier("record_outcome", request).await?;
        let next = self.next(&done).await;
        Ok(Response::new(RecordOutcomeResponse { receipt: Some(done.receipt()), next }))
    }

    async fn correct_outcome(
        &self,
        request: Request<CorrectOutcomeRequest>,
    ) -> Result<Response<CorrectOutcomeResponse>, Status> {
        let done = self.dossier("correct_outcome", request).await?;
        let next = self.next(&done).await;
        Ok(Response::new(CorrectOutcomeResponse { receipt: Some(done.receipt()), next }))
    }

    async fn record_ratification(
        &self,
        request: Request<RecordRatificationRequest>,
    ) -> Result<Response<RecordRatificationResponse>, Status> {
        let done = self.dossier("record_ratification", request).await?;
        let next = self.next(&done).await;
        Ok(Response::new(RecordRatificationResponse { receipt: Some(done.receipt()), next }))
    }

    async fn suspend_term(
        &self,
        request: Request<SuspendTermRequest>,
    ) -> Result<Response<SuspendTermResponse>, Status> {
        let done = self.dossier("suspend_term", request).await?;
        Ok(Response::new(SuspendTermResponse { receipt: Some(done.receipt()) }))
    }

    async fn resume_term(
        &self,
        request: Request<ResumeTermRequest>,
    ) -> Result<Response<ResumeTermResponse>, Status> {
        let done = self.dossier("resume_term", request).await?;
        let due_on = match &done.receipt.event {
            Event::Dossier(dossier::Event::TermResumed(resumed)) => resumed.due.to_string(),
            Event::Dossier(_)
            | Event::FrameworkAdopted(_)
            | Event::Arrangement(_)
            | Event::Meeting(_)
            | Event::Mandate(_)
            | Event::Preparation(_)
            | Event::Keeping(_) => String::new(),
        };
        Ok(Response::new(ResumeTermResponse { receipt: Some(done.receipt()), due_on }))
    }
}

impl Desk {
    async fn next(&self, done: &Done) -> Option<v1::Next> {
        let (HistoryId::Dossier(dossier), Event::Dossier(event)) =
            (&done.receipt.history, &done.receipt.event)
        else {
            return None;
        };
        let next = next_of(event)?;
        let framework = self.kept_by(*dossier).await;
        Some(answer::next(next, names(framework.as_deref())))
    }
}

fn next_of(event: &dossier::Event) -> Option<&Next> {
    if let dossier::Event::OutcomeCorrected(corrected) = event {
        return Some(&corrected.treated.next);
    }
    if let dossier::Event::PartySpoke(spoke) = event {
        return spoke.completes.as_ref().map(|together| &together.next);
    }
    event.treatment().map(|treated| &treated.next)
}
