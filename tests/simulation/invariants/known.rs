//! What holds of what an intake keeps in memory, and of every way to read the journal.

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

use domain::{dossier::State, ids::DossierId};
use intake::Intake;
use journal::Journal;
use record::{HistoryId, Position};
use tokio::task::unconstrained;

use super::Writing;
use crate::{
    notebook::{Answered, Notebook},
    replica::{Matter, Replica, family},
};

/// More turns than the journal takes to be read.
const LOOK_TURNS_MAX: usize = 20;

/// An intake's memory is what the records amount to. On a shared journal it may be behind, but never of what it
/// has acknowledged itself.
pub(crate) fn invariant_an_intake_knows_what_is_stored(
    intake: (usize, &Intake),
    replica: &Replica,
    notebook: &Notebook,
    writing: Writing,
) {
    for id in replica.dossiers() {
        let Some(seen) = glimpse(intake.1, id) else { continue };
        let history = &replica.histories[&HistoryId::Dossier(id)];
        let revision = seen.revision();
        let place = usize::try_from(revision.0).expect("a small number");
        assert_eq!(history.matters.get(place), Some(&Matter::Dossier(seen)), "the memory of {id} is a fold");
        if writing == Writing::Alone {
            assert_eq!(revision, history.revision(), "the memory of {id} is up to date");
        }
        for position in &history.positions[place..] {
            let (_, record) = replica.at(*position).expect("a history names records");
            let by_it = notebook.of(record.command).filter(|sent| sent.intake == intake.0);
            let mut acknowledged = by_it.filter(|sent| matches!(sent.answered, Some(Answered::Done(_))));
            assert!(
                acknowledged.next().is_none(),
                "the memory of {id} ends at {revision}, and the intake acknowledged {}",
                record.revision
            );
        }
    }
}

/// What an intake remembers of a dossier, or reads of it; nothing while a command is carried out on it, and nothing
/// from a disk that fails.
fn glimpse(intake: &Intake, id: DossierId) -> Option<State> {
    let mut look = pin!(unconstrained(intake.look(id, State::clone)));
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..LOOK_TURNS_MAX {
        if let Poll::Ready(seen) = look.as_mut().poll(&mut context) {
            return seen.ok();
        }
    }
    None
}

/// One history, one position, one command: they all find the same records.
pub(crate) async fn invariant_every_way_to_read_agrees(journal: &dyn Journal, replica: &Replica) {
    assert_eq!(journal.head(), replica.head(), "the head is the last record");
    for (history, known) in &replica.histories {
        let read = journal.read(history).await.expect("a journal that works can be read");
        assert_eq!(read.len(), known.positions.len(), "{history} reads as it is stored");
        for (position, read) in known.positions.iter().zip(&read) {
            replica
                .gone
                .invariant_only_what_is_named_goes(&replica.at(*position).expect("a record").0, Some(read));
        }
    }
    for (stored, record) in &replica.records {
        let at = journal.at(stored.position).await.expect("a journal that works can be read");
        replica.gone.invariant_only_what_is_named_goes(stored, at.as_ref());
        let found = journal.find(record.command).await.expect("a journal that works can be read");
        assert_eq!(found, Some(stored.position), "command {} is found", record.command);
    }
    let beyond = journal.at(replica.head().next()).await.expect("a journal that works can be read");
    assert_eq!(beyond, None, "beyond the head there is nothing");
    let frameworks = journal.frameworks().await.expect("a journal that works can be read");
    let adopted = replica.histories.contains_key(&HistoryId::Framework(family()));
    assert_eq!(
        frameworks,
        if adopted { vec![family()] } else { Vec::new() },
        "the frameworks are known by name"
    );
    let mut follower = journal.follow(Position::START);
    let mut followed = Vec::new();
    while followed.len() < replica.records.len() {
        followed.extend(follower.next().await.expect("a journal that works can be followed"));
    }
    assert_eq!(followed.len(), replica.records.len(), "following reads the same");
    for ((stored, _), followed) in replica.records.iter().zip(&followed) {
        replica.gone.invariant_only_what_is_named_goes(stored, Some(followed));
    }
}
