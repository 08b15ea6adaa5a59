//! A journal that takes its time: every answer may come a few turns later, so that commands cross each other and
//! clients go away in the middle of everything. What is asked of the journal is not changed.

use std::{
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll},
};

use domain::ids::{CommandId, FrameworkId};
use journal::{BoxFuture, Entry, Follow, Health, Journal, Stored, append, read};
use record::{HistoryId, LogId, Position};
use tests::chance::Chance;

use crate::troubles::Appends;

/// The most turns that something waits.
const TURNS_MAX: usize = 4;

/// A journal as it is seen by an intake that is not alone on its machine.
pub(crate) struct InTurns {
    inner: Arc<dyn Journal>,
    chance: Mutex<Chance>,
    /// The log below, and what it has answered.
    log: Arc<dyn Journal>,
    appends: Arc<Appends>,
}

impl InTurns {
    pub(crate) fn new(
        inner: Arc<dyn Journal>,
        seed: u64,
        log: Arc<dyn Journal>,
        appends: Arc<Appends>,
    ) -> Self {
        Self { inner, chance: Mutex::new(Chance::from_seed(seed)), log, appends }
    }

    /// Waits for some turns, mostly for none.
    fn wait(&self) -> Turns {
        let mut chance = self.chance.lock().expect("nothing panics while it holds this lock");
        Turns(if chance.percent(75) { 0 } else { chance.below(TURNS_MAX + 1) })
    }

    fn around<'a, T: Send + 'a>(&'a self, asked: BoxFuture<'a, T>) -> BoxFuture<'a, T> {
        let (before, after) = (self.wait(), self.wait());
        Box::pin(async move {
            before.await;
            let answer = asked.await;
            after.await;
            answer
        })
    }
}

impl Journal for InTurns {
    fn log_id(&self) -> LogId {
        self.inner.log_id()
    }

    fn head(&self) -> Position {
        self.inner.head()
    }

    fn append(&self, entry: Entry) -> BoxFuture<'_, Result<Position, append::Error>> {
        // The entry joins the queue in the call itself; only the answer waits.
        let of = (entry.command, entry.texts.clone());
        let answer = self.inner.append(entry);
        self.around(Box::pin(async move {
            let answer = answer.await;
            self.appends.answered(of, &answer, self.log.head());
            answer
        }))
    }

    fn read(&self, history: &HistoryId) -> BoxFuture<'_, Result<Vec<Stored>, read::Error>> {
        self.around(self.inner.read(history))
    }

    fn at(&self, position: Position) -> BoxFuture<'_, Result<Option<Stored>, read::Error>> {
        self.around(self.inner.at(position))
    }

    fn find(&self, command: CommandId) -> BoxFuture<'_, Result<Option<Position>, read::Error>> {
        self.around(self.inner.find(command))
    }

    fn frameworks(&self) -> BoxFuture<'_, Result<Vec<FrameworkId>, read::Error>> {
        self.around(self.inner.frameworks())
    }

    fn follow(&self, after: Position) -> Box<dyn Follow> {
        self.inner.follow(after)
    }

    fn erase(
        &self,
        position: Position,
        remains: bytes::Bytes,
    ) -> BoxFuture<'_, Result<(), journal::erase::Error>> {
        self.around(self.inner.erase(position, remains))
    }

    fn health(&self) -> Health {
        self.inner.health()
    }
}

/// Lets others go first so many times.
struct Turns(usize);

impl Future for Turns {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.0 == 0 {
            return Poll::Ready(());
        }
        self.0 -= 1;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}
