//! `RegisterService`: the administrator registers an arrangement that already exists; who had one decided writes down what
//! became of it.

use access::Act;
use bytes::Bytes;
use domain::{
    arrangement::{
        self,
        between::{arrangement_of, decided_by},
        bound::written_by,
    },
    dossier,
};
use door::Asker;
use record::HistoryId;
use tonic::{Request, Response, Status, async_trait};
use wire::{
    convert::{
        administration,
        arrangement::{Asked, beginning, named_dossier},
        bound::{committing, reporting},
    },
    v1::{
        BeginArrangementRequest, BeginArrangementResponse, RecordCommitmentRequest, RecordCommitmentResponse,
        RegisterArrangementRequest, RegisterArrangementResponse, ReportUseRequest, ReportUseResponse,
        register_service_server::RegisterService,
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
        let threshold = self.threshold_named(&request.dossier_id, &asker).await?;
        let mut sealing = Sealing::new(self.intake.surroundings());
        let asked = beginning(request, threshold, &mut sealing);
        let asked = asked.map_err(|violations| violations.status(asker.language))?;
        let arrangement_id = asked.dossier.to_string();
        let done = self.of_arrangement("begin_arrangement", asked, sealing, &asker).await?;
        Ok(Response::new(BeginArrangementResponse { receipt: Some(done.receipt()), arrangement_id }))
    }

    async fn record_commitment(
        &self,
        request: Request<RecordCommitmentRequest>,
    ) -> Result<Response<RecordCommitmentResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        let mut sealing = Sealing::new(self.intake.surroundings());
        let asked = committing(request.into_inner(), &mut sealing);
        let asked = asked.map_err(|violations| violations.status(asker.language))?;
        let done = self.of_arrangement("record_commitment", asked, sealing, &asker).await?;
        Ok(Response::new(RecordCommitmentResponse { receipt: Some(done.receipt()) }))
    }

    async fn report_use(
        &self,
        request: Request<ReportUseRequest>,
    ) -> Result<Response<ReportUseResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        let request = request.into_inner();
        let threshold = self.threshold_named(&request.dossier_id, &asker).await?;
        let mut sealing = Sealing::new(self.intake.surroundings());
        let asked = reporting(request, threshold, &mut sealing);
        let asked = asked.map_err(|violations| violations.status(asker.language))?;
        let done = self.of_arrangement("report_use", asked, sealing, &asker).await?;
        Ok(Response::new(ReportUseResponse { receipt: Some(done.receipt()) }))
    }
}

impl Desk {
    /// Below which a number of pupils is small in the dossier that a request names. What names no dossier is refused when the
    /// request is read whole.
    async fn threshold_named(&self, dossier_id: &str, asker: &Asker) -> Result<u32, Status> {
        match named_dossier(dossier_id) {
            Some(dossier) => self.threshold_of(dossier, asker).await,
            None => Ok(u32::MAX),
        }
    }

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
        let act = |state: &dossier::State| state.dossier().ok().map(|dossier| act_of(&command, dossier));
        let act = self.intake.look_for(dossier, act).await;
        let act = act.map_err(|error| status::reading(&error, asker.language))?;
        let act = act.unwrap_or(Act::FollowUp { body: None });
        let capacity = asker.capacity_for(&act, head.acting_as.as_ref())?;
        let history = HistoryId::Arrangement(arrangement_of(dossier));
        let order = self.order(asker, head, history, capacity, Command::Arrangement(command), texts);
        self.carry_out(kind, &order, asker, warnings).await
    }
}

/// Which act a command to an arrangement is, by the bodies that treated its dossier.
fn act_of(command: &arrangement::Command, dossier: &dossier::Dossier) -> Act {
    match command {
        arrangement::Command::Commit(_) => Act::Commit { bodies: written_by(dossier) },
        arrangement::Command::Register(_)
        | arrangement::Command::Begin(_)
        | arrangement::Command::ReportUse(_) => Act::FollowUp { body: decided_by(dossier).cloned() },
    }
}
