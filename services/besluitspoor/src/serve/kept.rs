//! What is open while the services run: the journal, here or on NATS, and the views and the ledger that are derived from it.

use std::{path::Path, sync::Arc, time::Duration};

use eraser::Eraser;
use journal::{
    FileJournal, JetStreamJournal, Journal,
    disk::RealDisk,
    file::{Options, open},
};
use record::Position;
use tokio::{
    task::{JoinError, spawn_blocking},
    time::{Instant, sleep},
};
use views::{Runner, Views, WaitError};

use super::{
    config::{Config, Nats, Service},
    erasing::Erasing,
    error::Error,
    known_log, ledger, nats,
    running::ABORT_SECONDS_MAX,
};

/// How long to wait between two looks whether the journal is still in use.
pub const CLOSE_WAIT: Duration = Duration::from_millis(5);
/// How long records that are on their way to NATS may take to be acknowledged when the services stop.
pub const DRAIN_WAIT: Duration = Duration::from_secs(5);

/// How often it is said how far views are that nobody may read yet.
const VIEWS_TOLD_EVERY: Duration = Duration::from_secs(5);

/// The directory of the journal in the data directory.
pub(crate) const JOURNAL: &str = "journal";
/// The directory of the views in the data directory. It may be deleted at any time when nothing runs.
const VIEWS: &str = "views";

/// What is open.
pub(super) struct Kept {
    opened: Opened,
    /// What sees to it that words are gone which are to be.
    erasing: Erasing,
    /// What feeds the views, if anybody here reads them.
    runner: Option<Runner>,
    /// The ledger, if there is one here.
    ledger: Option<ledger::Kept>,
}

/// A journal, with what its closing needs.
#[derive(Clone)]
enum Opened {
    File(Arc<FileJournal>),
    Nats(Arc<JetStreamJournal>),
}

impl Kept {
    /// Opens the journal, and the views if somebody here reads them. Either can take a while.
    pub(super) async fn open(config: &Config) -> Result<Self, Error> {
        let opened = match &config.nats {
            Some(nats) => on_nats(config, nats).await?,
            None => here(config).await?,
        };
        let journal = opened.journal();
        let (log, head) = (journal.log_id(), journal.head());
        tracing::info!(%log, position = head.0, "the journal is open");
        // First: words are taken away for good, so only on the word of a journal that is what was signed.
        let ledger = ledger::Kept::open(config, journal, opened.shared()).await?;
        match shown(config, &opened).await {
            Ok((erasing, runner)) => Ok(Self { opened, erasing, runner, ledger }),
            Err(error) => {
                if let Some(ledger) = ledger {
                    ledger.close().await;
                }
                Err(error)
            }
        }
    }

    /// The journal.
    pub(super) fn journal(&self) -> Arc<dyn Journal> {
        self.opened.journal()
    }

    /// Who sees to it that words are gone which are to be.
    pub(super) fn eraser(&self) -> &Eraser {
        self.erasing.eraser()
    }

    /// The views, if anybody here reads them.
    pub(super) fn views(&self) -> Option<&Views> {
        self.runner.as_ref().map(Runner::views)
    }

    /// The ledger, if there is one here.
    pub(super) fn ledger(&self) -> Option<&ledger::Kept> {
        self.ledger.as_ref()
    }

    /// Writes out the views, signs what the ledger has, and closes the journal, which stores what still waits.
    pub(super) async fn close(self) {
        let Self { opened, erasing, runner, ledger } = self;
        drop(erasing);
        // Before the ledger ends, so that it signs what was on its way.
        if let Opened::Nats(journal) = &opened
            && !journal.drained(DRAIN_WAIT).await
        {
            // Nobody was told that they are stored; who repeats them with their id learns it.
            tracing::warn!("records are still on their way to NATS; what becomes of them is not known here");
        }
        if let Some(ledger) = ledger {
            ledger.close().await;
        }
        if let Some(runner) = runner {
            in_order(spawn_blocking(move || runner.stop()).await, "the views");
        }
        let position = opened.journal().head().0;
        let closed = match opened {
            Opened::File(journal) => match alone(journal).await {
                Some(journal) => {
                    in_order(spawn_blocking(move || drop(journal)).await, "the journal");
                    true
                }
                None => false,
            },
            Opened::Nats(journal) => alone(journal).await.is_some(),
        };
        if closed {
            tracing::info!(position, "the journal is closed");
        } else {
            // Whoever holds it closes it when they end; what was acknowledged is durable already.
            tracing::warn!(position, "the journal is still in use");
        }
    }
}

/// What is shown to people, once everything is gone from it that is to be; without views if nobody here reads them.
async fn shown(config: &Config, opened: &Opened) -> Result<(Erasing, Option<Runner>), Error> {
    let journal = opened.journal();
    let (log, head) = (journal.log_id(), journal.head());
    let erasing = Erasing::begin(config, Arc::clone(&journal)).await?;
    if !config.services.contains(&Service::Agenda) {
        return Ok((erasing, None));
    }
    let (data, directory) = (config.data.clone(), config.data.join(VIEWS));
    let forgotten = erasing.eraser().forgotten();
    let open = move || {
        let opened = Views::leave_behind(&directory, &forgotten);
        opened.and_then(|()| Views::open(&directory, log, head)).map_err(|error| match error {
            views::open::Error::InUse { .. } => Error::InUse { directory: data },
            views::open::Error::Io { .. } | views::open::Error::Begin { .. } => Error::Views(error),
        })
    };
    let views = spawn_blocking(open).await.map_err(Error::Task)??;
    let begun = views.position();
    let runner = Runner::spawn(views, journal).map_err(Error::Feeding)?;
    // Views that begin anew never read what is gone.
    if let Some(erased) = erasing.eraser().last().filter(|last| (1..last.0).contains(&begun.0)) {
        read_past(runner.views(), erased).await?;
    }
    Ok((erasing, Some(runner)))
}

