//! Hazard 16: a record that cannot be read stops this view at its position. What it had can be asked, and others go on.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use journal::{Journal, MemoryJournal, Stored};
use record::Position;

use super::{again::fresh, snapshot::snapshot, world::World};
use crate::{Runner, Status, Views, WaitError};

const LONG: Duration = Duration::from_secs(20);

/// A change to the bytes of a record, and what the status then says.
type Spoil = (&'static str, fn(&mut Stored), &'static str);

fn replaced(bytes: &Bytes, from: &str, to: &str) -> Bytes {
    let text = str::from_utf8(bytes).unwrap();
    assert!(text.contains(from), "{from} in {text}");
    text.replacen(from, to, 1).into_bytes().into()
}

fn spoils() -> Vec<Spoil> {
    vec![
        (
            "newer version",
            |stored| stored.entry.record = replaced(&stored.entry.record, ".v1\"", ".v9\""),
            "renew this software",
        ),
        (
            "unknown type",
            |stored| {
                let kind = "\"type\":\"nl.onderwijszorgarrangementen.";
                stored.entry.record =
                    replaced(&stored.entry.record, kind, &format!("{kind}nog-nooit-gezien-"));
            },
            "not known here",
        ),
        ("torn", |stored| stored.entry.record = stored.entry.record.slice(..40), "not a JSON object"),
        ("words", |stored| stored.entry.texts = Bytes::from_static(b"[1]"), "words beside the record"),
        (
            "another history",
            |stored| stored.entry.revision = stored.entry.revision.next(),
            "says that it is another",
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn hazard_16_an_unreadable_record_stops_this_view_there_and_nothing_else() {
    let mut world = World::walked(31, 60);
    world.open_any();
    let at = usize::try_from(world.head().0 - 1).unwrap();
    for (what, spoil, says) in spoils() {
        let mut stored = world.stored.clone();
        spoil(&mut stored[at]);
        let journal = Arc::new(Journalled::new(&world, stored));
        let directory = tempfile::tempdir().unwrap();
        let views = Views::open(directory.path(), world.log, journal.head()).unwrap();
        let runner = Runner::spawn(views.clone(), journal.clone()).unwrap();
        let position = Position(at as u64 + 1);
        let mut status = views.status();
        let stopped =
            status.wait_for(|status| matches!(status, Status::Stopped { .. })).await.unwrap().clone();
        let Status::Stopped { position: stopped, why } = stopped else { panic!("{stopped:?}") };
        assert_eq!(stopped, position, "{what}");
        assert!(why.contains(says), "{what}: {why}");
        // What it had can be asked, and it is what a view of the records before says.
        let mut before = World::walked(31, 60);
        before.stored.truncate(at);
        assert_eq!(snapshot(&views, &before), fresh(&before), "{what}");
        let waited = views.wait_for(position, LONG).await;
        assert_eq!(waited, Err(WaitError::Stopped { asked: position, applied: Position(at as u64) }));
        // Other followers of the same journal get every record.
        let mut follow = journal.follow(Position::START);
        assert_eq!(follow.next().await.unwrap().len(), at + 1);
        tokio::task::spawn_blocking(|| runner.stop()).await.unwrap();
        drop(views);
        // Starting again changes nothing: it is the record that is wrong, not the view.
        let views = Views::open(directory.path(), world.log, journal.head()).unwrap();
        assert_eq!(views.position(), Position(at as u64), "{what}");
    }
}

/// A journal with these records, whether its checks would let them in or not.
struct Journalled {
    inner: MemoryJournal,
    stored: Vec<Stored>,
}

impl Journalled {
    fn new(world: &World, stored: Vec<Stored>) -> Self {
        Self { inner: MemoryJournal::new(world.log), stored }
    }
}

struct All(Vec<Stored>);

impl journal::Follow for All {
    fn next(&mut self) -> journal::BoxFuture<'_, Result<Vec<Stored>, journal::follow::Error>> {
        let records = std::mem::take(&mut self.0);
        Box::pin(async move { if records.is_empty() { std::future::pending().await } else { Ok(records) } })
    }
}

impl Journal for Journalled {
    fn log_id(&self) -> record::LogId {
        self.inner.log_id()
    }

    fn head(&self) -> Position {
        Position(self.stored.len() as u64)
    }

    fn append(
        &self,
        entry: journal::Entry,
    ) -> journal::BoxFuture<'_, Result<Position, journal::append::Error>> {
        self.inner.append(entry)
    }

    fn read(
        &self,
        history: &record::HistoryId,
    ) -> journal::BoxFuture<'_, Result<Vec<Stored>, journal::read::Error>> {
        self.inner.read(history)
    }

    fn at(&self, position: Position) -> journal::BoxFuture<'_, Result<Option<Stored>, journal::read::Error>> {
        let place = usize::try_from(position.0).unwrap().checked_sub(1);
        let stored = place.and_then(|place| self.stored.get(place)).cloned();
        Box::pin(async move { Ok(stored) })
    }

    fn find(
        &self,
        command: domain::ids::CommandId,
    ) -> journal::BoxFuture<'_, Result<Option<Position>, journal::read::Error>> {
        self.inner.find(command)
    }

    fn frameworks(
        &self,
    ) -> journal::BoxFuture<'_, Result<Vec<domain::ids::FrameworkId>, journal::read::Error>> {
        self.inner.frameworks()
    }

    fn follow(&self, after: Position) -> Box<dyn journal::Follow> {
        Box::new(All(self.stored[usize::try_from(after.0).unwrap()..].to_vec()))
    }

    fn erase(
        &self,
        position: Position,
        remains: Bytes,
    ) -> journal::BoxFuture<'_, Result<(), journal::erase::Error>> {
        self.inner.erase(position, remains)
    }

    fn health(&self) -> journal::Health {
        self.inner.health()
    }
}
