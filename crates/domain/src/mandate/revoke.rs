//! Revoking a mandate.

use super::{
    command::Revoke,
    event::{Event, MandateRevoked},
    refusal::Refusal,
    state::Mandate,
};

/// It may be revoked from any day that it held on, also one that has passed: what was recorded under it meanwhile names
/// the mandate as it was seen.
pub(super) fn decide(mandate: &Mandate, command: Revoke) -> Result<Event, Refusal> {
    if let Some(from) = mandate.revoked_from {
        return Err(Refusal::AlreadyRevoked { from });
    }
    let Revoke { from, reason } = command;
    let granted = mandate.granted.from;
    if from < granted {
        return Err(Refusal::RevokedBeforeItBegan { given: from, from: granted });
    }
    Ok(Event::MandateRevoked(MandateRevoked { from, reason }))
}
