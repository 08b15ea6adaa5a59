//! The list of erasures that is kept outside of what is backed up.
//!
//! A backup from before an erasure holds the words, and no record that says they are to be gone. So every record that
//! says so is also written down in a file beside the data directory, one to a line, as its exact bytes: digests, and no
//! words. What stands in it and not in the journal is erased again.

use std::{
    collections::BTreeSet,
    fs::{self, File, TryLockError},
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
};

use bytes::Bytes;

/// Why the list cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process keeps it. Two would write what the other does not know, and a trial would erase for real.
    #[error("the list of erasures {path} is kept by another process; give each a list of its own")]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be read or written.
    #[error("the list of erasures {path} cannot be kept")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A line of it is not a record of an erasure.
    #[error("line {line} of the list of erasures {path} is not a record of an erasure")]
    Line {
        /// The file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
    },
}

/// A list of erasures, kept by this process alone.
#[derive(Debug)]
pub struct List {
    path: PathBuf,
    /// Locked for as long as this is there.
    file: File,
    /// How many bytes of it are whole lines.
    whole: u64,
    /// The records in it.
    known: BTreeSet<Bytes>,
    /// Those that the journal has not shown yet.
    unseen: BTreeSet<Bytes>,
    /// What stands after the whole lines.
    torn: Bytes,
    was_there: bool,
}

impl List {
    /// The list in this file, begun if it is not there. What a crash cut short has no end of line: its record stands in the
    /// journal, and is written down again in its place.
    ///
    /// # Errors
    /// [`Error`].
    pub fn open(path: &Path) -> Result<Self, Error> {
        let io = |source| Error::Io { path: path.to_owned(), source };
        fs::create_dir_all(above(path)).map_err(io)?;
        let was_there = path.exists();
        let file =
            File::options().create(true).truncate(false).read(true).write(true).open(path).map_err(io)?;
        file.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => Error::InUse { path: path.to_owned() },
            TryLockError::Error(source) => io(source),
        })?;
        let mut bytes = Vec::new();
        (&file).read_to_end(&mut bytes).map_err(io)?;
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let mut known = BTreeSet::new();
        for (line, bytes) in (1..).zip(bytes[..whole].split_inclusive(|byte| *byte == b'\n')) {
            let record = &bytes[..bytes.len() - 1];
            let Ok(Some(_)) = record::erased(record) else {
                return Err(Error::Line { path: path.to_owned(), line });
            };
            known.insert(Bytes::copy_from_slice(record));
        }
        file.sync_all().and_then(|()| File::open(above(path))?.sync_all()).map_err(io)?;
        let (whole, torn) = (whole as u64, Bytes::copy_from_slice(&bytes[whole..]));
        Ok(Self { path: path.to_owned(), file, whole, unseen: known.clone(), known, torn, was_there })
    }

    /// Whether the file was there when it was opened. If not, it may have been lost.
    pub fn was_there(&self) -> bool {
        self.was_there
    }

    /// Writes down a record that says words are gone, which stands in the journal. It is durable when this comes back. One
    /// that is known already is not written again.
    ///
    /// # Errors
    /// [`Error::Io`]; trying again may help.
    pub fn note(&mut self, record: &Bytes) -> Result<(), Error> {
        self.unseen.remove(record);
        if self.known.contains(record) {
            return Ok(());
        }
        let line = [record, b"\n".as_slice()].concat();
        self.write(&line).map_err(|source| Error::Io { path: self.path.clone(), source })?;
        self.known.insert(record.clone());
        if record.starts_with(&self.torn) {
            self.torn.clear();
        }
        Ok(())
    }

    /// Looks whether what stands after the last whole line is of a record that the journal has shown. Otherwise something else
    /// cut it off, and what it said is lost.
    ///
    /// # Errors
    /// [`Error::Line`].
    pub(crate) fn is_whole(&self) -> Result<(), Error> {
        if self.torn.is_empty() {
            return Ok(());
        }
        Err(Error::Line { path: self.path.clone(), line: self.known.len() + 1 })
    }

    /// The records that the journal has not shown, each with the end of its line: it is older than they are.
    pub(crate) fn unseen(&self) -> impl Iterator<Item = u8> {
        self.unseen.iter().flat_map(|record| record.iter().copied().chain([b'\n']))
    }

    /// Writes a line after those that are whole, in place of what a crash or a failure left there.
    fn write(&mut self, line: &[u8]) -> io::Result<()> {
        self.file.set_len(self.whole)?;
        self.file.seek(SeekFrom::Start(self.whole))?;
        self.file.write_all(line)?;
        self.file.sync_all()?;
        self.whole += line.len() as u64;
        Ok(())
    }
}

/// The directory that a file is in.
fn above(path: &Path) -> &Path {
    path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests;
