//! The key of a ledger: made once, never overwritten, readable by its owner alone.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    sync::Arc,
};

use journal::disk::{Disk, RealDisk};
use tlog::{SignedCheckpoint, SigningKey, VerifierKey, hash::EMPTY_ROOT};

use crate::{
    folder::{DeviceError, Folder},
    place::Place,
};

/// Who may read the key: its owner.
const OWNER_ALONE: u32 = 0o600;

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is one already, and it is not overwritten.
    #[error(
        "{path} is there already: a log keeps its key. To begin another log, choose another origin and move this \
         directory away, with the log that it signed"
    )]
    There {
        /// The key.
        path: PathBuf,
    },
    /// There is a log here, and its key is gone.
    #[error(
        "{path} is there, but not the key that signed it: put the key back from a backup, or move the log away"
    )]
    LogWithoutKey {
        /// The checkpoint of the log.
        path: PathBuf,
    },
    /// There is a log here, and its checkpoint is gone.
    #[error(
        "{path} is there, but not the checkpoint of that log: put the checkpoint back from a backup, or from whoever \
         fetched it last"
    )]
    LogWithoutCheckpoint {
        /// The tiles of the log.
        path: PathBuf,
    },
    /// There is none.
    #[error("{path} is missing: put it back from a backup, or begin a log with besluitspoor ledger init")]
    Missing {
        /// Where it should be.
        path: PathBuf,
    },
    /// The file does not hold a key.
    #[error("{path} holds no key: put it back from a backup")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        source: tlog::key::Error,
    },
    /// The origin cannot be the name of a log.
    #[error("the origin cannot be that of a log; it is like besluitspoor.example/alkmaar")]
    Origin(#[source] tlog::key::Error),
    /// The system gave no random bytes.
    #[error("the system gave no random bytes for a key")]
    Randomness(#[source] getrandom::Error),
    /// The checkpoint of the empty log could not be signed.
    #[error("the checkpoint of the empty log could not be signed")]
    Unsigned(#[from] tlog::signed::Error),
    /// The device refused something.
    #[error(transparent)]
    Device(#[from] DeviceError),
}

/// Begins a log in this place: makes its key, and signs the checkpoint of the empty log. The answer is the key by which
/// others verify what it signs; it must reach them by another way than the log. It leaves the word that the log may be begun
/// from here ([`Place::begins`]), which is used up when something of it is published for the first time.
///
/// A crash in between leaves a key without a checkpoint, which calling again completes.
///
/// # Errors
/// [`Error`]; nothing that was there is changed.
pub fn init(place: &Place, origin: &str) -> Result<VerifierKey, Error> {
    let (path, staged) = (place.key(), place.key_staged());
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(Error::Randomness)?;
    let made = SigningKey::new(origin, &secret).map_err(Error::Origin)?;
    let folder = Folder::new(Arc::new(RealDisk), place.clone());
    let tiles = place.served().join("tile");
    let signed_before = folder.bytes(&place.checkpoint())?.is_some();
    if !signed_before && tiles.exists() {
        return Err(Error::LogWithoutCheckpoint { path: tiles });
    }
    let key = match load(place) {
        Ok(key) if !signed_before && key.name() == origin => key,
        Ok(_) | Err(Error::Damaged { .. }) => return Err(Error::There { path }),
        Err(Error::Missing { .. }) if signed_before => {
            return Err(Error::LogWithoutKey { path: place.checkpoint() });
        }
        Err(Error::Missing { .. }) => {
            let done =
                RealDisk.create_directory(place.directory()).and_then(|()| write(&made, &staged, &path));
            done.map_err(|source| {
                let there = source.kind() == ErrorKind::AlreadyExists;
                let path = path.clone();
                if there { Error::There { path } } else { Error::Device(DeviceError { path, source }) }
            })?;
            made
        }
        Err(error) => return Err(error),
    };
    let empty = SignedCheckpoint::sign(&key, 0, EMPTY_ROOT)?;
    folder.allow_beginning()?;
    folder.replace_checkpoint(&empty)?;
    Ok(key.verifier())
}

/// The key of the log in this place.
///
/// # Errors
/// [`Error::Missing`], [`Error::Damaged`] and [`Error::Device`].
pub fn load(place: &Place) -> Result<SigningKey, Error> {
    let path = place.key();
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(Error::Missing { path }),
        Err(source) => return Err(DeviceError { path, source }.into()),
    };
    SigningKey::from_secret_text(text.trim_end()).map_err(|source| Error::Damaged { path, source })
}

/// Writes the key beside its place, and links it there, which fails if there is one.
fn write(key: &SigningKey, staged: &Path, path: &Path) -> io::Result<()> {
    // What a crash left here never became a key.
    match fs::remove_file(staged) {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        removed => removed?,
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(OWNER_ALONE).open(staged)?;
    file.write_all(format!("{}\n", key.to_secret_text()).as_bytes())?;
    file.sync_all()?;
    fs::hard_link(staged, path)?;
    fs::remove_file(staged)?;
    File::open(path.parent().unwrap_or(path))?.sync_all()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    const ORIGIN: &str = "besluitspoor.example/alkmaar";

    #[test]
    fn a_key_is_made_once_and_its_owner_alone_reads_it() {
        let directory = tempfile::tempdir().expect("a directory");
        let place = Place::new(directory.path().join("data/ledger"));
        assert!(matches!(load(&place), Err(Error::Missing { .. })));
        let verifier = init(&place, ORIGIN).expect("a key");
        assert_eq!(verifier.name(), ORIGIN);
        assert_eq!(load(&place).expect("the key").verifier(), verifier);
        let mode = fs::metadata(place.key()).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, OWNER_ALONE);
        assert!(!place.key_staged().exists());
        let note = fs::read(place.checkpoint()).expect("a checkpoint");
        let note = SignedCheckpoint::parse(&note).expect("a checkpoint");
        assert_eq!(note.verify(&verifier).expect("signed").size(), 0);
        assert!(place.begins().exists());

        assert!(matches!(init(&place, ORIGIN), Err(Error::There { .. })));
        assert!(matches!(init(&place, "another.example/log"), Err(Error::There { .. })));
        assert_eq!(load(&place).expect("the key").verifier(), verifier);
    }

    #[test]
    fn what_a_crash_left_is_completed() {
        let directory = tempfile::tempdir().expect("a directory");
        let place = Place::new(directory.path());
        let verifier = init(&place, ORIGIN).expect("a key");
        fs::remove_file(place.checkpoint()).expect("there was one");
        fs::write(place.key_staged(), "half").expect("a file");
        assert!(matches!(init(&place, "another.example/log"), Err(Error::There { .. })));
        assert_eq!(init(&place, ORIGIN).expect("the key"), verifier);
    }

    /// Beginning again at nothing would show two histories.
    #[test]
    fn a_log_without_its_checkpoint_is_not_begun_again() {
        let directory = tempfile::tempdir().expect("a directory");
        let place = Place::new(directory.path());
        init(&place, ORIGIN).expect("a key");
        fs::create_dir(place.served().join("tile")).expect("a directory");
        fs::remove_file(place.checkpoint()).expect("there was one");
        assert!(matches!(init(&place, ORIGIN), Err(Error::LogWithoutCheckpoint { .. })));
        assert!(!place.checkpoint().exists());
    }

    #[test]
    fn a_log_without_its_key_and_a_damaged_key_are_left_alone() {
        let directory = tempfile::tempdir().expect("a directory");
        let place = Place::new(directory.path());
        init(&place, ORIGIN).expect("a key");
        fs::write(place.key(), "PRIVATE+KEY+").expect("a file");
        assert!(matches!(load(&place), Err(Error::Damaged { .. })));
        assert!(matches!(init(&place, ORIGIN), Err(Error::There { .. })));
        fs::remove_file(place.key()).expect("there was one");
        assert!(matches!(init(&place, ORIGIN), Err(Error::LogWithoutKey { .. })));
        assert!(matches!(init(&place, "a b"), Err(Error::Origin(_))));
    }
}
