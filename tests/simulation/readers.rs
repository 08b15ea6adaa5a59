//! Views beside the intake: they follow the journal live, are closed and opened again, and derived anew.

use std::{
    path::PathBuf,
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

use journal::{
    FileJournal, Follow, Journal, MemoryJournal,
    disk::FaultDisk,
    file::{Options, Writing},
};
use record::{LogId, Position};
use tempfile::TempDir;
use tests::chance::Chance;
use tokio::task::unconstrained;
use uuid::Uuid;
use views::Views;

/// The views of one journal, in a directory of this machine.
pub(crate) struct Readers {
    home: TempDir,
    /// Taken away while they are opened again.
    pub(crate) views: Option<Views>,
    follower: Option<Box<dyn Follow>>,
}

impl Readers {
    /// Empty views of a journal.
    pub(crate) fn of(journal: &dyn Journal) -> Self {
        let home = TempDir::new().expect("a directory for the views");
        let mut readers = Self { home, views: None, follower: None };
        readers.open(journal);
        readers
    }

    /// Opens the views again, on a journal that was opened again.
    pub(crate) fn open(&mut self, journal: &dyn Journal) {
        self.close();
        let views = Views::open(&self.path(), journal.log_id(), journal.head());
        let views = views.unwrap_or_else(|error| panic!("{}", crate::explained(&error)));
        self.follower = Some(journal.follow(views.position()));
        self.views = Some(views);
    }

    /// Lets go of the journal and of the directory, without writing what was not written yet.
    pub(crate) fn close(&mut self) {
        self.follower = None;
        self.views = None;
    }

    /// Applies what the journal has; sometimes writes it down. Says what it did, for the trace.
    pub(crate) fn follow(&mut self, chance: &mut Chance) -> String {
        let (Some(views), Some(follower)) = (&self.views, &mut self.follower) else { return String::new() };
        // Unconstrained, or tokio would answer "not yet" to one that asks often.
        let next = pin!(unconstrained(follower.next())).poll(&mut Context::from_waker(Waker::noop()));
        if let Poll::Ready(Ok(records)) = next {
            views.apply(&records).unwrap_or_else(|error| panic!("{}", crate::explained(&error)));
        }
        if chance.percent(30) {
            views.flush().unwrap_or_else(|error| panic!("{}", crate::explained(&error)));
        }
        format!("the views have come to {}", views.position())
    }

    /// Follows until there is nothing left. The journal works.
    pub(crate) fn catch_up(&mut self, head: Position) {
        let mut chance = Chance::from_seed(head.0);
        while self.views.as_ref().is_some_and(|views| views.position() < head) {
            self.follow(&mut chance);
        }
        let settled = self.views.as_ref().map(Views::settle);
        assert!(matches!(settled, Some(Ok(()))), "what has caught up settles: {settled:?}");
    }

    /// Forgets everything, to follow from the start.
    pub(crate) fn rebuild(&mut self, journal: &dyn Journal) {
        let rebuilt = self.views.as_ref().map(|views| views.rebuild("the simulation says so"));
        assert!(matches!(rebuilt, Some(Ok(()))), "views can always be derived anew: {rebuilt:?}");
        self.follower = Some(journal.follow(Position::START));
    }

    fn path(&self) -> PathBuf {
        self.home.path().join("views")
    }
}

/// The same records in a new journal of the other kind.
pub(crate) async fn copied(journal: &dyn Journal, to_file: bool) -> Arc<dyn Journal> {
    let log_id = LogId(Uuid::from_u128(3));
    let copy: Arc<dyn Journal> = if to_file {
        let options = Options { segment_bytes: 9_000, log_id: Some(log_id), writing: Writing::InCall };
        let opened = FileJournal::open("/data/copy".as_ref(), Arc::new(FaultDisk::new()), options);
        Arc::new(opened.unwrap_or_else(|error| panic!("{}", crate::explained(&error))))
    } else {
        Arc::new(MemoryJournal::new(log_id))
    };
    for position in (1..=journal.head().0).map(Position) {
        let stored = journal.at(position).await.expect("a journal that works can be read");
        let entry = stored.expect("up to its head there are records").entry;
        assert_eq!(copy.append(entry).await, Ok(position), "a copy has the same positions");
    }
    copy
}
