//! Reads a bundle that nobody has checked yet: nothing in it is believed, and nothing outside of it is opened.
//!
//! First the folder is walked, without following links. Afterwards only files that were met there are opened, each up
//! to a bound, so neither a path that stands in the bundle nor its sizes lead anywhere.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, BufReader, Read as _},
    path::{Path, PathBuf},
};

use super::{Place, layout::PAYLOAD};
use crate::{Language, replay::difference::causes};

/// The most files that a bundle may have; with 256 records a tile that is a log of 200 million records.
pub const FILES_MAX: usize = 2_000_000;
/// The most folders that may lie in each other: five groups of digits of a tile, and those around them.
const DEPTH_MAX: usize = 14;

/// A bundle on this machine.
#[derive(Debug)]
pub struct Bundle {
    folder: PathBuf,
    /// Every file by its path, with its bytes.
    files: BTreeMap<String, u64>,
    /// What is neither a file nor a folder, has a name that cannot be read, or lies too deep.
    strange: Vec<String>,
    /// The most files that are looked at.
    files_max: usize,
    /// Whether there are more than that.
    more: bool,
}

/// Why a folder cannot be looked at.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It cannot be walked.
    #[error("the folder {folder} cannot be read")]
    Unreadable {
        /// Which.
        folder: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// It holds no checkpoint where a bundle has it.
    #[error(
        "{folder} is not a bundle: neither data/log/checkpoint nor data/checkpoint is there; name the folder that \
         holds bagit.txt"
    )]
    NotABundle {
        /// Which.
        folder: String,
    },
}

impl OpenError {
    /// What is the matter, for people.
    pub fn told(&self, language: Language) -> String {
        match (self, language) {
            (Self::Unreadable { .. } | Self::NotABundle { .. }, Language::English) => causes(self),
            (Self::Unreadable { folder, source }, Language::Dutch) => {
                format!("de map {folder} kan niet worden gelezen: {source}")
            }
            (Self::NotABundle { folder }, Language::Dutch) => format!(
                "{folder} is geen bundel: data/log/checkpoint noch data/checkpoint is er; noem de map waarin \
                 bagit.txt staat"
            ),
        }
    }
}

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is not there.
    #[error("it is not in the bundle")]
    Missing,
    /// It is larger than such a file can be.
    #[error("it has {bytes} bytes, and such a file has at most {max}")]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The most it may have.
        max: u64,
    },
    /// The machine cannot read it.
    #[error("it cannot be read")]
    Failed(#[source] io::Error),
}

impl Bundle {
    /// Walks a folder.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        let bundle = Self::walk(folder, FILES_MAX)?;
        if bundle.has(&Place::LogCheckpoint) || bundle.has(&Place::Checkpoint) {
            Ok(bundle)
        } else {
            Err(OpenError::NotABundle { folder: bundle.folder.display().to_string() })
        }
    }

    /// What lies in a folder, up to so many files; whatever it is.
    pub(crate) fn walk(folder: &Path, files_max: usize) -> Result<Self, OpenError> {
        let folder = folder.to_path_buf();
        let named = |source| OpenError::Unreadable { folder: folder.display().to_string(), source };
        let mut walk = Walk { files: BTreeMap::new(), strange: Vec::new(), files_max, more: false };
        walk.folder(&folder, "", 0).map_err(named)?;
        let Walk { files, strange, files_max, more } = walk;
        Ok(Self { folder, files, strange, files_max, more })
    }

    /// Every file by its path below the folder, with its bytes.
    pub fn files(&self) -> &BTreeMap<String, u64> {
        &self.files
    }

    /// What is no file that could be read.
    pub fn strange(&self) -> &[String] {
        &self.strange
    }

    /// The most files that are looked at, if there are more.
    pub fn exceeds(&self) -> Option<usize> {
        self.more.then_some(self.files_max)
    }

    /// Whether a place is there.
    pub fn has(&self, place: &Place) -> bool {
        self.files.contains_key(&place.to_string())
    }

    /// Every file of the payload that has a place, in the order of paths.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        self.files.keys().filter_map(|path| path.parse().ok())
    }

    /// All bytes of a place.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn read(&self, place: &Place, max: u64) -> Result<Vec<u8>, ReadError> {
        self.read_path(&place.to_string(), max)
    }

    /// All bytes of a file that was met.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn read_path(&self, path: &str, max: u64) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::new();
        // One more than may be, so that a file that grew meanwhile shows.
        self.file(path, max)?.take(max + 1).read_to_end(&mut bytes).map_err(ReadError::Failed)?;
        let read = bytes.len() as u64;
        if read > max { Err(ReadError::TooLarge { bytes: read, max }) } else { Ok(bytes) }
    }

    /// The lines of a place, each of at most so many bytes. `None`: it is not there.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn lines(&self, path: &str, max: u64) -> Result<Option<Lines>, ReadError> {
        match self.file(path, u64::MAX) {
            Ok(file) => Ok(Some(Lines::new(BufReader::with_capacity(1 << 16, file), max))),
            Err(ReadError::Missing) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A file that was met, to read it through.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn file(&self, path: &str, max: u64) -> Result<File, ReadError> {
        match self.files.get(path) {
            None => Err(ReadError::Missing),
            Some(bytes) if *bytes > max => Err(ReadError::TooLarge { bytes: *bytes, max }),
            Some(_) => File::open(self.folder.join(path)).map_err(ReadError::Failed),
        }
    }
}

struct Walk {
    files: BTreeMap<String, u64>,
    strange: Vec<String>,
    files_max: usize,
    more: bool,
}

impl Walk {
    fn folder(&mut self, folder: &Path, within: &str, depth: usize) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if self.files.len() + self.strange.len() >= self.files_max {
                self.more = true;
                return Ok(());
            }
            let name = entry.file_name();
            let path = format!("{within}{}", name.to_string_lossy());
            // Of the entry itself: a link is neither a file nor a folder.
            let metadata = entry.metadata()?;
            if name.to_str().is_none() {
                self.strange.push(path);
            } else if metadata.is_file() {
                self.files.insert(path, metadata.len());
            } else if metadata.is_dir() && depth < DEPTH_MAX {
                self.folder(&entry.path(), &format!("{path}/"), depth + 1)?;
            } else {
                self.strange.push(path);
            }
        }
        Ok(())
    }
}

/// The lines of a file, one after the other, none longer than a bound.
#[derive(Debug)]
pub struct Lines {
    file: BufReader<File>,
    max: u64,
    line: Vec<u8>,
}

impl Lines {
    fn new(file: BufReader<File>, max: u64) -> Self {
        Self { file, max, line: Vec::new() }
    }

    /// The next line without its end. `None`: there is none. A last line without an end is given too.
    ///
    /// # Errors
    /// [`ReadError::TooLarge`]; the file should not be read on then.
    pub fn next_line(&mut self) -> Result<Option<&[u8]>, ReadError> {
        use io::BufRead as _;
        self.line.clear();
        let mut bounded = self.file.by_ref().take(self.max + 1);
        let read = bounded.read_until(b'\n', &mut self.line).map_err(ReadError::Failed)?;
        if read == 0 {
            return Ok(None);
        }
        if self.line.last() == Some(&b'\n') {
            self.line.pop();
        } else if read as u64 > self.max {
            return Err(ReadError::TooLarge { bytes: read as u64, max: self.max });
        }
        Ok(Some(&self.line))
    }
}

/// Whether a path is of the payload.
pub(crate) fn is_payload(path: &str) -> bool {
    path.strip_prefix(PAYLOAD).is_some_and(|rest| rest.starts_with('/'))
}
