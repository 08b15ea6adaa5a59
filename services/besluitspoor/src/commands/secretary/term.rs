//! The term of a visit stands still, and runs again.

use wire::v1;

use super::open_visit;
use crate::{
    cli::{
        secretary::{Resume, Suspend, Whom},
        values::{DossierName, VisitName},
    },
    client::{Client, timed},
    commands::{files, finding, sending::Sending, session::Session},
    failure::Failure,
    show::json::done::{Done, Receipt},
};

/// The open visit of a dossier, and what a command says of it.
pub(super) struct Meant {
    pub(super) client: Client,
    pub(super) sending: Sending,
    pub(super) dossier_id: String,
    pub(super) visit: v1::VisitRef,
    pub(super) revision: u64,
}

/// Lets a term stand still.
pub(super) async fn suspended(session: &Session, suspend: Suspend) -> Result<(), Failure> {
    let reason = files::words(&suspend.reason, session)?;
    let who = whom(session, suspend.whom)?;
    let meant =
        meant(session, &suspend.dossier, suspend.visit, suspend.expected.expect_revision, None).await?;
    let Meant { client, sending, dossier_id, visit, revision } = meant;
    let request = v1::SuspendTermRequest {
        command_id: sending.id(),
        expected_revision: Some(revision),
        acting_as: sending.acting_as(),
        dossier_id,
        visit: Some(visit),
        suspended_on: suspend.from,
        waits_for: Some(v1::WaitingOn { who }),
        reason,
    };
    let answer = sending.answer(session, client.decisions().suspend_term(timed(request))).await?;
    session.show(&Done { receipt: Receipt::of(sending.id(), answer.receipt), ..Done::default() })
}

/// Lets a term run again.
pub(super) async fn resumed(session: &Session, resume: Resume) -> Result<(), Failure> {
    let meant = meant(session, &resume.dossier, resume.visit, resume.expected.expect_revision, None).await?;
    let Meant { client, sending, dossier_id, visit, revision } = meant;
    let request = v1::ResumeTermRequest {
        command_id: sending.id(),
        expected_revision: Some(revision),
        acting_as: sending.acting_as(),
        dossier_id,
        visit: Some(visit),
        resumed_on: resume.from,
    };
    let answer = sending.answer(session, client.decisions().resume_term(timed(request))).await?;
    let receipt = Receipt::of(sending.id(), answer.receipt);
    session.show(&Done { receipt, due_on: Some(answer.due_on), ..Done::default() })
}

/// Exactly one of these was given, says the grammar.
fn whom(session: &Session, whom: Whom) -> Result<Option<v1::waiting_on::Who>, Failure> {
    use v1::waiting_on::{Submitter, Who};
    let outside = files::words_if(whom.outside.as_ref(), session)?;
    let submitter = whom.submitter.then_some(Who::Submitter(Submitter {}));
    Ok(submitter
        .or(whom.party.map(Who::PartyId))
        .or(whom.body.map(Who::BodyId))
        .or(outside.map(Who::Outside)))
}

/// The visit that is named, and what a command says of it; else the one at which a party spoke in this record, if one did; else the
/// open one.
pub(super) async fn meant(
    session: &Session,
    dossier: &DossierName,
    visit: Option<VisitName>,
    expected: Option<u64>,
    spoken_in: Option<u64>,
) -> Result<Meant, Failure> {
    let client = session.client().await?;
    let at = finding::read_at(session, &client, None).await?;
    let answer = finding::dossier(session, &client, dossier, at).await?;
    let dossier = answer.dossier.unwrap_or_default();
    let summary = dossier.summary.unwrap_or_default();
    let spoke = |visit: &&v1::Visit| visit.voices.iter().any(|voice| Some(voice.revision) == spoken_in);
    let before = dossier.visits.iter().find(spoke).and_then(|visit| visit.opening.as_ref()?.visit.clone());
    let visit = match (visit, before) {
        (Some(named), _) => v1::VisitRef { step_id: named.step, number: named.number },
        (None, Some(before)) => before,
        (None, None) => open_visit(session, &summary)?,
    };
    let revision = expected.unwrap_or(summary.revision);
    // A repeat must name the same visit: meanwhile the dossier may be at the next body.
    let sending = Sending::of(session)?
        .flag(format!("--visit {}:{}", visit.step_id, visit.number))
        .flag(format!("--expect-revision {revision}"));
    Ok(Meant { client, sending, dossier_id: summary.dossier_id, visit, revision })
}
