//! `RegisterService`: the administrator registers an arrangement that already exists.

use access::Act;
use bytes::Bytes;
use door::Asker;
use record::HistoryId;
use tonic::{Request, Response, Status, async_trait};
use wire::{
    convert::administration,
    v1::{RegisterArrangementRequest, RegisterArrangementResponse, register_service_server::RegisterService},
};

use super::Desk;
use crate::{order::Command, sealing::Sealing};

#[async_trait]
impl RegisterService for Desk {
    async fn register_arrangement(
        &self,
        request: Request<RegisterArrangementRequest>,
    ) -> Result<Response<RegisterArrangementResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        let mut sealing = Sealing::new(self.intake.surroundings());
        let asked = administration::registration(request.into_inner(), &mut sealing)
            .map_err(|violations| violations.status(asker.language))?;
        let texts = Bytes::from(sealing.into_texts());
        let capacity = asker.capacity_for(&Act::Administer, asked.head.acting_as.as_ref())?;
        let history = HistoryId::Arrangement(asked.arrangement);
        let command = Command::Register { framework: asked.framework, register: asked.command };
        let order = self.order(&asker, asked.head, history, capacity, command, texts);
        let done = self.carry_out("register_arrangement", &order, &asker, asked.warnings).await?;
        let arrangement_id = asked.arrangement.to_string();
        Ok(Response::new(RegisterArrangementResponse { receipt: Some(done.receipt()), arrangement_id }))
    }
}
