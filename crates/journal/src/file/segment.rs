//! A segment: one file of the journal, named by the position of its first record.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use record::Position;

use super::header::{HEADER_BYTES, Header, segment_name};
use crate::disk::{Disk, DiskFile};

/// One segment, as far as it is durable.
#[derive(Clone)]
pub(super) struct Segment {
    pub(super) first: Position,
    pub(super) path: Arc<PathBuf>,
    pub(super) file: Arc<dyn DiskFile>,
    /// The length of what is durable: the end of the last line.
    pub(super) end: u64,
}

/// The one point at which what was written becomes durable. Nothing is acknowledged or shown before it returns.
///
/// # Errors
/// Whatever the device says. It is final: the bytes may be gone although they can still be read, and asking again
/// would answer for nothing.
pub(super) fn make_durable(file: &dyn DiskFile) -> io::Result<()> {
    file.sync_data()
}

impl Segment {
    /// The file of a new segment with its header written. What a broken attempt left under this name is overwritten.
    pub(super) fn create(disk: &dyn Disk, directory: &Path, header: Header) -> io::Result<Self> {
        let path = directory.join(segment_name(header.first));
        let file = disk.create(&path)?;
        file.write_at(&header.encode(), 0)?;
        Ok(Self { first: header.first, path: path.into(), file, end: HEADER_BYTES as u64 })
    }

    /// Makes the header and the name durable. Before that no line may be written.
    pub(super) fn settle(&self, disk: &dyn Disk, directory: &Path) -> io::Result<()> {
        make_durable(&*self.file)?;
        disk.sync_directory(directory)
    }

    /// Whether no line has been written.
    pub(super) fn is_empty(&self) -> bool {
        self.end == HEADER_BYTES as u64
    }
}
