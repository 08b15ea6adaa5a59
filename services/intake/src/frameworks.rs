//! The frameworks that dossiers run on, read from the journal when they are first needed.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, RwLock},
    time::Duration,
};

use domain::{
    Event,
    framework::{Framework, FrameworkRef, adoption::Adopted},
    ids::{FrameworkId, Revision},
};
use journal::{Journal, Stored};
use record::{HistoryId, seal::Disclosures};
use tokio::time::Instant;

use crate::{
    error::Error,
    fold::{Fold, Matter},
};

/// For how long it is believed which versions of a framework there are, before the journal is asked again: another
/// intake may have adopted one.
pub const FRAMEWORKS_KNOWN_FOR: Duration = Duration::from_secs(1);

/// The adopted frameworks of a region. An adopted version never changes, so what was read once stays.
#[derive(Default)]
pub(crate) struct Frameworks {
    read: RwLock<HashMap<FrameworkRef, Arc<Framework>>>,
    /// Asked by every opening, so no history is locked for it.
    versions: RwLock<Versions>,
}

/// Which versions of a family were adopted.
#[derive(Default)]
struct Versions {
    known: HashMap<FrameworkId, Known>,
    /// The families of which a version is on its way to the journal, or may be.
    in_doubt: HashSet<FrameworkId>,
}

struct Known {
    adopted: Arc<Adopted>,
    /// Everything that was stored before this moment is in it.
    since: Instant,
}

impl Frameworks {
    /// The framework that a dossier keeps.
    pub(crate) async fn kept(
        &self,
        journal: &dyn Journal,
        reference: &FrameworkRef,
    ) -> Result<Arc<Framework>, Error> {
        if let Some(framework) = self.known(reference) {
            return Ok(framework);
        }
        self.load(journal, &reference.id).await?;
        self.known(reference).ok_or_else(|| Error::FrameworkUnknown { id: reference.id.clone() })
    }

    /// The adopted versions of a family, if it was known [not long ago](FRAMEWORKS_KNOWN_FOR) what they are.
    pub(crate) fn adopted(&self, id: &FrameworkId) -> Option<Arc<Adopted>> {
        let versions = self.versions.read().expect("nothing panics while it holds this lock");
        let known = versions.known.get(id).filter(|known| known.since.elapsed() < FRAMEWORKS_KNOWN_FOR);
        known.map(|known| Arc::clone(&known.adopted))
    }

    /// Another version is about to be stored. Until that is [settled](Self::settle) nothing is kept of the family,
    /// and who wants to know reads the journal: also when the answer never comes, or nobody waits for it any more.
    /// False if the family was in doubt already.
    pub(crate) fn doubt(&self, id: &FrameworkId) -> bool {
        let mut versions = self.versions.write().expect("nothing panics while it holds this lock");
        versions.known.remove(id);
        versions.in_doubt.insert(id.clone())
    }

    /// Forgets what is known of a family if that ends before a revision.
    pub(crate) fn forget_before(&self, id: &FrameworkId, revision: Revision) {
        let mut versions = self.versions.write().expect("nothing panics while it holds this lock");
        // Every record of a family is a version.
        let is_before = |known: &Known| (known.adopted.versions.len() as u64) < revision.0;
        if versions.known.get(id).is_some_and(is_before) {
            versions.known.remove(id);
        }
    }

    /// Forgets what is known of a family: something was refused for it, and the journal has the last word.
    pub(crate) fn forget(&self, id: &FrameworkId) {
        self.versions.write().expect("nothing panics while it holds this lock").known.remove(id);
    }

    /// What was on its way to the journal is stored, or never will be.
    pub(crate) fn settle(&self, id: &FrameworkId) {
        self.versions.write().expect("nothing panics while it holds this lock").in_doubt.remove(id);
    }

    /// Takes note of the versions of a family that had been adopted at a moment, unless they are in doubt or more of
    /// them are known already: two tasks may have read the history at different moments. A family without versions
    /// is not kept; anyone can make up names.
    pub(crate) fn note(&self, id: &FrameworkId, fold: &Fold, since: Instant) -> Arc<Adopted> {
        let read = match &fold.matter {
            Matter::Framework(adopted) => Arc::new(adopted.clone()),
            Matter::Dossier(_)
            | Matter::Arrangement(_)
            | Matter::Meeting(_)
            | Matter::Mandate(_)
            | Matter::Preparation(_) => Arc::default(),
        };
        let mut versions = self.versions.write().expect("nothing panics while it holds this lock");
        let adopted = match versions.known.get_mut(id) {
            Some(known) if known.adopted.versions.len() >= read.versions.len() => {
                if known.adopted.versions.len() == read.versions.len() {
                    known.since = known.since.max(since);
                }
                return Arc::clone(&known.adopted);
            }
            Some(_) | None => read,
        };
        if !adopted.versions.is_empty() && !versions.in_doubt.contains(id) {
            versions.known.insert(id.clone(), Known { adopted: Arc::clone(&adopted), since });
        }
        adopted
    }

    fn known(&self, reference: &FrameworkRef) -> Option<Arc<Framework>> {
        self.read.read().expect("nothing panics while it holds this lock").get(reference).cloned()
    }

    async fn load(&self, journal: &dyn Journal, id: &FrameworkId) -> Result<(), Error> {
        for stored in journal.read(&HistoryId::Framework(id.clone())).await? {
            let framework = framework_of(id, &stored)?;
            let mut read = self.read.write().expect("nothing panics while it holds this lock");
            read.insert(framework.reference.clone(), Arc::new(framework));
        }
        Ok(())
    }
}

/// The framework whose file stands beside a record of its adoption.
fn framework_of(id: &FrameworkId, stored: &Stored) -> Result<Framework, Error> {
    let position = stored.position;
    let lost = || Error::FrameworkLost { id: id.clone(), position };
    let record =
        record::decode(&stored.entry.record).map_err(|source| Error::Undecodable { position, source })?;
    let Event::FrameworkAdopted(adopted) = record.event else { return Err(lost()) };
    let texts = Disclosures::parse(&stored.entry.texts).map_err(|_| lost())?;
    let file = texts.open(&adopted.file).ok_or_else(lost)?;
    let framework = kader::read_adopted(file.as_bytes()).map_err(|_| lost())?;
    if framework.reference == adopted.framework { Ok(framework) } else { Err(lost()) }
}
