//! The board of a region whose journal many machines share: checkpoints are notices beside the records.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use journal::{
    BoxFuture, JetStreamJournal,
    jetstream::{
        Notices,
        notices::{Error as LeaveError, Notice, Topic},
    },
    read,
};
use tlog::SignedCheckpoint;
use tokio::{
    sync::watch,
    task::JoinHandle,
    time::{Instant, sleep},
};

use super::{
    Board, Error, Turn,
    lease::{Act, Lease, TERM, TERM_MAX},
};

/// How often it is looked whether somebody else published.
pub const LOOK_EVERY: Duration = Duration::from_millis(500);
/// In which part of a term it is looked whose turn it is.
const LOOK_PART: u32 = 20;
/// How often it is tried to give up the turn. Between two tries a notice of ours got in that was cut off on its way.
const FAREWELLS_MAX: usize = 3;

/// Whether this process signs when it is its turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It takes turns, each for so long at most without another word; [`TERM`] is usual.
    Signs(Duration),
    /// It has no key, or is not let sign: it compares.
    Compares,
}

impl Default for Part {
    fn default() -> Self {
        Self::Signs(TERM)
    }
}

/// The board of a region. Dropping it lets the turn lapse; [`leave`](Board::leave) gives it up at once.
pub struct Region {
    inner: Arc<Inner>,
    keeping: Mutex<Keeping>,
}

/// What takes and prolongs the turn.
enum Keeping {
    /// Nothing yet: whoever opens its ledger signs nothing, for as long as that takes and however it ends, and must keep nobody
    /// waiting meanwhile.
    NotYet {
        /// How often it is looked whose turn it is.
        pause: Duration,
    },
    /// A task.
    Runs(JoinHandle<()>),
    /// Nothing is signed here, or not any more.
    Ended,
}

struct Inner {
    notices: Notices,
    lease: Mutex<Lease>,
    /// Until when it is our turn; for whoever waits for that.
    turn: watch::Sender<Option<Instant>>,
    /// The newest checkpoint and its number, if this process published it.
    last: Mutex<Option<(u64, SignedCheckpoint)>>,
    /// Whether the newest checkpoint was compared once, be it an old one: somebody may have put another journal back.
    has_compared: Mutex<bool>,
}

impl Region {
    /// The board beside this journal. It takes no turn before it is [asked](Board::turn) what to do, within the tokio runtime on
    /// which the turn is kept then.
    ///
    /// # Errors
    /// There are no notices beside the records, or the system gave no random bytes.
    pub async fn open(journal: &JetStreamJournal, part: Part) -> Result<Self, Error> {
        let notices = journal.notices().await.map_err(away)?;
        let mut name = [0; 16];
        getrandom::fill(&mut name).map_err(|error| Error::Unavailable(error.into()))?;
        let name = name.iter().map(|byte| format!("{byte:02x}")).collect();
        let term = match part {
            Part::Signs(term) => term.min(TERM_MAX),
            Part::Compares => Duration::ZERO,
        };
        let inner = Arc::new(Inner {
            notices,
            lease: Mutex::new(Lease::new(name, term)),
            turn: watch::Sender::new(None),
            last: Mutex::new(None),
            has_compared: Mutex::new(false),
        });
        let keeping = match part {
            Part::Signs(_) => Keeping::NotYet { pause: term / LOOK_PART },
            Part::Compares => Keeping::Ended,
        };
        Ok(Self { inner, keeping: Mutex::new(keeping) })
    }

    /// Begins to take turns, unless it did.
    fn begin(&self) {
        let mut keeping = locked(&self.keeping);
        if let Keeping::NotYet { pause } = *keeping {
            *keeping = Keeping::Runs(tokio::spawn(keep(Arc::clone(&self.inner), pause)));
        }
    }

    async fn turn(&self, size: u64) -> Result<Turn, Error> {
        let mut turns = self.inner.turn.subscribe();
        loop {
            let newest = self.inner.notices.peek(Topic::Checkpoint).await.map_err(away)?;
            let newest = newest.map(understood).transpose()?.map(|(_, note)| note);
            if let Some(note) = newest {
                let is_first = !std::mem::replace(&mut *locked(&self.inner.has_compared), true);
                // Whoever signs takes care of that itself, and asks anew.
                if is_first || note.checkpoint().size() > size && !self.inner.is_turn() {
                    return Ok(Turn::Compare(note));
                }
            }
            // It is behind nobody, and asks for something to do: from here on it may be its turn.
            self.begin();
            if self.inner.is_turn() {
                return Ok(Turn::Sign);
            }
            turns.mark_unchanged();
            tokio::select! {
                () = sleep(LOOK_EVERY) => {}
                changed = turns.changed() => changed.map_err(|closed| Error::Unavailable(closed.into()))?,
            }
        }
    }

