//! The ledger while the services run: opened if one was begun in the data directory, and watched.
//!
//! `besluitspoor ledger init` begins one. Without it the services run all the same, and the log says that nobody will be able
//! to prove what was recorded meanwhile.

use std::{fs, path::Path, sync::Arc};

use journal::Journal;
use ledger::{
    Ledger, Options, Place, Runner, key, opening,
    witness::{self, Watch},
};
use tlog::Policy;
use tokio::task::{JoinHandle, spawn_blocking};

use super::{
    config::{self, Config},
    error::Error,
};
use crate::exit::Exit;

/// The directory of the ledger in the data directory.
const LEDGER: &str = "ledger";

/// A ledger that is kept while the services run.
pub(super) struct Kept {
    runner: Runner,
    /// Who asks the witnesses, and how far those are. `None`: no witness is set.
    witnesses: Option<(JoinHandle<witness::Stop>, Watch)>,
}

/// Why the ledger is not kept.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Its key cannot be used.
    #[error("de sleutel van het bewijsregister kan niet worden gebruikt")]
    Key(#[from] key::Error),
    /// It does not go with what was signed, or cannot be read.
    #[error("het bewijsregister kan niet worden geopend; er wordt niets vastgelegd tot dat is opgelost")]
    Open(#[from] opening::Error),
    /// Nothing can follow the journal for it.
    #[error("het bewijsregister kan niet worden bijgehouden")]
    Begin(#[source] std::io::Error),
    /// Its witnesses cannot be asked.
    #[error("de getuigen van het bewijsregister kunnen niet worden gevraagd")]
    Witnesses(#[from] witness::client::Error),
    /// A witness has seen another history.
    #[error("een getuige zag een andere geschiedenis; er wordt niets vastgelegd tot dat is opgelost")]
    Witnessed(#[from] witness::Stop),
}

impl Fault {
    /// What the process ends with: 8 where something was changed or put back that was signed, or seen by others.
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Open(
                opening::Error::JournalShorter { .. }
                | opening::Error::OtherRoot { .. }
                | opening::Error::Records { .. },
            )
            | Self::Witnessed(_) => Exit::Difference,
            Self::Key(_) | Self::Open(_) | Self::Witnesses(_) => Exit::Input,
            Self::Begin(_) => Exit::Internal,
        }
    }
}

/// Where the ledger of a data directory is.
pub(crate) fn place(data: &Path) -> Place {
    Place::new(data.join(LEDGER))
}

impl Kept {
    /// The ledger of this journal, if one was begun here. It signs nothing before the witnesses have been asked what they saw.
    ///
    /// # Errors
    /// [`Error::Ledger`].
    pub(super) async fn open(config: &Config, journal: Arc<dyn Journal>) -> Result<Option<Self>, Error> {
        let place = place(&config.data);
        if !place.key().exists() && !place.checkpoint().exists() {
            tracing::warn!(
                "there is no ledger: nobody can prove later what was recorded; see besluitspoor ledger init"
            );
            return Ok(None);
        }
        Self::begin(config, place, journal).await.map(Some).map_err(Error::Ledger)
    }

    async fn begin(config: &Config, place: Place, journal: Arc<dyn Journal>) -> Result<Self, Fault> {
        let key = key::load(&place)?;
        let ledger = Ledger::open(Options::alone(place, key), journal).await?;
        let witnesses = match asked(&config.ledger, &ledger)? {
            Some((mut client, watch)) => {
                client.compare().await?;
                Some((tokio::spawn(client.run()), watch))
            }
            None => None,
        };
        let runner = ledger.spawn().map_err(Fault::Begin)?;
        let size = ledger.status().borrow().position.0;
        tracing::info!(key = %ledger.verifier(), size, "the ledger is open");
        Ok(Self { runner, witnesses })
    }

    /// The ledger.
    pub(super) fn ledger(&self) -> &Ledger {
        self.runner.ledger()
    }

    /// How far the witnesses are, if any is set.
    pub(super) fn witnesses(&self) -> Option<&Watch> {
        self.witnesses.as_ref().map(|(_, watch)| watch)
    }

    /// Signs what it has, and ends.
    pub(super) async fn close(self) {
        let Self { runner, witnesses } = self;
        if let Some((asking, _)) = witnesses {
            asking.abort();
        }
        if let Err(error) = spawn_blocking(move || runner.stop()).await {
            tracing::error!(%error, "the ledger could not be closed in order");
        }
    }
}

/// Who asks the witnesses of the policy, if one is set. Its file was looked at when the settings were.
fn asked(
    config: &config::Ledger,
    ledger: &Ledger,
) -> Result<Option<(witness::Client, Watch)>, witness::client::Error> {
    let Some(policy) = config.policy.as_deref().and_then(|path| read(path).ok()) else { return Ok(None) };
    let config = witness::Config { interval: config.witness_interval, ..witness::Config::new(policy) };
    witness::Client::new(config, Arc::new(ledger.clone())).map(Some)
}

/// The policy in a file.
///
/// # Errors
/// What is wrong with it, in words for the settings' faults.
pub(super) fn read(path: &Path) -> Result<Policy, String> {
    let text = fs::read(path).map_err(|error| error.to_string())?;
    Policy::parse(&text).map_err(|faults| faults.to_string())
}
