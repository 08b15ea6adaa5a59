//! Sees to it that words which are to be gone are gone.
//!
//! The log is its own list of erasures (`docs/adr/0015-keeping.md`): the eraser follows the journal from its first record
//! at every start, and takes the words of every `TextsErased` away. What a crash cut short is finished so, and what an
//! older copy of the words brought back is erased again. Erasing again what is gone does nothing, so several may do it
//! at once. What an older copy of the journal itself does not say any more is in the [`List`] beside it.
//!
//! A process that may not erase waits until another one has: so nobody is shown what should be gone.
//!
//! - [`Eraser`]: how far it is, for who waits; and its run
//! - [`list`]: what was erased, kept outside of what is backed up
//! - [`said`]: what a journal says is gone, for a copy of it that was made before
//! - `gone`: the words of one erasure

mod gone;
pub mod list;
pub mod said;

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

use bytes::Bytes;
use domain::{ids::Revision, sealed::Sealed};
use journal::{Journal, Stored, follow};
use record::{Erased, HistoryId, Position, seal};
use tokio::{
    sync::watch,
    task::{JoinError, spawn_blocking},
};

pub use self::{list::List, said::Said};

/// How long the eraser waits before it tries again what did not succeed.
pub const RETRY_EVERY: Duration = Duration::from_millis(500);
/// How long it waits before it tries again to write down what was erased.
pub const NOTE_EVERY: Duration = Duration::from_secs(5);
/// How often an erasure is worked out anew because another eraser was at the same words.
pub const CONTENDED_MAX: u32 = 100;

/// The eraser of a journal. Cheap to clone; clones are one eraser.
#[derive(Clone)]
pub struct Eraser {
    journal: Arc<dyn Journal>,
    /// Whether this process has the right to; otherwise it waits until another has.
    erases: bool,
    list: Option<Arc<Mutex<List>>>,
    gone: Arc<RwLock<Gone>>,
    told: Arc<watch::Sender<Told>>,
}

