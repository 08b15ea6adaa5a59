//! Dossiers by name, the framework that one runs on, and places in the journal.

use domain::framework::Framework;
use jiff::Timestamp;
use record::HistoryId;
use uuid::Uuid;
use wire::v1::{self, get_dossier_request, read_at};

use super::session::Session;
use crate::{
    cli::values::{AsOf, At, DossierName},
    client::{Client, timed},
    exit::Exit,
    failure::Failure,
    show::{Say as _, json::shared::region},
};

/// From when an answer is asked: as of then, else not older than `--after`, else the newest.
///
/// # Errors
/// Both were asked; or the service cannot say of which journal a bare position is.
pub(crate) async fn read_at(
    session: &Session,
    client: &Client,
    as_of: Option<&AsOf>,
) -> Result<Option<v1::ReadAt>, Failure> {
    let at = match (as_of, &session.globals.after) {
        (None, None) => return Ok(None),
        (Some(_), Some(_)) => {
            return Err(Failure::input(session.language.say(
                "--as-of en --after gaan niet samen: de eerste vraagt hoe het was, de tweede hoe het nu is.",
                "--as-of and --after do not go together: the first asks how it was, the second how it is now.",
            )));
        }
        (None, Some(after)) => read_at::At::AtLeast(position(session, client, after).await?),
        (Some(AsOf::Position(at)), None) => read_at::At::AsOfPosition(position(session, client, at).await?),
        (Some(AsOf::Moment(moment)), None) => as_of_moment(*moment),
        // Today has not ended: as of today is as of now.
        (Some(AsOf::Day(day)), None) if *day == Timestamp::now().to_zoned(region()).date() => {
            return Ok(None);
        }
        (Some(AsOf::Day(day)), None) => {
            let end = AsOf::end_of(*day).ok_or_else(|| {
                Failure::input(
                    session.language.say("Deze datum ligt te ver weg.", "This date is too far away."),
                )
            })?;
            as_of_moment(end)
        }
    };
    Ok(Some(v1::ReadAt { at: Some(at) }))
}

fn as_of_moment(moment: Timestamp) -> read_at::At {
    read_at::At::AsOfMoment(wire::convert::answer::timestamp(moment))
}

/// A position with its journal. A bare one is of the journal that the service has.
pub(crate) async fn position(session: &Session, client: &Client, at: &At) -> Result<v1::Position, Failure> {
    let log_id = match at.log_id {
        Some(log_id) => log_id.to_string(),
        None => {
            let request = v1::ListDossiersRequest { page_size: 1, ..v1::ListDossiersRequest::default() };
            let answer = client.dossiers().list_dossiers(timed(request)).await;
            let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
            answer.reflects.unwrap_or_default().log_id
        }
    };
    Ok(v1::Position { log_id, position: at.position })
}

/// A dossier, as it is or was.
///
/// # Errors
/// There is none by this name, or what the service says.
pub(crate) async fn dossier(
    session: &Session,
    client: &Client,
    name: &DossierName,
    at: Option<v1::ReadAt>,
) -> Result<v1::GetDossierResponse, Failure> {
    let dossier = match name {
        DossierName::Id(id) => get_dossier_request::Dossier::DossierId(id.to_string()),
        DossierName::Reference(reference) => get_dossier_request::Dossier::Reference(reference.clone()),
    };
    let request = v1::GetDossierRequest { dossier: Some(dossier), at };
    let answer = client.dossiers().get_dossier(timed(request)).await;
    answer.map(tonic::Response::into_inner).map_err(|status| session.refused(&status))
}

/// The id of a dossier.
///
/// # Errors
/// As [`dossier`]; an id needs no asking.
pub(crate) async fn dossier_id(
    session: &Session,
    client: &Client,
    name: &DossierName,
) -> Result<String, Failure> {
    if let DossierName::Id(id) = name {
        return Ok(id.to_string());
    }
    let at = read_at(session, client, None).await?;
    let answer = dossier(session, client, name, at).await?;
    Ok(answer.dossier.and_then(|dossier| dossier.summary).unwrap_or_default().dossier_id)
}

/// The framework that a dossier runs on, read from the file that was adopted.
///
/// # Errors
/// What the service says; or its file is not the one that the dossier keeps.
pub(crate) async fn framework(
    session: &Session,
    client: &Client,
    reference: &v1::FrameworkRef,
) -> Result<Framework, Failure> {
    let request = v1::GetFrameworkRequest {
        framework_id: reference.id.clone(),
        version: Some(reference.version.clone()),
        at: None,
    };
    let answer = client.frameworks().get_framework(timed(request)).await;
    let file = answer.map_err(|status| session.refused(&status))?.into_inner().file;
    let framework = kader::read(file.as_bytes()).ok();
    framework.filter(|framework| framework.reference.digest.to_string() == reference.digest).ok_or_else(
        || {
            let told = session.language.say(
                "Het kader dat de dienst geeft, is niet dat van het dossier, of is nieuwer dan dit programma",
                "The framework that the service gives is not the dossier's, or is newer than this program",
            );
            Failure::new(Exit::Internal, format!("{told}: {} {}.", reference.id, reference.version))
        },
    )
}

/// Not older than what was just recorded. `None`: the receipt does not say where that is.
pub(crate) fn at_least(receipt: Option<&v1::Receipt>) -> Option<v1::ReadAt> {
    let position = receipt?.position.clone()?;
    Some(v1::ReadAt { at: Some(read_at::At::AtLeast(position)) })
}

/// The id of a history: that of a dossier, or as it is written.
pub(crate) async fn history_id(
    session: &Session,
    client: &Client,
    name: &DossierName,
) -> Result<String, Failure> {
    match name {
        DossierName::Reference(text)
            if text.split_once('.').is_some_and(|(kind, _)| HistoryId::KINDS.contains(&kind)) =>
        {
            Ok(text.clone())
        }
        DossierName::Id(_) | DossierName::Reference(_) => {
            Ok(format!("dossier.{}", dossier_id(session, client, name).await?))
        }
    }
}

/// A dossier's name as an id.
pub(crate) fn by_id(id: &str) -> Option<DossierName> {
    Uuid::parse_str(id).ok().map(DossierName::Id)
}
