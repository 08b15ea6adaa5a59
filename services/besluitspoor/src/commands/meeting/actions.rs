//! Actions: lists of them, agreeing on one, and what came of it.

use wire::{
    Language,
    v1::{self, close_action_request::How, list_actions_request::Of, new_doer::Who},
};

use super::named;
use crate::{
    cli::{
        action::{Actions, Agree, Close, Command, Doer, OfMeeting},
        coordinator::reading::ROWS_MAX,
        values::meeting::ActionName,
    },
    client::{Client, timed},
    commands::{
        files, finding,
        pages::{Page, collected},
        secretary::body,
        sending::Sending,
        session::Session,
    },
    exit::Exit,
    failure::Failure,
    show::json::{actions::ActionList, done::Receipt, meeting_done::MeetingDone},
};

/// Does something with the actions of meetings.
pub(super) async fn run(session: &Session, client: &Client, command: Command) -> Result<(), Failure> {
    match command {
        Command::Actions(asked) => of_meeting(session, client, &asked).await,
        Command::Agree(asked) => agreed(session, client, asked).await,
        Command::Close(asked) => closed(session, client, &asked).await,
    }
}

/// Shows the action list of a meeting.
async fn of_meeting(session: &Session, client: &Client, asked: &OfMeeting) -> Result<(), Failure> {
    let at = finding::read_at(session, client, asked.when.as_of.as_ref()).await?;
    let meeting_id = named::id(session, client, &asked.which.meeting, at.clone()).await?;
    let request = v1::ListActionsRequest { of: Some(Of::MeetingId(meeting_id)), at, ..Default::default() };
    let whole = u32::try_from(ROWS_MAX).unwrap_or(u32::MAX);
    let list = listed(session, client, request, whole).await?;
    session.show_table(&list, asked.csv)
}

/// Shows the actions about a dossier, or what is open of a body.
pub(in crate::commands) async fn list(
    session: &Session,
    client: &Client,
    asked: Actions,
) -> Result<(), Failure> {
    let at = finding::read_at(session, client, asked.read.when.as_of.as_ref()).await?;
    let of = match (&asked.dossier, &asked.body) {
        (Some(name), _) => {
            let answer = finding::dossier(session, client, name, at.clone()).await?;
            let summary = answer.dossier.and_then(|dossier| dossier.summary).unwrap_or_default();
            Some(Of::DossierId(summary.dossier_id))
        }
        (None, Some(body)) => Some(Of::BodyId(body.clone())),
        (None, None) => None,
    };
    let open_only = asked.dossier.is_none() && !asked.all;
    let request = v1::ListActionsRequest { of, open_only, at, ..Default::default() };
    let list = match (listed(session, client, request, asked.read.limit).await, &asked.body) {
        (Err(failure), Some(body)) => return Err(body::suggested(session, client, body, failure).await),
        (list, _) => list?,
    };
    session.show_table(&list, asked.csv)
}

/// The actions that are asked, in as many pages as it takes.
async fn listed(
    session: &Session,
    client: &Client,
    request: v1::ListActionsRequest,
    limit: u32,
) -> Result<ActionList, Failure> {
    let rows = collected(limit, |page_size, page_token| {
        let request = v1::ListActionsRequest { page_size, page_token, ..request.clone() };
        async {
            let answer = client.agendas().list_actions(timed(request)).await;
            let mut answer = answer.map_err(|status| session.refused(&status))?.into_inner();
            let rows = std::mem::take(&mut answer.actions);
            Ok(Page { rows, next_page_token: answer.next_page_token.clone(), rest: answer })
        }
    })
    .await?;
    Ok(ActionList::of(rows.rows, rows.more, rows.rest))
}

