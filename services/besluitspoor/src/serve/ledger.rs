//! The ledger while the services run: opened if one was begun in the data directory, and watched.
//!
//! `besluitspoor ledger init` begins one. Without it the services run all the same, and the log says that nobody will be able
//! to prove what was recorded meanwhile.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use journal::{JetStreamJournal, Journal, disk::RealDisk};
use ledger::{
    Board, Ledger, Options, Place, Role, Runner,
    board::{self, Alone, Region, region::Part},
    key, opening,
    witness::{self, Watch},
};
use tlog::{Policy, VerifierKey};
use tokio::task::{JoinHandle, spawn_blocking};

use super::{
    config::{self, Config},
    error::Error,
    signed::Signed,
};
use crate::exit::Exit;

/// The directory of the ledger in the data directory.
const LEDGER: &str = "ledger";

/// A ledger that is kept while the services run.
pub(super) struct Kept {
    runner: Runner,
    /// Who asks the witnesses, and how far those are. `None`: no witness is set.
    witnesses: Option<(JoinHandle<witness::Stop>, Watch)>,
    /// What was signed is written down beside the data, unless others on NATS know it too.
    signed: Option<(Signed, JoinHandle<()>)>,
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
    /// The key that it is checked with cannot be read.
    #[error(
        "in {path} staat niet waarmee het bewijsregister wordt gecontroleerd: geef besluitspoor ledger init --observe opnieuw"
    )]
    Verifier {
        /// The file.
        path: PathBuf,
    },
    /// It is to be shown or cosigned, and is not there.
    #[error(
        "er is een adres of zijn getuigen voor het bewijsregister ingesteld, en in {path} is er geen: zet het terug uit een kopie, \
         of begin er een met besluitspoor ledger init"
    )]
    Absent {
        /// Where it should be.
        path: PathBuf,
    },
    /// It only compares, and there is nobody to compare with.
    #[error(
        "dit bewijsregister vergelijkt alleen, en zonder NATS ondertekent er niemand anders: zet de sleutel terug, of \
         noem de servers met --nats"
    )]
    NobodySigns,
    /// Whose turn it is to sign cannot be agreed on with others.
    #[error("met de andere diensten op NATS kan niet worden afgesproken wie het bewijsregister ondertekent")]
    Board(#[from] board::Error),
    /// Nothing can follow the journal for it.
    #[error("het bewijsregister kan niet worden bijgehouden")]
    Begin(#[source] io::Error),
    /// It does not continue what it signed.
    #[error(
        "dit bewijsregister heeft {signed} regels ondertekend (dat staat in {path}), en hier staan er {here}, of andere: er is een \
         oudere kopie van alles teruggezet. Zet een nieuwere kopie terug. Is wat daarna kwam verloren, bewaar dan {ledger} ergens \
         anders en begin met besluitspoor ledger init een nieuw register onder een andere naam; onder deze sleutel kan het niet \
         verder, want wie een nieuwer controlepunt bewaarde ziet dan twee geschiedenissen"
    )]
    Older {
        /// How many records were under what it signed.
        signed: u64,
        /// How many there are.
        here: u64,
        /// Its directory.
        ledger: PathBuf,
        /// Where it stands what it signed.
        path: PathBuf,
    },
    /// What it signed cannot be read.
    #[error("in {path} kan niet worden gelezen wat dit bewijsregister heeft ondertekend")]
    Signed {
        /// The file.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
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
            | Self::Older { .. }
            | Self::Witnessed(_) => Exit::Difference,
            Self::Key(_)
            | Self::Verifier { .. }
            | Self::Absent { .. }
            | Self::NobodySigns
            | Self::Open(_)
            | Self::Witnesses(_) => Exit::Input,
            Self::Board(_) => Exit::Unclear,
            Self::Begin(_) | Self::Signed { .. } => Exit::Internal,
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
    pub(super) async fn open(
        config: &Config,
        journal: Arc<dyn Journal>,
        shared: Option<&JetStreamJournal>,
    ) -> Result<Option<Self>, Error> {
        let place = place(&config.data);
        let Some(role) = role(&place).map_err(Error::Ledger)? else {
            if config.ledger.listen.is_some() || config.ledger.policy.is_some() {
                return Err(Error::Ledger(Fault::Absent { path: place.directory().to_owned() }));
            }
            tracing::warn!(
                "there is no ledger: nobody can prove later what was recorded; see besluitspoor ledger init"
            );
            return Ok(None);
        };
        // On NATS the board knows what was signed.
        let signed = match shared {
            Some(_) => None,
            None => Some(Signed::of(config)?),
        };
        Self::begin(config, (place, role), journal, (shared, signed)).await.map(Some).map_err(Error::Ledger)
    }

    async fn begin(
        config: &Config,
        (place, role): (Place, Role),
        journal: Arc<dyn Journal>,
        (shared, signed): (Option<&JetStreamJournal>, Option<Signed>),
    ) -> Result<Self, Fault> {
        let board: Arc<dyn Board> = match (shared, &role) {
            (Some(shared), Role::Signer(_)) => Arc::new(Region::open(shared, Part::default()).await?),
            (Some(shared), Role::Observer(_)) => Arc::new(Region::open(shared, Part::Compares).await?),
            (None, Role::Signer(_)) => Arc::new(Alone),
            (None, Role::Observer(_)) => return Err(Fault::NobodySigns),
        };
        let options = Options { place, disk: Arc::new(RealDisk), role, board };
        let ledger = Ledger::open(options, journal).await?;
        if let Some(signed) = &signed {
            signed.is_continued(&ledger)?;
        }
        let witnesses = match asked(&config.ledger, &ledger)? {
            Some((mut client, watch)) => {
                client.compare().await?;
                ledger.consult(client.comparing());
                Some((tokio::spawn(client.run()), watch))
            }
            None => None,
        };
        let runner = ledger.spawn().map_err(Fault::Begin)?;
        let signed = signed.map(|signed| {
            let following = tokio::spawn(signed.clone().follow(ledger.clone()));
            (signed, following)
        });
        let size = ledger.status().borrow().position.0;
        tracing::info!(key = %ledger.verifier(), size, "the ledger is open");
        Ok(Self { runner, witnesses, signed })
    }

    /// The ledger.
    pub(super) fn ledger(&self) -> &Ledger {
        self.runner.ledger()
    }

    /// How far the witnesses are, if any is set.
    pub(super) fn witnesses(&self) -> Option<&Watch> {
        self.witnesses.as_ref().map(|(_, watch)| watch)
    }

    /// Signs what it has, gives up its turn to sign, and ends.
    pub(super) async fn close(self) {
        let Self { runner, witnesses, signed } = self;
        let ledger = runner.ledger().clone();
        match spawn_blocking(move || runner.stop()).await {
            Ok(0) => {}
            Ok(unsigned) => tracing::warn!(
                unsigned,
                "the ledger was closed before everything was under a checkpoint: whoever signs next does that"
            ),
            Err(error) => tracing::error!(%error, "the ledger could not be closed in order"),
        }
        if let Some((signed, following)) = signed {
            following.abort();
            signed.keep(ledger).await;
        }
        if let Some((asking, _)) = witnesses {
            asking.abort();
        }
    }
}

