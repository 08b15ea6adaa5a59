//! What administrators do with the keeping of a history: erase words, hold, confirm.

use wire::v1;

use super::{files, finding, sending::Sending, session::Session};
use crate::{
    cli::keeper::{Command, Confirm, ConfirmErasure, Decline, Erase, Ground, Hold, Lift, Place, Request},
    client::{Client, timed},
    failure::Failure,
    show::json::{done::Receipt, keeping::Kept},
};

/// Does something about the keeping of a history.
pub(super) async fn run(session: &Session, command: Command) -> Result<(), Failure> {
    let client = session.client().await?;
    match command {
        Command::Erase(Erase::Request(asked)) => request(session, &client, asked).await,
        Command::Erase(Erase::Confirm(asked)) => confirm_erasure(session, &client, &asked).await,
        Command::Erase(Erase::Decline(asked)) => decline(session, &client, asked).await,
        Command::Hold(Hold::Place(asked)) => place(session, &client, asked).await,
        Command::Hold(Hold::Lift(asked)) => lift(session, &client, asked).await,
        Command::Confirm(asked) => confirm(session, &client, &asked).await,
    }
}

async fn request(session: &Session, client: &Client, asked: Request) -> Result<(), Failure> {
    let reason = files::words_if(asked.reason.as_ref(), session)?;
    let history_id = finding::history_id(session, client, &asked.dossier).await?;
    let sending = Sending::of(session)?;
    let ground = match asked.ground {
        Ground::Privacy => v1::ErasureGround::Privacy,
        Ground::ProceduralFault => v1::ErasureGround::ProceduralFault,
    };
    let request = v1::RequestErasureRequest {
        command_id: sending.id(),
        expected_revision: asked.expected.expect_revision,
        acting_as: sending.acting_as(),
        history_id,
        ground: ground.into(),
        texts: asked.texts.into_iter().map(Into::into).collect(),
        reason,
    };
    let answer = sending.answer(session, client.keeping().request_erasure(timed(request))).await?;
    let receipt = Receipt::of(sending.id(), answer.receipt);
    session.show(&Kept { texts: Some(answer.texts), ..Kept::of(receipt) })
}

async fn confirm_erasure(session: &Session, client: &Client, asked: &ConfirmErasure) -> Result<(), Failure> {
    let history_id = finding::history_id(session, client, &asked.dossier).await?;
    let sending = Sending::of(session)?;
    let request = v1::ConfirmErasureRequest {
        command_id: sending.id(),
        expected_revision: asked.expected.expect_revision,
        acting_as: sending.acting_as(),
        history_id,
        request_revision: asked.request,
    };
    let answer = sending.answer(session, client.keeping().confirm_erasure(timed(request))).await?;
    let receipt = Receipt::of(sending.id(), answer.receipt);
    session.show(&Kept { erased: Some(answer.erased), ..Kept::of(receipt) })
}

async fn decline(session: &Session, client: &Client, asked: Decline) -> Result<(), Failure> {
    let reason = files::words(&asked.reason, session)?;
    let history_id = finding::history_id(session, client, &asked.dossier).await?;
    let sending = Sending::of(session)?;
    let request = v1::DeclineErasureRequest {
        command_id: sending.id(),
        expected_revision: asked.expected.expect_revision,
        acting_as: sending.acting_as(),
        history_id,
        request_revision: asked.request,
        reason,
    };
    let answer = sending.answer(session, client.keeping().decline_erasure(timed(request))).await?;
    session.show(&Kept::of(Receipt::of(sending.id(), answer.receipt)))
}

async fn place(session: &Session, client: &Client, asked: Place) -> Result<(), Failure> {
    let reason = files::words(&asked.reason, session)?;
    let history_id = finding::history_id(session, client, &asked.dossier).await?;
    let sending = Sending::of(session)?;
    let request = v1::PlaceHoldRequest {
        command_id: sending.id(),
        expected_revision: asked.expected.expect_revision,
        acting_as: sending.acting_as(),
        history_id,
        reason,
    };
    let answer = sending.answer(session, client.keeping().place_hold(timed(request))).await?;
    session.show(&Kept::of(Receipt::of(sending.id(), answer.receipt)))
}

async fn lift(session: &Session, client: &Client, asked: Lift) -> Result<(), Failure> {
    let reason = files::words(&asked.reason, session)?;
    let history_id = finding::history_id(session, client, &asked.dossier).await?;
    let sending = Sending::of(session)?;
    let request = v1::LiftHoldRequest {
        command_id: sending.id(),
        expected_revision: asked.expected.expect_revision,
        acting_as: sending.acting_as(),
        history_id,
        hold_revision: asked.hold,
        reason,
    };
    let answer = sending.answer(session, client.keeping().lift_hold(timed(request))).await?;
    session.show(&Kept::of(Receipt::of(sending.id(), answer.receipt)))
}

async fn confirm(session: &Session, client: &Client, asked: &Confirm) -> Result<(), Failure> {
    let history_id = finding::history_id(session, client, &asked.dossier).await?;
    let sending = Sending::of(session)?;
    let request = v1::ConfirmHistoryRequest {
        command_id: sending.id(),
        expected_revision: asked.expected.expect_revision,
        acting_as: sending.acting_as(),
        history_id,
    };
    let answer = sending.answer(session, client.keeping().confirm_history(timed(request))).await?;
    let receipt = Receipt::of(sending.id(), answer.receipt);
    session.show(&Kept { last_revision: Some(answer.last_revision), ..Kept::of(receipt) })
}
