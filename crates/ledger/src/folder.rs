//! The folder of the log: tiles, entries and the checkpoint, as C2SP's tlog-tiles serves them.
//!
//! A file is written where it will lie. Nobody asks for it before a checkpoint covers it, and what a crash left of
//! it is written anew.

use std::{
    collections::BTreeSet,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use journal::disk::{Disk, DiskFile};
use tlog::{SignedCheckpoint, Tile, TileSource, source};

use crate::place::Place;

/// How many directories are remembered to be there. Only those at the right edge are written to.
const KNOWN_DIRECTORIES_MAX: usize = 64;

/// The files of one log on a disk.
pub(crate) struct Folder {
    disk: Arc<dyn Disk>,
    place: Place,
    served: PathBuf,
    /// Directories that are there for certain, so that they are not made and synced each time.
    known: Mutex<BTreeSet<PathBuf>>,
}

/// Why a file of the folder was not read or written.
#[derive(Debug, thiserror::Error)]
#[error("{path} cannot be read or written")]
pub struct DeviceError {
    /// The file or directory.
    pub path: PathBuf,
    /// What the device said.
    #[source]
    pub source: io::Error,
}

impl DeviceError {
    /// Whether there was no room, which may come.
    pub fn is_full(&self) -> bool {
        matches!(self.source.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
    }
}

/// One tile and what it holds.
pub(crate) type TileFile = (Tile, Vec<u8>);

fn at<T>(path: &Path, done: io::Result<T>) -> Result<T, DeviceError> {
    done.map_err(|source| DeviceError { path: path.to_owned(), source })
}

impl Folder {
    pub(crate) fn new(disk: Arc<dyn Disk>, place: Place) -> Self {
        Self { disk, served: place.served(), place, known: Mutex::default() }
    }

    pub(crate) fn place(&self) -> &Place {
        &self.place
    }

    /// Makes all that a checkpoint will cover durable: **only what this returned for may be signed.** Files and the
    /// directories that name them are synced; the journal was durable before its records came here.
    pub(crate) fn make_durable(&self, files: &[TileFile]) -> Result<(), DeviceError> {
        let mut directories = BTreeSet::new();
        let mut written = Vec::with_capacity(files.len());
        for (tile, bytes) in files {
            let path = self.served.join(tile.path());
            let directory = path.parent().unwrap_or(&self.served);
            self.make_directory(directory)?;
            directories.insert(directory.to_owned());
            written.push(self.write(&path, bytes)?);
        }
        let directories: Vec<_> = directories.into_iter().collect();
        at(&self.served, self.disk.sync_all(&written, &directories))
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<Arc<dyn DiskFile>, DeviceError> {
        let file = at(path, self.disk.create(path))?;
        at(path, file.write_at(bytes, 0))?;
        Ok(file)
    }

    fn make_directory(&self, directory: &Path) -> Result<(), DeviceError> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.contains(directory) {
            return Ok(());
        }
        at(directory, self.disk.create_directory(directory))?;
        if known.len() >= KNOWN_DIRECTORIES_MAX {
            known.clear();
        }
        known.insert(directory.to_owned());
        Ok(())
    }

    /// Writes checkpoints beside their place, durably, in the order in which they will take it.
    pub(crate) fn stage(&self, notes: &[SignedCheckpoint]) -> Result<(), DeviceError> {
        self.make_directory(&self.served)?;
        let staged = notes
            .iter()
            .enumerate()
            .map(|(nth, note)| self.write(&self.place.checkpoint_staged(nth), note.to_string().as_bytes()));
        let staged = staged.collect::<Result<Vec<_>, _>>()?;
        at(self.place.directory(), self.disk.sync_all(&staged, &[]))
    }

    /// Puts the nth of the staged checkpoints in the place of the one before. Durable only after
    /// [`settle`](Self::settle), and whole in any case.
    pub(crate) fn put_staged(&self, nth: usize) -> Result<(), DeviceError> {
        let path = self.place.checkpoint();
        at(&path, self.disk.rename(&self.place.checkpoint_staged(nth), &path))
    }

    /// Makes it durable which checkpoint is the newest.
    pub(crate) fn settle(&self) -> Result<(), DeviceError> {
        at(&self.served, self.disk.sync_directory(&self.served))
    }

    /// Puts one checkpoint in the place of the one before, durably.
    pub(crate) fn replace_checkpoint(&self, note: &SignedCheckpoint) -> Result<(), DeviceError> {
        self.stage(std::slice::from_ref(note))?;
        self.put_staged(0)?;
        self.settle()
    }

    /// Keeps a checkpoint that was cosigned, in the place of the one before.
    pub(crate) fn replace_witnessed(&self, note: &SignedCheckpoint) -> Result<(), DeviceError> {
        self.make_directory(&self.served)?;
        let (staged, path) = (self.place.witnessed_staged(), self.place.witnessed());
        let file = self.write(&staged, note.to_string().as_bytes())?;
        at(&staged, file.sync_data())?;
        at(&path, self.disk.rename(&staged, &path))?;
        at(&self.served, self.disk.sync_directory(&self.served))
    }

    /// Notes, durably, that the log may be begun from here.
    pub(crate) fn allow_beginning(&self) -> Result<(), DeviceError> {
        let path = self.place.begins();
        let mark = self.write(&path, &[])?;
        at(&path, mark.sync_data())?;
        at(self.place.directory(), self.disk.sync_directory(self.place.directory()))
    }

    /// Whether the log may be begun from here.
    pub(crate) fn may_begin(&self) -> Result<bool, DeviceError> {
        Ok(self.bytes(&self.place.begins())?.is_some())
    }

    /// The log has begun: it is not begun from here again. Durable when this returns.
    pub(crate) fn has_begun(&self) -> Result<(), DeviceError> {
        let path = self.place.begins();
        match self.disk.remove(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            removed => at(&path, removed)?,
        }
        at(self.place.directory(), self.disk.sync_directory(self.place.directory()))
    }

    /// The bytes of the file at this place; `None` if there is none.
    pub(crate) fn bytes(&self, path: &Path) -> Result<Option<Vec<u8>>, DeviceError> {
        match self.disk.open(path) {
            Ok(file) => at(path, read(&*file)).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(source) => Err(DeviceError { path: path.to_owned(), source }),
        }
    }

    /// The bytes of a tile; `None` if there is no file for it.
    pub(crate) fn tile(&self, tile: Tile) -> Result<Option<Vec<u8>>, DeviceError> {
        self.bytes(&self.served.join(tile.path()))
    }

    /// The bytes of a tile of hashes or entries that is there exactly as it is named.
    pub(crate) fn whole(&self, tile: Tile) -> Result<Vec<u8>, source::Error<DeviceError>> {
        let path = self.served.join(tile.path());
        let bytes = self.tile(tile).map_err(source::Error::Source)?;
        bytes.ok_or_else(|| source::Error::Source(DeviceError { path, source: ErrorKind::NotFound.into() }))
    }

    /// Takes away the partial tiles that this full one replaces. What cannot be taken away now is tried again at a later
    /// start: it takes room and harms nothing.
    pub(crate) fn sweep(&self, full: Tile) {
        let mut name = self.served.join(full.path()).into_os_string();
        name.push(".p");
        let directory = PathBuf::from(name);
        let Ok(names) = self.disk.list(&directory) else { return };
        for name in names {
            if let Err(error) = self.disk.remove(&directory.join(&name)) {
                tracing::debug!(directory = %directory.display(), name, %error, "partial tile not taken away");
            }
        }
        self.known.lock().unwrap_or_else(PoisonError::into_inner).remove(&directory);
        drop(self.disk.remove_directory(&directory));
    }
}

fn read(file: &dyn DiskFile) -> io::Result<Vec<u8>> {
    let length = usize::try_from(file.len()?).map_err(io::Error::other)?;
    let mut bytes = vec![0; length];
    file.read_at(&mut bytes, 0)?;
    Ok(bytes)
}

impl TileSource for Folder {
    type Error = DeviceError;

    /// A partial tile may have been taken away because the full one is there.
    fn read(&self, tile: Tile) -> Result<Vec<u8>, DeviceError> {
        if let Some(bytes) = self.tile(tile)? {
            return Ok(bytes);
        }
        let path = self.served.join(tile.path());
        let full = if tile.is_partial() { self.tile(tile.full())? } else { None };
        full.ok_or_else(|| DeviceError { path, source: ErrorKind::NotFound.into() })
    }
}
