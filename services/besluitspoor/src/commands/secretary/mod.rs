//! What secretaries do: see what waits for a body, and write down what it did.
//!
//! - [`agenda`]: what waits, and [`body`]: for which body that may be meant; [`treatment`], [`stances`]: what a body did, from the flags of a line
//! - [`waiting`]: for whom every open dossier waits; [`term`]: a term stands still, and runs again
//! - [`ratification`]: what a party says for itself
//! - [`gone_on`]: recorded while the dossier is with another body; [`dropped`]: what a correction leaves out

pub(super) mod agenda;
pub(super) mod body;
mod dropped;
mod gone_on;
mod ratification;
mod stances;
mod term;
mod treatment;
mod waiting;

use wire::v1::{self, phase};

use super::{files, finding, meeting, sending::Sending, session::Session};
use crate::{
    cli::secretary::{Command, Correct, Record},
    client::{Client, timed},
    exit::Exit,
    failure::Failure,
    show::{
        Say as _,
        json::done::{Done, Receipt},
    },
};

/// Does something that secretaries do.
pub(super) async fn run(session: &Session, command: Command) -> Result<(), Failure> {
    match command {
        Command::Agenda(asked) if asked.watch => agenda::watch(session, &asked).await,
        Command::Agenda(asked) => agenda::show(session, &session.client().await?, asked).await,
        Command::Meeting(command) => meeting::run(session, command).await,
        Command::Waiting(asked) => waiting::show(session, &session.client().await?, asked).await,
        Command::Ratify(ratify) => ratification::recorded(session, ratify).await,
        Command::Suspend(suspend) => term::suspended(session, suspend).await,
        Command::Resume(resume) => term::resumed(session, resume).await,
        Command::Record(record) => recorded(session, record).await,
        Command::Correct(correct) => corrected(session, correct).await,
    }
}

async fn recorded(session: &Session, record: Record) -> Result<(), Failure> {
    let treatment = treatment::read(session, &record.treatment)?;
    let client = session.client().await?;
    let at = finding::read_at(session, &client, None).await?;
    let answer = finding::dossier(session, &client, &record.dossier, at).await?;
    let dossier = answer.dossier.unwrap_or_default();
    let summary = dossier.summary.clone().unwrap_or_default();
    let visit = match record.visit {
        Some(named) => v1::VisitRef { step_id: named.step, number: named.number },
        None => open_visit(session, &summary)?,
    };
    let revision = record.expected.expect_revision.unwrap_or(summary.revision);
    // A repeat must name the same visit: meanwhile the dossier may be at the next body.
    let sending = Sending::of(session)?
        .flag(format!("--visit {}:{}", visit.step_id, visit.number))
        .flag(format!("--expect-revision {revision}"));
    let request = v1::RecordOutcomeRequest {
        command_id: sending.id(),
        expected_revision: Some(revision),
        acting_as: sending.acting_as(),
        dossier_id: summary.dossier_id,
        visit: Some(visit),
        treatment: Some(treatment),
    };
    let answer = sending.answer(session, client.decisions().record_outcome(timed(request))).await;
    let answer = answer.map_err(|failure| gone_on::told(failure, &dossier, session.language))?;
    let next = answer.next.map(Into::into);
    session.show(&Done { receipt: Receipt::of(sending.id(), answer.receipt), next, ..Done::default() })
}

/// The visit that a dossier is at.
///
/// # Errors
/// It is with no body.
pub(in crate::commands) fn open_visit(
    session: &Session,
    summary: &v1::DossierSummary,
) -> Result<v1::VisitRef, Failure> {
    match summary.phase.as_ref().and_then(|phase| phase.phase.as_ref()) {
        Some(phase::Phase::AtStep(opening)) => Ok(opening.visit.clone().unwrap_or_default()),
        Some(
            phase::Phase::Preparing(_)
            | phase::Phase::Revising(_)
            | phase::Phase::Escalated(_)
            | phase::Phase::Ended(_),
        )
        | None => {
            let told = session.language.say(
                "Er staat geen behandeling open: het dossier is niet bij een gremium.",
                "No visit is open: the dossier is not with a body.",
            );
            let help = session.language.say(
                "Bekijk met ‘besluitspoor show’ waar het op wacht.",
                "See with ‘besluitspoor show’ what it waits for.",
            );
            Err(Failure::new(Exit::Refused, told).rule("VISIT_NOT_OPEN").help(help))
        }
    }
}

async fn corrected(session: &Session, correct: Correct) -> Result<(), Failure> {
    let treatment = treatment::read(session, &correct.treatment)?;
    let reason = files::words(&correct.reason, session)?;
    let client: Client = session.client().await?;
    let at = finding::read_at(session, &client, None).await?;
    let answer = finding::dossier(session, &client, &correct.dossier, at).await?;
    let dossier = answer.dossier.unwrap_or_default();
    let dropped = dropped::of(&dossier, correct.revision, &treatment, session.language);
    let dossier_id = dossier.summary.unwrap_or_default().dossier_id;
    let sending = Sending::of(session)?;
    let request = v1::CorrectOutcomeRequest {
        command_id: sending.id(),
        expected_revision: correct.expected.expect_revision,
        acting_as: sending.acting_as(),
        dossier_id,
        corrects_revision: correct.revision,
        reason,
        treatment: Some(treatment),
    };
    let answer = sending.answer(session, client.decisions().correct_outcome(timed(request))).await?;
    let next = answer.next.map(Into::into);
    let mut receipt = Receipt::of(sending.id(), answer.receipt);
    receipt.warnings.extend(dropped);
    session.show(&Done { receipt, next, ..Done::default() })
}
