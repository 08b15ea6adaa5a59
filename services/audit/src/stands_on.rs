//! What a history stands on: the adoptions of the frameworks that it uses, and the mandates under which something was done in it.

use std::collections::BTreeSet;

use domain::{
    Event, arrangement,
    ids::{FrameworkId, MandateId},
};
use journal::{Journal, Stored, read};
use record::{HistoryId, Record, decode};

/// What these records of one history stand on, in no particular order: without all of it their rules cannot be asked again.
/// What cannot be decoded stands on nothing; whoever checks it says so.
///
/// # Errors
/// The journal cannot be read.
pub(crate) async fn stands_on(
    journal: &dyn Journal,
    history: &HistoryId,
    records: &[Stored],
) -> Result<Vec<Stored>, read::Error> {
    let mut families = BTreeSet::new();
    let mut beneath = Vec::new();
    for mandate in mandates(records) {
        let granted = journal.read(&HistoryId::Mandate(mandate)).await?;
        families.extend(family(&granted));
        beneath.extend(granted);
    }
    match history {
        // A registration does not say under which framework it was decided.
        HistoryId::Arrangement(_) => families.extend(journal.frameworks().await?),
        HistoryId::Dossier(_) | HistoryId::Meeting(_) | HistoryId::Mandate(_) | HistoryId::Preparation(_) => {
            families.extend(family(records))
        }
        HistoryId::Framework(_) => {}
    }
    for family in families {
        beneath.extend(journal.read(&HistoryId::Framework(family)).await?);
    }
    Ok(beneath)
}

/// Every mandate that these records name.
fn mandates(records: &[Stored]) -> BTreeSet<MandateId> {
    let decoded = records.iter().filter_map(|stored| decode(&stored.entry.record).ok());
    decoded.flat_map(|record| named(&record)).collect()
}

fn named(record: &Record) -> Vec<MandateId> {
    match &record.event {
        Event::Dossier(event) => event.mandates(),
        Event::Arrangement(arrangement::Event::CommitmentGiven(given)) => {
            given.commitment.mandate.iter().map(|named| named.id).collect()
        }
        Event::Arrangement(_)
        | Event::FrameworkAdopted(_)
        | Event::Meeting(_)
        | Event::Mandate(_)
        | Event::Preparation(_)
        | Event::Keeping(_) => Vec::new(),
    }
}

/// The framework that a history was begun by, if its first record says so.
fn family(records: &[Stored]) -> Option<FrameworkId> {
    let record = decode(&records.first()?.entry.record).ok()?;
    match record.event {
        Event::Dossier(domain::dossier::Event::DossierOpened(opened)) => Some(opened.framework.id),
        Event::Meeting(domain::meeting::Event::MeetingPlanned(planned)) => Some(planned.framework.id),
        Event::Mandate(domain::mandate::Event::MandateGranted(granted)) => Some(granted.framework.id),
        Event::Preparation(domain::preparation::Event::PreparationBegun(begun)) => Some(begun.framework.id),
        Event::Dossier(_)
        | Event::FrameworkAdopted(_)
        | Event::Arrangement(_)
        | Event::Meeting(_)
        | Event::Mandate(_)
        | Event::Preparation(_)
        | Event::Keeping(_) => None,
    }
}
