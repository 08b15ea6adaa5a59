//! What a file journal and a ledger ask of a disk. The trait is small so that a test can stand in for the device, and
//! says what is durable when, because that is all their promise rests on.
//!
//! - [`RealDisk`]: the directories and files of this machine.
//! - [`FaultDisk`]: a disk in memory that loses power, tears writes, fills up and fails on demand.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

mod fault;
mod real;

pub use fault::{Fault, FaultDisk};
pub use real::RealDisk;

/// A device with directories and files. Every call blocks until it is done.
pub trait Disk: Send + Sync {
    /// Makes the directory and those above it where they are missing, so that they survive a loss of power.
    fn create_directory(&self, directory: &Path) -> io::Result<()>;

    /// Takes the lock that this file stands for, making the file if need be. `None` if another holds it, in
    /// this process or elsewhere. The lock is held until the value is dropped or the process ends.
    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Lock>>>;

    /// The names of the files in a directory, in any order.
    fn list(&self, directory: &Path) -> io::Result<Vec<String>>;

    /// An empty file of this name, for reading and writing; what it held before is gone. Its name is durable
    /// only after [`sync_directory`](Self::sync_directory).
    fn create(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>>;

    /// A file that exists, for reading and writing.
    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>>;

    /// Removes a file. That is durable only after [`sync_directory`](Self::sync_directory).
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Gives a file another name, in place of what had that name: whoever opens it gets the one or the other. That is
    /// durable only after [`sync_directory`](Self::sync_directory) of where it goes.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a directory without files; one that is not there, or not empty, is left as it is.
    fn remove_directory(&self, directory: &Path) -> io::Result<()>;

    /// Makes the names in a directory durable.
    fn sync_directory(&self, directory: &Path) -> io::Result<()>;

    /// Makes files and the names in directories durable, in any order. A device that can do many at once does.
    fn sync_all(&self, files: &[Arc<dyn DiskFile>], directories: &[PathBuf]) -> io::Result<()> {
        files.iter().try_for_each(|file| file.sync_data())?;
        directories.iter().try_for_each(|directory| self.sync_directory(directory))
    }
}

/// A file that is open for reading and writing. There is no cursor: every call says where.
pub trait DiskFile: Send + Sync {
    /// The length in bytes.
    fn len(&self) -> io::Result<u64>;

    /// Whether the file has no bytes.
    fn is_empty(&self) -> io::Result<bool> {
        Ok(self.len()? == 0)
    }

    /// Fills the buffer from this offset.
    ///
    /// # Errors
    /// [`io::ErrorKind::UnexpectedEof`] when the file ends before the buffer is full.
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()>;

    /// Writes all bytes at this offset. They are durable only after [`sync_data`](Self::sync_data).
    ///
    /// # Errors
    /// [`io::ErrorKind::StorageFull`] and [`io::ErrorKind::QuotaExceeded`] when there is no room. After any
    /// error an unknown number of the bytes stands in the file.
    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()>;

    /// Cuts the file off at this length. That is durable only after [`sync_data`](Self::sync_data).
    fn truncate(&self, len: u64) -> io::Result<()>;

    /// Makes the bytes and the length durable.
    ///
    /// # Errors
    /// After an error the bytes may be lost although they can still be read; calling again proves nothing.
    fn sync_data(&self) -> io::Result<()>;
}

/// A lock that is held until it is dropped.
pub trait Lock: Send + Sync {}
