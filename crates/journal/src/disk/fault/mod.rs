//! A disk in memory that keeps what is synced apart from what is not, and fails on demand. Whatever it does is
//! decided by its seeds.
//!
//! - [`world`]: the names, the planned failures, and what a crash does to all of it.
//! - [`content`]: one file, as it reads now and as it would come back.
//! - [`handle`]: an open file.

mod content;
mod handle;
mod world;

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use handle::{Handle, HeldLock};
pub use world::Fault;
use world::{Operation, World};

use super::{Disk, DiskFile, Lock};

/// A disk in memory for tests. A clone is the same disk.
#[derive(Clone, Default)]
pub struct FaultDisk {
    world: Arc<Mutex<World>>,
}

impl FaultDisk {
    /// An empty disk that works.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes the nth coming operation of the fault's kind fail, counted from 1.
    pub fn fail(&self, nth: u64, fault: Fault) {
        self.world().planned.push((nth.max(1), fault));
    }

    /// Lets the disk hold so many bytes in all, or any number.
    pub fn set_room(&self, bytes: Option<usize>) {
        self.world().room = bytes;
    }

    /// Turns the power off at the nth coming change, counted from 1: a creation, removal, renaming, write, cut or sync.
    /// That change does not happen, and every call fails until [`crash`](Self::crash) turns the power on again.
    pub fn power_off_at(&self, nth: u64) {
        self.world().changes_left = Some(nth.max(1));
    }

    /// A loss of power, and power again. Of every file, what was synced comes back, and after it a prefix of what
    /// was not: the last write of the prefix may be torn, with garbage in its last sector or zeros in its place.
    /// A name that was not synced may be gone. Locks are free, failures still planned are forgotten, and what was
    /// open before the crash answers every call with an error.
    pub fn crash(&self, seed: u64) {
        self.world().crash(seed);
    }

    /// Forgets the failures still planned and turns the power on, without a crash: as if only the process had ended.
    pub fn mend(&self) {
        let mut world = self.world();
        world.planned.clear();
        world.changes_left = None;
    }

    /// Flips one bit of a file, in what is read now and in what comes back after a crash. Bit 0 is the lowest
    /// bit of the first byte.
    ///
    /// # Panics
    /// When there is no such file or bit.
    pub fn flip_bit(&self, path: &Path, bit: usize) {
        self.change(path, |bytes| bytes[bit / 8] ^= 1 << (bit % 8));
    }

    /// Changes a file behind the journal's back, durably.
    ///
    /// # Panics
    /// When there is no such file.
    pub fn change(&self, path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
        let mut world = self.world();
        let id = world.id_of(path).expect("a test changes a file that exists");
        world.files[id].tamper(change);
    }

    /// Puts a durable file there, instead of what stood under that name.
    pub fn put(&self, path: &Path, bytes: Vec<u8>) {
        self.world().put(path, bytes);
    }

    /// The bytes of a file as they read now, or nothing if there is no such file.
    pub fn bytes(&self, path: &Path) -> Option<Vec<u8>> {
        let world = self.world();
        world.id_of(path).map(|id| world.files[id].now.clone())
    }

    /// The paths of all files, in order of name.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.world().names.keys().cloned().collect()
    }

    fn world(&self) -> MutexGuard<'_, World> {
        // A test that panicked elsewhere has already failed; the disk goes on for those that clean up.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn handle(&self, id: usize, era: u64) -> Arc<dyn DiskFile> {
        Arc::new(Handle { disk: self.clone(), id, era })
    }
}

impl Disk for FaultDisk {
    fn create_directory(&self, _: &Path) -> io::Result<()> {
        self.world().powered()
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Lock>>> {
        let mut world = self.world();
        world.powered()?;
        if !world.locks.insert(path.to_owned()) {
            return Ok(None);
        }
        Ok(Some(Box::new(HeldLock { disk: self.clone(), path: path.to_owned(), era: world.era })))
    }

    fn list(&self, directory: &Path) -> io::Result<Vec<String>> {
        let world = self.world();
        world.powered()?;
        let here = world.names.keys().filter(|path| path.parent() == Some(directory));
        let names = here.filter_map(|path| path.file_name()?.to_str());
        Ok(names.map(str::to_owned).collect())
    }

    fn create(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        let mut world = self.world();
        world.begin(Operation::Create)?.map_or(Ok(()), Fault::answer)?;
        let id = world.create(path);
        Ok(self.handle(id, world.era))
    }

    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        let world = self.world();
        world.powered()?;
        let id = world.id_of(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(self.handle(id, world.era))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut world = self.world();
        world.begin(Operation::Remove)?.map_or(Ok(()), Fault::answer)?;
        world.names.remove(path).map(drop).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut world = self.world();
        world.begin(Operation::Rename)?.map_or(Ok(()), Fault::answer)?;
        let id = world.names.remove(from).ok_or(io::ErrorKind::NotFound)?;
        world.names.insert(to.to_owned(), id);
        Ok(())
    }

    fn remove_directory(&self, _: &Path) -> io::Result<()> {
        self.world().powered()
    }

    fn sync_directory(&self, directory: &Path) -> io::Result<()> {
        let mut world = self.world();
        let fault = world.begin(Operation::SyncDirectory)?;
        world.sync_directory(directory, fault.is_none());
        fault.map_or(Ok(()), Fault::answer)
    }
}
