//! The action list of a preparation: agreeing on something to do, and what came of it.

use wire::v1::{self, close_preparation_action_request::How};

use crate::{
    cli::prepare::{Agree, Close},
    client::timed,
    commands::{files, finding, meeting::actions::doer, sending::Sending, session::Session},
    failure::Failure,
    show::json::done::{Done, Receipt},
};

/// Writes down what a conversation agreed to do.
pub(super) async fn agreed(session: &Session, asked: Agree) -> Result<(), Failure> {
    let what = files::words(&asked.what, session)?;
    let client = session.client().await?;
    let dossier_id = finding::dossier_id(session, &client, &asked.which.dossier).await?;
    let sending = Sending::of(session)?;
    let request = v1::AgreePreparationActionRequest {
        command_id: sending.id(),
        expected_revision: asked.expect_revision,
        acting_as: sending.acting_as(),
        dossier_id,
        agreed_on: asked.on,
        what,
        doer: Some(doer(asked.doer)),
        due_on: asked.due,
    };
    let mut preparations = client.preparations();
    let answer = sending.answer(session, preparations.agree_preparation_action(timed(request))).await?;
    let receipt = Receipt::of(sending.id(), answer.receipt);
    session.show(&Done { receipt, action_number: Some(answer.action_number), ..Done::default() })
}

/// Writes down that something to do was done or dropped.
pub(super) async fn closed(session: &Session, asked: Close) -> Result<(), Failure> {
    let done = files::words_if(asked.how.done.as_ref(), session)?.map(How::Evidence);
    let dropped = files::words_if(asked.how.dropped.as_ref(), session)?.map(How::DroppedBecause);
    let client = session.client().await?;
    let dossier_id = finding::dossier_id(session, &client, &asked.which.dossier).await?;
    let sending = Sending::of(session)?;
    let request = v1::ClosePreparationActionRequest {
        command_id: sending.id(),
        expected_revision: asked.expect_revision,
        acting_as: sending.acting_as(),
        dossier_id,
        action_number: asked.number,
        on: asked.on,
        how: done.or(dropped),
    };
    let mut preparations = client.preparations();
    let answer = sending.answer(session, preparations.close_preparation_action(timed(request))).await?;
    super::done(session, &sending, answer.receipt)
}
