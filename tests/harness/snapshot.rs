//! Everything that a site answers about one position: to be compared with what it answers after a restart, a crash
//! or a rebuild of its views.

use std::collections::BTreeMap;

use tonic::Status;
use wire::v1::ListDossiersRequest;

use crate::user::User;

/// Answers by the question. All reflect the last position, so that days are counted to the day of its record and
/// not to today.
pub type Snapshot = BTreeMap<String, String>;

/// Asks everything as of the last position: what the views say, and the journal.
///
/// # Errors
/// What the service says.
pub async fn snapshot(reader: &User) -> Result<Snapshot, Status> {
    reader.catch_up().await?;
    let mut answers = of_views(reader).await?;
    answers.insert("journal".into(), format!("{:#?}", reader.journal(1).await?));
    Ok(answers)
}

/// Asks everything that views answer, as of the last position that anyone has seen: every agenda, every dossier, the
/// list of dossiers and the register.
///
/// # Errors
/// What the service says.
pub async fn of_views(reader: &User) -> Result<Snapshot, Status> {
    let mut answers = Snapshot::new();
    let at = reader.as_of(reader.seen().position);
    for body in reader.bodies() {
        let agenda = reader.agenda_at(body.as_str(), at.clone()).await?;
        answers.insert(format!("agenda of {body}"), format!("{agenda:#?}"));
    }
    let dossiers = reader.list(ListDossiersRequest::default()).await?;
    for dossier in &dossiers {
        let whole = reader.dossier_at(&dossier.dossier_id, at.clone()).await?;
        answers.insert(format!("dossier {}", dossier.reference), format!("{whole:#?}"));
    }
    answers.insert("dossiers".into(), format!("{dossiers:#?}"));
    answers.insert("register".into(), format!("{:#?}", reader.register().await?));
    Ok(answers)
}
