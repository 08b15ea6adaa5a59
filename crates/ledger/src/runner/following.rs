//! What the thread works with, and how it waits for records.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use journal::{Follow, Stored, follow};
use record::Position;
use tlog::{SignedCheckpoint, hash::EMPTY_ROOT};
use tokio::{
    runtime::Handle,
    sync::watch,
    time::{Instant, sleep_until},
};

use super::CHECKPOINT_WAIT_MAX;
use crate::{
    DeviceError, RECORDS_PER_CHECKPOINT_MAX, Shared, State, Stop,
    board::{self, Turn},
    integrator::{Integrator, Unfit},
};

/// How long to wait before something is tried again, the first time; each time twice as long.
pub const RETRY_WAIT_MIN: Duration = Duration::from_millis(100);
/// The longest wait between two tries.
pub const RETRY_WAIT_MAX: Duration = Duration::from_secs(5);

/// How long it is waited for records that the journal has, when the ledger is told to end.
const LAST_RECORDS_WAIT_MAX: Duration = Duration::from_secs(1);
/// How long whoever signs waits for each answer of the board about its last checkpoints, when the ledger is told to end.
const LAST_ANSWER_WAIT_MAX: Duration = Duration::from_secs(2);
/// How long the board is waited for in all, from when the ledger was told to end: a round has many checkpoints.
pub const LAST_ROUND_WAIT_MAX: Duration = Duration::from_secs(10);

/// How following ends.
pub(super) enum End {
    /// As it was told, or because the journal was closed.
    Closed,
    /// Because something is wrong.
    Stopped(Stop),
}

impl From<Stop> for End {
    fn from(stop: Stop) -> Self {
        Self::Stopped(stop)
    }
}

pub(super) struct Following<'l> {
    pub(super) shared: &'l Shared,
    pub(super) handle: Handle,
    /// When it was told to end.
    stopped: watch::Receiver<Option<Instant>>,
    halted: watch::Receiver<Option<Arc<str>>>,
    /// The tree of what is published; ahead of that only within a round.
    pub(super) integrator: Integrator,
    pub(super) published: Option<Arc<SignedCheckpoint>>,
    follow: Box<dyn Follow>,
    /// Records that are not in the tree yet.
    pub(super) waiting: VecDeque<Stored>,
    /// When the first of those came.
    waiting_since: Instant,
    /// When the last ones came.
    last_came: Instant,
    /// Where it ends, once it was told to.
    until: Option<Position>,
    /// Nothing comes any more: what waits is the last.
    pub(super) ending: bool,
    /// Whether this process published last, so that it need not ask what others did.
    pub(super) leading: bool,
    /// Whether it was noted that the log is not begun from here any more.
    pub(super) has_begun: bool,
}

impl<'l> Following<'l> {
    pub(super) fn new(
        shared: &'l Shared,
        handle: Handle,
        stopped: watch::Receiver<Option<Instant>>,
        integrator: Integrator,
    ) -> Self {
        let published = shared.status.borrow().checkpoint.clone();
        Self {
            follow: shared.journal.follow(Position(integrator.size())),
            halted: shared.halted.subscribe(),
            waiting: VecDeque::new(),
            waiting_since: Instant::now(),
            last_came: Instant::now(),
            until: None,
            ending: false,
            leading: false,
            has_begun: false,
            shared,
            handle,
            stopped,
            integrator,
            published,
        }
    }

    /// Until it ends; with how many records it leaves unsigned then that are in the journal and that it should have signed.
    pub(super) fn run(mut self) -> (End, u64) {
        let end = self.follow();
        let is_signer = self.leading || self.shared.board.is_turn();
        let size = self.published.as_ref().map_or(0, |note| note.checkpoint().size());
        let left = match &end {
            End::Closed if is_signer => self.shared.journal.head().0.saturating_sub(size),
            End::Closed | End::Stopped(_) => 0,
        };
        (end, left)
    }

    fn follow(&mut self) -> End {
        self.set_state(State::Following);
        loop {
            let done = self.turn().and_then(|turn| match turn {
                Turn::Sign => self.sign(),
                Turn::Compare(note) => self.compare(note),
            });
            match done {
                Ok(()) if self.ending && self.waiting.is_empty() => return End::Closed,
                Ok(()) => {}
                Err(end) => return end,
            }
        }
    }

    /// What there is to do.
    fn turn(&mut self) -> Result<Turn, End> {
        let (shared, size) = (self.shared, self.integrator.size());
        self.insist(|| shared.board.turn(size))
    }

