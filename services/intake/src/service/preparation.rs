//! `PreparationService`: the coordinator of a dossier writes down how they prepare its proposal.

use access::Act;
use bytes::Bytes;
use domain::{Event, preparation};
use door::Asker;
use record::HistoryId;
use tonic::{Request, Response, Status, async_trait};
use wire::{
    convert::preparation::{IntoPreparation, Preparing, counting},
    v1::{
        AgreePreparationActionRequest, AgreePreparationActionResponse, AnswerQuestionRequest,
        AnswerQuestionResponse, BeginPreparationRequest, BeginPreparationResponse, CarryOutStepRequest,
        CarryOutStepResponse, ClosePreparationActionRequest, ClosePreparationActionResponse,
        GiveCountRequest, GiveCountResponse, NotePartnerRequest, NotePartnerResponse, RecordSupportRequest,
        RecordSupportResponse, TakeChecklistRequest, TakeChecklistResponse,
        preparation_service_server::PreparationService,
    },
};

use super::{Desk, Done};
use crate::{order::Command, sealing::Sealing};

#[async_trait]
impl PreparationService for Desk {
    async fn begin_preparation(
        &self,
        request: Request<BeginPreparationRequest>,
    ) -> Result<Response<BeginPreparationResponse>, Status> {
        let done = self.preparation("begin_preparation", request).await?;
        let checklist_ids = match done.prepared() {
            Some(preparation::Event::PreparationBegun(begun)) => {
                begun.lists.iter().map(ToString::to_string).collect()
            }
            Some(_) | None => Vec::new(),
        };
        Ok(Response::new(BeginPreparationResponse { receipt: Some(done.receipt()), checklist_ids }))
    }

    async fn take_checklist(
        &self,
        request: Request<TakeChecklistRequest>,
    ) -> Result<Response<TakeChecklistResponse>, Status> {
        let done = self.preparation("take_checklist", request).await?;
        Ok(Response::new(TakeChecklistResponse { receipt: Some(done.receipt()) }))
    }

    async fn carry_out_step(
        &self,
        request: Request<CarryOutStepRequest>,
    ) -> Result<Response<CarryOutStepResponse>, Status> {
        let done = self.preparation("carry_out_step", request).await?;
        Ok(Response::new(CarryOutStepResponse { receipt: Some(done.receipt()) }))
    }

    async fn answer_question(
        &self,
        request: Request<AnswerQuestionRequest>,
    ) -> Result<Response<AnswerQuestionResponse>, Status> {
        let done = self.preparation("answer_question", request).await?;
        Ok(Response::new(AnswerQuestionResponse { receipt: Some(done.receipt()) }))
    }

    async fn give_count(
        &self,
        request: Request<GiveCountRequest>,
    ) -> Result<Response<GiveCountResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        let asked = counting(request.into_inner()).map_err(|violations| violations.status(asker.language))?;
        let threshold = self.threshold_of(asked.dossier, &asker).await?;
        let mut sealing = Sealing::new(self.intake.surroundings());
        let asked = asked.sealed(threshold, &mut sealing);
        let done = self.prepare("give_count", &asker, asked, sealing).await?;
        Ok(Response::new(GiveCountResponse { receipt: Some(done.receipt()) }))
    }

    async fn note_partner(
        &self,
        request: Request<NotePartnerRequest>,
    ) -> Result<Response<NotePartnerResponse>, Status> {
        let done = self.preparation("note_partner", request).await?;
        Ok(Response::new(NotePartnerResponse { receipt: Some(done.receipt()) }))
    }

    async fn record_support(
        &self,
        request: Request<RecordSupportRequest>,
    ) -> Result<Response<RecordSupportResponse>, Status> {
        let done = self.preparation("record_support", request).await?;
        Ok(Response::new(RecordSupportResponse { receipt: Some(done.receipt()) }))
    }

    async fn agree_preparation_action(
        &self,
        request: Request<AgreePreparationActionRequest>,
    ) -> Result<Response<AgreePreparationActionResponse>, Status> {
        let done = self.preparation("agree_preparation_action", request).await?;
        let action_number = match done.prepared() {
            Some(preparation::Event::ActionAgreed(action)) => action.agreed.number.0,
            Some(_) | None => 0,
        };
        Ok(Response::new(AgreePreparationActionResponse { receipt: Some(done.receipt()), action_number }))
    }

    async fn close_preparation_action(
        &self,
        request: Request<ClosePreparationActionRequest>,
    ) -> Result<Response<ClosePreparationActionResponse>, Status> {
        let done = self.preparation("close_preparation_action", request).await?;
        Ok(Response::new(ClosePreparationActionResponse { receipt: Some(done.receipt()) }))
    }
}

impl Desk {
    /// Carries out what is asked of a preparation.
    async fn preparation<R: IntoPreparation>(
        &self,
        kind: &'static str,
        request: Request<R>,
    ) -> Result<Done, Status> {
        let asker = Asker::of(&request)?.clone();
        let mut sealing = Sealing::new(self.intake.surroundings());
        let asked = request
            .into_inner()
            .into_preparation(&mut sealing)
            .map_err(|violations| violations.status(asker.language))?;
        self.prepare(kind, &asker, asked, sealing).await
    }

    async fn prepare(
        &self,
        kind: &'static str,
        asker: &Asker,
        asked: Preparing,
        sealing: Sealing<'_>,
    ) -> Result<Done, Status> {
        let texts = Bytes::from(sealing.into_texts());
        let Preparing { head, dossier, command, warnings } = asked;
        let capacity = asker.capacity_for(&Act::Coordinate, head.acting_as.as_ref())?;
        let history = HistoryId::Preparation(dossier);
        let order = self.order(asker, head, history, capacity, Command::Prepare(command), texts);
        self.carry_out(kind, &order, asker, warnings).await
    }
}

impl Done {
    /// What happened to a preparation, if that is what it was about.
    fn prepared(&self) -> Option<&preparation::Event> {
        match &self.receipt.event {
            Event::Preparation(event) => Some(event),
            Event::Dossier(_)
            | Event::FrameworkAdopted(_)
            | Event::Arrangement(_)
            | Event::Meeting(_)
            | Event::Mandate(_)
            | Event::Keeping(_) => None,
        }
    }
}
