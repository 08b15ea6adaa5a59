//! A dossier that is stuck: onto the ladder, up it, and off it.

use wire::{convert::enums, v1};

use super::{files, finding, sending::Sending, session::Session};
use crate::{
    cli::{
        escalate::{Command, Conclude, Move, Open, Resolve, There, Unresolved},
        values::DossierName,
    },
    client::{Client, timed},
    exit::Exit,
    failure::Failure,
    show::{
        Say as _,
        json::done::{Done, Receipt},
    },
};

/// What is on the ladder, and what a command says of it.
struct Meant {
    client: Client,
    sending: Sending,
    dossier_id: String,
    visit: v1::VisitRef,
    rung: String,
    revision: u64,
}

/// Does something on the ladder.
pub(super) async fn run(session: &Session, command: Command) -> Result<(), Failure> {
    match command {
        Command::Open(open) => opened(session, open).await,
        Command::Move(moves) => moved(session, moves).await,
        Command::Resolve(resolve) => resolved(session, resolve).await,
        Command::Unresolved(unresolved) => disputed(session, unresolved).await,
        Command::Conclude(conclude) => concluded(session, conclude).await,
    }
}

async fn opened(session: &Session, open: Open) -> Result<(), Failure> {
    let reason = files::words(&open.reason, session)?;
    let client = session.client().await?;
    let dossier = read(session, &client, &open.dossier).await?;
    let summary = dossier.summary.unwrap_or_default();
    let visit = super::secretary::open_visit(session, &summary)?;
    let revision = open.expected.expect_revision.unwrap_or(summary.revision);
    let sending = Sending::of(session)?.flag(format!("--expect-revision {revision}"));
    let request = v1::OpenEscalationRequest {
        command_id: sending.id(),
        expected_revision: Some(revision),
        acting_as: sending.acting_as(),
        dossier_id: summary.dossier_id,
        visit: Some(visit),
        reason,
        mandate_id: open.mandate.map(|id| id.to_string()),
    };
    let answer = sending.answer(session, client.escalations().open_escalation(timed(request))).await?;
    shown(session, &sending, answer.receipt, answer.on)
}

async fn moved(session: &Session, moves: Move) -> Result<(), Failure> {
    let reason = files::words(&moves.reason, session)?;
    let meant = meant(session, &moves.dossier, &moves.there).await?;
    let Meant { client, sending, dossier_id, visit, rung, revision } = meant;
    let request = v1::MoveEscalationRequest {
        command_id: sending.id(),
        expected_revision: Some(revision),
        acting_as: sending.acting_as(),
        dossier_id,
        visit: Some(visit),
        from_rung_id: rung,
        moved_on: moves.there.on,
        reason,
    };
    let answer = sending.answer(session, client.escalations().move_escalation(timed(request))).await?;
    shown(session, &sending, answer.receipt, answer.on)
}

async fn resolved(session: &Session, resolve: Resolve) -> Result<(), Failure> {
    let solution = files::words(&resolve.solution, session)?;
    let meant = meant(session, &resolve.dossier, &resolve.there).await?;
    let Meant { client, sending, dossier_id, visit, rung, revision } = meant;
    let request = v1::ResolveEscalationRequest {
        command_id: sending.id(),
        expected_revision: Some(revision),
        acting_as: sending.acting_as(),
        dossier_id,
        visit: Some(visit),
        rung_id: rung,
        resolved_on: resolve.there.on,
        solution,
    };
    let answer = sending.answer(session, client.escalations().resolve_escalation(timed(request))).await?;
    let next = answer.next.map(Into::into);
    session.show(&Done { receipt: Receipt::of(sending.id(), answer.receipt), next, ..Done::default() })
}

