//! The runner: from a journal to answers, whatever the journal does.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use journal::{BoxFuture, Entry, Follow, Health, Journal, MemoryJournal, Stored, append, follow, read};
use record::{HistoryId, LogId, Position};

use super::{again::fresh, snapshot::snapshot, world::World};
use crate::{AsOf, Runner, Status, Views, WaitError, query::dossier, store::Key};

const LONG: Duration = Duration::from_secs(20);

async fn journal_of(world: &World) -> Arc<MemoryJournal> {
    let journal = Arc::new(MemoryJournal::new(world.log));
    for stored in &world.stored {
        journal.append(stored.entry.clone()).await.unwrap();
    }
    journal
}

async fn stop(runner: Runner) {
    tokio::task::spawn_blocking(|| runner.stop()).await.unwrap();
}

fn open(directory: &tempfile::TempDir, journal: &impl Journal) -> Views {
    Views::open(directory.path(), journal.log_id(), journal.head()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_appended_is_read_once_it_was_waited_for() {
    let world = World::walked(51, 120);
    let directory = tempfile::tempdir().unwrap();
    let journal = Arc::new(MemoryJournal::new(world.log));
    let runner = Runner::spawn(open(&directory, &*journal), journal.clone()).unwrap();
    for stored in &world.stored {
        let position = journal.append(stored.entry.clone()).await.unwrap();
        let applied = runner.views().wait_for(position, LONG).await.unwrap();
        assert!(applied >= position);
    }
    assert_eq!(*runner.views().status().borrow(), Status::Current);
    assert_eq!(snapshot(runner.views(), &world), fresh(&world));
    let asked = Position(world.head().0 + 1);
    let late = runner.views().wait_for(asked, Duration::from_millis(20)).await;
    assert_eq!(late, Err(WaitError::Late { asked, applied: world.head() }));
    let views = runner.views().clone();
    stop(runner).await;
    assert_eq!(*views.status().borrow(), Status::Closed);
    let closed = views.wait_for(asked, LONG).await;
    assert_eq!(closed, Err(WaitError::Stopped { asked, applied: world.head() }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_goes_on_from_the_checkpoint() {
    let world = World::walked(52, 120);
    let directory = tempfile::tempdir().unwrap();
    let journal = journal_of(&world).await;
    let runner = Runner::spawn(open(&directory, &*journal), journal.clone()).unwrap();
    runner.views().wait_for(world.head(), LONG).await.unwrap();
    stop(runner).await;
    let views = open(&directory, &*journal);
    assert_eq!(views.position(), world.head());
    let runner = Runner::spawn(views, journal).unwrap();
    runner.views().status().wait_for(|status| *status == Status::Current).await.unwrap();
    assert_eq!(snapshot(runner.views(), &world), fresh(&world));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journal_that_went_on_otherwise_is_followed_from_its_start() {
    let (first, mut second) = (World::walked(53, 80), World::walked(54, 140));
    second.log = first.log;
    assert!(second.head() > first.head());
    let directory = tempfile::tempdir().unwrap();
    let journal = journal_of(&first).await;
    let runner = Runner::spawn(open(&directory, &*journal), journal).unwrap();
    runner.views().wait_for(first.head(), LONG).await.unwrap();
    stop(runner).await;
    // The same log id and more records, but not the same ones: a backup was restored, and others came.
    let journal = journal_of(&second).await;
    let runner = Runner::spawn(open(&directory, &*journal), journal).unwrap();
    runner.views().status().wait_for(|status| *status == Status::Current).await.unwrap();
    assert_eq!(snapshot(runner.views(), &second), fresh(&second));
}

#[tokio::test(flavor = "multi_thread")]
async fn damage_that_a_reader_meets_is_mended_while_running() {
    let world = World::walked(55, 120);
    let directory = tempfile::tempdir().unwrap();
    let journal = journal_of(&world).await;
    let runner = Runner::spawn(open(&directory, &*journal), journal).unwrap();
    let views = runner.views().clone();
    views.status().wait_for(|status| *status == Status::Current).await.unwrap();
    tokio::time::sleep(2 * crate::runner::FLUSH_INTERVAL).await;
    views.with_store(|store| store.spoil(&Key::Rows(0)));
    let keys = world.dossiers.keys().map(|id| dossier::Key::Id(*id));
    let met = keys.filter(|key| views.dossier(key, AsOf::Now).is_err()).count();
    assert_eq!(met, 3, "only the dossiers of the damaged block cannot be read");
    let mut applied = views.applied();
    applied.wait_for(|position| *position < world.head()).await.unwrap();
    views.wait_for(world.head(), LONG).await.unwrap();
    assert_eq!(snapshot(&views, &world), fresh(&world));
    stop(runner).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journal_that_cannot_be_read_for_a_while_is_tried_again() {
    let world = World::walked(56, 60);
    let directory = tempfile::tempdir().unwrap();
    let moody =
        Arc::new(Moody { inner: journal_of(&world).await, mood: Mood::Away, fails: AtomicU32::new(3) });
    let views = open(&directory, &*moody);
    let mut status = views.status();
    let runner = Runner::spawn(views, moody).unwrap();
    status.wait_for(|status| matches!(status, Status::Waiting { .. })).await.unwrap();
    status.wait_for(|status| *status == Status::Current).await.unwrap();
    assert_eq!(snapshot(runner.views(), &world), fresh(&world));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_in_the_journal_stops_the_view() {
    let world = World::walked(57, 60);
    let directory = tempfile::tempdir().unwrap();
    let moody =
        Arc::new(Moody { inner: journal_of(&world).await, mood: Mood::Skips, fails: AtomicU32::new(1) });
    let views = open(&directory, &*moody);
    let mut status = views.status();
    let runner = Runner::spawn(views, moody).unwrap();
    let stopped = status.wait_for(|status| matches!(status, Status::Stopped { .. })).await.unwrap().clone();
    let Status::Stopped { position, why } = stopped else { panic!("{stopped:?}") };
    assert_eq!(position, Position(7));
    assert!(why.contains("position 7 should follow, but 8 came"), "{why}");
    assert_eq!(runner.views().position(), Position(6));
}

#[test]
fn waiting_can_be_done_on_any_thread() {
    fn is_send<T: Send>(_: &T) {}
    let world = World::new(58);
    let directory = tempfile::tempdir().unwrap();
    let views = Views::open(directory.path(), world.log, Position::START).unwrap();
    is_send(&views.wait_for(Position(1), LONG));
    assert!(
        Runner::spawn(views, Arc::new(MemoryJournal::new(world.log))).is_err(),
        "there is no runtime here"
    );
}

/// A journal whose followers fail.
struct Moody {
    inner: Arc<MemoryJournal>,
    mood: Mood,
    fails: AtomicU32,
}

#[derive(Clone, Copy, PartialEq)]
enum Mood {
    /// It cannot be read, a few times.
    Away,
    /// It leaves out position 7.
    Skips,
}

struct MoodyFollow {
    inner: Box<dyn Follow>,
    mood: Option<Mood>,
}

impl Follow for MoodyFollow {
    fn next(&mut self) -> BoxFuture<'_, Result<Vec<Stored>, follow::Error>> {
        Box::pin(async move {
            if self.mood == Some(Mood::Away) {
                let source = std::io::Error::other("away").into();
                return Err(read::Error::Unavailable { place: "the journal".to_owned(), source }.into());
            }
            let mut records = self.inner.next().await?;
            records.retain(|stored| self.mood != Some(Mood::Skips) || stored.position != Position(7));
            Ok(records)
        })
    }
}

impl Journal for Moody {
    fn log_id(&self) -> LogId {
        self.inner.log_id()
    }

    fn head(&self) -> Position {
        self.inner.head()
    }

    fn append(&self, entry: Entry) -> BoxFuture<'_, Result<Position, append::Error>> {
        self.inner.append(entry)
    }

    fn read(&self, history: &HistoryId) -> BoxFuture<'_, Result<Vec<Stored>, read::Error>> {
        self.inner.read(history)
    }

    fn at(&self, position: Position) -> BoxFuture<'_, Result<Option<Stored>, read::Error>> {
        self.inner.at(position)
    }

    fn find(&self, command: domain::ids::CommandId) -> BoxFuture<'_, Result<Option<Position>, read::Error>> {
        self.inner.find(command)
    }

    fn frameworks(&self) -> BoxFuture<'_, Result<Vec<domain::ids::FrameworkId>, read::Error>> {
        self.inner.frameworks()
    }

    fn follow(&self, after: Position) -> Box<dyn Follow> {
        let left = self.fails.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        Box::new(MoodyFollow { inner: self.inner.follow(after), mood: left.is_ok().then_some(self.mood) })
    }

    fn erase(
        &self,
        position: Position,
        remains: bytes::Bytes,
    ) -> BoxFuture<'_, Result<(), journal::erase::Error>> {
        self.inner.erase(position, remains)
    }

    fn health(&self) -> Health {
        self.inner.health()
    }
}