/// Writes down what a meeting agreed to do.
async fn agreed(session: &Session, client: &Client, asked: Agree) -> Result<(), Failure> {
    let what = files::words(&asked.what, session)?;
    let dossier_id = match &asked.dossier {
        Some(name) => Some(finding::dossier_id(session, client, name).await?),
        None => None,
    };
    let meeting_id = named::id_now(session, client, &asked.which.meeting).await?;
    let sending = Sending::of(session)?;
    let action = v1::NewAction { what, doer: Some(doer(asked.doer)), due_on: asked.due, dossier_id };
    let request = v1::AgreeActionRequest {
        command_id: sending.id(),
        expected_revision: asked.expected.expect_revision,
        acting_as: sending.acting_as(),
        meeting_id: meeting_id.clone(),
        action: Some(action),
    };
    let answer = sending.answer(session, client.meetings().agree_action(timed(request))).await?;
    let number = number(client, &meeting_id, &answer).await;
    session.show(&MeetingDone {
        action_number: Some(answer.action_number),
        action: number,
        ..MeetingDone::of(Receipt::of(sending.id(), answer.receipt))
    })
}

/// The number that the new action got. The views give it; when they cannot yet, it was agreed all the same.
async fn number(client: &Client, meeting_id: &str, answer: &v1::AgreeActionResponse) -> Option<String> {
    let at = finding::at_least(answer.receipt.as_ref())?;
    let request = v1::ListActionsRequest {
        of: Some(Of::MeetingId(meeting_id.to_owned())),
        at: Some(at),
        page_size: wire::limits::PAGE_SIZE_MAX,
        ..Default::default()
    };
    let listed = client.agendas().list_actions(timed(request)).await.ok()?.into_inner();
    let mut own = listed.actions.into_iter().filter(|action| action.meeting_id == meeting_id);
    own.find(|action| action.action_number == answer.action_number).map(|action| action.number)
}

/// Writes down that an action was done or dropped.
async fn closed(session: &Session, client: &Client, asked: &Close) -> Result<(), Failure> {
    let done = files::words_if(asked.how.done.as_ref(), session)?.map(How::Evidence);
    let dropped = files::words_if(asked.how.dropped.as_ref(), session)?.map(How::DroppedBecause);
    let (meeting_id, action_number) = found(session, client, &asked.action).await?;
    let reported_at_meeting_id = match &asked.told {
        Some(told) => Some(named::id_now(session, client, told).await?),
        None => None,
    };
    let sending = Sending::of(session)?;
    let request = v1::CloseActionRequest {
        command_id: sending.id(),
        expected_revision: asked.expected.expect_revision,
        acting_as: sending.acting_as(),
        meeting_id,
        action_number,
        on: asked.on.clone(),
        how: done.or(dropped),
        reported_at_meeting_id,
    };
    let answer = sending.answer(session, client.meetings().close_action(timed(request))).await?;
    session.show(&MeetingDone::of(Receipt::of(sending.id(), answer.receipt)))
}

/// The meeting that agreed an action, and its number there.
async fn found(session: &Session, client: &Client, name: &ActionName) -> Result<(String, u32), Failure> {
    let number = match name {
        ActionName::Of(of) => return Ok((named::id_now(session, client, &of.meeting).await?, of.item)),
        ActionName::Number(number) => number,
    };
    let at = finding::read_at(session, client, None).await?;
    let request = v1::ListActionsRequest { of: Some(Of::Number(number.clone())), at, ..Default::default() };
    let answer = client.agendas().list_actions(timed(request)).await;
    let actions = answer.map_err(|status| session.refused(&status))?.into_inner().actions;
    let action = actions.into_iter().next().ok_or_else(|| {
        let told = match session.language {
            Language::Dutch => format!("Er is geen actie {number}."),
            Language::English => format!("There is no action {number}."),
        };
        Failure::new(Exit::NotFound, told).rule("ACTION_UNKNOWN")
    })?;
    Ok((action.meeting_id, action.action_number))
}

/// Who does it, as a request says it.
pub(in crate::commands) fn doer(Doer { party, body, actor, by }: Doer) -> v1::NewDoer {
    let who = party.map(Who::PartyId);
    let who = who.or_else(|| body.map(Who::BodyId));
    let who = who.or_else(|| actor.map(|actor| Who::ActorId(actor.to_string())));
    v1::NewDoer { who, words: by }
}
