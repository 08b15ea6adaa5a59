//! A journal whose servers are quiet: what is told of that, and that it is never taken for damage.

use std::{sync::Arc, time::Duration};

use audit::{Desk, Limits};
use journal::{
    Stored,
    contract::quiet::{Quiet, Reads},
};
use record::decode;
use tonic::{Code, Status};
use wire::{
    convert::answer,
    v1::{
        ReadAt, ReadJournalRequest, ReplayRequest, VerifyDecisionsRequest,
        audit_service_server::AuditService as _, read_at::At, verify_decisions_response::Verification,
    },
};

use crate::{
    archive::{Archive, LOG, dossier},
    asking::{AUDITOR, COORDINATOR, NOBODY, all, by, desk, history, reason},
};

const SECONDS: u32 = 40;

/// A desk before a journal of which nothing has been heard for a while.
fn before_quiet(archive: &Archive, reads: Reads) -> Desk {
    let quiet = Quiet::new(archive.journal.clone());
    quiet.is_silent(Duration::from_secs(SECONDS.into()), reads);
    desk(Arc::new(quiet), Limits::default())
}

#[tokio::test]
async fn a_replay_says_for_how_long_nothing_was_heard_unless_it_is_complete() {
    let archive = Archive::full().await;
    let desk = before_quiet(&archive, Reads::Answered);
    let position = |position| answer::position(LOG.0, position);
    let stored = archive.stored().await;
    let recorded = |stored: &Stored| answer::timestamp(decode(&stored.entry.record).unwrap().recorded.now);
    let (middle, last) = (&stored[10], stored.last().unwrap());
    let table = [
        (None, SECONDS),
        (Some(At::AtLeast(position(3))), SECONDS),
        (Some(At::AsOfPosition(position(11))), 0),
        (Some(At::AsOfPosition(position(last.position.0))), 0),
        (Some(At::AsOfMoment(recorded(middle))), 0),
        // Of this moment there may be a record that nobody here knows of.
        (Some(At::AsOfMoment(recorded(last))), SECONDS),
    ];
    for (at, seconds) in table {
        let told = format!("{at:?}");
        let at = at.map(|at| ReadAt { at: Some(at) });
        let request = ReplayRequest { dossier_id: dossier(1).to_string(), at };
        let answer = desk.replay(by(AUDITOR, request)).await.unwrap().into_inner();
        assert_eq!(answer.reflects.unwrap().journal_silent_seconds, seconds, "{told}");
    }
    let ahead = position(last.position.0 + 1);
    let refused = |dossier_id: String, at| {
        let request = by(AUDITOR, ReplayRequest { dossier_id, at: Some(ReadAt { at: Some(at) }) });
        async { reason(&desk.replay(request).await.unwrap_err()) }
    };
    let own = || dossier(1).to_string();
    assert_eq!(
        refused(own(), At::AsOfPosition(ahead.clone())).await,
        "POSITION_NOT_REACHED",
        "it may be there"
    );
    assert_eq!(refused(dossier(99).to_string(), At::AtLeast(position(1))).await, "JOURNAL_UNREADABLE");
    let beyond = answer::position(LOG.0, last.position.0 + 2);
    let request = ReadJournalRequest { from: Some(beyond), ..ReadJournalRequest::default() };
    assert_eq!(reason(&desk.read_journal(by(AUDITOR, request)).await.unwrap_err()), "POSITION_NOT_REACHED");
}

#[tokio::test]
async fn a_verification_says_for_how_long_nothing_had_been_heard() {
    let archive = Archive::full().await;
    let desk = before_quiet(&archive, Reads::Answered);
    let request = by(AUDITOR, VerifyDecisionsRequest::default());
    let (told, end) = all(desk.verify_decisions(request).await.unwrap().into_inner()).await;
    assert!(end.is_none());
    let Some(Verification::Agreed(agreed)) = &told.last().unwrap().verification else { panic!() };
    assert_eq!(agreed.reflects.as_ref().unwrap().journal_silent_seconds, SECONDS);
}

#[tokio::test]
async fn a_journal_that_cannot_be_read_now_is_no_difference_and_no_fault_of_the_service() {
    let archive = Archive::full().await;
    let desk = before_quiet(&archive, Reads::Refused);
    let unreadable = |status: &Status| {
        assert_eq!((status.code(), reason(status).as_str()), (Code::Unavailable, "JOURNAL_UNREADABLE"));
    };
    let own = format!("dossier.{}", dossier(1));
    for who in [AUDITOR, COORDINATOR] {
        unreadable(&desk.read_history(by(who, history(&own))).await.unwrap_err());
        let request = ReplayRequest { dossier_id: dossier(1).to_string(), at: None };
        unreadable(&desk.replay(by(who, request)).await.unwrap_err());
        let request = VerifyDecisionsRequest { history_id: Some(own.clone()) };
        unreadable(&desk.verify_decisions(by(who, request)).await.unwrap_err());
    }
    let request = VerifyDecisionsRequest { history_id: Some(own) };
    let refused = desk.verify_decisions(by(NOBODY, request)).await.unwrap_err();
    assert_eq!(refused.code(), Code::PermissionDenied, "who takes no part learns nothing");
    let request = by(AUDITOR, VerifyDecisionsRequest::default());
    let (told, end) = all(desk.verify_decisions(request).await.unwrap().into_inner()).await;
    assert!(told.is_empty(), "neither agreed nor different");
    unreadable(&end.unwrap());
    let request = by(AUDITOR, ReadJournalRequest::default());
    let (records, end) = all(desk.read_journal(request).await.unwrap().into_inner()).await;
    assert!(records.is_empty());
    unreadable(&end.unwrap());
}