/// Every text that is to be gone, by the record that it stands beside.
type Gone = HashMap<HistoryId, BTreeMap<Revision, Vec<Sealed>>>;

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
    /// The records whose words are to be gone cannot be read.
    #[error("the history {history} cannot be read, of which words are to be erased")]
    Read {
        /// The history.
        history: HistoryId,
        /// Why.
        #[source]
        source: journal::read::Error,
    },
    /// Words cannot be taken away.
    #[error("the words beside the record at position {position} cannot be erased")]
    Erase {
        /// The record.
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
    /// A part of the list was lost.
    #[error(transparent)]
    List(#[from] list::Error),
    /// Writing down what was erased ended without doing it.
    #[error("writing down what was erased broke off")]
    Task(#[from] JoinError),
}

#[derive(Debug, Clone, Default)]
struct Told {
    passed: Position,
    /// The last record that says of words that they are gone.
    last: Option<Position>,
    /// Where the journal ended at the start. `None`: it was not asked yet.
    until: Option<Position>,
    stopped: Option<Arc<str>>,
}

impl Eraser {
    /// An eraser that has not begun.
    pub fn new(journal: Arc<dyn Journal>) -> Self {
        Self { journal, erases: true, list: None, gone: Arc::default(), told: Arc::default() }
    }

    /// One that only waits until others have erased, for a process without the right to.
    pub fn waiting(journal: Arc<dyn Journal>) -> Self {
        Self { erases: false, ..Self::new(journal) }
    }

    /// One that knows also what stands in this list and not in the journal, and writes down there what is erased.
    #[must_use]
    pub fn noting(self, list: List) -> Self {
        Self { list: Some(Arc::new(Mutex::new(list))), ..self }
    }

    /// Follows the journal for as long as it goes. What may pass by itself is tried again and again; this ends when the
    /// journal is closed, and after an [`Error`] that somebody must look at.
    ///
    /// # Errors
    /// [`Error`]; it is also told as [`State::Stopped`].
    pub async fn run(&self) -> Result<(), Error> {
        let until = self.journal.ask_head().await;
        self.told.send_modify(|told| told.until = Some(until));
        let answer = self.follow(until).await;
        let why = answer
            .as_ref()
            .map_or_else(|error| journal::causes(error), |()| "the journal is closed".to_owned());
        self.told.send_modify(|told| told.stopped = Some(why.into()));
        answer
    }

    /// How it does.
    pub fn state(&self) -> State {
        let told = self.told.borrow();
        match &told.stopped {
            Some(why) => State::Stopped { why: Arc::clone(why) },
            None if told.is_current() => State::Current,
            None => State::CatchingUp,
        }
    }

    /// What remains beside a record without what is to be gone, so far as this has come: also where one of several servers has
    /// not heard yet that it is.
    pub fn remains(&self, stored: &Stored) -> Bytes {
        let texts = &stored.entry.texts;
        let gone = self.gone.read().unwrap_or_else(PoisonError::into_inner);
        let named = gone.get(&stored.entry.history).and_then(|gone| gone.get(&stored.entry.revision));
        // Texts that are no disclosures are nobody's words.
        let remains = named.and_then(|named| seal::without(texts, named).ok().flatten());
        remains.map_or_else(|| texts.clone(), Bytes::from)
    }

    /// The last record so far that says of words that they are gone.
    pub fn last(&self) -> Option<Position> {
        self.told.borrow().last
    }

    /// Waits until everything is gone that was to be gone when it began.
    ///
    /// # Errors
    /// Why it stopped before that, for the operator.
    pub async fn current(&self) -> Result<(), Arc<str>> {
        let mut told = self.told.subscribe();
        let current = told.wait_for(|told| told.is_current() || told.stopped.is_some());
        // It cannot be closed while this is here.
        let stopped = current.await.map_or(None, |told| told.stopped.clone());
        stopped.map_or(Ok(()), Err)
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

    async fn follow(&self, until: Position) -> Result<(), Error> {
        if until == Position::START {
            self.erase_forgotten().await?;
        }
        let mut follow = self.journal.follow(Position::START);
        loop {
            match follow.next().await {
                Ok(batch) => self.take(&batch, until).await?,
                Err(follow::Error::Closed) => return Ok(()),
                Err(follow::Error::Read(error @ journal::read::Error::Unavailable { .. })) => {
                    tracing::warn!(why = journal::causes(&error), "the eraser waits for the journal");
                    tokio::time::sleep(RETRY_EVERY).await;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    async fn take(&self, batch: &[Stored], until: Position) -> Result<(), Error> {
        let mut said = self.last();
        for stored in batch {
            let position = stored.position;
            let erased = record::erased(&stored.entry.record)
                .map_err(|source| Error::Undecodable { position, source })?;
            if let Some(erased) = erased {
                self.make_gone(&erased).await?;
                self.note(stored.entry.record.clone()).await?;
                said = Some(position);
            }
        }
        let Some(last) = batch.last() else { return Ok(()) };
        let was_before = self.told.borrow().passed < until;
        if was_before && last.position >= until {
            self.erase_forgotten().await?;
        }
        self.told.send_modify(|told| (told.passed, told.last) = (last.position, said));
        Ok(())
    }

    async fn make_gone(&self, erased: &Erased) -> Result<(), Error> {
        {
            let mut gone = self.gone.write().unwrap_or_else(PoisonError::into_inner);
            let records = gone.entry(erased.history.clone()).or_default();
            for named in &erased.texts {
                records.entry(named.revision).or_default().extend(&named.texts);
            }
        }
        if self.erases {
            gone::make(self.journal.as_ref(), erased).await
        } else {
            gone::wait(self.journal.as_ref(), erased).await
        }
    }

    /// Writes down that a record said words are gone. Comes back only when that is durable.
    async fn note(&self, record: Bytes) -> Result<(), Error> {
        let Some(list) = &self.list else { return Ok(()) };
        loop {
            let (list, record) = (Arc::clone(list), record.clone());
            let noted = move || list.lock().unwrap_or_else(PoisonError::into_inner).note(&record);
            let Err(error) = spawn_blocking(noted).await? else { return Ok(()) };
            tracing::error!(
                why = journal::causes(&error),
                "what was erased cannot be written down, and nothing else is erased until it is: make room for it"
            );
            tokio::time::sleep(NOTE_EVERY).await;
        }
    }

    /// The records of erasures that stand in the list and not in the journal, one to a line, when this is
    /// [current](Self::current). What was derived from a journal with those words still has them.
    pub fn forgotten(&self) -> Vec<u8> {
        let Some(list) = &self.list else { return Vec::new() };
        list.lock().unwrap_or_else(PoisonError::into_inner).unseen().collect()
    }

    /// Erases what the list knows and a journal that was put back does not.
    async fn erase_forgotten(&self) -> Result<(), Error> {
        if let Some(list) = &self.list {
            list.lock().unwrap_or_else(PoisonError::into_inner).is_whole()?;
        }
        let forgotten = self.forgotten();
        for record in forgotten.split(|byte| *byte == b'\n') {
            // They were read when the list was.
            let Ok(Some(erased)) = record::erased(record) else { continue };
            tracing::warn!(
                history = %erased.history,
                here = self.erases,
                "the journal does not know of an erasure that stands in the list beside it, so it is older: the words are \
                 erased again, here or where there is the right to. Ask for the erasure again to have it in the record, and \
                 give every process the lists of all"
            );
            self.make_gone(&erased).await?;
        }
        Ok(())
    }
}

impl Told {
    fn is_current(&self) -> bool {
        self.until.is_some_and(|until| self.passed >= until)
    }
}
