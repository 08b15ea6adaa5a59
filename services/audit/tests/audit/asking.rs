//! Asking as somebody, and what is answered: through the door, as every call comes in.

use std::{sync::Arc, time::Duration};

use access::{Register, Token};
use audit::{Desk, Limits, service::Answers};
use door::Door;
use jiff::{Timestamp, civil::date};
use journal::Journal;
use tonic::{
    Code, Request, Status,
    codegen::tokio_stream::{Stream, StreamExt as _},
    service::Interceptor as _,
};
use tonic_types::StatusExt as _;
use wire::v1::{
    ReadHistoryRequest, ReadJournalRequest, ReplayRequest, VerifyDecisionsRequest,
    audit_service_server::AuditService as _,
};

use crate::archive::{Archive, dossier};

/// Who asks, and the number of their token.
pub(crate) const AUDITOR: u8 = 1;
pub(crate) const COORDINATOR: u8 = 2;
const OTHER_COORDINATOR: u8 = 3;
const SECRETARY: u8 = 4;
const ADMINISTRATOR: u8 = 5;
pub(crate) const NOBODY: u8 = 6;

/// A desk where it is always the end of 2026.
pub(crate) fn desk(journal: Arc<dyn Journal>, limits: Limits) -> Desk {
    let now: Timestamp = "2026-12-31T12:00:00Z".parse().unwrap();
    Desk::new(journal, Arc::new(move || now), limits)
}

/// Limits that a test can reach.
pub(crate) fn limits() -> Limits {
    Limits {
        streams: 2,
        verifications: 1,
        comparisons: 1,
        histories_compared: 3,
        reader_wait: Duration::from_secs(5),
        checkpoint_wait: Duration::from_secs(5),
        erasure_wait: Duration::from_millis(100),
        records_per_progress: 4,
    }
}

/// A request of somebody, in Dutch.
pub(crate) fn by<T>(who: u8, message: T) -> Request<T> {
    let mut asking = Request::new(());
    let token = Token::from_random(&[who; 32]);
    asking.metadata_mut().insert("authorization", format!("Bearer {}", token.reveal()).parse().unwrap());
    asking.metadata_mut().insert("accept-language", "nl".parse().unwrap());
    let asking = Door::new(register(), || date(2026, 12, 31)).call(asking).expect("the token is known");
    let (metadata, extensions, ()) = asking.into_parts();
    Request::from_parts(metadata, extensions, message)
}

fn register() -> Register {
    let callers = [
        (AUDITOR, "u-auditor", "{ role = \"auditor\" }"),
        (COORDINATOR, "u-coordinator", "{ role = \"coordinator\", party = \"gemeente-heiloo\" }"),
        (OTHER_COORDINATOR, "u-other", "{ role = \"coordinator\", party = \"gemeente-heiloo\" }"),
        (SECRETARY, "u-secretary", "{ role = \"secretary\", body = \"pora\" }"),
        (ADMINISTRATOR, "u-administrator", "{ role = \"administrator\" }"),
        (NOBODY, "u-nobody", ""),
    ];
    let caller = |(number, actor, grant): (u8, &str, &str)| {
        let hash = Token::from_random(&[number; 32]).hash();
        format!("[[caller]]\nactor = \"{actor}\"\ntoken_sha256 = \"{hash}\"\ngrants = [{grant}]\n")
    };
    Register::parse(&callers.map(caller).concat()).expect("a token file")
}

/// Everything that a stream gives, and how it ended.
pub(crate) async fn all<T>(answers: Answers<T>) -> (Vec<T>, Option<Status>)
where
    Answers<T>: Stream<Item = Result<T, Status>>,
{
    let mut answers = Box::pin(answers);
    let mut messages = Vec::new();
    while let Some(message) = answers.next().await {
        match message {
            Ok(message) => messages.push(message),
            Err(status) => return (messages, Some(status)),
        }
    }
    (messages, None)
}

/// The name of the rule, as an error tells it.
pub(crate) fn reason(status: &Status) -> String {
    status.get_details_error_info().map(|info| info.reason).unwrap_or_default()
}

/// Ask for a history.
pub(crate) fn history(id: &str) -> ReadHistoryRequest {
    ReadHistoryRequest { history_id: id.to_owned(), with_texts: true, ..ReadHistoryRequest::default() }
}

#[tokio::test]
async fn a_history_is_for_auditors_administrators_and_its_own_coordinator() {
    let archive = Archive::full().await;
    let desk = desk(archive.journal.clone(), Limits::default());
    let own = format!("dossier.{}", dossier(1));
    let unknown = format!("dossier.{}", dossier(99));
    let table = [
        (AUDITOR, own.as_str(), Code::Ok),
        (ADMINISTRATOR, &own, Code::Ok),
        (COORDINATOR, &own, Code::Ok),
        (OTHER_COORDINATOR, &own, Code::PermissionDenied),
        (SECRETARY, &own, Code::PermissionDenied),
        (NOBODY, &own, Code::PermissionDenied),
        (AUDITOR, "framework.regio-alkmaar", Code::Ok),
        (COORDINATOR, "framework.regio-alkmaar", Code::PermissionDenied),
        (AUDITOR, "framework.regio-utrecht", Code::NotFound),
        (AUDITOR, &unknown, Code::NotFound),
        (COORDINATOR, &unknown, Code::NotFound),
        (NOBODY, &unknown, Code::PermissionDenied),
        (AUDITOR, "dossier.x", Code::InvalidArgument),
    ];
    for (who, id, code) in table {
        let read = desk.read_history(by(who, history(id))).await;
        assert_eq!(read.map_or_else(|status| status.code(), |_| Code::Ok), code, "{who} reads {id}");
        let verify = VerifyDecisionsRequest { history_id: Some(id.to_owned()) };
        let verified = desk.verify_decisions(by(who, verify)).await;
        let verified = match verified {
            Ok(answers) => all(answers.into_inner()).await.1.map_or(Code::Ok, |status| status.code()),
            Err(status) => status.code(),
        };
        assert_eq!(verified, code, "{who} verifies {id}");
        let Some(dossier_id) = id.strip_prefix("dossier.").map(str::to_owned) else { continue };
        let replayed = desk.replay(by(who, ReplayRequest { dossier_id, at: None })).await;
        assert_eq!(replayed.map_or_else(|status| status.code(), |_| Code::Ok), code, "{who} replays {id}");
    }
}

#[tokio::test]
async fn the_journal_is_for_auditors_and_administrators() {
    let archive = Archive::full().await;
    let desk = desk(archive.journal.clone(), Limits::default());
    let table = [
        (AUDITOR, Code::Ok),
        (ADMINISTRATOR, Code::Ok),
        (COORDINATOR, Code::PermissionDenied),
        (SECRETARY, Code::PermissionDenied),
        (NOBODY, Code::PermissionDenied),
    ];
    for (who, code) in table {
        let read = desk.read_journal(by(who, ReadJournalRequest::default())).await;
        assert_eq!(read.map_or_else(|status| status.code(), |_| Code::Ok), code, "{who} reads");
        let verified = desk.verify_decisions(by(who, VerifyDecisionsRequest::default())).await;
        let verified = match verified {
            Ok(answers) => all(answers.into_inner()).await.1.map_or(Code::Ok, |status| status.code()),
            Err(status) => status.code(),
        };
        assert_eq!(verified, code, "{who} verifies");
    }
}
