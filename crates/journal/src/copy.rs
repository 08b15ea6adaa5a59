//! Moving a journal: every record to the same position of another one, compared byte for byte afterwards.
//!
//! A copy that broke off goes on where it stopped: what is there already is compared like everything else. The copy is
//! another log with an id of its own, so what was derived from the old one is derived anew.

use record::{LogId, Position};

use crate::{BoxFuture, Follow, Journal, Stored, append, follow};

/// A journal that can take over records at the positions that they have elsewhere. Nobody else may write to it meanwhile.
pub trait Target: Journal {
    /// Stores records that follow the last one of this journal, each at its own position, durably.
    ///
    /// When this fails, the first of them may have been stored: look at the [head](Journal::head).
    fn take_over(&self, records: Vec<Stored>) -> BoxFuture<'_, Result<(), append::Error>>;
}

/// What was copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// How many records were there already, and are the same.
    pub found: u64,
    /// How many records were copied now, and are the same.
    pub copied: u64,
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

/// Copies what the source has now, and compares all of it. Tells after every batch how far it has come in copying.
///
/// # Errors
/// See [`Error`].
pub async fn copy(
    from: &dyn Journal,
    to: &dyn Target,
    told: &mut (dyn FnMut(Position) + Send),
) -> Result<Copied, Error> {
    let (until, begun) = (from.head(), to.head());
    if begun > until {
        return Err(Error::Ahead { origin: until, target: begun });
    }
    // Before anything is added to what may be another journal.
    compare(from, to, begun).await?;
    let mut source = Reading::new(from.follow(begun), begun, until);
    while let Some(records) = source.next().await.map_err(Error::Source)? {
        let last = records.last().map_or(begun, |record| record.position);
        to.take_over(records).await.map_err(|source| Error::Append { after: to.head(), source })?;
        told(last);
    }
    compare(from, to, until).await?;
    Ok(Copied { found: begun.0, copied: until.0 - begun.0, from: from.log_id(), to: to.log_id() })
}

/// Whether two journals have the same records up to a position.
async fn compare(from: &dyn Journal, to: &dyn Journal, until: Position) -> Result<(), Error> {
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
                return Err(Error::Different { position: record.position });
            }
        }
    }
    Ok(())
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
