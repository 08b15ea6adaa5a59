//! The directory that views live in: one directory for each version and journal, and which of them counts.
//!
//! ```text
//! views/
//!   lock                  held by the process that uses them
//!   current               the name of the directory that counts
//!   erased                what was erased before they were derived, that their journal does not say
//!   v2-<log id>/          a view, in sled
//!   v2-<log id>.2/        the same, copied because words were erased
//!   removed-v1-<log id>/  on its way out
//! ```
//!
//! New software builds its view beside the old one. Only when it has caught up does `current` name it, and only then
//! the old one goes. A crash between any two steps leaves either the old or the new one whole and named, and the
//! next opening finishes or repeats what was begun.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
    thread,
};

use record::LogId;

use crate::store::{LOCK_TRIES_MAX, LOCK_TRY_WAIT};

const LOCK: &str = "lock";
const CURRENT: &str = "current";
const CURRENT_NEW: &str = "current.new";
const ERASED: &str = "erased";
const REMOVED: &str = "removed-";
/// What stands between the name of a view and how often it was copied.
const GENERATION: char = '.';
const PROBE: &str = "probe";
/// How much room there must be for a view to be begun again after there was none. sled takes half a megabyte at
/// a time.
const PROBE_BYTES: usize = 2 * 1024 * 1024;

/// The directory, locked for this process.
#[derive(Debug)]
pub(crate) struct Home {
    path: PathBuf,
    _lock: File,
    /// After which step a test lets the process die.
    #[cfg(test)]
    pub(crate) dies_after: Option<Step>,
}

/// A step of making a view the one that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The new name stands in a file beside.
    Written,
    /// That file has taken the place of the old.
    Renamed,
    /// The renaming is on the disk.
    Synced,
    /// An old view has another name.
    SetAside,
    /// The old views are gone.
    Removed,
}

/// Why the directory cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("another process uses it")]
    InUse,
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl Home {
    /// Takes the directory for this process, and finishes removals that were begun.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        fs::create_dir_all(path)?;
        let lock = File::options().create(true).truncate(false).write(true).open(path.join(LOCK))?;
        let mut tries = 1;
        loop {
            match lock.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(error)) => return Err(error.into()),
                Err(TryLockError::WouldBlock) if tries == LOCK_TRIES_MAX => return Err(Error::InUse),
                Err(TryLockError::WouldBlock) => {
                    tries += 1;
                    thread::sleep(LOCK_TRY_WAIT);
                }
            }
        }
        let home = Self {
            path: path.to_owned(),
            _lock: lock,
            #[cfg(test)]
            dies_after: None,
        };
        home.finish_removals()?;
        Ok(home)
    }

    fn finish_removals(&self) -> io::Result<()> {
        for name in self.names()?.iter().filter(|name| name.starts_with(REMOVED)) {
            fs::remove_dir_all(self.at(name))?;
        }
        Ok(())
    }

    /// The name of the directory of a version and journal.
    pub(crate) fn name(version: u32, log: LogId) -> String {
        format!("v{version}-{log}")
    }

    /// The name of the directory that a view of this name is copied to.
    pub(crate) fn next_name(name: &str) -> String {
        let (base, generation) = name.split_once(GENERATION).unwrap_or((name, "1"));
        let generation: u64 = generation.parse().unwrap_or(1);
        format!("{base}{GENERATION}{}", generation.saturating_add(1))
    }

    /// Whether a directory is that of a version and journal, or one that it was copied to.
    pub(crate) fn is_of(name: &str, version: u32, log: LogId) -> bool {
        name.split_once(GENERATION).map_or(name, |(base, _)| base) == Self::name(version, log)
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Whether there is room for a view to be begun, tried by taking it for a moment.
    pub(crate) fn has_room(&self) -> bool {
        let probe = self.at(PROBE);
        let written = fs::write(&probe, vec![0; PROBE_BYTES]);
        let removed = fs::remove_file(probe);
        written.and(removed).is_ok()
    }

    /// The name of the view that counts, if one does.
    pub(crate) fn current(&self) -> io::Result<Option<String>> {
        match fs::read_to_string(self.at(CURRENT)) {
            Ok(name) => Ok(Some(name.trim_end().to_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// From now on this view counts.
    pub(crate) fn name_current(&self, name: &str) -> io::Result<()> {
        let mut file = File::create(self.at(CURRENT_NEW))?;
        writeln!(file, "{name}")?;
        file.sync_all()?;
        self.passed(Step::Written)?;
        fs::rename(self.at(CURRENT_NEW), self.at(CURRENT))?;
        self.passed(Step::Renamed)?;
        File::open(&self.path)?.sync_all()?;
        self.passed(Step::Synced)
    }

    /// What was erased, and is not said by the journal, before the first of the views that are here was derived.
    pub(crate) fn erased(&self) -> io::Result<Vec<u8>> {
        match fs::read(self.at(ERASED)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            read => read,
        }
    }

    /// Removes every view, and says what was erased before any other is derived.
    pub(crate) fn begin_without(&self, erased: &[u8]) -> io::Result<()> {
        match fs::remove_file(self.at(CURRENT)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
        for name in self.names()?.iter().filter(|name| is_view(name)) {
            self.remove(name)?;
        }
        // Only now: a crash before this has them removed once more.
        let mut file = File::create(self.at(ERASED))?;
        file.write_all(erased)?;
        file.sync_all()?;
        File::open(&self.path)?.sync_all()
    }

    /// Nothing was erased that the journal does not say.
    pub(crate) fn forget_erased(&self) -> io::Result<()> {
        fs::remove_file(self.at(ERASED))?;
        File::open(&self.path)?.sync_all()
    }

    /// Removes every view but this one, and what is left of those whose removal failed.
    pub(crate) fn keep_only(&self, name: &str) -> io::Result<()> {
        self.finish_removals()?;
        for other in self.names()?.iter().filter(|other| is_view(other) && *other != name) {
            self.remove(other)?;
        }
        self.passed(Step::Removed)
    }

    /// Removes a view if it is there. It first gets another name, so that what a crash leaves is never taken for it.
    pub(crate) fn remove(&self, name: &str) -> io::Result<()> {
        let removed = self.at(&format!("{REMOVED}{name}"));
        if removed.exists() {
            // An earlier removal of a view of this name failed.
            fs::remove_dir_all(&removed)?;
        }
        match fs::rename(self.at(name), &removed) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        }
        self.passed(Step::SetAside)?;
        fs::remove_dir_all(removed)
    }

    fn names(&self) -> io::Result<Vec<String>> {
        let names =
            fs::read_dir(&self.path)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        names.collect()
    }

    #[cfg(test)]
    fn passed(&self, step: Step) -> io::Result<()> {
        match self.dies_after {
            Some(last) if last == step => Err(io::Error::other("a crash that a test asked for")),
            Some(_) | None => Ok(()),
        }
    }

    #[cfg(not(test))]
    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "a place where tests let the process die"
    )]
    fn passed(&self, _: Step) -> io::Result<()> {
        Ok(())
    }
}

/// Whether a directory is a view, of whatever version: `v`, digits, `-`.
fn is_view(name: &str) -> bool {
    let version = name.strip_prefix('v').and_then(|rest| rest.split_once('-')).map(|(version, _)| version);
    version.is_some_and(|version| !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit()))
}
