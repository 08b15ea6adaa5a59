//! Records in a stream: exactly as they are kept, at the pace of the reader, within limits.

use std::sync::{Arc, atomic::Ordering};

use audit::{Limits, service::limits::MESSAGES_WAITING_MAX};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use domain::ids::CommandId;
use journal::{Entry, Journal, MemoryJournal};
use record::Position;
use tokio::time::sleep;
use tonic::Code;
use uuid::Uuid;
use wire::{
    convert::answer,
    v1::{
        self, ReadHistoryRequest, ReadJournalRequest, VerifyDecisionsRequest,
        audit_service_server::AuditService as _, verify_decisions_response::Verification,
    },
};

use crate::{
    archive::{Archive, LOG, dossier},
    asking::{AUDITOR, all, by, desk, history, limits, reason},
    damaged::Damaged,
};

async fn exported(archive: &Archive, request: ReadJournalRequest) -> Vec<v1::Record> {
    let desk = desk(archive.journal.clone(), Limits::default());
    let answers = desk.read_journal(by(AUDITOR, request)).await.unwrap().into_inner();
    let (told, end) = all(answers).await;
    assert!(end.is_none(), "{end:?}");
    told.into_iter().map(|told| told.record.unwrap()).collect()
}

#[tokio::test]
async fn the_journal_is_told_to_the_byte() {
    let archive = Archive::full().await;
    let told = exported(&archive, ReadJournalRequest { from: None, records_max: 0, with_texts: true }).await;
    let stored = archive.stored().await;
    assert_eq!(told.len(), stored.len());
    for (told, stored) in told.iter().zip(&stored) {
        assert_eq!(told.bytes, stored.entry.record);
        assert_eq!(told.position, Some(answer::position(LOG.0, stored.position.0)));
        assert_eq!(
            (&told.history_id, told.revision, &told.command_id),
            (&stored.entry.history.to_string(), stored.entry.revision.0, &stored.entry.command.to_string())
        );
        assert!(told.r#type.starts_with("nl.onderwijszorgarrangementen."), "{}", told.r#type);
        assert!(told.summary.ends_with('.') && told.recorded_time.is_some(), "{}", told.summary);
        for text in &told.texts {
            let digest = record::file_digest(text.disclosure.as_bytes());
            assert_eq!(text.digest, URL_SAFE_NO_PAD.encode(digest.0), "anyone can digest it again");
        }
    }
    let said = told[5].summary.as_str();
    assert_eq!(said, "Beleidsoverleg nam op 9 maart 2026 kennis van het dossier; het dossier gaat naar RBO.");
    let said = told[1].summary.as_str();
    assert_eq!(
        said,
        "Een bestaand groepsarrangement van Samenwerkingsverband PPO-NK is geregistreerd, met functie Opbouwen."
    );
    let names: Vec<_> = told[6].texts.iter().map(|text| text.name.as_str()).collect();
    assert_eq!(names, ["motivation", "condition", "condition"]);
    assert_eq!(told[6].texts[0].text.as_ref().unwrap().text, "Zo is het besproken.");
    assert_eq!(told[3].texts.len(), 10, "every section of the proposal");
    assert_eq!(told[3].texts[0].name, "section.inleiding.aanleiding");
}

#[tokio::test]
async fn an_export_goes_on_where_it_ended() {
    let archive = Archive::full().await;
    let head = archive.journal.head().0;
    let from = |position, records_max| ReadJournalRequest {
        from: Some(answer::position(LOG.0, position)),
        records_max,
        with_texts: false,
    };
    let table = [(0, 0, 1..=head), (1, 3, 1..=3), (head - 1, 0, head - 1..=head), (head, 9, head..=head)];
    for (position, max, expected) in table {
        let told = exported(&archive, from(position, max)).await;
        let positions: Vec<_> = told.iter().map(|told| told.position.as_ref().unwrap().position).collect();
        assert_eq!(positions, expected.collect::<Vec<_>>(), "from {position}, at most {max}");
        assert!(told.iter().all(|told| told.texts.is_empty()), "no words when they were not asked for");
    }
    assert!(exported(&archive, from(head + 1, 0)).await.is_empty(), "everything was told");
    let desk = desk(archive.journal.clone(), Limits::default());
    let ahead = desk.read_journal(by(AUDITOR, from(head + 2, 0))).await.unwrap_err();
    assert_eq!(reason(&ahead), "POSITION_AHEAD");
    let middle = exported(&archive, from(14, 1)).await;
    assert!(middle[0].summary.starts_with("PORA liet"), "names also from the middle: {}", middle[0].summary);
}

#[tokio::test]
async fn a_history_is_told_from_a_revision_with_erased_words_named() {
    let archive = Archive::full().await;
    let mut erased = archive.stored().await;
    erased[2].entry.texts = Bytes::from_static(b"[]");
    let journal = copy(erased.into_iter().map(|stored| stored.entry)).await;
    let desk = desk(journal, Limits::default());
    let id = format!("dossier.{}", dossier(1));
    let (told, _) = all(desk.read_history(by(AUDITOR, history(&id))).await.unwrap().into_inner()).await;
    let first = told[0].record.as_ref().unwrap();
    let title = &first.texts[0];
    assert_eq!((title.name.as_str(), title.disclosure.as_str()), ("title", ""));
    assert!(title.text.as_ref().unwrap().erased && !title.digest.is_empty());
    let later = ReadHistoryRequest { history_id: id, from_revision: 20, ..ReadHistoryRequest::default() };
    let (rest, _) = all(desk.read_history(by(AUDITOR, later)).await.unwrap().into_inner()).await;
    let revisions: Vec<_> = rest.iter().map(|told| told.record.as_ref().unwrap().revision).collect();
    assert_eq!(revisions, (20..=told.len() as u64).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_record_that_cannot_be_read_is_told_with_its_bytes() {
    let archive = Archive::new().await;
    let mut entries: Vec<_> = archive.stored().await.into_iter().map(|stored| stored.entry).collect();
    let bytes = Bytes::from_static(b"{\"type\":\"nl.onderwijszorgarrangementen.besluit-genomen.v9\"}");
    entries.push(Entry {
        history: record::HistoryId::Dossier(dossier(1)),
        revision: domain::ids::Revision(1),
        command: CommandId(Uuid::from_u128(1)),
        record: bytes.clone(),
        texts: Bytes::from_static(b"[]"),
    });
    let desk = desk(copy(entries.into_iter()).await, Limits::default());
    let request = by(AUDITOR, ReadJournalRequest { with_texts: true, ..ReadJournalRequest::default() });
    let (told, end) = all(desk.read_journal(request).await.unwrap().into_inner()).await;
    assert!(end.is_none());
    let told = told[1].record.as_ref().unwrap();
    assert_eq!(told.bytes, bytes);
    assert_eq!(told.r#type, "nl.onderwijszorgarrangementen.besluit-genomen.v9");
    assert!(told.summary.starts_with("Deze regel kan niet worden gelezen"), "{}", told.summary);
    assert_eq!(told.recorded_time, None);
}

#[tokio::test]
async fn a_verification_tells_how_far_it_is_and_how_it_ended() {
    let archive = Archive::full().await;
    let desk = desk(Arc::new(Damaged::at(&archive, u64::MAX)), limits());
    let request = by(AUDITOR, VerifyDecisionsRequest::default());
    let (told, end) = all(desk.verify_decisions(request).await.unwrap().into_inner()).await;
    assert!(end.is_none());
    let told: Vec<_> = told.into_iter().map(|told| told.verification.unwrap()).collect();
    let Some((Verification::Agreed(agreed), progress)) = told.split_last() else { panic!("{told:?}") };
    let head = archive.journal.head().0;
    assert_eq!((agreed.records, agreed.reflects.as_ref().unwrap().position), (head, head));
    assert!(agreed.reflects.as_ref().unwrap().recorded_time.is_some());
    let records: Vec<_> = progress
        .iter()
        .map(|told| match told {
            Verification::Progress(progress) => progress.records,
            Verification::Agreed(_) | Verification::Difference(_) => panic!("{told:?}"),
        })
        .collect();
    assert_eq!(records, (1..=head / 4).map(|n| n * 4).collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn a_slow_reader_makes_nothing_grow_and_loses_its_place() {
    let archive = Archive::full().await;
    let journal = Damaged::at(&archive, u64::MAX);
    let followed = journal.followed.clone();
    let desk = desk(Arc::new(journal), limits());
    let ask = || desk.read_journal(by(AUDITOR, ReadJournalRequest::default()));
    let (slow, _second) = (ask().await.unwrap().into_inner(), ask().await.unwrap());
    let refused = ask().await.unwrap_err();
    assert_eq!((refused.code(), reason(&refused).as_str()), (Code::ResourceExhausted, "TOO_MANY_READERS"));
    sleep(limits().reader_wait / 2).await;
    // One message waits outside of the channel, in each of the two.
    assert_eq!(followed.load(Ordering::Relaxed), 2 * (MESSAGES_WAITING_MAX as u64 + 1));
    sleep(limits().reader_wait).await;
    let (told, end) = all(slow).await;
    assert_eq!((told.len(), reason(&end.unwrap())), (MESSAGES_WAITING_MAX, "READER_TOO_SLOW".into()));
    assert!(ask().await.is_ok(), "its place is free again");
}

#[tokio::test]
async fn a_place_is_free_when_its_reader_goes() {
    let archive = Archive::full().await;
    let desk = desk(Arc::new(Damaged::at(&archive, u64::MAX)), limits());
    let ask = || desk.verify_decisions(by(AUDITOR, VerifyDecisionsRequest::default()));
    let first = ask().await.unwrap();
    assert_eq!(reason(&ask().await.unwrap_err()), "TOO_MANY_READERS");
    drop(first);
    for _ in 0..1_000 {
        if ask().await.is_ok() {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("the place is still taken");
}

/// A journal with these entries.
async fn copy(entries: impl Iterator<Item = Entry>) -> Arc<MemoryJournal> {
    let journal = Arc::new(MemoryJournal::new(LOG));
    let mut last = Position::START;
    for entry in entries {
        last = Journal::append(journal.as_ref(), entry).await.expect("the journal takes it");
    }
    assert_eq!(last, journal.head());
    journal
}
