//! What was filed and submitted of a dossier.

use domain::dossier;

use super::Known;
use crate::query::dossier::{Document, Submission};

impl Known {
    pub(super) fn documents(&self) -> Vec<Document> {
        let filed = self.events.iter().filter_map(|(position, at, event)| {
            let Some(dossier::Event::DocumentFiled(filed)) = event else { return None };
            Some(Document {
                document: filed.document.clone(),
                digest: filed.digest,
                sections: u32::try_from(filed.sections.len()).unwrap(),
                words: filed.sections.iter().map(|section| section.words).sum(),
                filed: *position,
                filed_at: *at,
            })
        });
        filed.collect()
    }

    pub(super) fn submissions(&self) -> Vec<Submission> {
        let submitted = self.events.iter().filter_map(|(position, at, event)| {
            let Some(
                dossier::Event::RoundSubmitted(submitted) | dossier::Event::RevisionSubmitted(submitted),
            ) = event
            else {
                return None;
            };
            let (round, document) = (submitted.round.clone(), submitted.document.clone());
            Some(Submission { round, document, submitted: *position, submitted_at: *at })
        });
        submitted.collect()
    }
}
