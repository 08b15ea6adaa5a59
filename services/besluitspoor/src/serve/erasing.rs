//! Words that are to be gone, while the services run: made to be gone before anyone is served, and from then on.

use std::{ffi::OsString, io, path::PathBuf, sync::Arc};

use eraser::{Eraser, List};
use journal::Journal;
use tokio::task::{JoinHandle, spawn_blocking};

use super::{
    config::{Config, Service},
    error::Error,
};

/// How the name of the list begins after that of the data directory.
const LIST: &str = "-erasures.jsonl";

/// An eraser at work. It ends with this.
pub(super) struct Erasing {
    eraser: Eraser,
    running: JoinHandle<()>,
}

impl Erasing {
    /// Begins to erase what is to be gone from this journal, and comes back when it is. Whoever may write may erase; readers
    /// of a journal on NATS wait until somebody has.
    ///
    /// # Errors
    /// [`Error::Erasures`] if the list beside the data directory cannot be kept; [`Error::Erasing`].
    pub(super) async fn begin(config: &Config, journal: Arc<dyn Journal>) -> Result<Self, Error> {
        let path = list(config).map_err(Error::DataDirectory)?;
        let list = spawn_blocking(move || List::open(&path)).await.map_err(Error::Task)??;
        let erases = config.nats.is_none() || config.services.contains(&Service::Intake);
        let eraser = if erases { Eraser::new(journal) } else { Eraser::waiting(journal) }.noting(list);
        let running = tokio::spawn(run(eraser.clone()));
        let erasing = Self { eraser, running };
        erasing.eraser.current().await.map_err(|why| Error::Erasing { why })?;
        Ok(erasing)
    }

    /// The eraser.
    pub(super) fn eraser(&self) -> &Eraser {
        &self.eraser
    }
}

impl Drop for Erasing {
    fn drop(&mut self) {
        self.running.abort();
    }
}

async fn run(eraser: Eraser) {
    if let Err(error) = eraser.run().await {
        tracing::error!(
            why = journal::causes(&error),
            "nothing is erased any more: mend the journal, and start the service again"
        );
    }
}

/// The file with what was erased: beside the data directory, so that a backup of that does not take it along.
fn list(config: &Config) -> io::Result<PathBuf> {
    if let Some(named) = &config.erasures {
        return Ok(named.clone());
    }
    let data = std::path::absolute(&config.data)?;
    let mut name = data.file_name().map_or_else(OsString::new, OsString::from);
    name.push(LIST);
    Ok(data.with_file_name(name))
}
