//! What is read while the journal's servers are quiet.

use std::time::{Duration, Instant};

use access::{Register, Token};
use door::Door;
use jiff::civil::date;
use journal::contract::quiet::Reads;
use tonic::{Code, Request, Status, service::Interceptor as _};
use tonic_types::StatusExt as _;
use wire::{
    convert::answer,
    v1::{
        self, DocumentRef, GetAgendaRequest, GetDocumentRequest, GetDossierRequest, ListDossiersRequest,
        ListRegisterRequest, ReadAt, Reflects, agenda_service_server::AgendaService as _,
        dossier_service_server::DossierService as _, get_dossier_request::Dossier, read_at::At,
    },
};

use super::ReadingRoom;
use crate::quiet::{DOSSIER, RECORDS, Region, recorded};

/// A request of an auditor.
fn asks<T>(message: T) -> Request<T> {
    let token = Token::from_random(&[1; 32]);
    let register = format!(
        "[[caller]]\nactor = \"u-9\"\ntoken_sha256 = \"{}\"\ngrants = [{{ role = \"auditor\" }}]\n",
        token.hash()
    );
    let mut asking = Request::new(());
    asking.metadata_mut().insert("authorization", format!("Bearer {}", token.reveal()).parse().unwrap());
    let register = Register::parse(&register).unwrap();
    let asking = Door::new(register, || date(2026, 4, 1)).call(asking).unwrap();
    let (metadata, extensions, ()) = asking.into_parts();
    Request::from_parts(metadata, extensions, message)
}

fn read_at(at: Option<At>) -> Option<ReadAt> {
    at.map(|at| ReadAt { at: Some(at) })
}

fn reason(status: &Status) -> String {
    status.get_details_error_info().map(|info| info.reason).unwrap_or_default()
}

async fn agenda(room: &ReadingRoom, at: Option<At>) -> Result<Reflects, Status> {
    let body_id = "pora".to_owned();
    let request = GetAgendaRequest { body_id, at: read_at(at), ..GetAgendaRequest::default() };
    Ok(room.get_agenda(asks(request)).await?.into_inner().reflects.unwrap())
}

async fn dossier(room: &ReadingRoom, at: Option<At>) -> Result<Reflects, Status> {
    let dossier = Some(Dossier::DossierId(DOSSIER.to_string()));
    let answer = room.get_dossier(asks(GetDossierRequest { dossier, at: read_at(at) })).await?;
    Ok(answer.into_inner().reflects.unwrap())
}

async fn document(room: &ReadingRoom, at: Option<At>) -> Result<Reflects, Status> {
    let request = GetDocumentRequest {
        dossier_id: DOSSIER.to_string(),
        document: Some(DocumentRef { format_id: "voorstel".into(), version: 1 }),
        at: read_at(at),
    };
    Ok(room.get_document(asks(request)).await?.into_inner().reflects.unwrap())
}

async fn register(room: &ReadingRoom) -> v1::ListRegisterResponse {
    room.list_register(asks(ListRegisterRequest::default())).await.unwrap().into_inner()
}

/// What every answer that asks for the newest reflects.
async fn newest(room: &ReadingRoom) -> Vec<Reflects> {
    let dossiers = room.list_dossiers(asks(ListDossiersRequest::default())).await.unwrap().into_inner();
    let at_least = At::AtLeast(answer::position(room.reading.journal.log_id().0, RECORDS));
    vec![
        agenda(room, None).await.unwrap(),
        agenda(room, Some(at_least)).await.unwrap(),
        dossier(room, None).await.unwrap(),
        dossiers.reflects.unwrap(),
        register(room).await.reflects.unwrap(),
    ]
}

