//! The list of erasures that is kept outside of what is backed up.
//!
//! A backup from before an erasure holds the words, and no record that says they are to be gone. So every record that
//! says so is also written down in a file beside the data directory, one to a line, as its exact bytes: digests, and no
//! words. What stands in it and not in the journal is erased again.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use bytes::Bytes;

/// Why the list cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum Error {
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

/// A list of erasures.
#[derive(Debug)]
pub struct List {
    path: PathBuf,
    /// The records in it.
    known: BTreeSet<Bytes>,
    /// Those that the journal has not shown yet.
    unseen: BTreeSet<Bytes>,
}

impl List {
    /// The list in this file, which need not be there yet. That it can be written is tried at once: whoever erases the first
    /// words should not be the first to learn that it cannot.
    ///
    /// # Errors
    /// [`Error`].
    pub fn open(path: &Path) -> Result<Self, Error> {
        let io = |source| Error::Io { path: path.to_owned(), source };
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(io(error)),
        };
        // What a crash cut short has no end of line. Its record stands in the journal, and is written down again.
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let lines = bytes[..whole].split_inclusive(|byte| *byte == b'\n');
        let mut known = BTreeSet::new();
        for (line, bytes) in (1..).zip(lines) {
            let record = &bytes[..bytes.len() - 1];
            let Ok(Some(_)) = record::erased(record) else {
                return Err(Error::Line { path: path.to_owned(), line });
            };
            known.insert(Bytes::copy_from_slice(record));
        }
        try_writing(path, whole).map_err(io)?;
        Ok(Self { path: path.to_owned(), unseen: known.clone(), known })
    }

    /// Writes down a record that says words are gone, which stands in the journal. It is durable when this comes back. One
    /// that is known already is not written again.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn note(&mut self, record: &Bytes) -> Result<(), Error> {
        self.unseen.remove(record);
        if self.known.contains(record) {
            return Ok(());
        }
        append(&self.path, record).map_err(|source| Error::Io { path: self.path.clone(), source })?;
        self.known.insert(record.clone());
        Ok(())
    }

    /// The records that the journal has not shown, each with the end of its line: it is older than they are.
    pub(crate) fn unseen(&self) -> impl Iterator<Item = u8> {
        self.unseen.iter().flat_map(|record| record.iter().copied().chain([b'\n']))
    }
}

/// Cuts off what a crash left of the last line; of a file that is not there tries whether it could be made.
fn try_writing(path: &Path, whole: usize) -> io::Result<()> {
    match File::options().write(true).open(path) {
        Ok(file) if file.metadata()?.len() > whole as u64 => {
            file.set_len(whole as u64)?;
            file.sync_all()
        }
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(above(path))?;
            File::create_new(path)?.sync_all()?;
            fs::remove_file(path)
        }
        Err(error) => Err(error),
    }
}

fn append(path: &Path, record: &Bytes) -> io::Result<()> {
    let mut file = File::options().create(true).append(true).open(path)?;
    file.write_all(&[record, b"\n".as_slice()].concat())?;
    file.sync_all()?;
    // The name of a file that was just made.
    File::open(above(path))?.sync_all()
}

/// The directory that a file is in.
fn above(path: &Path) -> &Path {
    path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests;
