//! The journal in memory: the same answers as every other, nothing kept, and faults from a seed.
//!
//! - `faults`: what can go wrong, and how often.
//! - `state`: what is held, and what becomes of an append.
//! - `follower`: following it.
//! - `link`: several machines on one log, each behind in its own way; `line`: what runs over one;
//!   `link_follower`: following over one.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard},
    task::{Context, Poll},
};

use bytes::Bytes;
use domain::ids::{CommandId, FrameworkId};
use record::{HistoryId, LogId, Position};
use tokio::sync::watch;

use crate::{BoxFuture, Entry, Follow, Health, Journal, Stored, append, erase, read};

mod faults;
mod follower;
mod line;
mod link;
mod link_follower;
mod state;

pub use faults::Faults;
use faults::Plan;
use follower::Follower;
pub use link::Link;
use state::{State, locked};

/// A journal in memory. It asks for no time and no randomness of its own: the same calls on the same seed give the
/// same answers.
pub struct MemoryJournal {
    log_id: LogId,
    state: Arc<Mutex<State>>,
    head: Arc<watch::Sender<Position>>,
}

impl MemoryJournal {
    /// An empty journal that works.
    pub fn new(log_id: LogId) -> Self {
        Self::with_faults(log_id, Faults::none())
    }

    /// An empty journal that fails as told.
    pub fn with_faults(log_id: LogId, faults: Faults) -> Self {
        let state = Arc::new(Mutex::new(State::new(Plan::new(faults))));
        Self { log_id, state, head: Arc::new(watch::Sender::new(Position::START)) }
    }

    /// Another way to this log, with faults of its own, as another machine has to the same servers. It knows what is
    /// in the log now.
    pub fn link(&self, faults: Faults) -> Link {
        Link::new(self.log_id, Arc::clone(&self.state), Arc::clone(&self.head), Plan::new(faults))
    }

    /// Makes the journal answer as if its device were full or had failed, or as if it were mended.
    pub fn set_health(&self, health: Health) {
        self.state().health = health;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        locked(&self.state)
    }
}

impl Journal for MemoryJournal {
    fn log_id(&self) -> LogId {
        self.log_id
    }

    fn head(&self) -> Position {
        *self.head.borrow()
    }

    fn append(&self, entry: Entry) -> BoxFuture<'_, Result<Position, append::Error>> {
        let mut state = self.state();
        let answer = Some(state.append(entry));
        // The head is moved under the lock, so that it never goes back.
        let head = state.head();
        self.head.send_if_modified(|shown| std::mem::replace(shown, head) != head);
        Box::pin(Answer { answer, turns: state.plan.turns() })
    }

    fn read(&self, history: &HistoryId) -> BoxFuture<'_, Result<Vec<Stored>, read::Error>> {
        let history = history.clone();
        Box::pin(async move { Ok(self.state().read(&history)) })
    }

    fn at(&self, position: Position) -> BoxFuture<'_, Result<Option<Stored>, read::Error>> {
        Box::pin(async move { Ok(self.state().at(position)) })
    }

    fn find(&self, command: CommandId) -> BoxFuture<'_, Result<Option<Position>, read::Error>> {
        Box::pin(async move { Ok(self.state().commands.get(&command).copied()) })
    }

    fn frameworks(&self) -> BoxFuture<'_, Result<Vec<FrameworkId>, read::Error>> {
        Box::pin(async move {
            let state = self.state();
            Ok(state.frameworks(state.head()))
        })
    }

    fn follow(&self, after: Position) -> Box<dyn Follow> {
        Box::new(Follower { state: Arc::clone(&self.state), head: self.head.subscribe(), last: after })
    }

    fn erase(&self, position: Position, remains: Bytes) -> BoxFuture<'_, Result<(), erase::Error>> {
        let answer = self.state().erase(position, remains);
        Box::pin(async move { answer })
    }

    fn health(&self) -> Health {
        self.state().health.clone()
    }
}

/// An answer that lets other tasks go first so many times.
struct Answer {
    answer: Option<Result<Position, append::Error>>,
    turns: u32,
}

impl Future for Answer {
    type Output = Result<Position, append::Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.turns > 0 {
            self.turns -= 1;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(self.answer.take().expect("a future is not polled after it is ready"))
    }
}