async fn disputed(session: &Session, unresolved: Unresolved) -> Result<(), Failure> {
    let reason = files::words(&unresolved.reason, session)?;
    let before = files::words(&unresolved.before, session)?;
    let meant = meant(session, &unresolved.dossier, &unresolved.there).await?;
    let Meant { client, sending, dossier_id, visit, rung, revision } = meant;
    let request = v1::BringDisputeRequest {
        command_id: sending.id(),
        expected_revision: Some(revision),
        acting_as: sending.acting_as(),
        dossier_id,
        visit: Some(visit),
        rung_id: rung,
        brought_on: unresolved.there.on,
        reason,
        kind: enums::dispute_kind(unresolved.kind.into()).into(),
        before,
        party_ids: unresolved.parties,
        defence_days: unresolved.defence_days,
        advice_days: unresolved.advice_days,
    };
    let answer = sending.answer(session, client.escalations().bring_dispute(timed(request))).await?;
    session.show(&Done { receipt: Receipt::of(sending.id(), answer.receipt), ..Done::default() })
}

async fn concluded(session: &Session, conclude: Conclude) -> Result<(), Failure> {
    let solution = files::words(&conclude.solution, session)?;
    let meant = meant(session, &conclude.dossier, &conclude.there).await?;
    let Meant { client, sending, dossier_id, visit, revision, .. } = meant;
    let request = v1::ConcludeDisputeRequest {
        command_id: sending.id(),
        expected_revision: Some(revision),
        acting_as: sending.acting_as(),
        dossier_id,
        visit: Some(visit),
        concluded_on: conclude.there.on,
        solution,
        resumes: conclude.resumes,
    };
    let answer = sending.answer(session, client.escalations().conclude_dispute(timed(request))).await?;
    let next = answer.next.map(Into::into);
    session.show(&Done { receipt: Receipt::of(sending.id(), answer.receipt), next, ..Done::default() })
}

fn shown(
    session: &Session,
    sending: &Sending,
    receipt: Option<v1::Receipt>,
    on: Option<v1::OnRung>,
) -> Result<(), Failure> {
    let next = on.map(|on| v1::Next { next: Some(v1::next::Next::Ladder(on)) }.into());
    session.show(&Done { receipt: Receipt::of(sending.id(), receipt), next, ..Done::default() })
}

async fn read(session: &Session, client: &Client, named: &DossierName) -> Result<v1::Dossier, Failure> {
    let at = finding::read_at(session, client, None).await?;
    let answer = finding::dossier(session, client, named, at).await?;
    Ok(answer.dossier.unwrap_or_default())
}

/// Where on the ladder the dossier is, unless the line says it: then the service tells whether that is so, and a repeat finds
/// the record that it made.
async fn meant(session: &Session, named: &DossierName, there: &There) -> Result<Meant, Failure> {
    let client = session.client().await?;
    let dossier = read(session, &client, named).await?;
    let summary = dossier.summary.unwrap_or_default();
    let is_open = |told: &&v1::Escalation| told.standing() == v1::EscalationStanding::Open;
    let last = dossier.escalations.iter().rev().find(is_open);
    // A repeat is about what may be off the ladder meanwhile.
    let repeated = session.globals.command_id.is_some();
    let Some(told) = last.or_else(|| dossier.escalations.last().filter(|_| repeated)) else {
        let told =
            session.language.say("Dit dossier is niet opgeschaald.", "This dossier is not on the ladder.");
        let help = session.language.say(
            "Bekijk met ‘besluitspoor show’ waar het op wacht.",
            "See with ‘besluitspoor show’ what it waits for.",
        );
        return Err(Failure::new(Exit::Refused, told).rule("NOT_ESCALATED").help(help));
    };
    let on = told.rungs.last().and_then(|stay| stay.on.as_ref()).and_then(|on| on.rung.as_ref());
    let rung = there.rung.clone().or_else(|| on.map(|rung| rung.id.clone())).unwrap_or_default();
    let revision = there.expected.expect_revision.unwrap_or(summary.revision);
    let sending =
        Sending::of(session)?.flag(format!("--rung {rung}")).flag(format!("--expect-revision {revision}"));
    let visit = told.visit.clone().unwrap_or_default();
    Ok(Meant { client, sending, dossier_id: summary.dossier_id, visit, rung, revision })
}
