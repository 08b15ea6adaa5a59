//! What changed between two moments.

use std::collections::HashMap;

use wire::v1::{self, get_dossier_request::Dossier as Named};

use crate::{
    cli::audit::Compare,
    client::{Client, timed},
    commands::{finding, session::Session},
    exit::Exit,
    failure::Failure,
    show::{Say as _, json::compare::Difference},
};

/// Shows what changed, as it comes.
pub(super) async fn show(session: &Session, client: &Client, asked: Compare) -> Result<(), Failure> {
    let from = finding::read_at(session, client, Some(&asked.from)).await?.ok_or_else(|| {
        Failure::input(session.language.say(
            "Vandaag is nog niet voorbij; noem een eerder moment om vanaf te vergelijken.",
            "Today has not ended; name an earlier moment to compare from.",
        ))
    })?;
    let until = match &asked.until {
        Some(until) => finding::read_at(session, client, Some(until)).await?,
        None => finding::read_at(session, client, None).await?,
    };
    let request = v1::CompareAsOfRequest { from: Some(from), until, body_id: asked.body };
    let refused = |status: tonic::Status| session.refused(&status);
    let mut stream = client.audits().compare_as_of(request).await.map_err(refused)?.into_inner();
    let mut numbers = HashMap::new();
    while let Some(answer) = stream.message().await.map_err(refused)? {
        let Some(mut difference) = Difference::of(answer) else { continue };
        for id in difference.dossiers() {
            if !numbers.contains_key(&id) {
                numbers.insert(id.clone(), number(session, client, &id).await?);
            }
        }
        difference.name(&numbers);
        session.show(&difference)?;
        if matches!(difference, Difference::Compared { .. }) {
            return Ok(());
        }
    }
    let told = session.language.say(
        "De dienst brak de vergelijking af; wat hierboven staat is niet alles.",
        "The service broke off the comparison; what stands above is not all.",
    );
    Err(Failure::new(Exit::Unclear, told))
}

/// The number by which people know a dossier: only the views count them.
async fn number(session: &Session, client: &Client, id: &str) -> Result<String, Failure> {
    let request = v1::GetDossierRequest { dossier: Some(Named::DossierId(id.to_owned())), at: None };
    let answer = client.dossiers().get_dossier(timed(request)).await;
    let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
    Ok(answer.dossier.and_then(|dossier| dossier.summary).unwrap_or_default().reference)
}