    async fn give_up(&self) {
        let keeping = std::mem::replace(&mut *locked(&self.keeping), Keeping::Ended);
        let Keeping::Runs(keeping) = keeping else { return };
        keeping.abort();
        // What it was doing is done or cut off.
        let _ = keeping.await;
        locked(&self.inner.lease).lose();
        self.inner.turn.send_replace(None);
        for _ in 0..FAREWELLS_MAX {
            match self.inner.say_farewell().await {
                Ok(()) => return,
                Err(Error::Moved) => {}
                Err(error) => {
                    let why = journal::causes(&error);
                    tracing::debug!(why, "the turn to sign was not given up; it lapses");
                    return;
                }
            }
        }
    }
}

impl Drop for Region {
    fn drop(&mut self) {
        if let Keeping::Runs(keeping) = &*locked(&self.keeping) {
            keeping.abort();
        }
    }
}

/// Takes the turn when nobody has it, and prolongs it as long as this process lives.
async fn keep(inner: Arc<Inner>, pause: Duration) {
    loop {
        // Before anything is left, it is looked: a process that just woke up has missed what happened.
        match inner.notices.peek(Topic::Turn).await {
            Ok(notice) => {
                locked(&inner.lease).saw(notice.as_ref(), Instant::now());
                inner.act().await;
            }
            Err(error) => tracing::debug!(%error, "whose turn it is to sign cannot be read"),
        }
        inner.tell();
        sleep(pause).await;
    }
}

impl Inner {
    async fn act(&self) {
        let (act, text) = {
            let lease = locked(&self.lease);
            (lease.next(Instant::now()), lease.notice())
        };
        let Act::Leave { before } = act else { return };
        let sent = Instant::now();
        let left = self.notices.leave(Topic::Turn, before, text.into()).await;
        let mut lease = locked(&self.lease);
        match left {
            Ok(number) => {
                if !lease.is_mine(sent) {
                    tracing::info!("it is this process's turn to sign");
                }
                lease.left(number, sent, Instant::now());
            }
            // Somebody was quicker; who, is seen at the next look.
            Err(LeaveError::Moved) => {}
            Err(error) => {
                tracing::debug!(%error, "whether it is our turn to sign is not known");
                lease.doubts(sent);
            }
        }
    }

    /// Gives up the turn, if it is ours by the newest notice. That may be one that nobody here heard of any more.
    async fn say_farewell(&self) -> Result<(), Error> {
        let notice = self.notices.peek(Topic::Turn).await.map_err(away)?;
        let (mine, farewell) = {
            let mut lease = locked(&self.lease);
            lease.saw(notice.as_ref(), Instant::now());
            lease.lose();
            (lease.mine(), lease.farewell())
        };
        let Some(before) = mine else { return Ok(()) };
        let left = self.notices.leave(Topic::Turn, before, farewell.into()).await;
        left.map(drop).map_err(not_left)
    }

    /// Tells whoever waits until when it is our turn.
    fn tell(&self) {
        let until = locked(&self.lease).held_until();
        self.turn.send_if_modified(|told| std::mem::replace(told, until) != until);
    }

    fn is_turn(&self) -> bool {
        locked(&self.lease).is_mine(Instant::now())
    }

    async fn newest(&self, topic: Topic) -> Result<Option<(u64, SignedCheckpoint)>, Error> {
        let notice = self.notices.newest(topic).await.map_err(away)?;
        notice.map(understood).transpose()
    }

    /// The number behind which `next` may be published; none if it was published already.
    async fn before(
        &self,
        previous: Option<&SignedCheckpoint>,
        next: &SignedCheckpoint,
    ) -> Result<Option<u64>, Error> {
        if let (Some((number, last)), Some(previous)) = (&*locked(&self.last), previous)
            && last.checkpoint() == previous.checkpoint()
        {
            return Ok(Some(*number));
        }
        let newest = self.newest(Topic::Checkpoint).await?;
        match (newest, previous) {
            (Some((number, newest)), _) if newest.checkpoint() == next.checkpoint() => {
                *locked(&self.last) = Some((number, newest));
                Ok(None)
            }
            (Some((number, newest)), Some(previous)) if newest.checkpoint() == previous.checkpoint() => {
                Ok(Some(number))
            }
            (None, None) => Ok(Some(0)),
            (Some(_), _) | (None, Some(_)) => Err(Error::Moved),
        }
    }

