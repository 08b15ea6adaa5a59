//! Mandates, as an administrator grants them.

use tonic::Status;
use wire::v1::{GrantMandateRequest, MandateAct};

use crate::{acts::command_id, user::User};

/// A mandate to act so for a party, since 2020 and until it is revoked.
#[must_use]
pub fn mandate(framework: &str, party: &str, holder: &str, act: MandateAct) -> GrantMandateRequest {
    GrantMandateRequest {
        command_id: command_id(),
        framework_id: framework.into(),
        holder_actor_id: holder.into(),
        party_id: party.into(),
        acts: vec![act.into()],
        from: "2020-01-01".into(),
        source: "Mandaatbesluit van het college van 3 december 2019.".into(),
        ..GrantMandateRequest::default()
    }
}

impl User {
    /// Grants a mandate, and gives its id.
    ///
    /// # Errors
    /// The refusal.
    ///
    /// # Panics
    /// If the answer has no receipt.
    pub async fn grant(&self, mandate: GrantMandateRequest) -> Result<String, Status> {
        let answer = self.mandates().grant_mandate(mandate).await?.into_inner();
        self.saw(answer.receipt.and_then(|receipt| receipt.position).expect("a receipt"));
        Ok(answer.mandate_id)
    }
}
