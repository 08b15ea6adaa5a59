//! The whole story of a dossier.

use wire::v1;

use crate::{
    cli::audit::Story,
    client::Client,
    commands::{finding, session::Session},
    failure::Failure,
    show::json::story::{DossierStory, Told},
};

/// Tells the whole story of a dossier.
pub(super) async fn show(session: &Session, client: &Client, asked: Story) -> Result<(), Failure> {
    let at = finding::read_at(session, client, asked.when.as_of.as_ref()).await?;
    let answer = finding::dossier(session, client, &asked.dossier, at.clone()).await?;
    let summary = answer.dossier.and_then(|dossier| dossier.summary).unwrap_or_default();
    let request = v1::ReadHistoryRequest {
        history_id: format!("dossier.{}", summary.dossier_id),
        from_revision: 0,
        with_texts: true,
        explain: true,
        at,
    };
    let refused = |status: tonic::Status| session.refused(&status);
    let mut stream = client.audits().read_history(request).await.map_err(refused)?.into_inner();
    let mut records = Vec::new();
    while let Some(answer) = stream.message().await.map_err(refused)? {
        records.push(Told::from(answer.record.unwrap_or_default()));
    }
    session.show(&DossierStory::of(
        summary.into(),
        records,
        answer.reflects.unwrap_or_default().into(),
        asked.explain,
    ))
}
