//! From the journal to the view: read, decode on several threads, apply in order.
//!
//! Batches go to the decoders in turn and come back in turn, so their order needs no numbers. Every queue is bounded:
//! a reader that is ahead waits.

use std::{
    sync::{
        Arc,
        mpsc::{RecvTimeoutError, SyncSender},
    },
    thread,
    time::Duration,
};

use journal::{Journal, follow};
use record::Position;
use tokio::{
    runtime::Handle,
    sync::watch,
    time::{Instant, sleep_until},
};

use super::{
    chores::Chores,
    lane::{Batch, Lane, Read},
};
use crate::{Status, Views, apply, status::chain, store};

/// How many threads decode.
pub const DECODERS: usize = 2;
/// How long records gather while they keep coming. Three threads wake for every batch, which costs more than the few
/// records of one command; the first after a pause waits for nobody.
pub const GATHER_TIME: Duration = Duration::from_millis(4);
/// A batch of so many records is worth waking for.
pub const GATHER_RECORDS_MAX: usize = 256;

/// How feeding a view came to an end.
#[derive(Debug)]
pub(super) enum End {
    /// It was told to stop, or the journal was closed.
    Closed,
    /// It cannot go on, whatever is tried.
    Stopped(Status),
    /// The journal cannot be read now.
    Unreadable(Arc<str>),
    /// The view is damaged, or not of this journal.
    Unfit(Arc<str>),
    /// There was no room to write the view, so what is kept of it cannot be used any more.
    Full(Arc<str>),
}

pub(super) struct Pipeline<'v> {
    pub(super) views: &'v Views,
    pub(super) journal: &'v dyn Journal,
    pub(super) handle: &'v Handle,
    pub(super) stopped: watch::Receiver<bool>,
    /// Until when there is no room to write, because there was none a moment ago.
    pub(super) full_until: std::time::Instant,
}

