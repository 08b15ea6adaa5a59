//! Makes a bundle, file by file, so that it is there whole or not at all.
//!
//! Everything goes into `<folder>.part`. When all is written and on the disk, the manifests are made and the folder
//! gets its name. What a broken export leaves behind is never taken for a bundle.

use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write as _},
    path::{Path, PathBuf},
};

use domain::sealed::Digest;
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

use super::{
    Place,
    layout::{BAG_INFO, BAGIT, MANIFEST, TAG_MANIFEST},
    manifest,
};

/// What `bagit.txt` holds: the version of RFC 8493.
pub(crate) const BAGIT_TEXT: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// A bundle that is being made.
#[derive(Debug)]
pub struct Writer {
    folder: PathBuf,
    part: PathBuf,
    /// The file that was written to last, and those that grow beside others.
    open: BTreeMap<String, Open>,
    written: BTreeMap<String, (Digest, u64)>,
}

#[derive(Debug)]
struct Open {
    file: BufWriter<File>,
    hasher: Sha256,
    bytes: u64,
    grows: bool,
}

/// Why a bundle cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Something is there.
    #[error("{folder} is there and not empty: a bundle is never written over another; name a new folder")]
    NotEmpty {
        /// Which folder.
        folder: String,
    },
    /// An earlier export was broken off, or runs now.
    #[error("{part} is there: an export was broken off, or is running; remove it if none is")]
    PartThere {
        /// Which folder.
        part: String,
    },
    /// A folder without a name, such as `/`.
    #[error("{folder} cannot be the name of a new folder")]
    NoName {
        /// What was named.
        folder: String,
    },
    /// A file was begun, ended and begun again.
    #[error("{path} was written before: each file is written in one piece")]
    WrittenBefore {
        /// Which.
        path: String,
    },
    /// The disk did not take it.
    #[error("{path} cannot be written")]
    Failed {
        /// What.
        path: String,
        /// Why.
        #[source]
        source: io::Error,
    },
}

impl Writer {
    /// Whether a bundle may be begun that gets this name; nothing is made yet.
    ///
    /// # Errors
    /// [`Error`], when a folder of the name is there and not empty, and when there is one for its parts.
    pub fn may_create(folder: &Path) -> Result<(), Error> {
        let part = part(folder)?;
        if part.exists() { Err(Error::PartThere { part: part.display().to_string() }) } else { Ok(()) }
    }

