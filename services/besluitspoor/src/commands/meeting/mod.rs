//! What is done with meetings: read them, plan and prepare them, write down what became of them.
//!
//! - `agenda`: what comes on an agenda, until the papers are out
//! - `after`: held, the decision list, cancelled
//! - `actions`: what it agreed to do, and what came of it
//! - `reading`: lists, one meeting, its decision list; `named`: a meeting by its body and day

pub(super) mod actions;
mod after;
mod agenda;
mod named;
mod reading;

use wire::v1;

use super::{files, sending::Sending, session::Session};
use crate::{
    cli::meeting::{Command, Plan},
    client::{Client, timed},
    failure::Failure,
    show::json::{done::Receipt, meeting_done::MeetingDone},
};

/// Does something with meetings.
pub(super) async fn run(session: &Session, command: Command) -> Result<(), Failure> {
    let client = &session.client().await?;
    match command {
        Command::List(asked) => reading::list(session, client, asked).await,
        Command::Show(asked) => reading::show(session, client, &asked).await,
        Command::Decisions(asked) => reading::decisions(session, client, &asked).await,
        Command::Plan(plan) => planned(session, client, plan).await,
        Command::Schedule(asked) => agenda::scheduled(session, client, asked).await,
        Command::Remove(asked) => agenda::removed(session, client, &asked).await,
        Command::FixAgenda(asked) => agenda::fixed(session, client, &asked).await,
        Command::Send(asked) => agenda::sent(session, client, &asked).await,
        Command::Addendum(asked) => agenda::added(session, client, asked).await,
        Command::Held(asked) => after::held(session, client, asked).await,
        Command::Draft(asked) => after::drafted(session, client, &asked).await,
        Command::Fix(asked) => after::fixed(session, client, &asked).await,
        Command::Cancel(asked) => after::cancelled(session, client, &asked).await,
        Command::Action(asked) => actions::run(session, client, asked).await,
    }
}

async fn planned(session: &Session, client: &Client, plan: Plan) -> Result<(), Failure> {
    let reason = files::words_if(plan.reason.as_ref(), session)?;
    let sending = Sending::of(session)?;
    let form = if plan.written { v1::MeetingForm::Written } else { v1::MeetingForm::Session };
    let request = v1::PlanMeetingRequest {
        command_id: sending.id(),
        acting_as: sending.acting_as(),
        framework_id: plan.framework,
        body_id: plan.body,
        form: form.into(),
        on: plan.on,
        reason,
    };
    let same_day = (request.body_id.clone(), request.on.clone());
    let answer = sending.answer(session, client.meetings().plan_meeting(timed(request))).await?;
    let doubled = named::doubled(session, client, same_day, &answer).await;
    let mut receipt = Receipt::of(sending.id(), answer.receipt);
    receipt.warnings.extend(doubled);
    session.show(&MeetingDone {
        meeting_id: Some(answer.meeting_id),
        papers_due_on: Some(answer.papers_due_on),
        dispatch_on: Some(answer.dispatch_on),
        ..MeetingDone::of(receipt)
    })
}