impl Pipeline<'_> {
    /// Feeds the view until something ends that. Also says whether the view had caught up by then.
    pub(super) fn run(&mut self) -> (End, bool) {
        if let Err(end) = self.check() {
            return (end, false);
        }
        let after = self.views.position();
        let (halt, halted) = watch::channel(false);
        let (handle, journal, stopped) = (self.handle, self.journal, self.stopped.clone());
        thread::scope(|scope| {
            let (to_decoders, lanes): (Vec<_>, Vec<_>) = (0..DECODERS).map(|_| Lane::begin(scope)).unzip();
            // The decoders end when the reader does, because it takes what feeds them along.
            scope.spawn(move || read(handle, journal, after, [stopped, halted], &to_decoders));
            let ended = self.apply(&lanes);
            // The reader may be waiting for a record, or for room in a queue that nobody empties any more.
            halt.send_replace(true);
            drop(lanes);
            ended
        })
    }

    /// Whether the view is of this journal as it is, and not of one that was restored and went on otherwise.
    fn check(&self) -> Result<(), End> {
        let checkpoint = self.views.checkpoint().map_err(|error| End::Unfit(chain(&error)))?;
        let position = checkpoint.position;
        if checkpoint.log != self.journal.log_id() {
            let why = "these are views of another journal: open them with this journal's id".into();
            return Err(End::Stopped(Status::Stopped { position: position.next(), why }));
        }
        let Some(last) = checkpoint.last else { return Ok(()) };
        match self.handle.block_on(self.journal.at(position)) {
            Ok(Some(stored)) if stored.entry.command == last => Ok(()),
            Ok(Some(_)) => {
                Err(End::Unfit(format!("the journal has another record at position {position}").into()))
            }
            Ok(None) => Err(End::Unfit(format!("the journal ends before position {position}").into())),
            Err(error) => Err(End::Unreadable(chain(&error))),
        }
    }

    /// Takes from the decoders in turn. Stays with one until its batch came, doing chores meanwhile.
    fn apply(&self, lanes: &[Lane]) -> (End, bool) {
        let mut chores = Chores::new(self.views, self.journal.head(), self.full_until);
        for lane in lanes.iter().cycle() {
            loop {
                if let Err(error) = chores.settle() {
                    return (End::Full(chain(&error)), chores.has_settled());
                }
                chores.renew();
                if self.views.is_damaged() {
                    return (End::Unfit("a reader met damage".into()), chores.has_settled());
                }
                let done = match lane.next(chores.pause()) {
                    Ok(batch) => match self.take(lane, batch) {
                        Ok(()) => chores.busy().map(|()| true),
                        Err(end) => return (end, chores.has_settled()),
                    },
                    Err(RecvTimeoutError::Timeout) => chores.idle().map(|()| false),
                    Err(RecvTimeoutError::Disconnected) => return (End::Closed, chores.has_settled()),
                };
                match done {
                    Ok(true) => break,
                    Ok(false) => {}
                    Err(error) => return (self.unwritten(&error), chores.has_settled()),
                }
            }
        }
        (End::Closed, chores.has_settled())
    }

    fn unwritten(&self, error: &store::Error) -> End {
        let is_full = error.is_full() || !self.views.has_room();
        if is_full { End::Full(chain(error)) } else { End::Unfit(chain(error)) }
    }

    fn take(&self, lane: &Lane, batch: Result<Batch, follow::Error>) -> Result<(), End> {
        let Batch { records, failed } = batch.map_err(|error| self.ended(&error))?;
        let applied = self.views.apply_decoded(&records);
        lane.give_back(records);
        let Some(error) = applied.err().or(failed) else { return Ok(()) };
        self.views.stop(&error);
        Err(match error {
            apply::Error::Store { .. } => End::Unfit(chain(&error)),
            apply::Error::Gap { .. }
            | apply::Error::Record { .. }
            | apply::Error::Words { .. }
            | apply::Error::Misplaced { .. }
            | apply::Error::Revision { .. }
            | apply::Error::FrameworkNotAdopted { .. } => {
                End::Stopped(self.stopped_before(self.views.position().next(), &error))
            }
        })
    }

    fn ended(&self, error: &follow::Error) -> End {
        match error {
            follow::Error::Closed => End::Closed,
            follow::Error::Ahead { .. } => End::Unfit(chain(error)),
            follow::Error::Read(journal::read::Error::Unavailable { .. }) => End::Unreadable(chain(error)),
            follow::Error::Read(journal::read::Error::Damaged { .. }) | follow::Error::Gap { .. } => {
                End::Stopped(self.stopped_before(self.views.position().next(), error))
            }
        }
    }

    fn stopped_before(&self, position: Position, error: &dyn std::error::Error) -> Status {
        Status::Stopped { position, why: chain(error) }
    }
}

/// Reads batch after batch and gives them to the decoders in turn, until it is told to stop.
fn read(
    handle: &Handle,
    journal: &dyn Journal,
    after: Position,
    [mut stopped, mut halted]: [watch::Receiver<bool>; 2],
    decoders: &[SyncSender<Read>],
) {
    let mut follow = journal.follow(after);
    let mut gathered = Instant::now();
    for decoder in decoders.iter().cycle() {
        let next = handle.block_on(async {
            let batch = async {
                sleep_until(gathered).await;
                follow.next().await
            };
            tokio::select! {
                biased;
                _ = stopped.wait_for(|stopped| *stopped) => None,
                _ = halted.wait_for(|halted| *halted) => None,
                batch = batch => Some(batch),
            }
        });
        let Some(batch) = next else { return };
        if batch.as_ref().is_ok_and(|batch| batch.len() < GATHER_RECORDS_MAX) {
            gathered = Instant::now() + GATHER_TIME;
        }
        let last = batch.is_err();
        if decoder.send(batch).is_err() || last {
            return;
        }
    }
}
