//! `MandateService`: an administrator grants and revokes mandates.

use access::Act;
use bytes::Bytes;
use door::Asker;
use record::HistoryId;
use tonic::{Request, Response, Status, async_trait};
use wire::{
    convert::mandate::{granting, revoking},
    v1::{
        GrantMandateRequest, GrantMandateResponse, RevokeMandateRequest, RevokeMandateResponse,
        mandate_service_server::MandateService,
    },
};

use super::Desk;
use crate::{order::Command, sealing::Sealing};

#[async_trait]
impl MandateService for Desk {
    async fn grant_mandate(
        &self,
        request: Request<GrantMandateRequest>,
    ) -> Result<Response<GrantMandateResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        let mut sealing = Sealing::new(self.intake.surroundings());
        let asked = granting(request.into_inner(), &mut sealing)
            .map_err(|violations| violations.status(asker.language))?;
        let texts = Bytes::from(sealing.into_texts());
        let capacity = asker.capacity_for(&Act::Administer, asked.head.acting_as.as_ref())?;
        let history = HistoryId::Mandate(asked.mandate);
        let command = Command::Grant { framework: asked.framework, grant: asked.grant };
        let order = self.order(&asker, asked.head, history, capacity, command, texts);
        let done = self.carry_out("grant_mandate", &order, &asker, asked.warnings).await?;
        let mandate_id = asked.mandate.to_string();
        Ok(Response::new(GrantMandateResponse { receipt: Some(done.receipt()), mandate_id }))
    }

    async fn revoke_mandate(
        &self,
        request: Request<RevokeMandateRequest>,
    ) -> Result<Response<RevokeMandateResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        let mut sealing = Sealing::new(self.intake.surroundings());
        let asked = revoking(request.into_inner(), &mut sealing)
            .map_err(|violations| violations.status(asker.language))?;
        let texts = Bytes::from(sealing.into_texts());
        let capacity = asker.capacity_for(&Act::Administer, asked.head.acting_as.as_ref())?;
        let history = HistoryId::Mandate(asked.mandate);
        let order = self.order(&asker, asked.head, history, capacity, Command::Revoke(asked.revoke), texts);
        let done = self.carry_out("revoke_mandate", &order, &asker, asked.warnings).await?;
        Ok(Response::new(RevokeMandateResponse { receipt: Some(done.receipt()) }))
    }
}
