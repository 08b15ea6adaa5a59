//! Storing a group of entries: judge, write once, make durable, show, answer. In this order, in one place.
//!
//! All that waits becomes one group, so that a sync is shared by as many as came while the one before it ran.
//! There is no timer: alone, an append waits for nobody.

use std::{io, mem, path::PathBuf, sync::Arc};

use record::Position;
use tokio::sync::watch;

use super::{
    Shared,
    header::Header,
    index::Refusal,
    queue::Pending,
    segment::{Segment, make_durable},
    staged::Staged,
};
use crate::{Health, append::Error, disk::Disk};

/// The only one that writes. It works on a thread of its own or in the call of the appender; it does not know which.
pub(super) struct Committer {
    pub(super) disk: Arc<dyn Disk>,
    pub(super) directory: PathBuf,
    /// A segment is closed when the next group would make it longer than this.
    pub(super) segment_bytes: u64,
    pub(super) shared: Arc<Shared>,
    pub(super) head: watch::Sender<Position>,
    /// The segment that is written to.
    pub(super) segment: Segment,
    pub(super) state: State,
    pub(super) staged: Staged,
}

/// What the last group left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// All is well.
    Ready,
    /// There was no room. Nothing of that group is left in the segment.
    Full,
    /// There was no room to begin a new segment. The old one is closed all the same: a file of the new one may be
    /// there, and recovery would take lines in the old one for lines too many.
    FullBetweenSegments,
    /// A failure after which nobody knows what the device holds.
    Poisoned { why: Arc<str> },
}

impl Committer {
    /// Stores what can be stored of a group, and answers all of it. Leaves the group empty.
    pub(super) fn commit(&mut self, group: &mut Vec<Pending>) {
        let mut staged = mem::take(&mut self.staged);
        let stored = match &self.state {
            State::Poisoned { why } => Err(Error::Poisoned { why: Arc::clone(why) }),
            State::Ready | State::Full | State::FullBetweenSegments => {
                staged.judge(group, &mut self.shared.index_mut());
                staged.write_lines(group);
                self.store(&staged.lines)
            }
        };
        match stored {
            Ok(()) => self.show(&staged),
            Err(_) => self.shared.index_mut().withdraw(staged.stored(group)),
        }
        answer(group, &mut staged, &stored, *self.head.borrow());
        staged.clear();
        self.staged = staged;
    }

    /// Brings the lines of a group to the device, or leaves the segment as it was.
    fn store(&mut self, lines: &[u8]) -> Result<(), Error> {
        if lines.is_empty() {
            return Ok(());
        }
        let too_long = self.segment.end + lines.len() as u64 > self.segment_bytes && !self.segment.is_empty();
        if too_long || self.state == State::FullBetweenSegments {
            self.begin_segment()?;
        }
        if let Err(error) = self.segment.file.write_at(lines, self.segment.end) {
            return Err(self.cut_back(&error));
        }
        make_durable(&*self.segment.file).map_err(|error| self.poison("making lines durable", &error))?;
        self.segment.end += lines.len() as u64;
        self.enter(State::Ready);
        Ok(())
    }

    fn begin_segment(&mut self) -> Result<(), Error> {
        let header = Header { log_id: self.shared.log_id, first: self.head.borrow().next() };
        let segment = match Segment::create(&*self.disk, &self.directory, header) {
            Ok(segment) => segment,
            Err(error) if is_full(&error) => {
                self.enter(State::FullBetweenSegments);
                return Err(Error::Full);
            }
            Err(error) => return Err(self.poison("beginning a segment", &error)),
        };
        let settled = segment.settle(&*self.disk, &self.directory);
        settled.map_err(|error| self.poison("making a new segment durable", &error))?;
        self.shared.index_mut().add_segment(segment.clone());
        self.segment = segment;
        self.enter(State::Ready);
        Ok(())
    }

    /// After a write that failed: takes its bytes back if the device is merely full, and gives up otherwise.
    fn cut_back(&mut self, error: &io::Error) -> Error {
        if !is_full(error) {
            return self.poison("writing lines", error);
        }
        let file = &self.segment.file;
        if let Err(error) = file.truncate(self.segment.end).and_then(|()| make_durable(&**file)) {
            return self.poison("taking back lines that found no room", &error);
        }
        self.enter(State::Full);
        Error::Full
    }

    /// Lets readers and followers see what has become durable.
    fn show(&self, staged: &Staged) {
        let length = staged.lines.len() as u64;
        if length == 0 {
            return;
        }
        let mut index = self.shared.index_mut();
        index.confirm(staged.offsets(self.segment.end - length), self.segment.end);
        // While the index is held: a follower that reads what is durable must not find it beyond the head, which it would take
        // for an older journal that was put back.
        self.head.send_replace(index.head());
    }

    fn poison(&mut self, doing: &str, error: &io::Error) -> Error {
        Error::Poisoned { why: self.fail(doing, error) }
    }

    /// Takes nothing more until the journal is opened anew, and says why.
    pub(super) fn fail(&mut self, doing: &str, error: &io::Error) -> Arc<str> {
        let why: Arc<str> = format!("{doing}: {error}").into();
        self.enter(State::Poisoned { why: Arc::clone(&why) });
        why
    }

    fn enter(&mut self, state: State) {
        if self.state == state {
            return;
        }
        self.shared.set_health(match &state {
            State::Ready => {
                tracing::info!("the journal has room again");
                Health::Writable
            }
            State::Full | State::FullBetweenSegments => {
                tracing::warn!(directory = %self.directory.display(), "the journal's device is full");
                Health::Full
            }
            State::Poisoned { why } => {
                tracing::error!(%why, "the journal takes no more appends");
                Health::Poisoned { why: Arc::clone(why) }
            }
        });
        self.state = state;
    }
}

/// Gives every appender its answer. A refusal that rests on durable records stands whatever became of the group; one
/// that rests on another entry of the group stands and falls with it.
fn answer(group: &mut Vec<Pending>, staged: &mut Staged, stored: &Result<(), Error>, head: Position) {
    let mut verdicts = staged.take_verdicts();
    for pending in group.drain(..) {
        let answer = match (verdicts.next(), stored) {
            (Some(Err(Refusal { error, certain: true })), _) => Err(error),
            (_, Err(error)) => Err(error.clone()),
            (Some(Ok(position)), Ok(())) => {
                assert!(position <= head, "nothing is acknowledged before it is durable");
                Ok(position)
            }
            (Some(Err(Refusal { error, certain: false })), Ok(())) => Err(error),
            (None, Ok(())) => unreachable!("a group that was not judged was not stored"),
        };
        // An appender that has gone away needs no answer.
        drop(pending.answer.send(answer));
    }
}

pub(super) fn is_full(error: &io::Error) -> bool {
    use io::ErrorKind::{QuotaExceeded, StorageFull, WriteZero};
    matches!(error.kind(), StorageFull | QuotaExceeded | WriteZero)
}

#[cfg(test)]
mod tests;
