//! `EscalationService`: a dossier that is stuck goes up the ladder, and comes off it.

use domain::{
    Event,
    dossier::{
        self,
        escalation::event::{OnRung, Onward},
    },
};
use record::HistoryId;
use tonic::{Request, Response, Status, async_trait};
use wire::{
    convert::escalation,
    v1::{
        self, BringDisputeRequest, BringDisputeResponse, ConcludeDisputeRequest, ConcludeDisputeResponse,
        MoveEscalationRequest, MoveEscalationResponse, OpenEscalationRequest, OpenEscalationResponse,
        ResolveEscalationRequest, ResolveEscalationResponse, escalation_service_server::EscalationService,
    },
};

use super::{Desk, Done, names};

#[async_trait]
impl EscalationService for Desk {
    async fn open_escalation(
        &self,
        request: Request<OpenEscalationRequest>,
    ) -> Result<Response<OpenEscalationResponse>, Status> {
        let done = self.dossier("open_escalation", request).await?;
        let on = self.rung(&done).await;
        Ok(Response::new(OpenEscalationResponse { receipt: Some(done.receipt()), on }))
    }

    async fn move_escalation(
        &self,
        request: Request<MoveEscalationRequest>,
    ) -> Result<Response<MoveEscalationResponse>, Status> {
        let done = self.dossier("move_escalation", request).await?;
        let on = self.rung(&done).await;
        Ok(Response::new(MoveEscalationResponse { receipt: Some(done.receipt()), on }))
    }

    async fn resolve_escalation(
        &self,
        request: Request<ResolveEscalationRequest>,
    ) -> Result<Response<ResolveEscalationResponse>, Status> {
        let done = self.dossier("resolve_escalation", request).await?;
        let next = self.onward(&done).await;
        Ok(Response::new(ResolveEscalationResponse { receipt: Some(done.receipt()), next }))
    }

    async fn bring_dispute(
        &self,
        request: Request<BringDisputeRequest>,
    ) -> Result<Response<BringDisputeResponse>, Status> {
        let done = self.dossier("bring_dispute", request).await?;
        Ok(Response::new(BringDisputeResponse { receipt: Some(done.receipt()) }))
    }

    async fn conclude_dispute(
        &self,
        request: Request<ConcludeDisputeRequest>,
    ) -> Result<Response<ConcludeDisputeResponse>, Status> {
        let done = self.dossier("conclude_dispute", request).await?;
        let next = self.onward(&done).await;
        Ok(Response::new(ConcludeDisputeResponse { receipt: Some(done.receipt()), next }))
    }
}

impl Desk {
    /// The rung that the dossier is on now.
    async fn rung(&self, done: &Done) -> Option<v1::OnRung> {
        let HistoryId::Dossier(dossier) = done.receipt.history else { return None };
        let on = rung_of(&done.receipt.event)?;
        let framework = self.kept_by(dossier).await;
        Some(escalation::on_rung(on, names(framework.as_deref())))
    }

    /// Where the dossier went.
    async fn onward(&self, done: &Done) -> Option<v1::Onward> {
        let HistoryId::Dossier(dossier) = done.receipt.history else { return None };
        let next = next_of(&done.receipt.event)?;
        let framework = self.kept_by(dossier).await;
        Some(escalation::onward(next, names(framework.as_deref())))
    }
}

fn rung_of(event: &Event) -> Option<&OnRung> {
    use dossier::escalation::Event as E;
    let Event::Dossier(dossier::Event::Escalation(event)) = event else { return None };
    match event {
        E::EscalationOpened(opened) => Some(&opened.on),
        E::EscalationMoved(moved) => Some(&moved.to),
        E::EscalationResolved(_) | E::EscalationUnresolved(_) | E::DisputeConcluded(_) => None,
    }
}

fn next_of(event: &Event) -> Option<&Onward> {
    use dossier::escalation::Event as E;
    let Event::Dossier(dossier::Event::Escalation(event)) = event else { return None };
    match event {
        E::EscalationResolved(resolved) => Some(&resolved.next),
        E::DisputeConcluded(concluded) => Some(&concluded.next),
        E::EscalationOpened(_) | E::EscalationMoved(_) | E::EscalationUnresolved(_) => None,
    }
}
