//! Moving a journal: every record to the same position of another one, compared byte for byte afterwards.
//!
//! A copy that broke off goes on where it stopped: what is there already is compared like everything else. Of words that
//! were erased since it was begun the copy lets go too. The copy is another log with an id of its own, so what was derived
//! from the old one is derived anew.

use bytes::Bytes;
use record::{LogId, Position};

use crate::{BoxFuture, Follow, Journal, Stored, append, erase, follow, read};

/// A journal that can take over records at the positions that they have elsewhere. Nobody else may write to it meanwhile.
pub trait Target: Journal {
    /// Stores records that follow the last one of this journal, each at its own position, durably.
    ///
    /// When this fails, the first of them may have been stored: look at the [head](Journal::head).
    fn take_over(&self, records: Vec<Stored>) -> BoxFuture<'_, Result<(), append::Error>>;
}

/// What the source says is gone. A journal reads no records, so whoever does tells it.
pub trait Erasures: Send + Sync {
    /// What remains beside a record of the copy without the words that the source says are gone; `None` if it has none of
    /// them.
    fn remains<'a>(&'a self, copy: &'a Stored) -> BoxFuture<'a, Result<Option<Bytes>, read::Error>>;
}

/// For a journal from which nothing was ever erased.
impl Erasures for () {
    fn remains<'a>(&'a self, _: &'a Stored) -> BoxFuture<'a, Result<Option<Bytes>, read::Error>> {
        Box::pin(async { Ok(None) })
    }
}

/// What was copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// How many records were there already, and are the same.
    pub found: u64,
    /// How many records were copied now, and are the same.
    pub copied: u64,
    /// Beside how many of them words were erased, because the source says that they are gone.
    pub erased: u64,
    /// The log that they were copied from.
    pub from: LogId,
    /// The log that they were copied to.
    pub to: LogId,
}

/// Why a copy is not complete, or not a copy.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The target has more records than the source: it is no copy of it, or went its own way since.
    #[error("the target has {target} records and the source only {origin}: it is no copy of this journal")]
    Ahead {
        /// How many the source has.
        origin: Position,
        /// How many the target has.
        target: Position,
    },
    /// The two have different records at a position.
    #[error(
        "the record at position {position} is not the same in both: the target is no copy of this journal"
    )]
    Different {
        /// Where.
        position: Position,
    },
    /// The source cannot be read.
    #[error("the source cannot be read")]
    Source(#[source] follow::Error),
    /// The target cannot be read.
    #[error("the target cannot be read")]
    Target(#[source] follow::Error),
    /// What the source says is gone cannot be read.
    #[error("what was erased cannot be read from the source")]
    Erasures(#[source] read::Error),
    /// Words that are to be gone are in the target yet. Run the copy again; it goes on there.
    #[error("the words beside position {position} were not erased in the target; run the copy again")]
    Erase {
        /// Beside which record.
        position: Position,
        /// Why.
        #[source]
        source: erase::Error,
    },
    /// The target did not store a record. Run the copy again; it goes on there.
    #[error("the target stopped after position {after}; run the copy again, it goes on there")]
    Append {
        /// The last record that it has.
        after: Position,
        /// Why.
        #[source]
        source: append::Error,
    },
}

/// Copies what the source has now, and compares all of it. Tells after every batch how far it has come in copying. Words
/// that are only in the copy must be gone from the source because it [says so](Erasures); then they go from the copy.
///
/// # Errors
/// See [`Error`].
pub async fn copy(
    from: &dyn Journal,
    to: &dyn Target,
    erasures: &dyn Erasures,
    told: &mut (dyn FnMut(Position) + Send),
) -> Result<Copied, Error> {
    let (until, begun) = (from.head(), to.head());
    if begun > until {
        return Err(Error::Ahead { origin: until, target: begun });
    }
    // Before anything is added to what may be another journal.
    let mut stale = compare(from, to, erasures, begun).await?;
    erase_all(to, &stale).await?;
    let mut source = Reading::new(from.follow(begun), begun, until);
    while let Some(records) = source.next().await.map_err(Error::Source)? {
        let last = records.last().map_or(begun, |record| record.position);
        to.take_over(records).await.map_err(|source| Error::Append { after: to.head(), source })?;
        told(last);
    }
    // What was erased while it was copied.
    let since = compare(from, to, erasures, until).await?;
    erase_all(to, &since).await?;
    stale.extend(since);
    stale.sort();
    stale.dedup_by_key(|(position, _)| *position);
    let erased = stale.len() as u64;
    Ok(Copied { found: begun.0, copied: until.0 - begun.0, erased, from: from.log_id(), to: to.log_id() })
}

/// Takes words away, each beside a position with what remains there.
async fn erase_all(to: &dyn Target, stale: &[(Position, Bytes)]) -> Result<(), Error> {
    for (position, remains) in stale {
        let erased = to.erase(*position, remains.clone()).await;
        erased.map_err(|source| Error::Erase { position: *position, source })?;
    }
    Ok(())
}

/// Whether two journals have the same records up to a position. Answers where the copy has words that are gone from the source,
/// each with what remains.
async fn compare(
    from: &dyn Journal,
    to: &dyn Journal,
    erasures: &dyn Erasures,
    until: Position,
) -> Result<Vec<(Position, Bytes)>, Error> {
    let mut stale = Vec::new();
    let mut ours = Reading::new(to.follow(Position::START), Position::START, until);
    let mut theirs = Reading::new(from.follow(Position::START), Position::START, until);
    let mut waiting = Vec::new().into_iter();
    while let Some(records) = theirs.next().await.map_err(Error::Source)? {
        for record in records {
            let copy = loop {
                match waiting.next() {
                    Some(copy) => break copy,
                    None => {
                        let more = ours.next().await.map_err(Error::Target)?;
                        waiting = more.ok_or(Error::Different { position: record.position })?.into_iter();
                    }
                }
            };
            if copy != record {
                let position = record.position;
                let remains = without_erased(copy, &record, erasures).await?;
                stale.push((position, remains.ok_or(Error::Different { position })?));
            }
        }
    }
    Ok(stale)
}

/// What remains beside a record of the copy without what the source says is gone, if it is the source's record then.
async fn without_erased(
    mut copy: Stored,
    record: &Stored,
    erasures: &dyn Erasures,
) -> Result<Option<Bytes>, Error> {
    let Some(remains) = erasures.remains(&copy).await.map_err(Error::Erasures)? else { return Ok(None) };
    copy.entry.texts = remains.clone();
    Ok((copy == *record).then_some(remains))
}

/// A journal up to a position.
struct Reading {
    follow: Box<dyn Follow>,
    last: Position,
    until: Position,
}

impl Reading {
    fn new(follow: Box<dyn Follow>, after: Position, until: Position) -> Self {
        Self { follow, last: after, until }
    }

    /// The next records; `None` at the end.
    async fn next(&mut self) -> Result<Option<Vec<Stored>>, follow::Error> {
        if self.last >= self.until {
            return Ok(None);
        }
        let mut records = self.follow.next().await?;
        records.retain(|record| record.position <= self.until);
        self.last = records.last().map_or(self.until, |record| record.position);
        Ok(Some(records))
    }
}
