//! Mandates: reading, granting and revoking them.

use wire::{convert::enums, v1};

use super::{
    files, finding,
    pages::{Page, collected},
    sending::Sending,
    session::Session,
};
use crate::{
    cli::mandate::{Command, Grant, List, Revoke},
    client::timed,
    failure::Failure,
    show::json::{
        done::{Done, Receipt},
        mandate::Mandates,
    },
};

/// Does something that administrators do with mandates.
pub(super) async fn run(session: &Session, command: Command) -> Result<(), Failure> {
    match command {
        Command::List(list) => listed(session, list).await,
        Command::Grant(grant) => granted(session, grant).await,
        Command::Revoke(revoke) => revoked(session, revoke).await,
    }
}

async fn listed(session: &Session, asked: List) -> Result<(), Failure> {
    let client = session.client().await?;
    let at = finding::read_at(session, &client, asked.read.when.as_of.as_ref()).await?;
    let request = v1::ListMandatesRequest {
        party_id: asked.party,
        holder_actor_id: asked.holder,
        holds_on: asked.on,
        at,
        page_size: 0,
        page_token: String::new(),
    };
    let rows = collected(asked.read.limit, |page_size, page_token| {
        let request = v1::ListMandatesRequest { page_size, page_token, ..request.clone() };
        async {
            let answer = client.agendas().list_mandates(timed(request)).await;
            let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
            Ok(Page { rows: answer.mandates, next_page_token: answer.next_page_token, rest: answer.reflects })
        }
    })
    .await?;
    session.show(&Mandates {
        mandates: rows.rows.into_iter().map(Into::into).collect(),
        more: rows.more,
        reflects: rows.rest.unwrap_or_default().into(),
    })
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
