//! Several machines on one log: each has a link, and knows the log only as far as its link has heard.
//!
//! What is appended is judged on the log itself, and a history is read from it, as from the leader of a stream. All
//! else comes from what the link has heard, which may be behind. A link can be cut off and mended.

use std::{
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use domain::ids::{CommandId, FrameworkId};
use record::{HistoryId, LogId, Position};
use tokio::sync::watch;

use super::{
    faults::Plan,
    line::{Answer, Line, WHY},
    link_follower::LinkFollower,
    state::State,
};
use crate::{BoxFuture, Entry, Follow, Health, Journal, Stored, erase, read};

/// One machine's way to a memory journal. Made by [`MemoryJournal::link`](super::MemoryJournal::link). When it is
/// dropped, what was on its way is lost or comes in later.
pub struct Link {
    log_id: LogId,
    line: Arc<Line>,
    /// Whether it stands. Followers wait for this, and end when it goes.
    standing: watch::Sender<bool>,
}

impl Link {
    pub(super) fn new(
        log_id: LogId,
        log: Arc<Mutex<State>>,
        head: Arc<watch::Sender<Position>>,
        plan: Plan,
    ) -> Self {
        Self { log_id, line: Arc::new(Line::new(log, head, plan)), standing: watch::Sender::new(true) }
    }

    /// Cuts the link: nothing is heard any more, nothing can be read but what was heard of, and an append is refused
    /// or comes to nobody knows what. So does what is on its way.
    pub fn cut_off(&self) {
        self.line.cut_off();
        self.standing.send_replace(false);
    }

    /// Mends the link. It has not caught up yet.
    pub fn mend(&self) {
        self.line.mend();
        self.standing.send_replace(true);
    }

    /// Says for how long nothing was heard; the link asks no clock. Until it is mended.
    pub fn set_silence(&self, silence: Duration) {
        self.line.set_silence(silence);
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.line.lose();
    }
}

impl Journal for Link {
    fn log_id(&self) -> LogId {
        self.log_id
    }

    fn head(&self) -> Position {
        self.line.hear()
    }

    fn append(&self, entry: Entry) -> BoxFuture<'_, Answer> {
        match self.line.send(entry) {
            Ok((number, turns)) => Box::pin(UnderWay { line: &self.line, number, turns }),
            Err(error) => Box::pin(async move { Err(error) }),
        }
    }

    fn read(&self, history: &HistoryId) -> BoxFuture<'_, Result<Vec<Stored>, read::Error>> {
        let history = history.clone();
        Box::pin(async move { self.line.read(&history) })
    }

    fn recall(&self, history: &HistoryId) -> BoxFuture<'_, Result<Vec<Stored>, read::Error>> {
        let history = history.clone();
        Box::pin(async move {
            let known = self.line.hear();
            let mut records = self.line.log(|| history.to_string())?.read(&history);
            records.retain(|record| record.position <= known);
            Ok(records)
        })
    }

    fn at(&self, position: Position) -> BoxFuture<'_, Result<Option<Stored>, read::Error>> {
        Box::pin(async move {
            let known = self.line.hear();
            let log = self.line.log(|| format!("position {position}"))?;
            Ok(if position <= known { log.at(position) } else { None })
        })
    }

    fn find(&self, command: CommandId) -> BoxFuture<'_, Result<Option<Position>, read::Error>> {
        Box::pin(async move {
            let known = self.line.hear();
            Ok(self.line.find(command).filter(|position| *position <= known))
        })
    }

    fn frameworks(&self) -> BoxFuture<'_, Result<Vec<FrameworkId>, read::Error>> {
        Box::pin(async move {
            let known = self.line.hear();
            Ok(self.line.log(|| "the frameworks".to_owned())?.frameworks(known))
        })
    }

    fn follow(&self, after: Position) -> Box<dyn Follow> {
        let (head, standing) = (self.line.head.subscribe(), self.standing.subscribe());
        Box::new(LinkFollower { line: Arc::clone(&self.line), head, standing, last: after })
    }

    fn erase(&self, position: Position, remains: Bytes) -> BoxFuture<'_, Result<(), erase::Error>> {
        let answer = self.line.erase(position, remains);
        Box::pin(async move { answer })
    }

    fn health(&self) -> Health {
        if self.line.is_cut() { Health::CutOff { why: WHY.into() } } else { Health::Writable }
    }

    fn silence(&self) -> Duration {
        self.line.silence()
    }
}

/// An entry on its way: it comes in after so many turns, whether its appender still waits or not.
struct UnderWay<'a> {
    line: &'a Line,
    number: u64,
    turns: u32,
}

impl Future for UnderWay<'_> {
    type Output = Answer;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Answer> {
        if let Some(answer) = self.line.answer(self.number, self.turns == 0) {
            return Poll::Ready(answer);
        }
        self.turns = self.turns.saturating_sub(1);
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.line.forsake(self.number);
    }
}