    async fn publish(
        &self,
        previous: Option<&SignedCheckpoint>,
        next: &SignedCheckpoint,
    ) -> Result<(), Error> {
        // Whoever lost its turn leaves the work to others. That it could do no harm, the servers see to.
        if !self.is_turn() {
            return Err(Error::Moved);
        }
        let Some(before) = self.before(previous, next).await? else { return Ok(()) };
        let left = self.notices.leave(Topic::Checkpoint, before, Bytes::from(next.to_string())).await;
        *locked(&self.last) = None;
        match left {
            Ok(number) => {
                *locked(&self.last) = Some((number, next.clone()));
                Ok(())
            }
            Err(LeaveError::Moved) => {
                // It may be this very one, whose answer was lost.
                let newest = self.newest(Topic::Checkpoint).await?;
                let is_next = newest.is_some_and(|(_, newest)| newest.checkpoint() == next.checkpoint());
                if is_next { Ok(()) } else { Err(Error::Moved) }
            }
            Err(error) => Err(not_left(error)),
        }
    }

    /// What lies where the newest cosigned checkpoint does, with the number of its notice; 0 if there is none.
    async fn witnessed(&self) -> Result<(u64, Option<SignedCheckpoint>), Error> {
        let Some(notice) = self.notices.newest(Topic::Witnessed).await.map_err(away)? else {
            return Ok((0, None));
        };
        // Garbage must not keep what is none from taking its place.
        Ok((notice.number, SignedCheckpoint::parse(&notice.bytes).ok()))
    }

    /// Keeps a cosigned checkpoint for all, in place of this one.
    async fn keep_witnessed(
        &self,
        previous: Option<&SignedCheckpoint>,
        note: &SignedCheckpoint,
    ) -> Result<(), Error> {
        let (before, there) = self.witnessed().await?;
        if there.as_ref() != previous {
            return Err(Error::Moved);
        }
        let left = self.notices.leave(Topic::Witnessed, before, Bytes::from(note.to_string())).await;
        left.map(drop).map_err(not_left)
    }
}

impl Board for Region {
    fn is_turn(&self) -> bool {
        self.inner.is_turn()
    }

    fn leave(&self) -> BoxFuture<'_, ()> {
        Box::pin(self.give_up())
    }

    fn newest(&self) -> BoxFuture<'_, Result<Option<SignedCheckpoint>, Error>> {
        Box::pin(async { Ok(self.inner.newest(Topic::Checkpoint).await?.map(|(_, note)| note)) })
    }

    fn publish<'a>(
        &'a self,
        previous: Option<&'a SignedCheckpoint>,
        next: &'a SignedCheckpoint,
    ) -> BoxFuture<'a, Result<(), Error>> {
        Box::pin(self.inner.publish(previous, next))
    }

    fn turn(&self, size: u64) -> BoxFuture<'_, Result<Turn, Error>> {
        Box::pin(self.turn(size))
    }

    fn witnessed(&self) -> BoxFuture<'_, Result<Option<SignedCheckpoint>, Error>> {
        Box::pin(async { Ok(self.inner.witnessed().await?.1) })
    }

    fn keep_witnessed<'a>(
        &'a self,
        previous: Option<&'a SignedCheckpoint>,
        note: &'a SignedCheckpoint,
    ) -> BoxFuture<'a, Result<(), Error>> {
        Box::pin(self.inner.keep_witnessed(previous, note))
    }
}

/// A notice that is a signed checkpoint. Whose, the ledger verifies.
fn understood(notice: Notice) -> Result<(u64, SignedCheckpoint), Error> {
    let note = SignedCheckpoint::parse(&notice.bytes).map_err(|error| Error::Unavailable(error.into()))?;
    Ok((notice.number, note))
}

fn away(error: read::Error) -> Error {
    Error::Unavailable(error.into())
}

fn not_left(error: LeaveError) -> Error {
    match error {
        LeaveError::Moved => Error::Moved,
        error @ (LeaveError::TooLarge { .. } | LeaveError::Unclear(_)) => Error::Unavailable(error.into()),
    }
}

fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