/// Waits until views from before an erasure have read of it.
async fn read_past(views: &Views, erased: Position) -> Result<(), Error> {
    loop {
        match views.wait_for(erased, VIEWS_TOLD_EVERY).await {
            Ok(_) => return Ok(()),
            Err(WaitError::Late { asked, applied }) => {
                tracing::info!(
                    position = applied.0,
                    erasure = asked.0,
                    "the views read on to the last erasure"
                );
            }
            Err(WaitError::Stopped { asked, applied }) => {
                return Err(Error::ViewsBefore { erased: asked, position: applied });
            }
        }
    }
}

impl Opened {
    /// The journal, if other processes write to it too.
    fn shared(&self) -> Option<&JetStreamJournal> {
        match self {
            Self::File(_) => None,
            Self::Nats(journal) => Some(journal),
        }
    }

    fn journal(&self) -> Arc<dyn Journal> {
        match self.clone() {
            Self::File(journal) => journal,
            Self::Nats(journal) => journal,
        }
    }
}

/// The journal in the data directory, if that belongs to none on NATS.
async fn here(config: &Config) -> Result<Opened, Error> {
    known_log::none(&config.data)?;
    Ok(Opened::File(Arc::new(in_directory(&config.data).await?)))
}

/// The journal in a data directory; begins one if there is none.
///
/// # Errors
/// [`Error::InUse`] and [`Error::Journal`].
pub(crate) async fn in_directory(data: &Path) -> Result<FileJournal, Error> {
    let (data, directory) = (data.to_owned(), data.join(JOURNAL));
    let open = move || {
        let journal = FileJournal::open(&directory, Arc::new(RealDisk), Options::default());
        journal.map_err(|error| match error {
            open::Error::InUse { .. } => Error::InUse { directory: data },
            open::Error::Device { .. }
            | open::Error::NewerVersion { .. }
            | open::Error::MissingSegment { .. }
            | open::Error::Damaged { .. }
            | open::Error::Writer(_) => Error::Journal { directory, source: Box::new(error) },
        })
    };
    spawn_blocking(open).await.map_err(Error::Task)?
}

/// The journal on NATS, if it is the one that the data directory belongs to.
async fn on_nats(config: &Config, nats: &Nats) -> Result<Opened, Error> {
    known_log::no_files(&config.data)?;
    nats::verify_synced(nats).await?;
    let (region, limit_seconds) = (nats.names.region(), nats.wait.as_secs());
    tracing::info!(region, limit_seconds, "opening the journal on NATS");
    // Who appends or looks up would wait for the index at the first call.
    let indexed = [Service::Intake, Service::Audit].iter().any(|service| config.services.contains(service));
    let journal = nats::open(nats, indexed).await?;
    let (data, log) = (config.data.clone(), journal.log_id());
    spawn_blocking(move || known_log::keep(&data, log)).await.map_err(Error::Task)??;
    Ok(Opened::Nats(Arc::new(journal)))
}

/// The journal when nobody else holds it any more, waiting a moment for that.
async fn alone<J>(journal: Arc<J>) -> Option<J> {
    // Tasks of services may need a moment to see that nobody listens to them any more.
    let until = Instant::now() + Duration::from_secs(ABORT_SECONDS_MAX);
    while Arc::strong_count(&journal) > 1 && Instant::now() < until {
        sleep(CLOSE_WAIT).await;
    }
    Arc::into_inner(journal)
}

fn in_order(closed: Result<(), JoinError>, what: &str) {
    if let Err(error) = closed {
        tracing::error!(%error, what, "could not be closed in order");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::LogId;
    use uuid::Uuid;

    #[tokio::test]
    async fn views_that_another_process_uses_are_refused_like_a_journal_that_is() {
        let place = tempfile::tempdir().unwrap();
        let data = place.path().to_owned();
        let (log, head) = (LogId(Uuid::from_u128(1)), Position::START);
        let _elsewhere = Views::open(&data.join(VIEWS), log, head).unwrap();
        let config = Config::new(data.clone(), place.path().join("tokens.toml")).unwrap();
        let error = Kept::open(&config).await.err().unwrap();
        assert!(matches!(&error, Error::InUse { directory } if *directory == data), "{error}");
        assert!(error.is_input() && error.to_string().contains("--data"), "{error}");
    }

    #[tokio::test]
    async fn a_forgotten_setting_begins_no_journal_in_a_directory_of_nats() {
        let place = tempfile::tempdir().unwrap();
        let data = place.path().to_owned();
        known_log::keep(&data, LogId(Uuid::from_u128(1))).unwrap();
        let config = Config::new(data.clone(), place.path().join("tokens.toml")).unwrap();
        let error = Kept::open(&config).await.err().unwrap();
        assert!(error.is_input() && error.to_string().contains("--nats"), "{error}");
        assert!(!data.join(JOURNAL).exists());
    }

    #[tokio::test]
    async fn a_setting_that_is_still_there_opens_no_other_journal_than_that_in_the_directory() {
        let place = tempfile::tempdir().unwrap();
        let data = place.path().to_owned();
        drop(in_directory(&data).await.unwrap());
        let error = known_log::no_files(&data).unwrap_err();
        assert!(matches!(&error, known_log::Error::InFiles { directory } if *directory == data), "{error}");
        let error = Error::from(error);
        assert!(error.is_input() && error.to_string().contains("--nats"), "{error}");
        assert!(known_log::no_files(&data.join("empty")).is_ok());
    }
}
