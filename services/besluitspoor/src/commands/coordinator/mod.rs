//! What coordinators do: open a dossier, bring its documents before the bodies, and follow it.
//!
//! - [`papers`]: file, submit and resubmit documents; [`filing`]: the first step of submitting; [`turn`]: whether it is
//!   their time, and [`elsewhere`]: where the dossier is if it is not
//! - [`here`]: templates and checks on this machine
//! - [`reading`]: dossiers and documents; [`register`]: the register of arrangements

mod elsewhere;
mod filing;
mod here;
mod papers;
pub(super) mod reading;
mod register;
mod turn;

use wire::v1;

use super::{files, finding, meeting::actions, sending::Sending, session::Session};
use crate::{
    cli::coordinator::{Answer, Command, HandOver, Open, Withdraw},
    client::{Client, timed},
    failure::Failure,
    show::json::{
        done::{Done, Receipt},
        visit::Next,
    },
};

/// Does something that coordinators do.
pub(super) async fn run(session: &Session, command: Command) -> Result<(), Failure> {
    match command {
        Command::Template(template) => here::template(session, &template),
        Command::CheckDocument(check) => here::check(session, &check),
        Command::Open(open) => opened(session, &session.client().await?, open).await,
        Command::File(file) => papers::file(session, &session.client().await?, file).await,
        Command::Submit(submit) => papers::submit(session, &session.client().await?, submit).await,
        Command::Resubmit(resubmit) => papers::resubmit(session, &session.client().await?, resubmit).await,
        Command::Answer(answer) => answered(session, &session.client().await?, answer).await,
        Command::Withdraw(withdraw) => withdrawn(session, &session.client().await?, withdraw).await,
        Command::HandOver(hand_over) => handed_over(session, &session.client().await?, hand_over).await,
        Command::Dossiers(dossiers) => reading::dossiers(session, &session.client().await?, dossiers).await,
        Command::Show(show) => reading::show(session, &session.client().await?, show).await,
        Command::Actions(asked) => actions::list(session, &session.client().await?, asked).await,
        Command::Decisions(asked) => reading::decisions(session, &session.client().await?, asked).await,
        Command::Document(document) => reading::document(session, &session.client().await?, document).await,
        Command::Register(register) => register::run(session, &session.client().await?, register).await,
    }
}

async fn opened(session: &Session, client: &Client, open: Open) -> Result<(), Failure> {
    let target_group = files::words_if(open.target_group.as_ref(), session)?;
    let follows_dossier_id = match &open.follows {
        Some(follows) => Some(finding::dossier_id(session, client, follows).await?),
        None => None,
    };
    let sending = Sending::of(session)?;
    let request = v1::OpenDossierRequest {
        command_id: sending.id(),
        acting_as: sending.acting_as(),
        framework_id: open.framework,
        title: open.title,
        function_ids: open.functions,
        target_group,
        follows_dossier_id,
    };
    let answer = sending.answer(session, client.proposals().open_dossier(timed(request))).await?;
    let reference = reference(session, client, &answer).await;
    session.show(&Done {
        receipt: Receipt::of(sending.id(), answer.receipt),
        id: Some(answer.dossier_id),
        reference,
        framework: answer.framework.map(Into::into),
        ..Done::default()
    })
}

/// The number that the new dossier got. The views give it; when they cannot yet, the dossier still was opened.
async fn reference(session: &Session, client: &Client, answer: &v1::OpenDossierResponse) -> Option<String> {
    let at = finding::at_least(answer.receipt.as_ref())?;
    let name = finding::by_id(&answer.dossier_id)?;
    let found = finding::dossier(session, client, &name, Some(at)).await.ok()?;
    Some(found.dossier?.summary?.reference)
}

async fn answered(session: &Session, client: &Client, answer: Answer) -> Result<(), Failure> {
    let answers = answer.answers.iter().map(|answer| {
        let text = files::words(&answer.value, session)?;
        Ok(v1::ConditionAnswer { condition_number: answer.number, text })
    });
    let answers = answers.collect::<Result<_, Failure>>()?;
    let dossier_id = finding::dossier_id(session, client, &answer.dossier).await?;
    let sending = Sending::of(session)?;
    let request = v1::AnswerConditionsRequest {
        command_id: sending.id(),
        expected_revision: answer.expected.expect_revision,
        acting_as: sending.acting_as(),
        dossier_id,
        answers,
    };
    let answer = sending.answer(session, client.proposals().answer_conditions(timed(request))).await?;
    session.show(&Done { receipt: Receipt::of(sending.id(), answer.receipt), ..Done::default() })
}

async fn withdrawn(session: &Session, client: &Client, withdraw: Withdraw) -> Result<(), Failure> {
    let reason = files::words(&withdraw.reason, session)?;
    let dossier_id = finding::dossier_id(session, client, &withdraw.dossier).await?;
    let sending = Sending::of(session)?;
    let request = v1::WithdrawDossierRequest {
        command_id: sending.id(),
        expected_revision: withdraw.expected.expect_revision,
        acting_as: sending.acting_as(),
        dossier_id,
        reason,
    };
    let answer = sending.answer(session, client.proposals().withdraw_dossier(timed(request))).await?;
    session.show(&Done { receipt: Receipt::of(sending.id(), answer.receipt), ..Done::default() })
}

async fn handed_over(session: &Session, client: &Client, hand_over: HandOver) -> Result<(), Failure> {
    let reason = files::words_if(hand_over.reason.as_ref(), session)?;
    let dossier_id = finding::dossier_id(session, client, &hand_over.dossier).await?;
    let sending = Sending::of(session)?;
    let request = v1::HandOverDossierRequest {
        command_id: sending.id(),
        expected_revision: hand_over.expected.expect_revision,
        acting_as: sending.acting_as(),
        dossier_id,
        to_actor_id: hand_over.to.to_string(),
        party_id: hand_over.party,
        reason,
    };
    let answer = sending.answer(session, client.proposals().hand_over_dossier(timed(request))).await?;
    session.show(&Done { receipt: Receipt::of(sending.id(), answer.receipt), ..Done::default() })
}

/// A command after which a dossier waits for a body.
fn visiting(receipt: Receipt, opening: Option<v1::Opening>) -> Done {
    let next = Next { visit: opening.map(Into::into), ..Next::default() };
    Done { receipt, next: Some(next), ..Done::default() }
}
