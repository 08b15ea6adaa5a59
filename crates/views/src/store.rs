//! The one place that knows sled, and the rules by which it is used (`eventstore.md` section 3).
//!
//! One tree, keys of fixed width under a prefix, big-endian, and a checksum of our own over every key and value.
//! Writing goes in batches that sled applies as one, bounded in rows and bytes; the checkpoint goes in the last.
//! A batch of a hundred thousand rows takes sled a gigabyte of memory and stops every reader for seconds, one of
//! a few hundred neither.

mod key;
mod value;
mod writer;

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    thread,
    time::Duration,
};

pub(crate) use key::Key;
use serde::{Deserialize, Serialize};
pub(crate) use value::Value;
pub(crate) use writer::Writer;
pub use writer::{BATCH_BYTES_MAX, BATCH_ROWS_MAX};

/// How much of its pages sled may keep in memory, in bytes. It takes up to ten times this for itself.
pub const CACHE_BYTES: u64 = 32 * 1024 * 1024;
/// How often a directory is tried that an earlier handle of this process has not let go of yet.
pub const LOCK_TRIES_MAX: u32 = 50;
/// How long to wait between two tries.
pub const LOCK_TRY_WAIT: Duration = Duration::from_millis(20);

/// Why the store of a view cannot be used. Whatever it is, the answer is to derive the view anew.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// sled reports a fault.
    #[error("the store reports a fault")]
    Sled(#[from] sled::Error),
    /// sled met something that it does not expect.
    #[error("the store gave up: {0}")]
    Panicked(String),
    /// What was kept is not what was written.
    #[error("the store is damaged: {0}")]
    Damaged(&'static str),
}

/// An open store.
#[derive(Debug)]
pub(crate) struct Store {
    db: sled::Db,
    /// The most rows in a batch; tests make it small.
    pub(crate) batch_rows_max: usize,
    /// After how many batches the next writing is to break off, for tests.
    #[cfg(test)]
    pub(crate) batches_left: std::sync::atomic::AtomicU32,
}

impl Error {
    /// Whether it is for want of room, as far as sled says so: sometimes it panics with what it was told.
    pub(crate) fn is_full(&self) -> bool {
        match self {
            Self::Sled(sled::Error::Io(error)) => error.kind() == std::io::ErrorKind::StorageFull,
            Self::Panicked(why) => why.contains("StorageFull") || why.contains("No space left"),
            Self::Sled(_) | Self::Damaged(_) => false,
        }
    }

    pub(crate) fn damaged(what: &'static str) -> Self {
        Self::Damaged(what)
    }
}

impl Store {
    /// Opens the store in a directory, or begins one there.
    pub(crate) fn open(directory: &Path) -> Result<Self, Error> {
        let mut tries = 1;
        loop {
            match guarded(|| config(directory).open().map_err(Error::from)) {
                Ok(db) => return Ok(Self::new(db)),
                Err(Error::Sled(error)) if tries < LOCK_TRIES_MAX && is_lock(&error) => {
                    tries += 1;
                    thread::sleep(LOCK_TRY_WAIT);
                }
                Err(error) => return Err(error),
            }
        }
    }

    fn new(db: sled::Db) -> Self {
        Self {
            db,
            batch_rows_max: BATCH_ROWS_MAX,
            #[cfg(test)]
            batches_left: std::sync::atomic::AtomicU32::new(u32::MAX),
        }
    }

    /// What was kept under a key.
    pub(crate) fn get(&self, key: &Key) -> Result<Option<Value>, Error> {
        guarded(|| value::get(&self.db, key))
    }

    /// Everything under a prefix, in the order of its keys.
    pub(crate) fn scan(&self, prefix: u8) -> impl Iterator<Item = Result<(Key, Value), Error>> {
        let mut kept = self.db.scan_prefix([prefix]);
        std::iter::from_fn(move || {
            let next = guarded(|| kept.next().map(|row| value::read(&self.db, row?)).transpose());
            next.transpose()
        })
    }

    /// Writes every row to another store, and gives what writes it, for the checkpoint.
    pub(crate) fn copy_rows<'t>(&self, to: &'t Self) -> Result<Writer<'t>, Error> {
        let mut writer = Writer::new(to);
        for prefix in Key::SCANNED {
            for row in self.scan(prefix) {
                let (key, value) = row?;
                writer.put(&key, &value)?;
            }
        }
        Ok(writer)
    }

    /// Whether nothing was ever kept here.
    pub(crate) fn is_empty(&self) -> Result<bool, Error> {
        guarded(|| Ok(self.db.first()?.is_none()))
    }

    /// Waits until everything written is on the disk, as far as sled can promise that.
    pub(crate) fn flush(&self) -> Result<(), Error> {
        guarded(|| Ok(self.db.flush().map(drop)?))
    }
}

fn config(directory: &Path) -> sled::Config {
    // No flusher: a lost tail is replayed, and `flush_async` hangs (`eventstore.md` finding 7).
    sled::Config::new().path(directory).cache_capacity(CACHE_BYTES).flush_every_ms(None)
}

fn is_lock(error: &sled::Error) -> bool {
    // sled has no kind of error for this. Another process cannot be the cause: the views' own lock comes first.
    matches!(error, sled::Error::Io(io) if io.to_string().contains("could not acquire lock"))
}

/// Runs what may call into sled, which panics where it finds bytes that it did not expect.
fn guarded<T>(call: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|panic| Err(Error::Panicked(reason(panic.as_ref()))))
}

/// What a value looks like in the store.
pub(crate) fn encoded(value: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(value).expect("memory takes every value, and none has a part without a length")
}

/// The value that was [encoded].
pub(crate) fn decoded<'v, T: Deserialize<'v>>(bytes: &'v [u8]) -> Result<T, Error> {
    postcard::from_bytes(bytes).map_err(|_| Error::damaged("a value cannot be read"))
}

/// What a panic said.
pub(crate) fn reason(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "without a word".to_owned())
}

#[cfg(test)]
impl Store {
    /// Makes a value another than what was written.
    pub(crate) fn spoil(&self, key: &Key) {
        self.db.insert(key.bytes(), b"not what was written".as_slice()).unwrap();
    }
}
