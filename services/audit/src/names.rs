//! The names of things in the records of a stream, where only the first record of a dossier says which framework
//! it runs on.

use std::{collections::HashMap, sync::Arc};

use domain::{
    Event,
    arrangement::{self, between::dossier_of},
    dossier,
    framework::{Framework, FrameworkRef},
    ids::{DossierId, MandateId, MeetingId},
    mandate, meeting, preparation,
};
use journal::Journal;
use record::{HistoryId, Record};

use crate::frameworks::Frameworks;

/// Of how many dossiers a stream remembers the framework. It then forgets all of them and looks them up again.
const DOSSIERS_NAMED_MAX: usize = 10_000;

/// Finds the framework that gives the things in a record their names.
pub(crate) struct Naming {
    journal: Arc<dyn Journal>,
    frameworks: Arc<Frameworks>,
    dossiers: HashMap<DossierId, Option<Arc<Framework>>>,
}

impl Naming {
    pub(crate) fn new(journal: Arc<dyn Journal>, frameworks: Arc<Frameworks>) -> Self {
        Self { journal, frameworks, dossiers: HashMap::new() }
    }

    /// The framework, if the record has one that can be read.
    pub(crate) async fn framework(&mut self, record: &Record) -> Option<Arc<Framework>> {
        match (&record.event, &record.history) {
            (Event::FrameworkAdopted(adopted), _) => {
                self.frameworks.named(self.journal.as_ref(), &adopted.framework).await
            }
            (Event::Arrangement(arrangement::Event::ArrangementRegistered(registered)), _) => {
                self.frameworks.knowing(self.journal.as_ref(), &registered.party).await
            }
            (Event::Arrangement(arrangement::Event::ArrangementBegun(begun)), _) => {
                self.frameworks.named(self.journal.as_ref(), &begun.framework).await
            }
            // What becomes of a decision runs on the framework of the dossier that took it.
            (
                Event::Arrangement(
                    arrangement::Event::CommitmentGiven(_)
                    | arrangement::Event::UseReported(_)
                    | arrangement::Event::EvaluationRecorded(_)
                    | arrangement::Event::ArrangementConcluded(_),
                ),
                HistoryId::Arrangement(id),
            ) => self.of_dossier(dossier_of(*id), None).await,
            (Event::Dossier(dossier::Event::DossierOpened(opened)), HistoryId::Dossier(id)) => {
                self.of_dossier(*id, Some(&opened.framework)).await
            }
            (Event::Dossier(_) | Event::Keeping(_), HistoryId::Dossier(id)) => {
                self.of_dossier(*id, None).await
            }
            (Event::Meeting(meeting::Event::MeetingPlanned(planned)), _) => {
                self.frameworks.named(self.journal.as_ref(), &planned.framework).await
            }
            (Event::Mandate(mandate::Event::MandateGranted(granted)), _) => {
                self.frameworks.named(self.journal.as_ref(), &granted.framework).await
            }
            (Event::Preparation(preparation::Event::PreparationBegun(begun)), _) => {
                self.frameworks.named(self.journal.as_ref(), &begun.framework).await
            }
            // A preparation runs on the framework of its dossier, and has its id.
            (Event::Preparation(_) | Event::Keeping(_), HistoryId::Preparation(id)) => {
                self.of_dossier(*id, None).await
            }
            (Event::Mandate(_) | Event::Keeping(_), HistoryId::Mandate(id)) => self.of_mandate(*id).await,
            (Event::Meeting(_) | Event::Keeping(_), HistoryId::Meeting(id)) => self.of_meeting(*id).await,
            (
                Event::Dossier(_)
                | Event::Arrangement(_)
                | Event::Meeting(_)
                | Event::Mandate(_)
                | Event::Preparation(_)
                | Event::Keeping(_),
                HistoryId::Framework(_)
                | HistoryId::Arrangement(_)
                | HistoryId::Meeting(_)
                | HistoryId::Mandate(_)
                | HistoryId::Preparation(_)
                | HistoryId::Dossier(_),
            ) => None,
        }
    }

    /// The framework that a mandate was granted by.
    async fn of_mandate(&self, id: MandateId) -> Option<Arc<Framework>> {
        let history = self.journal.read(&HistoryId::Mandate(id)).await.ok()?;
        let first = record::decode(&history.first()?.entry.record).ok()?;
        let Event::Mandate(mandate::Event::MandateGranted(granted)) = first.event else { return None };
        self.frameworks.named(self.journal.as_ref(), &granted.framework).await
    }

    /// The framework that a meeting was planned by. Meetings are short and few, so it is looked up every time.
    async fn of_meeting(&self, id: MeetingId) -> Option<Arc<Framework>> {
        let history = self.journal.read(&HistoryId::Meeting(id)).await.ok()?;
        let first = record::decode(&history.first()?.entry.record).ok()?;
        let Event::Meeting(meeting::Event::MeetingPlanned(planned)) = first.event else { return None };
        self.frameworks.named(self.journal.as_ref(), &planned.framework).await
    }

    /// The framework of a dossier: the one that its first record names. `None`: the stream began in the middle of its
    /// history.
    async fn of_dossier(&mut self, id: DossierId, opened: Option<&FrameworkRef>) -> Option<Arc<Framework>> {
        if let Some(framework) = self.dossiers.get(&id) {
            return framework.clone();
        }
        let framework = match opened {
            Some(reference) => self.frameworks.named(self.journal.as_ref(), reference).await,
            None => self.opened_on(id).await,
        };
        if self.dossiers.len() >= DOSSIERS_NAMED_MAX {
            self.dossiers.clear();
        }
        self.dossiers.insert(id, framework.clone());
        framework
    }

    async fn opened_on(&self, id: DossierId) -> Option<Arc<Framework>> {
        let history = self.journal.read(&HistoryId::Dossier(id)).await.ok()?;
        let first = record::decode(&history.first()?.entry.record).ok()?;
        let Event::Dossier(dossier::Event::DossierOpened(opened)) = first.event else { return None };
        self.frameworks.named(self.journal.as_ref(), &opened.framework).await
    }
}
