//! What users do with a dossier that is stuck.

use tonic::Status;
use wire::v1;

use crate::{
    acts::{Opened, command_id},
    user::User,
};

impl User {
    /// Escalates the visit that a dossier is at: because its term has passed, or under a mandate.
    ///
    /// # Errors
    /// What the service says.
    ///
    /// # Panics
    /// If the dossier has no visit.
    pub async fn escalate(
        &self,
        dossier: &Opened,
        mandate: Option<&str>,
        reason: &str,
    ) -> Result<v1::OnRung, Status> {
        let visits = self.dossier(&dossier.id).await?.visits;
        let visit = visits.into_iter().next_back().and_then(|visit| visit.opening).expect("a visit").visit;
        let request = v1::OpenEscalationRequest {
            command_id: command_id(),
            dossier_id: dossier.id.clone(),
            visit,
            reason: reason.into(),
            mandate_id: mandate.map(str::to_owned),
            ..v1::OpenEscalationRequest::default()
        };
        let answer = self.escalations().open_escalation(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer.on.expect("a rung"))
    }

    /// Moves a dossier to the next rung on this day.
    ///
    /// # Errors
    /// What the service says.
    pub async fn climb(&self, dossier: &Opened, on: &str, reason: &str) -> Result<v1::OnRung, Status> {
        let told = self.last_escalation(dossier).await?;
        let request = v1::MoveEscalationRequest {
            command_id: command_id(),
            dossier_id: dossier.id.clone(),
            from_rung_id: rung(&told),
            visit: told.visit,
            moved_on: on.into(),
            reason: reason.into(),
            ..v1::MoveEscalationRequest::default()
        };
        let answer = self.escalations().move_escalation(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer.on.expect("a rung"))
    }

    /// Says that it was solved on this day.
    ///
    /// # Errors
    /// What the service says.
    pub async fn solve(&self, dossier: &Opened, on: &str, solution: &str) -> Result<v1::Onward, Status> {
        let told = self.last_escalation(dossier).await?;
        let request = v1::ResolveEscalationRequest {
            command_id: command_id(),
            dossier_id: dossier.id.clone(),
            rung_id: rung(&told),
            visit: told.visit,
            resolved_on: on.into(),
            solution: solution.into(),
            ..v1::ResolveEscalationRequest::default()
        };
        let answer = self.escalations().resolve_escalation(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer.next.expect("it went somewhere"))
    }

    /// Brings a dispute between these parties on this day.
    ///
    /// # Errors
    /// What the service says.
    pub async fn bring_dispute(
        &self,
        dossier: &Opened,
        on: &str,
        parties: &[&str],
    ) -> Result<v1::Receipt, Status> {
        let told = self.last_escalation(dossier).await?;
        let request = v1::BringDisputeRequest {
            command_id: command_id(),
            dossier_id: dossier.id.clone(),
            rung_id: rung(&told),
            visit: told.visit,
            brought_on: on.into(),
            reason: "Ook daar kwamen zij er niet uit.".into(),
            kind: v1::DisputeKind::BindingAdvice.into(),
            before: "de geschillencommissie".into(),
            party_ids: parties.iter().map(|party| (*party).to_owned()).collect(),
            defence_days: Some(14),
            advice_days: Some(28),
            ..v1::BringDisputeRequest::default()
        };
        let answer = self.escalations().bring_dispute(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer.receipt.expect("a receipt"))
    }

    /// Writes down what came of the dispute.
    ///
    /// # Errors
    /// What the service says.
    pub async fn conclude_dispute(
        &self,
        dossier: &Opened,
        on: &str,
        resumes: bool,
    ) -> Result<v1::Onward, Status> {
        let told = self.last_escalation(dossier).await?;
        let request = v1::ConcludeDisputeRequest {
            command_id: command_id(),
            dossier_id: dossier.id.clone(),
            visit: told.visit,
            concluded_on: on.into(),
            solution: "De commissie heeft gesproken.".into(),
            resumes,
            ..v1::ConcludeDisputeRequest::default()
        };
        let answer = self.escalations().conclude_dispute(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer.next.expect("it went somewhere"))
    }

    /// The last time that a dossier was escalated; empty if it never was.
    ///
    /// # Errors
    /// What the service says.
    pub async fn last_escalation(&self, dossier: &Opened) -> Result<v1::Escalation, Status> {
        let told = self.dossier(&dossier.id).await?.escalations;
        Ok(told.into_iter().next_back().unwrap_or_default())
    }
}

fn rung(told: &v1::Escalation) -> String {
    let on = told.rungs.last().and_then(|stay| stay.on.as_ref());
    on.and_then(|on| on.rung.as_ref()).map(|rung| rung.id.clone()).unwrap_or_default()
}
