//! What the ledger has signed, kept beside the data directory: a backup of everything in there agrees with itself, and only
//! what is outside of it can tell that it is older.
//!
//! The file holds the newest checkpoint, at most some seconds old. It promises nothing and is served to nobody; a ledger
//! that does not continue it is refused.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::Duration,
};

use ledger::Ledger;
use tlog::SignedCheckpoint;
use tokio::{task::spawn_blocking, time::sleep};

use super::{config::Config, erasing, error::Error, ledger::Fault};

/// How often the newest checkpoint is written down there, while there are new ones.
const EVERY: Duration = Duration::from_secs(5);
/// How the name of the file ends, after that of the data directory.
const NAME: &str = "-signed.txt";

/// Where it is written down.
#[derive(Debug, Clone)]
pub(super) struct Signed {
    path: PathBuf,
}

impl Signed {
    /// Beside what else is kept out of the backups of the data directory.
    ///
    /// # Errors
    /// As of the list of erasures, which stands there too.
    pub(super) fn of(config: &Config) -> Result<Self, Error> {
        Ok(Self { path: erasing::beside(config, NAME)? })
    }

    /// Makes sure that a ledger continues what was signed before. What another key signed says nothing of it: a new log was
    /// begun.
    ///
    /// # Errors
    /// [`Fault::Older`] if it does not, and [`Fault::Signed`] if the file cannot be read.
    pub(super) fn is_continued(&self, ledger: &Ledger) -> Result<(), Fault> {
        let fault = |source| Fault::Signed { path: self.path.clone(), source };
        let bytes = match fs::read(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            read => read.map_err(fault)?,
        };
        let Ok(note) = SignedCheckpoint::parse(&bytes) else { return Ok(()) };
        let Ok(signed) = note.verify(ledger.verifier()) else { return Ok(()) };
        let here = ledger.status().borrow().position.0;
        let is_continued = signed.size() <= here
            && ledger.root_at(signed.size()).is_ok_and(|root| signed.size() == 0 || root == signed.root());
        if is_continued {
            return Ok(());
        }
        let (path, ledger) = (self.path.clone(), ledger.place().directory().to_owned());
        Err(Fault::Older { signed: signed.size(), here, ledger, path })
    }

    /// Writes down what is signed, for as long as it is polled.
    pub(super) async fn follow(self, ledger: Ledger) {
        let mut status = ledger.status();
        loop {
            self.clone().keep(ledger.clone()).await;
            sleep(EVERY).await;
            if status.changed().await.is_err() {
                return;
            }
        }
    }

    /// Writes down the newest checkpoint, if there is one.
    pub(super) async fn keep(self, ledger: Ledger) {
        let Some(note) = ledger.checkpoint() else { return };
        let path = self.path.clone();
        let kept = spawn_blocking(move || self.replace(&note.to_string())).await;
        if let Err(error) = kept.unwrap_or_else(|error| Err(error.into())) {
            tracing::error!(
                path = %path.display(), %error,
                "what was signed cannot be written down beside the data: an older copy of all of it would not be refused"
            );
        }
    }

    fn replace(&self, note: &str) -> io::Result<()> {
        let staged = self.path.with_extension("new");
        let mut file = File::create(&staged)?;
        file.write_all(note.as_bytes())?;
        file.sync_all()?;
        fs::rename(&staged, &self.path)?;
        let above = self.path.parent().filter(|above| !above.as_os_str().is_empty());
        File::open(above.unwrap_or(Path::new(".")))?.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use journal::{Journal, MemoryJournal};
    use ledger::{Options, Place, key};
    use record::{LogId, Position};
    use tlog::{Hash, SigningKey};
    use uuid::Uuid;

    use super::*;

    const ORIGIN: &str = "besluitspoor.example/alkmaar";

    /// A ledger of an empty journal that has signed that, and where what it signed is written down.
    async fn ground() -> (tempfile::TempDir, Ledger, ledger::Runner, Signed) {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::new(folder.path().join("data/ledger"));
        key::init(&place, ORIGIN).unwrap();
        let journal: Arc<dyn Journal> = Arc::new(MemoryJournal::new(LogId(Uuid::from_u128(1))));
        let options = Options::alone(place.clone(), key::load(&place).unwrap());
        let ledger = Ledger::open(options, journal).await.unwrap();
        let runner = ledger.spawn().unwrap();
        ledger.wait_covered(Position::START, Duration::from_secs(60)).await.unwrap();
        let mut config = Config::new(folder.path().join("data"), "tokens.toml".into()).unwrap();
        config.erasures = Some(folder.path().join("else/list.jsonl"));
        let signed = Signed::of(&config).unwrap();
        fs::create_dir_all(folder.path().join("else")).unwrap();
        assert_eq!(signed.path, folder.path().join("else/data-signed.txt"));
        (folder, ledger, runner, signed)
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_this_key_signed_and_this_ledger_does_not_have_is_an_older_copy() {
        let (_folder, ledger, runner, signed) = ground().await;
        signed.is_continued(&ledger).unwrap();
        signed.clone().keep(ledger.clone()).await;
        signed.is_continued(&ledger).unwrap();
        let own = key::load(ledger.place()).unwrap();
        let other = SigningKey::new(ORIGIN, &[7; 32]).unwrap();
        for (key, is_refused) in [(&own, true), (&other, false)] {
            let note = SignedCheckpoint::sign(key, 9, Hash([7; 32])).unwrap();
            fs::write(&signed.path, note.to_string()).unwrap();
            let answer = signed.is_continued(&ledger);
            assert_eq!(answer.is_err(), is_refused, "{answer:?}");
            if let Err(fault) = answer {
                assert!(matches!(fault, Fault::Older { signed: 9, here: 0, .. }), "{fault:?}");
                assert!(fault.to_string().contains("ledger init"), "{fault}");
            }
        }
        fs::write(&signed.path, "no note").unwrap();
        signed.is_continued(&ledger).unwrap();
        fs::remove_file(&signed.path).unwrap();
        fs::create_dir(&signed.path).unwrap();
        assert!(matches!(signed.is_continued(&ledger), Err(Fault::Signed { .. })));
        runner.stop();
    }
}
