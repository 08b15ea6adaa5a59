//! A journal of which one place cannot be read, and that says how often it was asked to go on.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use audit::{Limits, Passage, Step};
use domain::ids::{CommandId, FrameworkId};
use journal::{BoxFuture, Entry, Follow, Health, Journal, MemoryJournal, Stored, append, follow, read};
use record::{HistoryId, LogId, Position};
use tonic::Code;
use wire::{
    Language,
    v1::{
        ReadJournalRequest, VerifyDecisionsRequest, audit_service_server::AuditService as _,
        verify_decisions_response::Verification,
    },
};

use crate::{
    archive::{Archive, dossier},
    asking::{AUDITOR, COORDINATOR, all, by, desk},
    verify::ended,
};

/// The records of another journal, one at a time, up to a place that is damaged.
pub(crate) struct Damaged {
    pub(crate) journal: Arc<MemoryJournal>,
    pub(crate) at: Position,
    pub(crate) followed: Arc<AtomicU64>,
}

struct OneByOne {
    journal: Arc<MemoryJournal>,
    damaged: Position,
    next: Position,
    followed: Arc<AtomicU64>,
}

impl Damaged {
    pub(crate) fn at(archive: &Archive, position: u64) -> Self {
        Self { journal: archive.journal.clone(), at: Position(position), followed: Arc::default() }
    }
}

fn damage(position: Position) -> read::Error {
    read::Error::Damaged {
        place: format!("000001.log at byte {}", position.0 * 1_000),
        source: io::Error::other("the checksum of the record differs").into(),
    }
}

impl Journal for Damaged {
    fn log_id(&self) -> LogId {
        self.journal.log_id()
    }

    fn head(&self) -> Position {
        self.journal.head()
    }

    fn append(&self, entry: Entry) -> BoxFuture<'_, Result<Position, append::Error>> {
        Journal::append(self.journal.as_ref(), entry)
    }

    fn read(&self, history: &HistoryId) -> BoxFuture<'_, Result<Vec<Stored>, read::Error>> {
        let history = history.clone();
        Box::pin(async move {
            let records = self.journal.read(&history).await?;
            match records.iter().any(|stored| stored.position == self.at) {
                true => Err(damage(self.at)),
                false => Ok(records),
            }
        })
    }

    fn at(&self, position: Position) -> BoxFuture<'_, Result<Option<Stored>, read::Error>> {
        self.journal.at(position)
    }

    fn find(&self, command: CommandId) -> BoxFuture<'_, Result<Option<Position>, read::Error>> {
        self.journal.find(command)
    }

    fn frameworks(&self) -> BoxFuture<'_, Result<Vec<FrameworkId>, read::Error>> {
        self.journal.frameworks()
    }

    fn follow(&self, after: Position) -> Box<dyn Follow> {
        let followed = Arc::clone(&self.followed);
        Box::new(OneByOne { journal: self.journal.clone(), damaged: self.at, next: after.next(), followed })
    }

    fn erase(
        &self,
        position: Position,
        remains: bytes::Bytes,
    ) -> BoxFuture<'_, Result<(), journal::erase::Error>> {
        self.journal.erase(position, remains)
    }

    fn health(&self) -> Health {
        Health::Writable
    }
}

impl Follow for OneByOne {
    fn next(&mut self) -> BoxFuture<'_, Result<Vec<Stored>, follow::Error>> {
        Box::pin(async move {
            self.followed.fetch_add(1, Ordering::Relaxed);
            if self.next == self.damaged {
                return Err(damage(self.next).into());
            }
            let stored = self.journal.at(self.next).await?.ok_or(follow::Error::Closed)?;
            self.next = self.next.next();
            Ok(vec![stored])
        })
    }
}

#[tokio::test]
async fn a_place_that_cannot_be_read_is_a_difference() {
    let archive = Archive::full().await;
    let journal = Damaged::at(&archive, 7);
    let Step::Different(difference) = ended(Passage::of_journal(&journal)).await else { panic!() };
    assert_eq!((difference.position, &difference.history), (Position(7), &None));
    let place =
        "000001.log at byte 7000 is damaged; restore it from a copy: the checksum of the record differs";
    assert_eq!(difference.found(), place);
    assert!(
        difference.message(Language::English).contains(place),
        "{}",
        difference.message(Language::English)
    );
    let history = HistoryId::Dossier(dossier(1));
    let Step::Different(difference) = ended(Passage::of_history(&journal, &history).await.unwrap()).await
    else {
        panic!()
    };
    assert_eq!((difference.position, &difference.history), (Position::START, &Some(history)));
}

#[tokio::test]
async fn who_verifies_is_told_of_the_damage_and_who_reads_that_it_failed() {
    let archive = Archive::full().await;
    let desk = desk(Arc::new(Damaged::at(&archive, 7)), Limits::default());
    let history_id = format!("dossier.{}", dossier(1));
    for history_id in [None, Some(history_id)] {
        let request = by(AUDITOR, VerifyDecisionsRequest { history_id });
        let (told, end) = all(desk.verify_decisions(request).await.unwrap().into_inner()).await;
        assert!(end.is_none());
        let Some(Verification::Difference(difference)) = &told.last().unwrap().verification else { panic!() };
        assert!(difference.message.contains("beschadigd"), "{}", difference.message);
    }
    let whose = VerifyDecisionsRequest { history_id: Some(format!("dossier.{}", dossier(1))) };
    let refused = desk.verify_decisions(by(COORDINATOR, whose)).await.unwrap_err();
    assert_eq!(refused.code(), Code::PermissionDenied, "nobody can be taken for its coordinator");
    let request = by(AUDITOR, ReadJournalRequest::default());
    let (records, end) = all(desk.read_journal(request).await.unwrap().into_inner()).await;
    assert_eq!((records.len(), end.unwrap().code()), (6, Code::Internal), "half an export never looks whole");
}
