//! `KeepingService`: administrators erase words and place holds; they and auditors have a history confirmed.

use std::time::Duration;

use access::Act;
use bytes::Bytes;
use domain::{Event, keeping};
use door::Asker;
use record::HistoryId;
use tonic::{Request, Response, Status, async_trait};
use wire::{
    convert::{IntoKeeping, Keeping, query::History},
    v1::{
        ConfirmErasureRequest, ConfirmErasureResponse, ConfirmHistoryRequest, ConfirmHistoryResponse,
        DeclineErasureRequest, DeclineErasureResponse, LiftHoldRequest, LiftHoldResponse, PlaceHoldRequest,
        PlaceHoldResponse, RequestErasureRequest, RequestErasureResponse,
        keeping_service_server::KeepingService,
    },
};

use super::{Desk, Done, status};
use crate::{order::Command, sealing::Sealing};

/// How long a confirmation waits for the words to be gone.
pub const ERASURE_WAIT: Duration = Duration::from_secs(5);

#[async_trait]
impl KeepingService for Desk {
    async fn request_erasure(
        &self,
        request: Request<RequestErasureRequest>,
    ) -> Result<Response<RequestErasureResponse>, Status> {
        let done = self.keeping("request_erasure", request).await?;
        let texts = match &done.receipt.event {
            Event::Keeping(keeping::Event::ErasureRequested(asked)) => {
                asked.texts.iter().map(|record| record.texts.len()).sum()
            }
            Event::Keeping(_)
            | Event::Dossier(_)
            | Event::FrameworkAdopted(_)
            | Event::Arrangement(_)
            | Event::Meeting(_)
            | Event::Mandate(_)
            | Event::Preparation(_) => 0,
        };
        let texts = u32::try_from(texts).unwrap_or(u32::MAX);
        Ok(Response::new(RequestErasureResponse { receipt: Some(done.receipt()), texts }))
    }

    async fn confirm_erasure(
        &self,
        request: Request<ConfirmErasureRequest>,
    ) -> Result<Response<ConfirmErasureResponse>, Status> {
        let done = self.keeping("confirm_erasure", request).await?;
        let erased = self.eraser.passed(done.receipt.position, ERASURE_WAIT).await;
        Ok(Response::new(ConfirmErasureResponse { receipt: Some(done.receipt()), erased }))
    }

    async fn decline_erasure(
        &self,
        request: Request<DeclineErasureRequest>,
    ) -> Result<Response<DeclineErasureResponse>, Status> {
        let done = self.keeping("decline_erasure", request).await?;
        Ok(Response::new(DeclineErasureResponse { receipt: Some(done.receipt()) }))
    }

    async fn place_hold(
        &self,
        request: Request<PlaceHoldRequest>,
    ) -> Result<Response<PlaceHoldResponse>, Status> {
        let done = self.keeping("place_hold", request).await?;
        Ok(Response::new(PlaceHoldResponse { receipt: Some(done.receipt()) }))
    }

    async fn lift_hold(
        &self,
        request: Request<LiftHoldRequest>,
    ) -> Result<Response<LiftHoldResponse>, Status> {
        let done = self.keeping("lift_hold", request).await?;
        Ok(Response::new(LiftHoldResponse { receipt: Some(done.receipt()) }))
    }

    async fn confirm_history(
        &self,
        request: Request<ConfirmHistoryRequest>,
    ) -> Result<Response<ConfirmHistoryResponse>, Status> {
        let done = self.keeping("confirm_history", request).await?;
        let last_revision = match &done.receipt.event {
            Event::Keeping(keeping::Event::HistoryConfirmed(confirmed)) => confirmed.last.0,
            Event::Keeping(_)
            | Event::Dossier(_)
            | Event::FrameworkAdopted(_)
            | Event::Arrangement(_)
            | Event::Meeting(_)
            | Event::Mandate(_)
            | Event::Preparation(_) => 0,
        };
        Ok(Response::new(ConfirmHistoryResponse { receipt: Some(done.receipt()), last_revision }))
    }
}

impl Desk {
    /// Carries out a command about the keeping of a history.
    async fn keeping<R: IntoKeeping>(&self, kind: &'static str, request: Request<R>) -> Result<Done, Status> {
        let asker = Asker::of(&request)?.clone();
        let mut sealing = Sealing::new(self.intake.surroundings());
        let asked = request
            .into_inner()
            .into_keeping(&mut sealing)
            .map_err(|violations| violations.status(asker.language))?;
        let texts = Bytes::from(sealing.into_texts());
        let Keeping { head, history, mut command, named, warnings } = asked;
        let capacity = asker.capacity_for(&Act::of_keeping(&command), head.acting_as.as_ref())?;
        let history = match history {
            History::Dossier(id) => HistoryId::Dossier(id),
            History::Arrangement(id) => HistoryId::Arrangement(id),
            History::Meeting(id) => HistoryId::Meeting(id),
            History::Mandate(id) => HistoryId::Mandate(id),
            History::Preparation(id) => HistoryId::Preparation(id),
            History::Framework(id) => HistoryId::Framework(id),
        };
        if let keeping::Command::RequestErasure(request) = &mut command {
            let digests = self.intake.digests(&history, &named).await;
            request.texts = digests.map_err(|error| status::reading(&error, asker.language))?;
        }
        let order = self.order(&asker, head, history, capacity, Command::Keeping(command), texts);
        self.carry_out(kind, &order, &asker, warnings).await
    }
}
