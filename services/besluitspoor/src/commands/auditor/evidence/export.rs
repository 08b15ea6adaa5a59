//! A bundle: the files as they come, in a folder that gets its name when all of it is on the disk.

use std::{collections::BTreeSet, path::PathBuf};

use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;
use verifier::bundle::{Place, Writer, write};
use wire::v1::{self, export_bundle_request::Scope, export_bundle_response::Piece};

use super::brought;
use crate::{
    cli::evidence::Export,
    client::Client,
    commands::{finding, sending::Sending, session::Session},
    exit::Exit,
    failure::Failure,
    show::{Page, Say as _, Shown, system::why},
};

/// What was taken along.
#[derive(Serialize)]
struct Taken {
    folder: PathBuf,
    files: u64,
    /// The command that confirmed how many records the dossier has.
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmed_by: Option<String>,
    /// The checkpoints that were kept, from which the log is proved to have gone on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    since: Vec<PathBuf>,
}

impl Shown for Taken {
    fn people(&self, page: &Page) -> String {
        let folder = self.folder.display();
        let key = page.language.say("SLEUTEL", "KEY");
        let confirmed =
            self.confirmed_by.as_ref().map(|id| format!(" --confirmed-by {id}")).unwrap_or_default();
        let kept = |file: &PathBuf| format!(" --since {}", file.display());
        let since: String = self.since.iter().map(kept).collect();
        let files = page.language.say("bestanden. Controleer de map met", "files. Check the folder with");
        let check =
            page.language.say("sleutel: zoals de regio die bekendmaakte", "key: as the region published it");
        format!(
            "{folder}: {} {files}:\n\n  besluitspoor verify {folder} --key {key}{confirmed}{since}\n\n({check})\n",
            page.language.number(self.files)
        )
    }
}

pub(super) async fn bundle(session: &Session, client: &Client, asked: Export) -> Result<(), Failure> {
    // Before anything is recorded for it.
    Writer::may_create(&asked.out).map_err(|error| unwritten(session, &error))?;
    let since_sizes = brought::sizes(session, client, &asked.since).await?;
    let (scope, at_least, confirmed_by) = match &asked.dossier {
        Some(name) => {
            let dossier_id = finding::dossier_id(session, client, name).await?;
            let sending = Sending::of(session)?;
            let request = v1::ConfirmHistoryRequest {
                command_id: sending.id(),
                expected_revision: None,
                acting_as: sending.acting_as(),
                history_id: format!("dossier.{dossier_id}"),
            };
            let confirmed = sending.answer(session, client.keeping().confirm_history(request)).await?;
            let position = confirmed.receipt.and_then(|receipt| receipt.position);
            (Scope::DossierId(dossier_id), position, Some(sending.id()))
        }
        None => (Scope::Region(v1::RegionScope {}), None, None),
    };
    let request = v1::ExportBundleRequest { scope: Some(scope), at_least, since_sizes };
    let refused = |status: tonic::Status| session.refused(&status);
    let mut stream = client.audits().export_bundle(request).await.map_err(refused)?.into_inner();
    // Not before: what is refused leaves no folder behind.
    let mut writer = Writer::create(&asked.out).map_err(|error| unwritten(session, &error))?;
    let (mut place, mut files) = (None, BTreeSet::new());
    while let Some(answer) = stream.message().await.map_err(refused)? {
        match (answer.piece, &place) {
            (Some(Piece::Path(path)), _) => {
                let named: Place = path.parse().map_err(|error| foreign(session, &error))?;
                files.insert(path);
                writer.write(&named, &[]).map_err(|error| unwritten(session, &error))?;
                place = Some(named);
            }
            (Some(Piece::Data(bytes)), Some(place)) => {
                writer.write(place, &bytes).map_err(|error| unwritten(session, &error))?;
            }
            (Some(Piece::Data(_)) | None, _) => {}
        }
    }
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let folder = writer.finish(today).map_err(|error| unwritten(session, &error))?;
    session.show(&Taken { folder, files: files.len() as u64, confirmed_by, since: asked.since })
}

/// The folder cannot be written.
fn unwritten(session: &Session, error: &write::Error) -> Failure {
    let language = session.language;
    let input = |what: &str, nl, en| Failure::input(format!("{what} {}", language.say(nl, en)));
    match error {
        write::Error::NotEmpty { folder } => input(
            folder,
            "is er al en is niet leeg: een bundel komt nooit over een andere heen. Noem een nieuwe map.",
            "is there and not empty: a bundle is never written over another. Name a new folder.",
        ),
        write::Error::PartThere { part } => input(
            part,
            "is er al: een export is afgebroken, of loopt nog. Loopt er geen, haal die map dan weg.",
            "is there: an export was broken off, or is running. If none is, remove that folder.",
        ),
        write::Error::NoName { folder } => {
            input(folder, "kan geen naam van een nieuwe map zijn.", "cannot be the name of a new folder.")
        }
        write::Error::Failed { path, source } => {
            let cannot = language.say("kan niet worden geschreven", "cannot be written");
            Failure::new(Exit::Internal, format!("{path} {cannot}: {}.", why(source, language)))
        }
        write::Error::WrittenBefore { .. } => foreign(session, error),
    }
}

/// The service gives a file that no bundle has, or one twice: it is newer than this program, or no service of ours.
fn foreign(session: &Session, error: &impl std::fmt::Display) -> Failure {
    let told = session.language.say(
        "De dienst geeft een bestand dat zo niet in een bundel hoort",
        "The service gives a file that does not belong in a bundle so",
    );
    Failure::new(Exit::Internal, format!("{told}: {error}"))
}
