//! Which journal on NATS a data directory belongs to.
//!
//! A stream that was made anew under the same name is another log: its positions say nothing about what was read of the
//! first, and following it would pass over that everything before is gone. So the first opening writes the log's id down,
//! and every later one compares.

use std::{
    fs::{self, File},
    io::{self, Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
};

use record::LogId;

use super::kept::JOURNAL;

/// The file with the log's id.
pub const FILE: &str = "log";

/// The most bytes that are read of it: an id, and what an editor may have put after it.
const BYTES_MAX: u64 = 64;

/// Why the directory does not go with the journal.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It belongs to another.
    #[error(
        "de map {directory} hoort bij journaal {known}, en op NATS staat journaal {found}: de stream is opnieuw \
         gemaakt, of het is een andere. Zet de stream terug uit een kopie; is een ander journaal de bedoeling, noem \
         dan met --data een andere, lege map"
    )]
    Other {
        /// The data directory.
        directory: PathBuf,
        /// To which log it belongs.
        known: LogId,
        /// Which log was found.
        found: LogId,
    },
    /// It belongs to a journal on NATS, and a journal in the directory was asked for.
    #[error(
        "de map {directory} hoort bij journaal {known} op NATS, en er is geen NATS-server genoemd: noem die met \
         --nats; is een journaal op deze machine de bedoeling, noem dan met --data een andere map"
    )]
    OnNats {
        /// The data directory.
        directory: PathBuf,
        /// To which log it belongs.
        known: LogId,
    },
    /// It holds a journal, and one on NATS was asked for.
    #[error(
        "in de map {directory} staat een journaal, en met --nats wordt een ander gevraagd: laat --nats weg (ook \
         BESLUITSPOOR_NATS) om dit journaal te openen, of noem met --data een andere map"
    )]
    InFiles {
        /// The data directory.
        directory: PathBuf,
    },
    /// What stands in the file is no id.
    #[error(
        "in {path} staat geen id van een journaal: zet het bestand terug uit een kopie, of haal het weg als zeker is \
         dat de stream op NATS de goede is"
    )]
    Faulty {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be used.
    #[error("in {path} kan niet worden bijgehouden bij welk journaal de map hoort")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
}

/// Sees to it that the directory belongs to this log: from now on if it is the first, and as before otherwise.
///
/// # Errors
/// [`Error`]; nothing was changed.
pub fn keep(directory: &Path, found: LogId) -> Result<(), Error> {
    let path = directory.join(FILE);
    let io = |source| Error::Io { path: path.clone(), source };
    fs::create_dir_all(directory).map_err(io)?;
    let file = File::options().create(true).truncate(false).read(true).write(true).open(&path).map_err(io)?;
    // Two processes may share a directory, and begin at the same moment.
    file.lock().map_err(io)?;
    match known(&file, &path)? {
        Some(known) if known == found => Ok(()),
        Some(known) => Err(Error::Other { directory: directory.to_owned(), known, found }),
        None => write(&file, directory, found).map_err(io),
    }
}

/// Sees to it that the directory holds no journal, for who has theirs on NATS. Otherwise who means to try a copy works on the
/// journal that counts, because of a setting that is still there.
///
/// # Errors
/// [`Error`].
pub fn no_files(directory: &Path) -> Result<(), Error> {
    let path = directory.join(JOURNAL);
    match path.try_exists() {
        Ok(false) => Ok(()),
        Ok(true) => Err(Error::InFiles { directory: directory.to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(()),
        Err(source) => Err(Error::Io { path, source }),
    }
}

/// Sees to it that the directory belongs to no journal on NATS, for who keeps one in the directory itself. Otherwise a
/// forgotten setting would begin an empty journal beside the one that counts.
///
/// # Errors
/// [`Error`].
pub fn none(directory: &Path) -> Result<(), Error> {
    let path = directory.join(FILE);
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(());
        }
        Err(source) => return Err(Error::Io { path, source }),
    };
    match known(&file, &path)? {
        Some(known) => Err(Error::OnNats { directory: directory.to_owned(), known }),
        None => Ok(()),
    }
}

/// The id in the file; `None` in an empty one, which a crash in the first opening leaves.
fn known(file: &File, path: &Path) -> Result<Option<LogId>, Error> {
    let mut text = Vec::new();
    let read = file.take(BYTES_MAX).read_to_end(&mut text);
    read.map_err(|source| Error::Io { path: path.to_owned(), source })?;
    if text.is_empty() {
        return Ok(None);
    }
    let id = std::str::from_utf8(&text).ok().and_then(|text| text.trim_end().parse().ok());
    id.map(|id| Some(LogId(id))).ok_or_else(|| Error::Faulty { path: path.to_owned() })
}

fn write(mut file: &File, directory: &Path, found: LogId) -> io::Result<()> {
    file.rewind()?;
    file.write_all(format!("{found}\n").as_bytes())?;
    file.sync_all()?;
    File::open(directory)?.sync_all()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const FIRST: LogId = LogId(Uuid::from_u128(1));
    const SECOND: LogId = LogId(Uuid::from_u128(2));

    #[test]
    fn the_first_log_stays_the_only_one() {
        let place = tempfile::tempdir().unwrap();
        let directory = place.path().join("data");
        keep(&directory, FIRST).unwrap();
        let written = fs::read_to_string(directory.join(FILE)).unwrap();
        assert_eq!(written, format!("{FIRST}\n"));
        keep(&directory, FIRST).unwrap();
        let told = keep(&directory, SECOND).unwrap_err().to_string();
        for part in [&*FIRST.to_string(), &SECOND.to_string(), directory.to_str().unwrap(), "kopie", "--data"]
        {
            assert!(told.contains(part), "{part} in {told}");
        }
        assert_eq!(fs::read_to_string(directory.join(FILE)).unwrap(), written);
    }

    #[test]
    fn a_crash_in_the_first_opening_leaves_a_directory_that_can_be_used() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join(FILE), "").unwrap();
        none(directory.path()).unwrap();
        keep(directory.path(), FIRST).unwrap();
        assert!(keep(directory.path(), SECOND).is_err());
    }

    #[test]
    fn what_is_no_id_is_not_written_over() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join(FILE);
        let long = "1".repeat(100);
        for text in ["x", &FIRST.to_string()[..20], &long, "\n"] {
            fs::write(&path, text).unwrap();
            let error = keep(directory.path(), FIRST).unwrap_err();
            assert!(matches!(error, Error::Faulty { .. }), "{text}: {error}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }

    #[test]
    fn a_directory_of_a_journal_on_nats_begins_no_other_journal() {
        let directory = tempfile::tempdir().unwrap();
        none(&directory.path().join("nowhere")).unwrap();
        none(directory.path()).unwrap();
        keep(directory.path(), FIRST).unwrap();
        let told = none(directory.path()).unwrap_err().to_string();
        assert!(told.contains(&FIRST.to_string()) && told.contains("--nats"), "{told}");
    }
}