    /// Asks the board until it answers. None of the answers is [`board::Error::Unavailable`].
    pub(super) fn ask<T, F>(&mut self, mut ask: impl FnMut() -> F) -> Result<Result<T, board::Error>, End>
    where
        F: Future<Output = Result<T, board::Error>>,
    {
        let mut wait = RETRY_WAIT_MIN;
        loop {
            let patience = if self.leading { LAST_ANSWER_WAIT_MAX } else { Duration::ZERO };
            match self.until_stopped(ask(), patience)? {
                Err(error @ board::Error::Unavailable(_)) => self.wait_for_better(&error, &mut wait)?,
                answer => {
                    self.better();
                    return Ok(answer);
                }
            }
        }
    }

    /// Asks the board, where none but an answer is of use.
    pub(super) fn insist<T, F>(&mut self, mut ask: impl FnMut() -> F) -> Result<T, End>
    where
        F: Future<Output = Result<T, board::Error>>,
    {
        let mut wait = RETRY_WAIT_MIN;
        loop {
            match self.ask(&mut ask)? {
                Ok(answer) => return Ok(answer),
                Err(error) => self.wait_for_better(&error, &mut wait)?,
            }
        }
    }

    /// Does something with the folder until there is room for it.
    pub(super) fn persist(&mut self, mut write: impl FnMut() -> Result<(), DeviceError>) -> Result<(), End> {
        let mut wait = RETRY_WAIT_MIN;
        loop {
            match write() {
                Ok(()) => {
                    self.better();
                    return Ok(());
                }
                Err(error) if error.is_full() => self.wait_for_better(&error, &mut wait)?,
                Err(error) => return Err(Stop::Device(error).into()),
            }
        }
    }

    /// Waits until as many records wait as fill the tile, or one has waited long enough, or nothing comes any more.
    pub(super) fn gather(&mut self) -> Result<(), End> {
        let room = RECORDS_PER_CHECKPOINT_MAX - self.integrator.size() % RECORDS_PER_CHECKPOINT_MAX;
        while !self.ending && (self.waiting.len() as u64) < room {
            let left = match self.waiting.front() {
                Some(_) => CHECKPOINT_WAIT_MAX.checked_sub(self.waiting_since.elapsed()),
                None => Some(Duration::MAX),
            };
            let Some(left) = left else { break };
            if !self.more(left)? {
                break;
            }
        }
        Ok(())
    }

    /// Takes more records, if some come within this time.
    pub(super) fn more(&mut self, limit: Duration) -> Result<bool, End> {
        let mut wait = RETRY_WAIT_MIN;
        loop {
            if self.has_all_since_stopped() {
                self.ending = true;
                return Ok(false);
            }
            let (mut stopped, mut halted) = (self.stopped.clone(), self.halted.clone());
            let last = self.is_stopped();
            let limit = if last { limit.min(LAST_RECORDS_WAIT_MAX) } else { limit };
            let follow = &mut self.follow;
            let next = self.handle.block_on(async {
                tokio::select! {
                                biased;
                                _ = halted.wait_for(Option::is_some) => None,
                                next = tokio::time::timeout(limit, follow.next()) => Some(next),
                _ = stopped.wait_for(Option::is_some), if !last => None,
                            }
            });
            self.check_halted()?;
            // Told to stop while nothing came: looked at again above.
            let Some(next) = next else { continue };
            match next {
                Err(_) => {
                    self.ending |= last;
                    return Ok(false);
                }
                Ok(Ok(records)) => {
                    self.better();
                    self.last_came = Instant::now();
                    if self.waiting.is_empty() {
                        self.waiting_since = self.last_came;
                    }
                    self.waiting.extend(records);
                    return Ok(true);
                }
                Ok(Err(error)) => self.cannot_follow(error, &mut wait)?,
            }
            if self.ending {
                return Ok(false);
            }
        }
    }

    /// Whether it was told to stop, or nobody is there who could.
    fn is_stopped(&self) -> bool {
        self.stopped.borrow().is_some() || self.stopped.has_changed().is_err()
    }

    /// Whether it was told to stop, and everything has been taken that was in the journal then.
    fn has_all_since_stopped(&mut self) -> bool {
        if !self.is_stopped() {
            return false;
        }
        let last = self.waiting.back().map_or(Position(self.integrator.size()), |stored| stored.position);
        last >= *self.until.get_or_insert_with(|| self.shared.journal.head())
    }

