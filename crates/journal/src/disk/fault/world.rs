//! The state of the fault disk: files, names, power, and the failures to come.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path, PathBuf},
};

use super::content::{Change, Content};
use crate::dice::Dice;

/// One way in which an operation of the disk fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A file cannot be created: no room.
    CreateFull,
    /// A write finds no room after so many of its bytes.
    WriteFull {
        /// How many bytes it wrote all the same.
        written: usize,
    },
    /// A write fails on the device after so many of its bytes.
    WriteIo {
        /// How many bytes it wrote all the same.
        written: usize,
    },
    /// A sync of a file fails. What it should have kept can be read until the next crash, and is lost.
    SyncIo,
    /// A sync of a directory fails. The names it should have kept are lost at the next crash.
    SyncDirectoryIo,
    /// A file cannot be cut off.
    TruncateIo,
    /// A read fails on the device.
    ReadIo,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    Create,
    Remove,
    Rename,
    Write,
    Truncate,
    Sync,
    SyncDirectory,
    Read,
}

#[derive(Default)]
pub(super) struct World {
    /// Every file there ever was; a name tells its place here.
    pub(super) files: Vec<Content>,
    pub(super) names: BTreeMap<PathBuf, usize>,
    durable_names: BTreeMap<PathBuf, usize>,
    /// Names whose sync failed: only a new file under that name can become durable.
    lost_names: BTreeMap<PathBuf, usize>,
    pub(super) locks: BTreeSet<PathBuf>,
    /// Counts the crashes, so that what was open before one is known to be dead.
    pub(super) era: u64,
    pub(super) room: Option<usize>,
    pub(super) planned: Vec<(u64, Fault)>,
    /// The power goes off at this one of the coming changes, and is off at 0; `None` while there is no such plan.
    pub(super) changes_left: Option<u64>,
}

impl Fault {
    pub(super) fn answer(self) -> io::Result<()> {
        match self {
            Self::CreateFull | Self::WriteFull { .. } => Err(io::ErrorKind::StorageFull.into()),
            Self::WriteIo { .. } | Self::SyncIo | Self::SyncDirectoryIo | Self::TruncateIo | Self::ReadIo => {
                Err(io::Error::other("input/output error, as planned"))
            }
        }
    }

    /// How many bytes a write that fails so leaves behind at most.
    pub(super) fn written(self) -> usize {
        match self {
            Self::WriteFull { written } | Self::WriteIo { written } => written,
            Self::CreateFull | Self::SyncIo | Self::SyncDirectoryIo | Self::TruncateIo | Self::ReadIo => 0,
        }
    }

    fn strikes(self) -> Operation {
        match self {
            Self::CreateFull => Operation::Create,
            Self::WriteFull { .. } | Self::WriteIo { .. } => Operation::Write,
            Self::SyncIo => Operation::Sync,
            Self::SyncDirectoryIo => Operation::SyncDirectory,
            Self::TruncateIo => Operation::Truncate,
            Self::ReadIo => Operation::Read,
        }
    }
}

impl World {
    pub(super) fn powered(&self) -> io::Result<()> {
        if self.changes_left == Some(0) { Err(io::Error::other("the power is off")) } else { Ok(()) }
    }

    /// Counts an operation, and says which planned fault strikes it.
    pub(super) fn begin(&mut self, operation: Operation) -> io::Result<Option<Fault>> {
        self.powered()?;
        if operation != Operation::Read {
            self.changes_left = self.changes_left.map(|left| left - 1);
            // The change at which the power goes does not happen.
            self.powered()?;
        }
        let mut struck = None;
        self.planned.retain_mut(|(nth, fault)| {
            if fault.strikes() == operation {
                *nth = nth.saturating_sub(1);
            }
            if *nth == 0 {
                struck = Some(*fault);
            }
            *nth > 0
        });
        Ok(struck)
    }

    pub(super) fn id_of(&self, path: &Path) -> Option<usize> {
        self.names.get(path).copied()
    }

    pub(super) fn create(&mut self, path: &Path) -> usize {
        if let Some(id) = self.id_of(path) {
            self.files[id].apply(Change::Truncate { len: 0 });
            return id;
        }
        let id = self.files.len();
        self.files.push(Content::default());
        self.names.insert(path.to_owned(), id);
        id
    }

    pub(super) fn put(&mut self, path: &Path, bytes: Vec<u8>) {
        let id = self.create(path);
        self.durable_names.insert(path.to_owned(), id);
        self.files[id].tamper(|content| *content = bytes);
    }

    /// How many of so many bytes fit at this place of a file.
    pub(super) fn room_for(&self, id: usize, offset: usize, bytes: usize) -> usize {
        let Some(room) = self.room else {
            return bytes;
        };
        let used: usize = self.names.values().map(|id| self.files[*id].now.len()).sum();
        let end = self.files[id].now.len() + room.saturating_sub(used);
        bytes.min(end.saturating_sub(offset))
    }

    pub(super) fn sync_directory(&mut self, directory: &Path, succeeded: bool) {
        let here = |path: &PathBuf| path.parent() == Some(directory);
        if succeeded {
            self.durable_names.retain(|path, _| !here(path) || self.names.contains_key(path));
        }
        for (path, id) in self.names.iter().filter(|(path, _)| here(path)) {
            if self.durable_names.get(path) == Some(id) || self.lost_names.get(path) == Some(id) {
                continue;
            }
            let kept = if succeeded { &mut self.durable_names } else { &mut self.lost_names };
            kept.insert(path.clone(), *id);
        }
    }

    pub(super) fn crash(&mut self, seed: u64) {
        let mut dice = Dice::new(seed);
        let paths: BTreeSet<_> = self.names.keys().chain(self.durable_names.keys()).cloned().collect();
        for path in paths {
            let (now, durable) = (self.names.get(&path), self.durable_names.get(&path));
            let lost = self.lost_names.get(&path) == now && now.is_some();
            if now == durable || lost || !dice.chance(500) {
                continue;
            }
            match now.copied() {
                Some(id) => self.durable_names.insert(path, id),
                None => self.durable_names.remove(&path),
            };
        }
        for content in &mut self.files {
            content.crash(&mut dice);
        }
        self.names.clone_from(&self.durable_names);
        self.lost_names.clear();
        self.locks.clear();
        self.planned.clear();
        self.changes_left = None;
        self.era += 1;
    }
}
