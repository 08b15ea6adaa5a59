//! Sees to it that words which are to be gone are gone.
//!
//! The log is its own list of erasures (`docs/adr/0015-keeping.md`): the eraser follows the journal from its first record
//! at every start, and takes the words of every `TextsErased` away. What a crash cut short is finished so, and what an
//! older copy of the journal brought back is erased again. Erasing again what is gone does nothing, so several may do it
//! at once.
//!
//! - [`Eraser`]: how far it is, for who waits; and its run
//! - `gone`: the words of one erasure

mod gone;

use std::{sync::Arc, time::Duration};

use journal::{Journal, Stored, follow};
use record::Position;
use tokio::sync::watch;

/// How long the eraser waits before it tries again what did not succeed.
pub const RETRY_EVERY: Duration = Duration::from_millis(500);
/// How often an erasure is worked out anew because another eraser was at the same words.
pub const CONTENDED_MAX: u32 = 100;

/// The eraser of a journal. Cheap to clone; clones are one eraser.
#[derive(Clone)]
pub struct Eraser {
    journal: Arc<dyn Journal>,
    told: Arc<watch::Sender<Told>>,
}

/// How an eraser does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Not yet past what the journal held when it began: something may be there that should be gone.
    CatchingUp,
    /// Past all that, and going on.
    Current,
    /// It cannot go on: somebody must look.
    Stopped {
        /// Why, for the operator.
        why: Arc<str>,
    },
}

/// Why the eraser cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The journal cannot be followed.
    #[error("the journal cannot be followed")]
    Follow(#[from] follow::Error),
    /// A record cannot be understood.
    #[error("the record at position {position} cannot be read")]
    Undecodable {
        /// Where.
        position: Position,
        /// Why.
        #[source]
        source: record::decode::Error,
    },
    /// Words cannot be taken away.
    #[error("the words named by the record at position {position} cannot be erased")]
    Erase {
        /// Where it says so.
        position: Position,
        /// Why.
        #[source]
        source: journal::erase::Error,
    },
    /// What stands beside a record are no disclosures, so that nobody can tell which to take away.
    #[error("the words beside the record at position {position} cannot be read")]
    TextsLost {
        /// The record.
        position: Position,
    },
    /// Others keep erasing the same words.
    #[error("the words beside the record at position {position} kept changing while they were erased")]
    Contended {
        /// The record.
        position: Position,
    },
}

#[derive(Debug, Clone, Default)]
struct Told {
    passed: Position,
    /// Where the journal ended at the start. `None`: it was not asked yet.
    until: Option<Position>,
    stopped: Option<Arc<str>>,
}

impl Eraser {
    /// An eraser that has not begun.
    pub fn new(journal: Arc<dyn Journal>) -> Self {
        Self { journal, told: Arc::new(watch::Sender::default()) }
    }

    /// Follows the journal for as long as it goes. What may pass by itself is tried again and again; this ends when the
    /// journal is closed, and after an [`Error`] that somebody must look at.
    ///
    /// # Errors
    /// [`Error`]; it is also told as [`State::Stopped`].
    pub async fn run(&self) -> Result<(), Error> {
        let until = self.journal.ask_head().await;
        self.told.send_modify(|told| told.until = Some(until));
        let answer = self.follow().await;
        if let Err(error) = &answer {
            let why: Arc<str> = journal::causes(error).into();
            self.told.send_modify(|told| told.stopped = Some(why));
        }
        answer
    }

    /// How it does.
    pub fn state(&self) -> State {
        let told = self.told.borrow();
        match (&told.stopped, told.until) {
            (Some(why), _) => State::Stopped { why: Arc::clone(why) },
            (None, Some(until)) if told.passed >= until => State::Current,
            (None, Some(_) | None) => State::CatchingUp,
        }
    }

    /// Waits until everything is gone that the records up to a position say is; false if that takes longer.
    pub async fn passed(&self, position: Position, within: Duration) -> bool {
        let mut told = self.told.subscribe();
        let passed = told.wait_for(|told| told.passed >= position || told.stopped.is_some());
        match tokio::time::timeout(within, passed).await {
            Ok(Ok(told)) => told.passed >= position,
            Ok(Err(_)) | Err(_) => false,
        }
    }

    async fn follow(&self) -> Result<(), Error> {
        let mut follow = self.journal.follow(Position::START);
        loop {
            match follow.next().await {
                Ok(batch) => self.take(&batch).await?,
                Err(follow::Error::Closed) => return Ok(()),
                Err(follow::Error::Read(error @ journal::read::Error::Unavailable { .. })) => {
                    tracing::warn!(why = journal::causes(&error), "the eraser waits for the journal");
                    tokio::time::sleep(RETRY_EVERY).await;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    async fn take(&self, batch: &[Stored]) -> Result<(), Error> {
        for stored in batch {
            let position = stored.position;
            let erased = record::erased(&stored.entry.record)
                .map_err(|source| Error::Undecodable { position, source })?;
            if let Some(erased) = erased {
                gone::make(self.journal.as_ref(), &erased, position).await?;
            }
        }
        if let Some(last) = batch.last() {
            self.told.send_modify(|told| told.passed = last.position);
        }
        Ok(())
    }
}
