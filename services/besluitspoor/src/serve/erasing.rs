//! Words that are to be gone, while the services run: made to be gone before anyone is answered, and from then on.

use std::{
    path::{self, PathBuf},
    sync::Arc,
};

use eraser::{Eraser, List};
use journal::Journal;
use record::Position;
use tokio::task::{JoinHandle, spawn_blocking};

use super::{
    config::{Config, Service},
    error::Error,
};

/// How the name of the list ends, after that of the data directory.
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
    /// [`Error::Erasures`] and [`Error::ErasuresPlace`] if the list beside the data directory cannot be kept;
    /// [`Error::Erasing`].
    pub(super) async fn begin(config: &Config, journal: Arc<dyn Journal>) -> Result<Self, Error> {
        let path = list(config)?;
        let list = spawn_blocking({
            let path = path.clone();
            move || List::open(&path)
        });
        let list = list.await.map_err(Error::Task)??;
        let was_there = list.was_there();
        let erases = config.nats.is_none() || config.services.contains(&Service::Intake);
        let is_new = journal.head() == Position::START;
        let eraser = if erases { Eraser::new(journal) } else { Eraser::waiting(journal) }.noting(list);
        let running = tokio::spawn(run(eraser.clone()));
        let erasing = Self { eraser, running };
        erasing.eraser.current().await.map_err(|why| Error::Erasing { why })?;
        if !was_there && !is_new {
            let path = path.display();
            tracing::warn!(
                %path,
                "the list of erasures was not there, and is begun with what the journal says: if there was one, put it back \
                 and start again, or a backup brings back what was erased"
            );
        }
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

/// Begins the list of a journal that was begun just now, from which nothing can have been erased: so that nobody is warned
/// that it was lost.
///
/// # Errors
/// As of [`Erasing::begin`].
pub(crate) fn begin_list(config: &Config) -> Result<(), Error> {
    List::open(&list(config)?)?;
    Ok(())
}

async fn run(eraser: Eraser) {
    if let Err(error) = eraser.run().await {
        tracing::error!(
            why = journal::causes(&error),
            "nothing is erased any more: mend the journal, and start the service again"
        );
    }
}

/// The file with what was erased: beside the data directory, unless somebody says otherwise.
///
/// # Errors
/// [`Error::ErasuresPlace`] if it would be in there, where a backup takes it along.
fn list(config: &Config) -> Result<PathBuf, Error> {
    match &config.erasures {
        Some(named) => outside(config, path::absolute(named).map_err(Error::DataDirectory)?),
        None => beside(config, LIST),
    }
}

/// Another file that stands where the list does. Its name is that of the data directory with this ending.
///
/// # Errors
/// As of the list.
pub(super) fn beside(config: &Config, ending: &str) -> Result<PathBuf, Error> {
    let data = path::absolute(&config.data).map_err(Error::DataDirectory)?;
    let mut name = data.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    let path = match &config.erasures {
        Some(named) => path::absolute(named).map_err(Error::DataDirectory)?.with_file_name(name),
        None if data.file_name().is_some() => data.with_file_name(name),
        // Nothing is beside it.
        None => data.join(name),
    };
    outside(config, path)
}

/// This path, if it is not in the data directory.
fn outside(config: &Config, path: PathBuf) -> Result<PathBuf, Error> {
    let data = path::absolute(&config.data).map_err(Error::DataDirectory)?;
    if path.starts_with(&data) { Err(Error::ErasuresPlace { path }) } else { Ok(path) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_beside_the_data_and_never_in_it() {
        let config = |data: &str, erasures: Option<&str>| Config {
            erasures: erasures.map(PathBuf::from),
            ..Config::new(data.into(), "tokens.toml".into()).unwrap()
        };
        for (data, erasures, expected) in [
            ("/srv/data", None, Some("/srv/data-erasures.jsonl")),
            ("/srv/data/", None, Some("/srv/data-erasures.jsonl")),
            ("/srv/data", Some("/else/where.jsonl"), Some("/else/where.jsonl")),
            ("/srv/data", Some("/srv/data/list.jsonl"), None),
            ("/srv/data/..", None, None),
            ("/", None, None),
        ] {
            let found = list(&config(data, erasures));
            assert_eq!(found.as_ref().ok(), expected.map(PathBuf::from).as_ref(), "{data} {erasures:?}");
            let signed = beside(&config(data, erasures), "-signed.txt").ok();
            let expected = found.as_ref().ok().map(|list| list.with_file_name("data-signed.txt"));
            assert_eq!(signed, expected, "{data} {erasures:?}");
            if let Err(error) = found {
                assert!(error.is_input() && error.to_string().contains("--erasures"), "{error}");
            }
        }
    }
}
