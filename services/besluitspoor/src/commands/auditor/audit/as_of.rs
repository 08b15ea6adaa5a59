//! The agenda of a body as it stood, and its papers as they were then.

use std::collections::{HashMap, HashSet};

use domain::{framework::Framework, ids::FormatId};
use wire::v1;

use crate::{
    cli::audit::AgendaThen,
    client::Client,
    commands::{
        coordinator::reading::{Of, version_of},
        finding, secretary,
        session::Session,
    },
    failure::Failure,
    show::json::{agenda::Agenda, audit::AgendaOfThen, document::DocumentAnswer, shared::FrameworkRef},
};

/// Shows an agenda as it stood.
pub(super) async fn show(session: &Session, client: &Client, asked: AgendaThen) -> Result<(), Failure> {
    let at = finding::read_at(session, client, Some(&asked.moment)).await?;
    let agenda = secretary::agenda::read(session, client, asked.body, at.clone(), asked.limit).await?;
    let papers = match asked.documents {
        true => papers(session, client, &agenda, at).await?,
        false => Vec::new(),
    };
    session.show(&AgendaOfThen { agenda: Agenda { details: true, ..agenda }, papers })
}

/// The papers of every row, each once, in the versions that were before the body.
async fn papers(
    session: &Session,
    client: &Client,
    agenda: &Agenda,
    at: Option<v1::ReadAt>,
) -> Result<Vec<DocumentAnswer>, Failure> {
    let (mut papers, mut seen) = (Vec::new(), HashSet::new());
    let mut frameworks: HashMap<String, Framework> = HashMap::new();
    for item in &agenda.items {
        let FrameworkRef { id, version, digest } = &item.framework;
        if !frameworks.contains_key(digest) {
            let named = v1::FrameworkRef { id: id.clone(), version: version.clone(), digest: digest.clone() };
            frameworks.insert(digest.clone(), finding::framework(session, client, &named).await?);
        }
        for paper in &item.documents {
            let format = paper.format.parse::<FormatId>().ok();
            let format = format.and_then(|id| frameworks.get(digest)?.format(&id).cloned());
            // A paper always has a format of the framework that its dossier keeps.
            let Some(format) = format else { continue };
            if seen.insert((&item.dossier_id, &paper.format, paper.version)) {
                let of = Of { dossier_id: item.dossier_id.clone(), reference: item.reference.clone() };
                let named = v1::DocumentRef { format_id: paper.format.clone(), version: paper.version };
                papers.push(version_of(session, client, of, named, format, at.clone()).await?);
            }
        }
    }
    Ok(papers)
}
