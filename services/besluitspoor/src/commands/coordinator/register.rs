//! The register of arrangements.

use wire::v1;

use crate::{
    cli::coordinator::reading::{Level, Register, RegisterAdd, RegisterCommand},
    client::{Client, timed},
    commands::{
        files, finding,
        pages::{Page, collected},
        sending::Sending,
        session::Session,
    },
    failure::Failure,
    show::json::{
        done::{Done, Receipt},
        register,
    },
};

/// Lists the register, or adds to it.
pub(super) async fn run(session: &Session, client: &Client, asked: Register) -> Result<(), Failure> {
    match asked.command {
        Some(RegisterCommand::Add(add)) => added(session, client, add).await,
        None => listed(session, client, asked).await,
    }
}

async fn listed(session: &Session, client: &Client, asked: Register) -> Result<(), Failure> {
    let at = finding::read_at(session, client, asked.read.when.as_of.as_ref()).await?;
    let request = v1::ListRegisterRequest {
        party_id: asked.party,
        level: asked.level.map_or(v1::Level::Unspecified, level).into(),
        function_id: asked.function,
        contains: asked.contains,
        evaluation_overdue: asked.overdue,
        at,
        page_size: 0,
        page_token: String::new(),
    };
    let rows = collected(asked.read.limit, |page_size, page_token| {
        let request = v1::ListRegisterRequest { page_size, page_token, ..request.clone() };
        async {
            let answer = client.dossiers().list_register(timed(request)).await;
            let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
            Ok(Page { rows: answer.entries, next_page_token: answer.next_page_token, rest: answer.reflects })
        }
    })
    .await?;
    session.show(&register::Register {
        entries: rows.rows.into_iter().map(Into::into).collect(),
        more: rows.more,
        reflects: rows.rest.unwrap_or_default().into(),
    })
}

async fn added(session: &Session, client: &Client, add: RegisterAdd) -> Result<(), Failure> {
    let target_group = files::words_if(add.target_group.as_ref(), session)?;
    let sending = Sending::of(session)?;
    let request = v1::RegisterArrangementRequest {
        command_id: sending.id(),
        acting_as: sending.acting_as(),
        framework_id: add.framework,
        name: add.name,
        target_group,
        partners: add.partners,
        funding_ids: add.funding,
        function_ids: add.functions,
        party_id: add.party,
        level: level(add.level).into(),
    };
    let answer = sending.answer(session, client.register().register_arrangement(timed(request))).await?;
    session.show(&Done {
        receipt: Receipt::of(sending.id(), answer.receipt),
        id: Some(answer.arrangement_id),
        ..Done::default()
    })
}

fn level(level: Level) -> v1::Level {
    match level {
        Level::Group => v1::Level::Group,
        Level::Individual => v1::Level::Individual,
    }
}
