//! A dossier as it was, at every place and moment of its history.

use audit::{Desk, Limits, replay::Replay};
use domain::{
    Event,
    dossier::{State, evolve},
};
use jiff::{Timestamp, ToSpan as _};
use journal::{Journal as _, Stored};
use record::{HistoryId, Position, decode};
use tonic::{Code, Status};
use wire::{
    convert::answer,
    v1::{
        self, ReadAt, ReplayRequest, ReplayResponse, audit_service_server::AuditService as _, phase::Phase,
        read_at::At,
    },
};

use crate::{
    archive::{Archive, LOG, dossier},
    asking::{AUDITOR, by, desk, reason},
};

async fn replayed(desk: &Desk, number: u128, at: At) -> Result<ReplayResponse, Status> {
    let request =
        ReplayRequest { dossier_id: dossier(number).to_string(), at: Some(ReadAt { at: Some(at) }) };
    desk.replay(by(AUDITOR, request)).await.map(tonic::Response::into_inner)
}

fn position(position: u64) -> v1::Position {
    answer::position(LOG.0, position)
}

fn revision(response: &ReplayResponse) -> u64 {
    response
        .dossier
        .as_ref()
        .and_then(|dossier| dossier.summary.as_ref())
        .map_or(0, |summary| summary.revision)
}

fn recorded(stored: &Stored) -> Timestamp {
    decode(&stored.entry.record).unwrap().recorded.now
}

async fn history(archive: &Archive) -> Vec<Stored> {
    archive.journal.read(&HistoryId::Dossier(dossier(1))).await.unwrap()
}

#[tokio::test]
async fn as_of_every_revision_is_the_fold_of_the_records_so_far() {
    let archive = Archive::full().await;
    let desk = desk(archive.journal.clone(), Limits::default());
    let history = history(&archive).await;
    let mut state = State::default();
    for (place, stored) in history.iter().enumerate() {
        let Event::Dossier(event) = decode(&stored.entry.record).unwrap().event else { panic!() };
        state = evolve(state, &event);
        let replay = Replay::of(&history[..=place]).unwrap();
        assert_eq!(replay.state(), &state);
        assert_eq!((replay.position(), replay.recorded()), (stored.position, Some(recorded(stored))));
        let there = replayed(&desk, 1, At::AsOfPosition(position(stored.position.0))).await.unwrap();
        assert_eq!((revision(&there), there.records), (place as u64 + 1, place as u64 + 1));
        let names = wire::Names::of(&archive.framework);
        assert_eq!(there.dossier, replay.told(dossier(1), names));
        let reflects = there.reflects.unwrap();
        assert_eq!((reflects.position, reflects.log_id), (stored.position.0, LOG.to_string()));
        assert_eq!(reflects.recorded_time, Some(answer::timestamp(recorded(stored))));
    }
    assert_eq!(&state, archive.state(dossier(1)));
}

#[tokio::test]
async fn the_dossier_is_told_whole() {
    let archive = Archive::full().await;
    let desk = desk(archive.journal.clone(), Limits::default());
    let told = replayed(&desk, 1, At::AtLeast(position(1))).await.unwrap();
    assert_eq!(told.reflects.unwrap().position, archive.journal.head().0);
    let told = told.dossier.unwrap();
    let summary = told.summary.unwrap();
    assert_eq!(summary.title.unwrap().text, "Groep voor kinderen die thuiszitten");
    assert_eq!(summary.reference, "", "the number is the views'");
    let Some(Phase::Ended(ended)) = summary.phase.unwrap().phase else { panic!() };
    assert_eq!(ended.end.unwrap().name, "Vastgesteld");
    assert_eq!(told.target_group.unwrap().text, "kinderen van 8 tot 12 jaar");
    assert_eq!((told.documents.len(), told.submissions.len()), (3, 3));
    let filed = told.documents[1].filed_time.unwrap().seconds;
    assert!(summary.opened_time.unwrap().seconds < filed);
    assert_eq!(told.submissions[1].submitted_time.unwrap().seconds, filed + 60, "a minute later");
    let [met, unmet] = &told.conditions[..] else { panic!("{:?}", told.conditions) };
    assert!(met.judged.as_ref().unwrap().met && !unmet.judged.as_ref().unwrap().met);
    assert_eq!(met.answer.as_ref().unwrap().text, "De gemeente betaalt het vervoer.");
    assert_eq!(
        met.set.as_ref().unwrap().text.as_ref().unwrap().text,
        "Leg uit hoe het vervoer wordt betaald."
    );
    let last = told.visits.last().unwrap();
    assert!(last.corrected);
    assert_eq!(last.treated.as_ref().unwrap().outcome(), v1::Outcome::AdoptedAmended);
    assert_eq!(told.visits.iter().filter(|visit| visit.corrected).count(), 1);
}

