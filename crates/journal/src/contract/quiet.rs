//! A journal whose servers go quiet, for tests of those who read one.

use std::{
    future::pending,
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use domain::ids::{CommandId, FrameworkId};
use record::{HistoryId, LogId, Position};

use crate::{BoxFuture, Entry, Follow, Health, Journal, Stored, append, erase, follow, read};

const WHY: &str = "no servers";

/// Another journal, as if its servers were elsewhere and might not answer.
pub struct Quiet {
    journal: Arc<dyn Journal>,
    state: Mutex<(Duration, Reads)>,
}

/// What becomes of reading while nothing is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// It is answered all the same.
    Answered,
    /// It is refused at once.
    Refused,
    /// The answer never comes.
    NeverAnswered,
}

impl Quiet {
    /// As quiet as the journal itself, which is not at all.
    pub fn new(journal: Arc<dyn Journal>) -> Self {
        Self { journal, state: Mutex::new((Duration::ZERO, Reads::Answered)) }
    }

    /// Nothing is heard for so long, and it counts as cut off; zero mends it.
    pub fn is_silent(&self, silence: Duration, reads: Reads) {
        *self.state() = (silence, reads);
    }

    fn state(&self) -> MutexGuard<'_, (Duration, Reads)> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn given<T>(&self, answer: BoxFuture<'_, Result<T, read::Error>>) -> Result<T, read::Error> {
        let (_, reads) = *self.state();
        match reads {
            Reads::Answered => answer.await,
            Reads::NeverAnswered => pending().await,
            Reads::Refused => Err(away()),
        }
    }
}

fn away() -> read::Error {
    read::Error::Unavailable { place: "a stream".into(), source: io::Error::other(WHY).into() }
}

impl Journal for Quiet {
    fn log_id(&self) -> LogId {
        self.journal.log_id()
    }

    fn head(&self) -> Position {
        self.journal.head()
    }

    fn append(&self, entry: Entry) -> BoxFuture<'_, Result<Position, append::Error>> {
        match self.health() {
            Health::CutOff { why } => Box::pin(async { Err(append::Error::CutOff { why }) }),
            Health::Writable | Health::Full | Health::Poisoned { .. } => self.journal.append(entry),
        }
    }

    fn read(&self, history: &HistoryId) -> BoxFuture<'_, Result<Vec<Stored>, read::Error>> {
        Box::pin(self.given(self.journal.read(history)))
    }

    fn at(&self, position: Position) -> BoxFuture<'_, Result<Option<Stored>, read::Error>> {
        Box::pin(self.given(self.journal.at(position)))
    }

    fn find(&self, command: CommandId) -> BoxFuture<'_, Result<Option<Position>, read::Error>> {
        Box::pin(self.given(self.journal.find(command)))
    }

    fn frameworks(&self) -> BoxFuture<'_, Result<Vec<FrameworkId>, read::Error>> {
        Box::pin(self.given(self.journal.frameworks()))
    }

    fn follow(&self, after: Position) -> Box<dyn Follow> {
        let (_, reads) = *self.state();
        if reads == Reads::Refused { Box::new(Refusing) } else { self.journal.follow(after) }
    }

    fn erase(&self, position: Position, remains: Bytes) -> BoxFuture<'_, Result<(), erase::Error>> {
        match self.health() {
            Health::CutOff { why } => Box::pin(async { Err(erase::Error::CutOff { why }) }),
            Health::Writable | Health::Full | Health::Poisoned { .. } => {
                self.journal.erase(position, remains)
            }
        }
    }

    fn health(&self) -> Health {
        let (silence, _) = *self.state();
        if silence.is_zero() { self.journal.health() } else { Health::CutOff { why: WHY.into() } }
    }

    fn silence(&self) -> Duration {
        self.state().0
    }
}

struct Refusing;

impl Follow for Refusing {
    fn next(&mut self) -> BoxFuture<'_, Result<Vec<Stored>, follow::Error>> {
        Box::pin(async { Err(away().into()) })
    }
}
