//! Whom every open dossier waits for, since when, and what would move it.

use wire::v1;

use crate::{
    cli::secretary::{self, WaitingOrder},
    client::{Client, timed},
    commands::{
        finding,
        pages::{Page, collected},
        session::Session,
    },
    failure::Failure,
    show::json::waiting::Waiting,
};

/// Shows what waits.
pub(super) async fn show(
    session: &Session,
    client: &Client,
    asked: secretary::Waiting,
) -> Result<(), Failure> {
    let at = finding::read_at(session, client, asked.read.when.as_of.as_ref()).await?;
    let order = match asked.order {
        WaitingOrder::Longest => v1::WaitingOrder::Longest,
        WaitingOrder::Due => v1::WaitingOrder::Due,
    };
    let request = v1::ListWaitingRequest {
        body_id: asked.body,
        party_id: asked.party,
        outside: asked.outside,
        overdue: asked.overdue,
        order: order.into(),
        at,
        page_size: 0,
        page_token: String::new(),
    };
    let rows = collected(asked.read.limit, |page_size, page_token| {
        let request = v1::ListWaitingRequest { page_size, page_token, ..request.clone() };
        async {
            let answer = client.agendas().list_waiting(timed(request)).await;
            let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
            Ok(Page { rows: answer.items, next_page_token: answer.next_page_token, rest: answer.reflects })
        }
    })
    .await?;
    session.show(&Waiting {
        items: rows.rows.into_iter().map(Into::into).collect(),
        more: rows.more,
        reflects: rows.rest.unwrap_or_default().into(),
    })
}
