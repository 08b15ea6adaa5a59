//! Mandates: granting and revoking them.

use wire::{convert::enums, v1};

use super::{files, sending::Sending, session::Session};
use crate::{
    cli::mandate::{Command, Grant, Revoke},
    client::timed,
    failure::Failure,
    show::json::done::{Done, Receipt},
};

/// Does something that administrators do with mandates.
pub(super) async fn run(session: &Session, command: Command) -> Result<(), Failure> {
    match command {
        Command::Grant(grant) => granted(session, grant).await,
        Command::Revoke(revoke) => revoked(session, revoke).await,
    }
}

async fn granted(session: &Session, grant: Grant) -> Result<(), Failure> {
    let source = files::words(&grant.source, session)?;
    let client = session.client().await?;
    let sending = Sending::of(session)?;
    let request = v1::GrantMandateRequest {
        command_id: sending.id(),
        acting_as: sending.acting_as(),
        framework_id: grant.framework,
        holder_actor_id: grant.holder,
        party_id: grant.party,
        acts: grant.acts.into_iter().map(|act| enums::mandate_act(act).into()).collect(),
        body_ids: grant.bodies,
        limit_cents: grant.limit_cents,
        from: grant.from,
        until: grant.until,
        source,
    };
    let answer = sending.answer(session, client.mandates().grant_mandate(timed(request))).await?;
    session.show(&Done {
        receipt: Receipt::of(sending.id(), answer.receipt),
        id: Some(answer.mandate_id),
        ..Done::default()
    })
}

async fn revoked(session: &Session, revoke: Revoke) -> Result<(), Failure> {
    let reason = files::words(&revoke.reason, session)?;
    let client = session.client().await?;
    let sending = Sending::of(session)?;
    let request = v1::RevokeMandateRequest {
        command_id: sending.id(),
        expected_revision: None,
        acting_as: sending.acting_as(),
        mandate_id: revoke.mandate.to_string(),
        from: revoke.from,
        reason,
    };
    let answer = sending.answer(session, client.mandates().revoke_mandate(timed(request))).await?;
    session.show(&Done { receipt: Receipt::of(sending.id(), answer.receipt), ..Done::default() })
}
