//! `RegisterService`: the administrator registers an arrangement that already exists; who had one decided writes down what
//! became of it.

use access::Act;
use bytes::Bytes;
use domain::{
    Event,
    arrangement::{
        self, LifePhase,
        between::{arrangement_of, written_by},
        bound,
    },
    dossier,
    framework::Framework,
    ids::DossierId,
};
use door::Asker;
use record::HistoryId;
use tonic::{Request, Response, Status, async_trait};
use wire::{
    convert::{
        administration,
        arrangement::{Asked, beginning, named_dossier},
        bound::{committing, reporting},
        enums,
        evaluation::{conclusion, evaluation},
    },
    v1::{
        BeginArrangementRequest, BeginArrangementResponse, ConcludeArrangementRequest,
        ConcludeArrangementResponse, EvaluateArrangementRequest, EvaluateArrangementResponse,
        RecordCommitmentRequest, RecordCommitmentResponse, RegisterArrangementRequest,
        RegisterArrangementResponse, ReportUseRequest, ReportUseResponse,
        register_service_server::RegisterService,
    },
};

use super::{Desk, Done, kept, status};
use crate::{error::Error, order::Command, sealing::Sealing};

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

    async fn evaluate_arrangement(
        &self,
        request: Request<EvaluateArrangementRequest>,
    ) -> Result<Response<EvaluateArrangementResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        let request = request.into_inner();
        let threshold = self.threshold_named(&request.dossier_id, &asker).await?;
        let mut sealing = Sealing::new(self.intake.surroundings());
        let asked = evaluation(request, threshold, &mut sealing);
        let asked = asked.map_err(|violations| violations.status(asker.language))?;
        let done = self.of_arrangement("evaluate_arrangement", asked, sealing, &asker).await?;
        let mut response =
            EvaluateArrangementResponse { receipt: Some(done.receipt()), ..Default::default() };
        if let Event::Arrangement(arrangement::Event::EvaluationRecorded(recorded)) = &done.receipt.event {
            let withheld = recorded.results.iter().filter(|measured| measured.found.told().is_none()).count();
            response.evaluation_number = recorded.number.0;
            response.withheld = u32::try_from(withheld).unwrap_or(u32::MAX);
        }
        Ok(Response::new(response))
    }

    async fn conclude_arrangement(
        &self,
        request: Request<ConcludeArrangementRequest>,
    ) -> Result<Response<ConcludeArrangementResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        let mut sealing = Sealing::new(self.intake.surroundings());
        let asked = conclusion(request.into_inner(), &mut sealing)
            .map_err(|violations| violations.status(asker.language))?;
        let done = self.of_arrangement("conclude_arrangement", asked, sealing, &asker).await?;
        let mut response =
            ConcludeArrangementResponse { receipt: Some(done.receipt()), ..Default::default() };
        if let Event::Arrangement(arrangement::Event::ArrangementConcluded(drawn)) = &done.receipt.event {
            let phase = if drawn.conclusion.ends() { LifePhase::Closing } else { LifePhase::Execution };
            response.phase = enums::life_phase(phase).into();
        }
        Ok(Response::new(response))
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
        let act = self.act_of(dossier, &command).await;
        let act = act.map_err(|error| status::reading(&error, asker.language))?;
        let capacity = asker.capacity_for(&act, head.acting_as.as_ref())?;
        let history = HistoryId::Arrangement(arrangement_of(dossier));
        let order = self.order(asker, head, history, capacity, Command::Arrangement(command), texts);
        self.carry_out(kind, &order, asker, warnings).await
    }

    /// Which act a command to the arrangement of a dossier is, by the bodies that treated that and by its framework.
    async fn act_of(&self, dossier: DossierId, command: &arrangement::Command) -> Result<Act, Error> {
        let unknown = Act::FollowUp { body: None };
        let Some(kept) = self.intake.look_for(dossier, kept).await? else { return Ok(unknown) };
        let framework = self.intake.framework(&kept).await?;
        let act = |state: &dossier::State| state.dossier().ok().map(|it| act_of(&framework, command, it));
        Ok(self.intake.look_for(dossier, act).await?.unwrap_or(unknown))
    }
}

fn act_of(framework: &Framework, command: &arrangement::Command, dossier: &dossier::Dossier) -> Act {
    match command {
        arrangement::Command::Commit(_) => Act::Commit { bodies: bound::written_by(dossier) },
        arrangement::Command::Register(_)
        | arrangement::Command::Begin(_)
        | arrangement::Command::ReportUse(_)
        | arrangement::Command::Evaluate(_)
        | arrangement::Command::Conclude(_) => {
            Act::FollowUp { body: written_by(framework, dossier, command).cloned() }
        }
    }
}
