//! The frameworks that dossiers run on, read from the journal when they are first needed.

use std::{collections::HashMap, sync::Arc};

use domain::{
    Event,
    framework::{Framework, FrameworkRef},
    ids::FrameworkId,
};
use journal::{Journal, Stored};
use record::{HistoryId, seal::Disclosures};

use crate::error::Error;

/// The adopted frameworks of a region. An adopted version never changes, so what was read once stays.
#[derive(Default)]
pub(crate) struct Frameworks {
    read: std::sync::RwLock<HashMap<FrameworkRef, Arc<Framework>>>,
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
