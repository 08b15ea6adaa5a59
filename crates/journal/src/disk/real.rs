//! The disk of this machine, by way of the standard library.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, ErrorKind},
    iter,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use super::{Disk, DiskFile, Lock};

/// How many syncs wait for the device together.
const SYNCS_AT_ONCE_MAX: usize = 16;

/// The directories and files of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn create_directory(&self, directory: &Path) -> io::Result<()> {
        let above =
            directory.parent().map(|above| if above.as_os_str().is_empty() { Path::new(".") } else { above });
        let Some(above) = above else {
            return Ok(());
        };
        if directory.is_dir() {
            // A process that made it may have died before it could sync the name. If this one may not, whoever made
            // the directory answers for it.
            drop(self.sync_directory(above));
            return Ok(());
        }
        self.create_directory(above)?;
        match fs::create_dir(directory) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            made => made?,
        }
        self.sync_directory(above)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Lock>>> {
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Box::new(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn list(&self, directory: &Path) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(directory)? {
            // A name that is not UTF-8 is none of the journal's.
            names.extend(entry?.file_name().into_string());
        }
        Ok(names)
    }

    fn create(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(true).open(path)?;
        Ok(Arc::new(file))
    }

    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        Ok(Arc::new(OpenOptions::new().read(true).write(true).open(path)?))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_directory(&self, directory: &Path) -> io::Result<()> {
        match fs::remove_dir(directory) {
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::DirectoryNotEmpty) => {
                Ok(())
            }
            removed => removed,
        }
    }

    fn sync_directory(&self, directory: &Path) -> io::Result<()> {
        File::open(directory)?.sync_all()
    }

    /// Waits for all of them together: a file system commits once for those that ask at the same time.
    fn sync_all(&self, files: &[Arc<dyn DiskFile>], directories: &[PathBuf]) -> io::Result<()> {
        let sync = |nth: usize| match files.get(nth) {
            Some(file) => Some(file.sync_data()),
            None => directories.get(nth - files.len()).map(|directory| self.sync_directory(directory)),
        };
        let next = AtomicUsize::new(0);
        let work = || {
            let numbers = iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
            numbers.map_while(sync).collect::<io::Result<()>>()
        };
        let helpers = (files.len() + directories.len()).min(SYNCS_AT_ONCE_MAX).saturating_sub(1);
        thread::scope(|scope| {
            let helpers: Vec<_> = (0..helpers).map(|_| scope.spawn(work)).collect();
            let done = work();
            let helped = helpers.into_iter().map(|helper| helper.join());
            let helped = helped.map(|done| done.unwrap_or_else(|_| Err(io::Error::other("a sync panicked"))));
            done.and(helped.collect())
        })
    }
}

impl DiskFile for File {
    fn len(&self) -> io::Result<u64> {
        Ok(self.metadata()?.len())
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        self.read_exact_at(buffer, offset)
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        self.write_all_at(bytes, offset)
    }

    fn truncate(&self, len: u64) -> io::Result<()> {
        self.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        File::sync_data(self)
    }
}

impl Lock for File {}
