//! The frameworks that dossiers run on, read from the journal when they are first needed.

use std::{
    collections::HashMap,
    sync::{Arc, RwLock},
};

use domain::{
    Event,
    framework::{Framework, FrameworkRef, adoption::Adopted},
    ids::FrameworkId,
};
use journal::{Journal, Stored};
use record::{HistoryId, seal::Disclosures};

use crate::{
    error::Error,
    fold::{Fold, Matter},
};

/// The adopted frameworks of a region. An adopted version never changes, so what was read once stays.
#[derive(Default)]
pub(crate) struct Frameworks {
    read: RwLock<HashMap<FrameworkRef, Arc<Framework>>>,
    /// Which versions of a family were adopted. Asked by every opening, so no history is locked for it.
    adopted: RwLock<HashMap<FrameworkId, Arc<Adopted>>>,
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

    /// The adopted versions of a family, if they are known.
    pub(crate) fn adopted(&self, id: &FrameworkId) -> Option<Arc<Adopted>> {
        self.adopted.read().expect("nothing panics while it holds this lock").get(id).cloned()
    }

    /// Takes note of the adopted versions of a family, unless more of them are known already: two tasks may have
    /// read the history at different moments. A family without versions is not kept; anyone can make up names.
    pub(crate) fn note(&self, id: &FrameworkId, fold: &Fold) -> Arc<Adopted> {
        let read = match &fold.matter {
            Matter::Framework(adopted) => adopted.clone(),
            Matter::Dossier(_) | Matter::Arrangement(_) => Adopted::default(),
        };
        let mut known = self.adopted.write().expect("nothing panics while it holds this lock");
        match known.get(id) {
            Some(adopted) if adopted.versions.len() >= read.versions.len() => Arc::clone(adopted),
            Some(_) | None => {
                let read = Arc::new(read);
                if !read.versions.is_empty() {
                    known.insert(id.clone(), Arc::clone(&read));
                }
                read
            }
        }
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
