//! `RegisterService`: the administrator registers an arrangement that already exists; who had one decided writes down what
//! became of it.

use access::Act;
use bytes::Bytes;
use domain::{
    arrangement::between::{arrangement_of, decided_by},
    dossier,
};
use door::Asker;
use record::HistoryId;
use tonic::{Request, Response, Status, async_trait};
use wire::{
    convert::{
        administration,
        arrangement::{Asked, beginning, named_dossier},
    },
    v1::{
        BeginArrangementRequest, BeginArrangementResponse, RegisterArrangementRequest,
        RegisterArrangementResponse, register_service_server::RegisterService,
    },
};

use super::{Desk, Done, status};
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

    async fn begin_arrangement(
        &self,
        request: Request<BeginArrangementRequest>,
    ) -> Result<Response<BeginArrangementResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        let request = request.into_inner();
        // What names no dossier is refused when the request is read whole.
        let threshold = match named_dossier(&request.dossier_id) {
            Some(dossier) => self.threshold_of(dossier, &asker).await?,
            None => u32::MAX,
        };
        let mut sealing = Sealing::new(self.intake.surroundings());
        let asked = beginning(request, threshold, &mut sealing);
        let asked = asked.map_err(|violations| violations.status(asker.language))?;
        let arrangement_id = asked.dossier.to_string();
        let done = self.of_arrangement("begin_arrangement", asked, sealing, &asker).await?;
        Ok(Response::new(BeginArrangementResponse { receipt: Some(done.receipt()), arrangement_id }))
    }
}

impl Desk {
    /// Carries out a command to the arrangement of a dossier.
    async fn of_arrangement(
        &self,
        kind: &'static str,
        asked: Asked,
        sealing: Sealing<'_>,
        asker: &Asker,
    ) -> Result<Done, Status> {
        let texts = Bytes::from(sealing.into_texts());
        let Asked { head, dossier, command, warnings } = asked;
        let by =
            |state: &dossier::State| state.dossier().ok().and_then(|dossier| decided_by(dossier).cloned());
        let body = self.intake.look_for(dossier, by).await;
        let body = body.map_err(|error| status::reading(&error, asker.language))?;
        let capacity = asker.capacity_for(&Act::FollowUp { body }, head.acting_as.as_ref())?;
        let history = HistoryId::Arrangement(arrangement_of(dossier));
        let order = self.order(asker, head, history, capacity, Command::Arrangement(command), texts);
        self.carry_out(kind, &order, asker, warnings).await
    }
}
