//! The framework versions that were adopted, for who wants to read them.

use std::sync::Arc;

use domain::{Event, framework::Framework, ids::FrameworkId};
use jiff::Timestamp;
use record::{HistoryId, Position, seal::Disclosures};

use crate::{carry_out::Intake, error::Error};

/// A framework version that was adopted.
#[derive(Debug, Clone)]
pub struct Version {
    /// The framework.
    pub framework: Arc<Framework>,
    /// Its file, byte for byte.
    pub file: String,
    /// Whether dossiers open on it today.
    pub in_force: bool,
    /// When its adoption was recorded.
    pub adopted: Timestamp,
    /// The record of its adoption.
    pub position: Position,
}

impl Intake {
    /// The families of frameworks of which a version was adopted, by name.
    ///
    /// # Errors
    /// What failed in reading the journal.
    pub async fn families(&self) -> Result<Vec<FrameworkId>, Error> {
        Ok(self.journal().frameworks().await?)
    }

    /// The adopted versions of a family, in order; none if there are none.
    ///
    /// # Errors
    /// What failed in reading the journal.
    pub async fn adopted(&self, family: &FrameworkId) -> Result<Vec<Version>, Error> {
        let today = self.surroundings().now().today();
        let mut versions: Vec<Version> = Vec::new();
        let mut in_force = None;
        for stored in self.journal().read(&HistoryId::Framework(family.clone())).await? {
            let position = stored.position;
            let record = record::decode(&stored.entry.record)
                .map_err(|source| Error::Undecodable { position, source })?;
            let Event::FrameworkAdopted(adopted) = &record.event else { continue };
            let lost = || Error::FrameworkLost { id: family.clone(), position };
            let texts = Disclosures::parse(&stored.entry.texts).map_err(|_| lost())?;
            let file = texts.open(&adopted.file).ok_or_else(lost)?.to_owned();
            if adopted.effective_from <= today {
                in_force = Some(versions.len());
            }
            versions.push(Version {
                framework: self.framework(&adopted.framework).await?,
                file,
                in_force: false,
                adopted: record.recorded.now,
                position,
            });
        }
        if let Some(version) = in_force.and_then(|place| versions.get_mut(place)) {
            version.in_force = true;
        }
        Ok(versions)
    }
}