#[tokio::test]
async fn every_answer_says_for_how_long_nothing_was_heard_of_the_journal() {
    let region = Region::new().await;
    let room = ReadingRoom::new(region.reading.clone());
    for (seconds, reads) in [
        (0, Reads::Answered),
        (40, Reads::Answered),
        (41, Reads::Refused),
        (42, Reads::NeverAnswered),
        (0, Reads::Answered),
    ] {
        region.journal.is_silent(Duration::from_secs(seconds), reads);
        let begun = Instant::now();
        for reflects in newest(&room).await {
            assert_eq!(u64::from(reflects.journal_silent_seconds), seconds, "{reads:?}");
            assert_eq!(reflects.position, RECORDS);
            let newest = answer::timestamp(recorded(RECORDS));
            assert_eq!(
                reflects.recorded_time,
                Some(newest),
                "how old it is, is told without the journal too"
            );
        }
        assert!(begun.elapsed() < Duration::from_secs(2), "nobody waits for servers that do not answer");
        let entries = register(&room).await.entries;
        let entered = (reads == Reads::Answered).then(|| answer::timestamp(recorded(2)));
        assert_eq!((entries.len(), entries[0].entered_time), (1, entered), "{reads:?}");
    }
}

#[tokio::test]
async fn what_was_once_is_complete_whatever_is_heard_of_the_journal() {
    let region = Region::new().await;
    let room = ReadingRoom::new(region.reading.clone());
    let position = |position| At::AsOfPosition(answer::position(room.reading.journal.log_id().0, position));
    let moment = |position| At::AsOfMoment(answer::timestamp(recorded(position)));
    region.journal.is_silent(Duration::from_secs(40), Reads::Answered);
    let table = [
        (position(3), 3, 0),
        (position(RECORDS), RECORDS, 0),
        (moment(3), 3, 0),
        // A record of this moment may have been taken that nobody here knows of.
        (moment(RECORDS), RECORDS, 40),
        (moment(RECORDS + 1), RECORDS, 40),
    ];
    for (at, reached, seconds) in table {
        for reflects in
            [agenda(&room, Some(at.clone())).await.unwrap(), dossier(&room, Some(at.clone())).await.unwrap()]
        {
            assert_eq!((reflects.position, reflects.journal_silent_seconds), (reached, seconds), "{at:?}");
            assert_eq!(reflects.recorded_time, Some(answer::timestamp(recorded(reached))));
        }
    }
}

#[tokio::test]
async fn what_cannot_be_answered_without_the_journal_is_not_answered() {
    let region = Region::new().await;
    let room = ReadingRoom::new(region.reading.clone());
    let once = || At::AsOfPosition(answer::position(room.reading.journal.log_id().0, 3));
    assert_eq!(document(&room, None).await.unwrap().position, RECORDS);
    region.journal.is_silent(Duration::from_secs(40), Reads::Refused);
    // The words of a document stand in the journal; the day that a position was reached decides what is overdue.
    for refused in [document(&room, None).await.unwrap_err(), agenda(&room, Some(once())).await.unwrap_err()]
    {
        assert_eq!((refused.code(), reason(&refused).as_str()), (Code::Unavailable, "JOURNAL_UNREADABLE"));
    }
    // What is not there may have come with a record that nobody here knows of.
    let reference = Some(Dossier::Reference("OZA-2026-0099".into()));
    let unknown = |at| asks(GetDossierRequest { dossier: reference.clone(), at: read_at(at) });
    let ahead = At::AtLeast(answer::position(room.reading.journal.log_id().0, RECORDS + 1));
    let begun = At::AsOfPosition(answer::position(room.reading.journal.log_id().0, RECORDS + 1));
    assert_eq!(reason(&room.get_dossier(unknown(None)).await.unwrap_err()), "JOURNAL_UNREADABLE");
    assert_eq!(reason(&room.get_dossier(unknown(Some(once()))).await.unwrap_err()), "DOSSIER_UNKNOWN");
    tokio::time::pause();
    for at in [ahead, begun] {
        assert_eq!(reason(&dossier(&room, Some(at)).await.unwrap_err()), "POSITION_NOT_REACHED");
    }
    tokio::time::resume();
    let reflects = dossier(&room, Some(once())).await.unwrap();
    assert_eq!((reflects.position, reflects.recorded_time), (3, None));
}