    fn cannot_follow(&mut self, error: follow::Error, wait: &mut Duration) -> Result<(), End> {
        match error {
            follow::Error::Closed => self.ending = true,
            follow::Error::Gap { expected, found } => return Err(Stop::Gap { expected, found }.into()),
            follow::Error::Ahead { after, head } => {
                return Err(Stop::JournalShorter { head, size: after.0 }.into());
            }
            follow::Error::Read(journal::read::Error::Damaged { .. }) => {
                return Err(Stop::Journal(error).into());
            }
            follow::Error::Read(journal::read::Error::Unavailable { .. }) => {
                self.wait_for_better(&error, wait)?
            }
        }
        Ok(())
    }

    /// After a round: it leaves only records that came last, or so many that they do not wait.
    pub(super) fn round_taken(&mut self) {
        self.waiting_since = self.last_came;
    }

    /// The next record that waits becomes a leaf.
    pub(super) fn push(&mut self) -> Result<bool, End> {
        let Some(stored) = self.waiting.pop_front() else { return Ok(false) };
        match self.integrator.push(stored.position, &stored.entry.record) {
            Ok(()) => Ok(true),
            Err(Unfit::Gap { expected, found }) => Err(Stop::Gap { expected, found }.into()),
            Err(Unfit::TooLong { position }) => Err(Stop::TooLong { position }.into()),
        }
    }

    /// Goes back to what is published, after a round of which not all was.
    pub(super) fn rewind(&mut self) -> Result<(), End> {
        let (size, root) = self.published.as_ref().map_or((0, EMPTY_ROOT), |note| {
            let checkpoint = note.checkpoint();
            (checkpoint.size(), checkpoint.root())
        });
        let restored =
            Integrator::restore(size, |tile| self.shared.folder.whole(tile)).map_err(Stop::Tiles)?;
        if restored.root() != root {
            return Err(Stop::Tiles(tlog::source::Error::OtherRoot { size }).into());
        }
        self.integrator = restored;
        self.waiting.clear();
        self.follow = self.shared.journal.follow(Position(size));
        Ok(())
    }

    /// A checkpoint counts and is in the folder, durably.
    pub(super) fn publish(&mut self, newest: Option<Arc<SignedCheckpoint>>) {
        self.published.clone_from(&newest);
        self.shared.status.send_modify(|status| {
            status.position = Position(newest.as_ref().map_or(0, |note| note.checkpoint().size()));
            status.checkpoint = newest;
        });
    }

    /// Whether somebody else wants nothing to be signed any more.
    pub(super) fn check_halted(&self) -> Result<(), End> {
        match &*self.halted.borrow() {
            Some(why) => Err(Stop::Told { why: Arc::clone(why) }.into()),
            None => Ok(()),
        }
    }

    fn set_state(&self, state: State) {
        self.shared.status.send_modify(|status| status.state = state);
    }

    fn wait_for_better(&mut self, error: &dyn std::error::Error, wait: &mut Duration) -> Result<(), End> {
        let why = journal::causes(error);
        tracing::warn!(why, wait_ms = wait.as_millis(), "ledger waits; trying again");
        self.set_state(State::Waiting { why: why.into() });
        self.until_stopped(tokio::time::sleep(*wait), Duration::ZERO)?;
        *wait = RETRY_WAIT_MAX.min(*wait * 2);
        Ok(())
    }

    fn better(&self) {
        self.shared.status.send_if_modified(|status| {
            let waited = matches!(status.state, State::Waiting { .. });
            if waited {
                status.state = State::Following;
            }
            waited
        });
    }

    /// Waits for something, and for so long at most once it was told to stop; nor longer than [`LAST_ROUND_WAIT_MAX`] after that.
    pub(super) fn until_stopped<T>(
        &self,
        future: impl Future<Output = T>,
        patience: Duration,
    ) -> Result<T, End> {
        let (mut stopped, mut halted) = (self.stopped.clone(), self.halted.clone());
        let done = self.handle.block_on(async {
            tokio::select! {
                biased;
                _ = halted.wait_for(Option::is_some) => None,
                done = future => Some(done),
                () = async {
                    // Whoever let go of it without a word waits for nothing.
                    let told = stopped.wait_for(Option::is_some).await.ok().and_then(|told| *told);
                    if let Some(told) = told {
                        sleep_until((Instant::now() + patience).min(told + LAST_ROUND_WAIT_MAX)).await;
                    }
                } => None,
            }
        });
        self.check_halted()?;
        done.ok_or(End::Closed)
    }
}
