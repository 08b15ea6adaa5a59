//! Meetings, as everyone who takes part reads them.

use domain::meeting::ItemKind;
use wire::{Language, v1};

use super::named;
use crate::{
    cli::{
        meeting::{Decisions, List, Show},
        values::meeting::MeetingName,
    },
    client::{Client, timed},
    commands::{
        finding,
        pages::{Page, collected},
        secretary::body,
        session::Session,
    },
    exit::Exit,
    failure::Failure,
    show::{
        Say as _,
        json::{
            decisions::DecisionList,
            meeting::{MeetingAnswer, Meetings},
        },
    },
};

/// Lists meetings.
pub(super) async fn list(session: &Session, client: &Client, asked: List) -> Result<(), Failure> {
    let at = finding::read_at(session, client, asked.read.when.as_of.as_ref()).await?;
    let request = v1::ListMeetingsRequest {
        body_id: asked.body.clone(),
        from_on: asked.from,
        until_on: asked.until,
        at,
        page_size: 0,
        page_token: String::new(),
    };
    let rows = collected(asked.read.limit, |page_size, page_token| {
        let request = v1::ListMeetingsRequest { page_size, page_token, ..request.clone() };
        async {
            let answer = client.agendas().list_meetings(timed(request)).await;
            let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
            Ok(Page { rows: answer.meetings, next_page_token: answer.next_page_token, rest: answer.reflects })
        }
    })
    .await;
    let rows = match (rows, &asked.body) {
        (Ok(rows), _) => rows,
        (Err(failure), Some(body)) => return Err(body::suggested(session, client, body, failure).await),
        (Err(failure), None) => return Err(failure),
    };
    session.show(&Meetings {
        meetings: rows.rows.into_iter().map(Into::into).collect(),
        more: rows.more,
        reflects: rows.rest.unwrap_or_default().into(),
    })
}

/// Shows one meeting.
pub(super) async fn show(session: &Session, client: &Client, asked: &Show) -> Result<(), Failure> {
    let at = finding::read_at(session, client, asked.when.as_of.as_ref()).await?;
    let answer = whole(session, client, &asked.which.meeting, at).await?;
    session.show(&MeetingAnswer {
        meeting: answer.meeting.unwrap_or_default().into(),
        reflects: answer.reflects.unwrap_or_default().into(),
    })
}

/// Shows the decision list of a meeting.
pub(super) async fn decisions(session: &Session, client: &Client, asked: &Decisions) -> Result<(), Failure> {
    let at = finding::read_at(session, client, asked.when.as_of.as_ref()).await?;
    let answer = whole(session, client, &asked.which.meeting, at).await?;
    let list = DecisionList::of(answer).ok_or_else(|| unlisted(session.language))?;
    session.show_table(&list, asked.csv)
}

/// A meeting, as it is or was.
///
/// # Errors
/// There is none by this name, or what the service says.
pub(super) async fn whole(
    session: &Session,
    client: &Client,
    name: &MeetingName,
    at: Option<v1::ReadAt>,
) -> Result<v1::GetMeetingResponse, Failure> {
    let meeting_id = named::id(session, client, name, at.clone()).await?;
    let answer = client.agendas().get_meeting(timed(v1::GetMeetingRequest { meeting_id, at })).await;
    answer.map(tonic::Response::into_inner).map_err(|status| session.refused(&status))
}

/// The meeting has no decision list.
pub(super) fn unlisted(language: Language) -> Failure {
    let told = language.say(
        "Van deze vergadering is geen besluitenlijst opgesteld.",
        "No decision list of this meeting was drawn up.",
    );
    let help = language.say(
        "Is zij gehouden, stel de lijst dan op met ‘besluitspoor meeting draft’.",
        "If it was held, draw up the list with ‘besluitspoor meeting draft’.",
    );
    Failure::new(Exit::NotFound, told).rule("NO_DECISION_LIST").help(help)
}

/// How an item is treated, as it is typed.
pub(super) fn kind(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Information => "kennisname",
        ItemKind::Formality => "hamerstuk",
        ItemKind::Discussion => "bespreekstuk",
    }
}