    /// Begins a bundle that will get this name.
    ///
    /// # Errors
    /// As those of [`may_create`](Self::may_create), and [`Error::Failed`].
    pub fn create(folder: &Path) -> Result<Self, Error> {
        let part = part(folder)?;
        let outer = folder.parent().filter(|outer| !outer.as_os_str().is_empty());
        let made = outer.map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::create_dir(&part));
        match made {
            Ok(()) => Ok(Self {
                folder: folder.to_path_buf(),
                part,
                open: BTreeMap::new(),
                written: BTreeMap::new(),
            }),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(Error::PartThere { part: part.display().to_string() })
            }
            Err(source) => Err(Error::Failed { path: part.display().to_string(), source }),
        }
    }

    /// Writes bytes of a file. A large one comes in pieces, which follow each other; only those that
    /// [grow](Place::grows) may be written beside others.
    ///
    /// # Errors
    /// [`Error::WrittenBefore`] and [`Error::Failed`].
    pub fn write(&mut self, place: &Place, bytes: &[u8]) -> Result<(), Error> {
        let path = place.to_string();
        if !self.open.contains_key(&path) {
            self.end_others()?;
            if self.written.contains_key(&path) {
                return Err(Error::WrittenBefore { path });
            }
            let open = self.begin(&path, place.grows()).map_err(failed(&path))?;
            self.open.insert(path.clone(), open);
        }
        let Some(open) = self.open.get_mut(&path) else { return Ok(()) };
        open.hasher.update(bytes);
        open.bytes += bytes.len() as u64;
        open.file.write_all(bytes).map_err(failed(&path))
    }

    /// Whether a file was begun.
    pub fn has(&self, place: &Place) -> bool {
        let path = place.to_string();
        self.open.contains_key(&path) || self.written.contains_key(&path)
    }

    /// Makes the manifests and gives the folder its name. `bagged` is the date that stands in it.
    ///
    /// # Errors
    /// [`Error::Failed`].
    pub fn finish(mut self, bagged: Date) -> Result<PathBuf, Error> {
        let paths: Vec<String> = self.open.keys().cloned().collect();
        for path in &paths {
            self.end(path)?;
        }
        let (files, bytes) =
            self.written.values().fold((0_u64, 0_u64), |(files, sum), (_, bytes)| (files + 1, sum + bytes));
        let info = format!(
            "Bag-Software-Agent: besluitspoor {}\nBagging-Date: {bagged}\nPayload-Oxum: {bytes}.{files}\n",
            env!("CARGO_PKG_VERSION")
        );
        let listed = self.written.iter().map(|(path, (digest, _))| manifest::line(digest, path));
        let listed: String = listed.collect();
        let mut tags = String::new();
        for (path, text) in [(BAGIT, BAGIT_TEXT), (BAG_INFO, &info), (MANIFEST, &listed)] {
            self.whole(path, text.as_bytes())?;
            tags.push_str(&manifest::line(&Digest(Sha256::digest(text).into()), path));
        }
        self.whole(TAG_MANIFEST, tags.as_bytes())?;
        for folder in self.folders() {
            sync(&folder).map_err(failed(&folder.display().to_string()))?;
        }
        let shown = self.folder.display().to_string();
        fs::rename(&self.part, &self.folder).map_err(failed(&shown))?;
        let outer = self.folder.parent().filter(|outer| !outer.as_os_str().is_empty());
        sync(outer.unwrap_or(Path::new("."))).map_err(failed(&shown))?;
        Ok(self.folder)
    }

    fn begin(&self, path: &str, grows: bool) -> io::Result<Open> {
        let path = self.part.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let file = OpenOptions::new().write(true).create_new(true).open(path)?;
        Ok(Open { file: BufWriter::new(file), hasher: Sha256::new(), bytes: 0, grows })
    }

    fn end_others(&mut self) -> Result<(), Error> {
        let others = self.open.iter().filter(|(_, open)| !open.grows);
        let others: Vec<String> = others.map(|(path, _)| path.clone()).collect();
        others.iter().try_for_each(|path| self.end(path))
    }

    fn end(&mut self, path: &str) -> Result<(), Error> {
        let Some(open) = self.open.remove(path) else { return Ok(()) };
        let file = open.file.into_inner().map_err(|error| failed(path)(error.into_error()))?;
        file.sync_all().map_err(failed(path))?;
        self.written.insert(path.to_owned(), (Digest(open.hasher.finalize().into()), open.bytes));
        Ok(())
    }

    fn whole(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let write = || {
            let mut file = File::create_new(self.part.join(path))?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(failed(path))
    }

    /// Every folder that has something in it, so that the names are on the disk too.
    fn folders(&self) -> Vec<PathBuf> {
        let mut folders: Vec<PathBuf> = Vec::new();
        for path in self.written.keys() {
            let within = Path::new(path).ancestors().skip(1).map(|folder| self.part.join(folder));
            for folder in within {
                if folders.last() != Some(&folder) {
                    folders.push(folder);
                }
            }
        }
        folders.sort();
        folders.dedup();
        folders
    }
}

/// Where the parts of a bundle of this name are kept, if nothing is in the way of the name.
fn part(folder: &Path) -> Result<PathBuf, Error> {
    let shown = folder.display().to_string();
    let name = folder.file_name().ok_or_else(|| Error::NoName { folder: shown.clone() })?;
    match fs::read_dir(folder).map(Iterator::count) {
        Ok(0) => {}
        Ok(_) => return Err(Error::NotEmpty { folder: shown }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(source) => return Err(Error::Failed { path: shown, source }),
    }
    let mut part = name.to_owned();
    part.push(".part");
    Ok(folder.with_file_name(part))
}

fn failed(path: &str) -> impl FnOnce(io::Error) -> Error + use<> {
    let path = path.to_owned();
    |source| Error::Failed { path, source }
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
