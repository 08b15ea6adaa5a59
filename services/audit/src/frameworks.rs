//! The frameworks that give things their names in answers, read from the journal when they are first needed.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use domain::{
    Event,
    framework::{Framework, FrameworkRef},
    ids::{BodyId, FrameworkId, PartyId},
};
use journal::Journal;
use record::HistoryId;
use verifier::replay::adopted_file;

/// Adopted frameworks. A version never changes, so what was read once stays.
#[derive(Default)]
pub(crate) struct Frameworks {
    read: RwLock<HashMap<FrameworkRef, Arc<Framework>>>,
}

impl Frameworks {
    /// An adopted framework. `None`: it was not adopted, or its file cannot be used; the answer then has short
    /// names, for an auditor who looks into damage must be able to read on.
    pub(crate) async fn named(
        &self,
        journal: &dyn Journal,
        reference: &FrameworkRef,
    ) -> Option<Arc<Framework>> {
        if self.known(reference).is_none() {
            self.load(journal, &reference.id).await;
        }
        self.known(reference)
    }

    /// The newest adopted framework that knows a party: for a registration, which names no framework.
    pub(crate) async fn knowing(&self, journal: &dyn Journal, party: &PartyId) -> Option<Arc<Framework>> {
        if self.newest_knowing(party).is_none() {
            for family in journal.frameworks().await.unwrap_or_default() {
                self.load(journal, &family).await;
            }
        }
        self.newest_knowing(party)
    }

    /// Whether any adopted framework has a body, as far as files can be used.
    pub(crate) async fn have_body(&self, journal: &dyn Journal, body: &BodyId) -> bool {
        if !self.has_body(body) {
            for family in journal.frameworks().await.unwrap_or_default() {
                self.load(journal, &family).await;
            }
        }
        self.has_body(body)
    }

    fn has_body(&self, body: &BodyId) -> bool {
        let read = self.read.read().unwrap_or_else(PoisonError::into_inner);
        read.values().any(|framework| framework.body(body).is_some())
    }

    fn newest_knowing(&self, party: &PartyId) -> Option<Arc<Framework>> {
        let read = self.read.read().unwrap_or_else(PoisonError::into_inner);
        let knowing = read.values().filter(|framework| framework.party(party).is_some());
        knowing.max_by_key(|framework| (framework.effective_from, &framework.reference)).cloned()
    }

    fn known(&self, reference: &FrameworkRef) -> Option<Arc<Framework>> {
        self.read.read().unwrap_or_else(PoisonError::into_inner).get(reference).cloned()
    }

    async fn load(&self, journal: &dyn Journal, family: &FrameworkId) {
        let stored = match journal.read(&HistoryId::Framework(family.clone())).await {
            Ok(stored) => stored,
            Err(error) => return tracing::warn!(%family, %error, "no names: the adoptions cannot be read"),
        };
        for stored in stored {
            let Ok(record) = record::decode(&stored.entry.record) else { continue };
            let Event::FrameworkAdopted(adopted) = record.event else { continue };
            match adopted_file::read(&adopted, &stored.entry.texts) {
                Ok(framework) => {
                    let mut read = self.read.write().unwrap_or_else(PoisonError::into_inner);
                    read.insert(adopted.framework, Arc::new(framework));
                }
                Err(error) => {
                    tracing::warn!(%family, position = %stored.position, %error, "no names from this version");
                }
            }
        }
    }
}