/// Whether the ledger of this place signs or compares. `None`: none was begun.
fn role(place: &Place) -> Result<Option<Role>, Fault> {
    let path = observed(place);
    match fs::read_to_string(&path) {
        _ if place.key().exists() => Ok(Some(Role::Signer(key::load(place)?))),
        Ok(text) => match text.trim_end().parse() {
            Ok(verifier) => Ok(Some(Role::Observer(verifier))),
            Err(_) => Err(Fault::Verifier { path }),
        },
        // What was signed is here, and what it was signed with is not.
        Err(_) if place.checkpoint().exists() => Ok(Some(Role::Signer(key::load(place)?))),
        Err(_) => Ok(None),
    }
}

/// The file with the key that a ledger is checked with which others sign.
fn observed(place: &Place) -> PathBuf {
    place.directory().join("verifier")
}

/// Begins a ledger that compares what others sign, for a journal on NATS.
///
/// # Errors
/// The file cannot be written; [`io::ErrorKind::AlreadyExists`] if a ledger that signs is there, or one that is checked with
/// another key.
pub(crate) fn observe(place: &Place, verifier: &VerifierKey) -> io::Result<()> {
    let other =
        fs::read_to_string(observed(place)).is_ok_and(|there| there.trim_end() != verifier.to_string());
    if other || place.key().exists() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::create_dir_all(place.directory())?;
    fs::write(observed(place), format!("{verifier}\n"))
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

#[cfg(test)]
mod tests {
    use journal::MemoryJournal;
    use record::LogId;
    use tlog::SigningKey;
    use uuid::Uuid;

    use super::*;

    fn verifier(secret: u8) -> VerifierKey {
        SigningKey::new("besluitspoor.example/alkmaar", &[secret; 32]).unwrap().verifier()
    }

    #[test]
    fn an_observer_takes_the_place_of_no_other_ledger() {
        let data = tempfile::tempdir().unwrap();
        let place = place(data.path());
        observe(&place, &verifier(1)).unwrap();
        observe(&place, &verifier(1)).unwrap();
        assert_eq!(observe(&place, &verifier(2)).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        fs::remove_file(observed(&place)).unwrap();
        key::init(&place, "besluitspoor.example/alkmaar").unwrap();
        assert_eq!(observe(&place, &verifier(1)).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
    }

    #[tokio::test]
    async fn a_ledger_that_is_to_be_shown_and_is_not_there_was_lost() {
        let data = tempfile::tempdir().unwrap();
        let journal: Arc<dyn Journal> = Arc::new(MemoryJournal::new(LogId(Uuid::from_u128(1))));
        let mut config = Config::new(data.path().to_owned(), "tokens.toml".into()).unwrap();
        assert!(Kept::open(&config, Arc::clone(&journal), None).await.unwrap().is_none());
        config.ledger.listen = Some(([127, 0, 0, 1], 0).into());
        let error = Kept::open(&config, journal, None).await.err().unwrap();
        assert!(error.is_input() && error.to_string().contains("ledger init"), "{error}");
    }
}
