//! A replayed dossier in an answer.

use domain::{
    dossier::{
        Dossier,
        event::DossierOpened,
        state::{Condition, Filed, Progress, Submission, Visit},
        waiting::waiting,
    },
    ids::{DossierId, Revision},
    sealed::Sealed,
};
use wire::{
    Names,
    convert::{Disclose, answer, escalation},
    v1,
};

use super::Replay;
use crate::words;

impl Disclose for Replay {
    fn text(&self, sealed: Sealed) -> v1::DisclosedText {
        words::disclosed(self.words.get(&sealed).cloned())
    }
}

impl Replay {
    /// The dossier, if one was opened.
    ///
    /// Its `reference` is empty: the number is given in the order of the journal, so only who follows the whole
    /// journal knows it, and that is the views.
    pub fn told(&self, id: DossierId, names: Names<'_>) -> Option<v1::Dossier> {
        let (Ok(dossier), Some(opened)) = (self.state.dossier(), &self.opened) else { return None };
        Some(v1::Dossier {
            summary: Some(self.summary(id, dossier, opened, names)),
            functions: answer::functions(&opened.functions, names),
            target_group: opened.target_group.map(|sealed| self.text(sealed)),
            follows_dossier_id: opened.follows.map(|past| past.to_string()),
            documents: self.documents(dossier, names),
            submissions: dossier
                .submitted
                .iter()
                .map(|submitted| self.submission(submitted, names))
                .collect(),
            visits: dossier.visits.iter().map(|visit| self.visit(dossier, visit, names)).collect(),
            conditions: dossier
                .conditions
                .iter()
                .filter_map(|condition| self.condition(dossier, condition, names))
                .collect(),
            // A replay counts to no day, so nothing is overdue in it.
            escalations: dossier
                .escalations
                .iter()
                .map(|told| {
                    escalation::escalation(told, dossier.escalation() == Some(told), None, names, self)
                })
                .collect(),
        })
    }

    fn summary(
        &self,
        id: DossierId,
        dossier: &Dossier,
        opened: &DossierOpened,
        names: Names<'_>,
    ) -> v1::DossierSummary {
        let at = dossier.open_visit().map(|visit| &visit.opening);
        let coordinator = answer::coordinator(&dossier.coordinator, &dossier.party, names);
        let waiting = waiting(dossier);
        v1::DossierSummary {
            dossier_id: id.to_string(),
            reference: String::new(),
            title: Some(self.text(opened.title)),
            framework: Some(answer::framework_ref(&dossier.framework)),
            phase: Some(answer::phase(&dossier.phase, at, names)),
            waits_for: Some(escalation::waits_for(
                waiting.as_ref().map(|waiting| &waiting.on),
                &coordinator,
                names,
                self,
            )),
            coordinator: Some(coordinator),
            opened_time: self.recorded.first().copied().map(answer::timestamp),
            changed_time: self.recorded.last().copied().map(answer::timestamp),
            revision: dossier.revision.0,
        }
    }

    fn documents(&self, dossier: &Dossier, names: Names<'_>) -> Vec<v1::DocumentSummary> {
        let told = |(filed, recorded): (&Filed, &jiff::Timestamp)| {
            let words = filed.sections.iter().fold(0_u32, |sum, section| sum.saturating_add(section.words));
            v1::DocumentSummary {
                document: Some(answer::document_ref(&filed.document)),
                title: names.format(&filed.document.format),
                digest: filed.digest.to_string(),
                words,
                filed_time: Some(answer::timestamp(*recorded)),
            }
        };
        dossier.documents.iter().zip(&self.filed).map(told).collect()
    }

    fn submission(&self, submission: &Submission, names: Names<'_>) -> v1::Submission {
        v1::Submission {
            round: Some(answer::round(&submission.round, names)),
            document: Some(answer::document_ref(&submission.document)),
            submitted_time: self.recorded_at(submission.revision).map(answer::timestamp),
        }
    }

    fn visit(&self, dossier: &Dossier, visit: &Visit, names: Names<'_>) -> v1::Visit {
        let corrected = match visit.progress {
            Progress::Treated { revision, .. } => {
                dossier.corrections.iter().any(|correction| correction.by == revision)
            }
            Progress::Waiting | Progress::Void => false,
        };
        let submitter = answer::coordinator(&dossier.coordinator, &dossier.party, names);
        answer::visit(visit, corrected, &submitter, names, self)
    }

    fn condition(&self, dossier: &Dossier, condition: &Condition, names: Names<'_>) -> Option<v1::Condition> {
        let set_by = &dossier.visit(&condition.set_by)?.opening.body;
        let answered = condition.answered.and_then(|at| self.answers.get(&(at, condition.set.number)));
        let answered = answered.map(|sealed| self.text(*sealed));
        Some(answer::condition(condition, set_by, answered, names, self))
    }

    fn recorded_at(&self, revision: Revision) -> Option<jiff::Timestamp> {
        let place = usize::try_from(revision.0.checked_sub(1)?).ok()?;
        self.recorded.get(place).copied()
    }
}
