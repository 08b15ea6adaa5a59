//! Dossiers and documents, as everyone who takes part reads them.

use domain::{framework::Format, ids::FormatId};
use wire::{Language, v1};

use crate::{
    cli::coordinator::reading::{Decisions, Document, Dossiers, Order, Phase, Show},
    client::{Client, timed},
    commands::{
        finding,
        pages::{Page, collected},
        session::Session,
    },
    exit::Exit,
    failure::Failure,
    show::json::{decisions::DossierDecisions, document::DocumentAnswer, dossier, evaluation::LifePhase},
};

/// Lists dossiers.
pub(super) async fn dossiers(session: &Session, client: &Client, asked: Dossiers) -> Result<(), Failure> {
    let at = finding::read_at(session, client, asked.read.when.as_of.as_ref()).await?;
    let request = v1::ListDossiersRequest {
        phases: asked.phases.iter().map(|phase| phase_kind(*phase).into()).collect(),
        waits_for_body_id: asked.waits_for,
        party_id: asked.party,
        mine: asked.mine,
        framework_id: asked.framework,
        title_contains: asked.title,
        order: order(asked.order).into(),
        at,
        page_size: 0,
        page_token: String::new(),
    };
    let rows = collected(asked.read.limit, |page_size, page_token| {
        let request = v1::ListDossiersRequest { page_size, page_token, ..request.clone() };
        async {
            let answer = client.dossiers().list_dossiers(timed(request)).await;
            let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
            Ok(Page { rows: answer.dossiers, next_page_token: answer.next_page_token, rest: answer.reflects })
        }
    })
    .await?;
    session.show(&dossier::Dossiers {
        dossiers: rows.rows.into_iter().map(Into::into).collect(),
        more: rows.more,
        reflects: rows.rest.unwrap_or_default().into(),
    })
}

/// Shows one dossier with its way.
pub(super) async fn show(session: &Session, client: &Client, asked: Show) -> Result<(), Failure> {
    let at = finding::read_at(session, client, asked.when.as_of.as_ref()).await?;
    let answer = finding::dossier(session, client, &asked.dossier, at).await?;
    session.show(&dossier::DossierAnswer {
        dossier: answer.dossier.unwrap_or_default().into(),
        life_phase: LifePhase::of(answer.life_phase),
        meetings: answer.meetings.into_iter().map(Into::into).collect(),
        reflects: answer.reflects.unwrap_or_default().into(),
        replayed_records: None,
    })
}

/// Shows all decisions about a dossier.
pub(super) async fn decisions(session: &Session, client: &Client, asked: Decisions) -> Result<(), Failure> {
    let at = finding::read_at(session, client, asked.when.as_of.as_ref()).await?;
    let answer = finding::dossier(session, client, &asked.dossier, at).await?;
    session.show_table(&DossierDecisions::of(answer), asked.csv)
}

/// Shows a document version.
pub(super) async fn document(session: &Session, client: &Client, asked: Document) -> Result<(), Failure> {
    let at = finding::read_at(session, client, asked.when.as_of.as_ref()).await?;
    let answer = finding::dossier(session, client, &asked.dossier, at.clone()).await?;
    let dossier = answer.dossier.unwrap_or_default();
    let summary = dossier.summary.unwrap_or_default();
    let versions = dossier.documents.iter().filter_map(|document| document.document.as_ref());
    let latest =
        versions.filter(|document| document.format_id == asked.format).map(|document| document.version).max();
    let version = asked.version.or(latest).ok_or_else(|| none(session, &asked.format, &dossier.documents))?;
    let framework = finding::framework(session, client, &summary.framework.unwrap_or_default()).await?;
    let named = v1::DocumentRef { format_id: asked.format.clone(), version };
    let format = asked.format.parse::<FormatId>().ok().and_then(|id| framework.format(&id).cloned());
    let format = format.ok_or_else(|| none(session, &asked.format, &dossier.documents))?;
    let of = Of { dossier_id: summary.dossier_id, reference: summary.reference };
    let shown = version_of(session, client, of, named, format, at).await?;
    session.show_file(&shown, &shown.reflects)
}

/// Of which dossier a document is.
pub(in crate::commands) struct Of {
    pub(in crate::commands) dossier_id: String,
    pub(in crate::commands) reference: String,
}

/// A document version with its words, in its format.
///
/// # Errors
/// What the service says.
pub(in crate::commands) async fn version_of(
    session: &Session,
    client: &Client,
    of: Of,
    document: v1::DocumentRef,
    format: Format,
    at: Option<v1::ReadAt>,
) -> Result<DocumentAnswer, Failure> {
    let request = v1::GetDocumentRequest { dossier_id: of.dossier_id, document: Some(document), at };
    let answer = client.dossiers().get_document(timed(request)).await;
    let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
    Ok(DocumentAnswer {
        document: answer.document.unwrap_or_default().into(),
        sections: answer.sections.into_iter().map(Into::into).collect(),
        words_max: answer.words_max,
        submissions: answer.submissions.into_iter().map(Into::into).collect(),
        reflects: answer.reflects.unwrap_or_default().into(),
        dossier: of.reference,
        format,
    })
}

/// The dossier has no document in this format.
fn none(session: &Session, format: &str, documents: &[v1::DocumentSummary]) -> Failure {
    let mut there: Vec<String> =
        documents.iter().filter_map(|document| Some(document.document.as_ref()?.format_id.clone())).collect();
    there.sort();
    there.dedup();
    let there = session.language.list(&there);
    let told = match session.language {
        Language::Dutch => {
            format!("Het dossier heeft geen stuk in het format ‘{format}’; het heeft: {there}.")
        }
        Language::English => {
            format!("The dossier has no document in the format ‘{format}’; it has: {there}.")
        }
    };
    Failure::new(Exit::NotFound, told)
}

fn phase_kind(phase: Phase) -> v1::PhaseKind {
    match phase {
        Phase::Preparing => v1::PhaseKind::Preparing,
        Phase::AtStep => v1::PhaseKind::AtStep,
        Phase::Revising => v1::PhaseKind::Revising,
        Phase::Escalated => v1::PhaseKind::Escalated,
        Phase::Ended => v1::PhaseKind::Ended,
    }
}

fn order(order: Order) -> v1::DossierOrder {
    match order {
        Order::Changed => v1::DossierOrder::ChangedNewest,
        Order::Opened => v1::DossierOrder::OpenedOldest,
        Order::Reference => v1::DossierOrder::Reference,
    }
}
