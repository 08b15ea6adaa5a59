//! Groups put together by hand, so that a test decides what shares one.

use std::path::Path;

use domain::ids::Revision;
use tokio::sync::oneshot;
use uuid::Uuid;

use super::*;
use crate::{
    Entry,
    disk::{Fault, FaultDisk},
    file::recovery::recover,
};

type Answer = Result<Position, Error>;

fn committer(disk: &FaultDisk) -> Committer {
    let directory = Path::new("/journal");
    let recovered = recover(disk, directory, record::LogId(Uuid::nil())).unwrap();
    let head = recovered.index.head();
    Committer {
        disk: Arc::new(disk.clone()),
        directory: directory.into(),
        segment_bytes: 1_000_000,
        shared: Arc::new(Shared::new(recovered.log_id, recovered.index)),
        head: watch::Sender::new(head),
        segment: recovered.segment,
        state: State::Ready,
        staged: Staged::default(),
    }
}

fn entry(history: &str, revision: u64, command: u128) -> Entry {
    Entry {
        history: format!("framework.{history}").parse().unwrap(),
        revision: Revision(revision),
        command: domain::ids::CommandId(Uuid::from_u128(command)),
        record: "{}".into(),
        texts: "[]".into(),
    }
}

fn commit(committer: &mut Committer, entries: &[Entry]) -> Vec<Answer> {
    let (mut group, answers): (Vec<_>, Vec<_>) = entries
        .iter()
        .map(|entry| {
            let (answer, receiver) = oneshot::channel();
            (Pending { entry: entry.clone(), answer }, receiver)
        })
        .unzip();
    committer.commit(&mut group);
    assert!(group.is_empty());
    answers.into_iter().map(|mut answer| answer.try_recv().expect("everyone gets an answer")).collect()
}

fn conflict(expected: u64, actual: u64) -> Answer {
    Err(Error::Conflict { expected: Revision(expected), actual: Revision(actual) })
}

fn repeated(position: u64) -> Answer {
    Err(Error::Repeated { position: Position(position) })
}

#[test]
fn entries_are_judged_against_the_earlier_ones_of_their_group() {
    let mut committer = committer(&FaultDisk::new());
    let group = [
        entry("a", 1, 1),
        entry("a", 2, 2),
        entry("a", 2, 3),
        entry("b", 1, 2),
        entry("b", 1, 4),
        entry("a", 3, 5),
        entry("a", 1, 1),
    ];
    let [ok, told] = [|position| Ok(Position(position)), repeated];
    let answers = [ok(1), ok(2), conflict(1, 2), told(2), ok(3), ok(4), told(1)];
    assert_eq!(commit(&mut committer, &group), answers);
    assert_eq!(committer.shared.index().head(), Position(4));
    assert_eq!(commit(&mut committer, &[entry("a", 4, 6)]), [ok(5)]);
}

#[test]
fn a_group_is_one_write_and_one_sync() {
    let disk = FaultDisk::new();
    let mut committer = committer(&disk);
    let group: Vec<_> = (1..=50).map(|number| entry("a", number, number.into())).collect();
    disk.power_off_at(3);
    assert!(commit(&mut committer, &group).into_iter().eq((1..=50).map(|position| Ok(Position(position)))));
    let answers = commit(&mut committer, &[entry("a", 51, 51)]);
    assert!(matches!(answers[..], [Err(Error::Poisoned { .. })]), "the third change was not needed");
}

#[test]
fn a_group_of_refusals_asks_nothing_of_the_disk() {
    let disk = FaultDisk::new();
    let mut committer = committer(&disk);
    commit(&mut committer, &[entry("a", 1, 1)]);
    disk.power_off_at(1);
    let answers = commit(&mut committer, &[entry("a", 1, 1), entry("a", 1, 2), entry("a", 3, 2)]);
    assert_eq!(answers, [repeated(1), conflict(0, 1), conflict(2, 1)]);
}

#[test]
fn a_refusal_that_rests_on_its_group_falls_with_it() {
    let disk = FaultDisk::new();
    let mut committer = committer(&disk);
    commit(&mut committer, &[entry("a", 1, 1)]);
    let group = [
        entry("a", 2, 2),
        entry("a", 2, 3),
        entry("b", 1, 2),
        entry("a", 9, 1),
        entry("b", 3, 4),
        entry("b", 1, 5),
    ];
    disk.set_room(Some(0));
    let full = Err(Error::Full);
    let answers = [&full, &full, &full, &repeated(1), &conflict(2, 0), &full].map(Clone::clone);
    assert_eq!(commit(&mut committer, &group), answers);
    assert_eq!(committer.shared.index().head(), Position(1));
    assert_eq!(committer.shared.index().frameworks().len(), 1, "nothing of the group is left");
    disk.set_room(None);
    let [ok, told] = [|position| Ok(Position(position)), repeated];
    let answers = [ok(2), conflict(1, 2), told(2), told(1), conflict(2, 0), ok(3)];
    assert_eq!(commit(&mut committer, &group), answers);
}

#[test]
fn a_failed_sync_poisons_all_who_wait_and_all_who_come() {
    let disk = FaultDisk::new();
    let mut committer = committer(&disk);
    commit(&mut committer, &[entry("a", 1, 1)]);
    disk.fail(1, Fault::SyncIo);
    for _ in 0..2 {
        for answer in commit(&mut committer, &[entry("a", 2, 2), entry("b", 1, 3), entry("b", 2, 3)]) {
            assert!(matches!(answer, Err(Error::Poisoned { .. })), "{answer:?}");
        }
    }
    assert_eq!((*committer.head.borrow(), committer.shared.index().head()), (Position(1), Position(1)));
}