#[tokio::test]
async fn as_of_a_moment_is_what_had_been_recorded() {
    let archive = Archive::full().await;
    let desk = desk(archive.journal.clone(), Limits::default());
    let history = history(&archive).await;
    for (place, stored) in history.iter().enumerate() {
        let just = recorded(stored);
        let table = [(just - 1.microsecond(), place), (just, place + 1), (just + 1.microsecond(), place + 1)];
        for (moment, records) in table {
            let there = replayed(&desk, 1, At::AsOfMoment(answer::timestamp(moment))).await;
            let Some(last) = records.checked_sub(1) else {
                assert_eq!(there.unwrap_err().code(), Code::NotFound, "not opened yet");
                continue;
            };
            let there = there.unwrap();
            assert_eq!((revision(&there), there.records), (records as u64, records as u64));
            assert_eq!(there.reflects.unwrap().position, history[last].position.0);
        }
    }
}

/// The clock of dossier 2 runs behind that of dossier 1, whose record stands before it.
#[tokio::test]
async fn a_moment_ends_at_the_first_record_of_a_later_one() {
    let mut archive = Archive::new().await;
    let early = archive.now;
    archive.opens(dossier(2)).await;
    let between = archive.now;
    archive.now = early + 20.minutes();
    archive.opens(dossier(1)).await;
    archive.now = between;
    archive.submits(dossier(2), "voorstel").await;
    let desk = desk(archive.journal.clone(), Limits::default());
    let moment = early + 19.minutes();
    let there = replayed(&desk, 2, At::AsOfMoment(answer::timestamp(moment))).await.unwrap();
    assert_eq!((there.records, there.reflects.unwrap().position), (1, 2), "as the views have it");
    let there = replayed(&desk, 2, At::AsOfMoment(answer::timestamp(early + 20.minutes()))).await.unwrap();
    assert_eq!((there.records, there.reflects.unwrap().position), (3, 5));
}

#[tokio::test]
async fn what_is_not_there_yet_is_refused() {
    let archive = Archive::full().await;
    let desk = desk(archive.journal.clone(), Limits::default());
    let head = archive.journal.head().0;
    let other = v1::Position { log_id: uuid::Uuid::from_u128(1).to_string(), position: 1 };
    let later: Timestamp = "2027-01-01T00:00:00Z".parse().unwrap();
    let table = [
        (At::AsOfPosition(position(head + 1)), "POSITION_AHEAD"),
        (At::AtLeast(position(head + 1)), "POSITION_NOT_REACHED"),
        (At::AsOfMoment(answer::timestamp(later)), "MOMENT_AHEAD"),
        (At::AsOfPosition(other.clone()), "OTHER_LOG"),
        (At::AtLeast(other), "OTHER_LOG"),
        (At::AsOfPosition(position(0)), "DOSSIER_UNKNOWN"),
        (At::AsOfPosition(position(2)), "DOSSIER_UNKNOWN"),
    ];
    for (at, expected) in table {
        let refused = replayed(&desk, 1, at).await.unwrap_err();
        assert_eq!(reason(&refused), expected);
    }
    assert_eq!(Replay::of(&[]).unwrap().position(), Position::START);
}
